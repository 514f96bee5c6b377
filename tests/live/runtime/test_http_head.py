"""The head of a request: what it says, and what is not taken for one."""

import socket

import pytest

from live_cop.live.runtime.http_head import RequestHead


def read(text: str) -> RequestHead:
    return RequestHead(line.encode("latin-1") for line in text.splitlines(keepends=True))


def test_a_head_says_what_is_asked_for_and_of_whom():
    found = read("POST /m/K7M3QX?as=chair HTTP/1.1\r\nHost: here\r\nCookie: a=1\r\ncookie: b=2\r\nX: caf\xe9\r\n\r\n")
    assert (found.method, found.target, found.version) == ("POST", "/m/K7M3QX?as=chair", "HTTP/1.1")
    assert found.headers.items() == [("Host", "here"), ("Cookie", "a=1"), ("cookie", "b=2"), ("X", "caf\xe9")]


def test_a_head_may_ask_for_another_protocol():
    assert read("GET / HTTP/1.1\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\r\n").target == "/"


def test_two_strokes_are_not_another_place():
    assert read("GET //elsewhere.example/x HTTP/1.1\r\n\r\n").target == "/elsewhere.example/x"


#: Two readers of one request could understand different ones, or nobody could.
NONE = [
    "GET / HTTP/1.1\r\nHost : here\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: here\r\n and there\r\n\r\n",
    "GET / HTTP/1.1\r\nno colon\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: +3\r\n\r\n",
    "SING / HTTP/1.1\r\n\r\n",
    "GET  HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.x\r\n\r\n",
    "\x16\x03\x01\x02\r\n\r\n",
]


@pytest.mark.parametrize("text", NONE)
def test_what_can_be_read_in_two_ways_is_no_request(text):
    with pytest.raises(ValueError, match="not HTTP"):
        read(text)


@pytest.mark.parametrize("coding", ["gzip", "gzip, chunked", "identity", "chunked\r\nTransfer-Encoding: chunked"])
def test_a_body_in_an_unknown_code_is_not_taken_for_a_request(coding):
    with pytest.raises(ValueError, match="not"):
        read(f"POST / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: x\r\nTransfer-Encoding: {coding}\r\n\r\n")


def test_a_body_may_come_in_chunks():
    assert read("POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n").method == "POST"


def test_a_head_has_an_end():
    assert read("GET / HTTP/1.1\r\n" + "a: b\r\n" * 99 + "\r\n").method == "GET"
    with pytest.raises(ValueError, match="too long"):
        read("GET / HTTP/1.1\r\n" + "a: b\r\n" * 100 + "\r\n")


def test_half_a_head_is_none():
    with pytest.raises(ValueError, match="not all there"):
        read("GET / HTTP/1.1\r\nHost: here\r\n")


def test_a_head_that_is_none_is_told_so_and_the_connection_ends(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(b"GET /healthz HTTP/1.x\r\nHost: here\r\n\r\n")
        answer = b""
        while more := line.recv(4096):
            answer += more
    assert answer.split(b"\r\n")[0].split(b" ", 1)[1] == b"400 Bad Request"
    assert answer.count(b"HTTP/1.") == 1


@pytest.mark.parametrize(
    ("head", "stays"),
    [
        (b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n", True),
        (b"GET /healthz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n", False),
        (b"GET /healthz HTTP/1.0\r\n\r\n", False),
    ],
)
def test_a_connection_stays_where_the_client_wants_that(server, head, stays):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        answers = line.makefile("rb")
        for _ in range(2 if stays else 1):
            line.sendall(head)
            assert b" 200 " in answers.readline()
            length = 0
            while (field := answers.readline()) not in (b"\r\n", b""):
                if field.lower().startswith(b"content-length:"):
                    length = int(field.split(b":")[1])
            assert len(answers.read(length)) == length > 0
        if not stays:
            assert answers.read() == b""

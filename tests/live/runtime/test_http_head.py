"""The head of a request, and its body in chunks: what is read from them. test_http_requests.py has what is refused."""

import io
import socket

import pytest

from live_cop.live.runtime.http_head import BadBody, BadRequest, RequestHead


def read(text: str) -> RequestHead:
    rest = io.BytesIO(text.encode("latin-1"))
    return RequestHead(rest.readline(), rest.readline)


def test_a_head_says_what_is_asked_for_and_of_whom():
    found = read("POST /m/K7M3QX?as=chair HTTP/1.1\r\nHost: here\r\nCookie: a=1\r\ncookie: b=2\r\nX: caf\xe9\r\n\r\n")
    assert (found.method, found.target, found.version) == ("POST", "/m/K7M3QX?as=chair", "HTTP/1.1")
    assert found.headers.items() == [("Host", "here"), ("X", "caf\xe9"), ("Cookie", "a=1; b=2")]
    assert not found.chunked


def test_a_head_may_ask_for_another_protocol():
    head = "GET / HTTP/1.1\r\nHost: here\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\r\n"
    assert read(head).target == "/"


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("//elsewhere.example/x", "/elsewhere.example/x"),
        ("http://here", "/"),
        ("http://HERE/m/K7M3QX?a=b", "/m/K7M3QX?a=b"),
        ("https://here//elsewhere", "/elsewhere"),
    ],
)
def test_a_target_is_a_path_on_this_server(target, path):
    assert read(f"GET {target} HTTP/1.1\r\nHost: here\r\n\r\n").target == path


def test_all_of_the_server_may_be_asked_for_its_options():
    assert read("OPTIONS * HTTP/1.1\r\nHost: here\r\n\r\n").target == "*"
    with pytest.raises(BadRequest):
        read("GET * HTTP/1.1\r\nHost: here\r\n\r\n")


def test_half_a_head_is_none():
    with pytest.raises(BadRequest, match="incomplete"):
        read("GET / HTTP/1.1\r\nHost: here\r\n")


def test_a_body_in_chunks_is_checked_while_it_is_read():
    faults: list[bool] = []
    head = read("POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: Chunked\r\n\r\n")
    body = head.plain_chunks(io.BytesIO(b"3\r\nabc\r\n+2\r\n"), lambda: faults.append(True))
    assert head.chunked
    assert (body.readline(), body.read(3), body.readline()) == (b"3\r\n", b"abc", b"\r\n")
    assert not faults
    with pytest.raises(BadBody):
        body.readline()
    assert faults


@pytest.mark.parametrize(
    ("head", "stays"),
    [
        (b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n", True),
        (b"GET /healthz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n", False),
        (b"GET /healthz HTTP/1.0\r\n\r\n", False),
    ],
)
def test_a_connection_stays_where_the_client_wants_that(shared, head, stays):
    with socket.create_connection(("127.0.0.1", shared.port), timeout=10) as client:
        answers = client.makefile("rb")
        for _ in range(2 if stays else 1):
            client.sendall(head)
            assert b" 200 " in answers.readline()
            length = 0
            while (field := answers.readline()) not in (b"\r\n", b""):
                if field.lower().startswith(b"content-length:"):
                    length = int(field.split(b":")[1])
            assert len(answers.read(length)) == length > 0
        if not stays:
            assert answers.read() == b""


def test_a_body_is_read_to_its_end_and_no_further():
    head = read("POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n")
    rest = io.BytesIO(b"003;a=b\r\nabc\r\n00\r\nX: y\r\n\r\nGET")
    body = head.plain_chunks(rest, lambda: None)
    assert [body.readline(), body.read(9), body.readline(), body.readline()] == [b"3\r\n", b"abc", b"\r\n", b"0\r\n"]
    assert not head.body_complete
    assert [body.readline(), body.readline(), rest.read()] == [b"\r\n", b"", b"GET"]
    # What stands behind the body changes nothing that the head has said.
    assert head.body_complete and "X" not in head.headers


def test_no_part_of_a_long_line_is_handed_out():
    faults: list[bool] = []
    head = read("POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n")
    body = head.plain_chunks(io.BytesIO(b"3;" + b"x" * 9_000 + b"\r\n"), lambda: faults.append(True))
    with pytest.raises(BadBody, match="too long"):
        body.readline()
    assert faults


def test_only_a_websocket_lasts_longer_than_a_request():
    asks = "GET / HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: {}\r\n\r\n"
    assert read(asks.format("WebSocket")).wants_websocket
    assert not read(asks.format("h2c")).wants_websocket
    assert not read(asks.format("websocket").replace("HTTP/1.1", "HTTP/1.0")).wants_websocket

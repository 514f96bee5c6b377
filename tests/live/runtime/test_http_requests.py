"""Requests over raw sockets, against both engines: what could be understood in two ways is refused by both, once, and
the connection ends, so that nothing in it is taken for another request (RFC 9112)."""

import socket
from collections.abc import Iterator

import pytest

from live_cop.live import runtime

from ...support.servers import Server

#: Sent right behind each request. Where the request was understood it is answered too, and else it must not be.
NEXT = b"GET /healthz?next HTTP/1.1\r\nHost: here\r\n\r\n"
HOST = b"Host: here\r\n"
MEETING = b'{"title": "Homes that say yes"}'
POST = b"POST /api/meetings HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
WEBSOCKET = (b"Sec-WebSocket-Version: 13", b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", b"Upgrade: websocket")
OPEN = b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"


def get(line: bytes = b"GET /healthz HTTP/1.1", *fields: bytes) -> bytes:
    return b"".join([line, b"\r\n", HOST, *(field + b"\r\n" for field in fields), b"\r\n"])


def chunks(*sizes: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    """A meeting in chunks, each of which has its size in front of it."""
    half = len(MEETING) // 2
    parts = [MEETING[:half], MEETING[half:]]
    return b"".join(size + b"\r\n" + part + b"\r\n" for size, part in zip(sizes, parts, strict=True)) + end


FIRST, SECOND = b"f", b"10"
assert (len(MEETING) // 2, len(MEETING) - len(MEETING) // 2) == (0xF, 0x10)

REFUSED = {
    # The request line
    "no version (HTTP/0.9)": b"GET /healthz\r\n\r\n",
    "HTTP/0.9 by name": get(b"GET /healthz HTTP/0.9"),
    "HTTP/1.9": get(b"GET /healthz HTTP/1.9"),
    "HTTP/2.0": get(b"GET /healthz HTTP/2.0"),
    "HTTP/1.x": get(b"GET /healthz HTTP/1.x"),
    "HTTP/1.10": get(b"GET /healthz HTTP/1.10"),
    "lower case http": get(b"GET /healthz http/1.1"),
    "the preface of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "RTSP": get(b"GET /healthz RTSP/1.1"),
    "RTSP 1.0": get(b"GET /healthz RTSP/1.0"),
    "ICE": get(b"SOURCE /healthz ICE/1.0"),
    "an unknown method": get(b"SING /healthz HTTP/1.1"),
    "a lower case method": get(b"get /healthz HTTP/1.1"),
    "no target": get(b"GET  HTTP/1.1"),
    "a space in the target": get(b"GET /health z HTTP/1.1"),
    "a tab instead of a space": get(b"GET\t/healthz HTTP/1.1"),
    "two spaces before the target": get(b"GET  /healthz HTTP/1.1"),
    "two spaces before the version": get(b"GET /healthz  HTTP/1.1"),
    "NUL in the target": get(b"GET /health\x00z HTTP/1.1"),
    "a target without a slash": get(b"GET healthz HTTP/1.1"),
    "the authority form": get(b"CONNECT here:443 HTTP/1.1"),
    "an absolute form for another host": get(b"GET http://there/healthz HTTP/1.1"),
    "white space before the request line": b" " + get(),
    "a line before the request line": b"X: y\r\n" + get(),
    "bare LF before the request line": b"\n" + get(),
    "bare CR before the request line": b"\r" + get(),
    "two empty lines before the request line": b"\r\n\r\n" + get(),
    # Lines
    "bare LF": b"GET /healthz HTTP/1.1\nHost: here\n\n",
    "bare LF behind one field": b"GET /healthz HTTP/1.1\r\nHost: here\nX: y\r\n\r\n",
    "bare LF at the end of the head": b"GET /healthz HTTP/1.1\r\nHost: here\r\n\n",
    "bare CR between fields": b"GET /healthz HTTP/1.1\r\nHost: here\rX: y\r\n\r\n",
    "bare CR in a value": get(b"GET /healthz HTTP/1.1", b"X: a\rb"),
    # Fields
    "a space before the colon": get(b"GET /healthz HTTP/1.1", b"X : y"),
    "a space before the first name": b"GET /healthz HTTP/1.1\r\n Host: here\r\n\r\n",
    "a folded line": get(b"GET /healthz HTTP/1.1", b"X: y", b" z"),
    "a line folded with a tab": get(b"GET /healthz HTTP/1.1", b"X: y", b"\tz"),
    "no colon": get(b"GET /healthz HTTP/1.1", b"nothing"),
    "no name": get(b"GET /healthz HTTP/1.1", b": y"),
    "NUL in a name": get(b"GET /healthz HTTP/1.1", b"X\x00: y"),
    "NUL in a value": get(b"GET /healthz HTTP/1.1", b"X: a\x00b"),
    "a control character in a value": get(b"GET /healthz HTTP/1.1", b"X: a\x08b"),
    "DEL in a value": get(b"GET /healthz HTTP/1.1", b"X: a\x7fb"),
    "a bracket in a name": get(b"GET /healthz HTTP/1.1", b"X[1]: y"),
    "a letter beyond ASCII in a name": get(b"GET /healthz HTTP/1.1", b"X\xe9: y"),
    "no host": b"GET /healthz HTTP/1.1\r\n\r\n",
    "two hosts": get(b"GET /healthz HTTP/1.1", b"Host: there"),
    "the same host twice": get(b"GET /healthz HTTP/1.1", b"host: here"),
    "a host with a space": b"GET /healthz HTTP/1.1\r\nHost: here there\r\n\r\n",
    "two hosts in one field": b"GET /healthz HTTP/1.1\r\nHost: here, there\r\n\r\n",
    "a host with a user": b"GET /healthz HTTP/1.1\r\nHost: me@here\r\n\r\n",
    "a host with a path": b"GET /healthz HTTP/1.1\r\nHost: here/there\r\n\r\n",
    "a host with markup": b"GET /healthz HTTP/1.1\r\nHost: <here>\r\n\r\n",
    "a host whose port is no number": b"GET /healthz HTTP/1.1\r\nHost: here:http\r\n\r\n",
    "a letter beyond ASCII in the host": b"GET /healthz HTTP/1.1\r\nHost: h\xe9re\r\n\r\n",
    "a host with half a bracket": b"GET /healthz HTTP/1.1\r\nHost: [::1\r\n\r\n",
    # Size
    "too many fields": get(b"GET /healthz HTTP/1.1", *[b"X: y"] * 150),
    "a field that is too long": get(b"GET /healthz HTTP/1.1", b"X: " + b"y" * 9_000),
    "a head that is too long": get(b"GET /healthz HTTP/1.1", *[b"X: " + b"y" * 8_000] * 10),
    "a target that is too long": get(b"GET /" + b"x" * 9_000 + b" HTTP/1.1"),
    # Where the body ends
    "two lengths": POST + b"Content-Length: 4\r\nContent-Length: 44\r\n\r\n",
    "the same length twice": POST + b"Content-Length: 4\r\nContent-Length: 4\r\n\r\n",
    "two lengths in one field": POST + b"Content-Length: 4, 4\r\n\r\n",
    "an empty length": POST + b"Content-Length: \r\n\r\n",
    "a length with a plus": POST + b"Content-Length: +4\r\n\r\n",
    "a negative length": POST + b"Content-Length: -4\r\n\r\n",
    "a hexadecimal length": POST + b"Content-Length: 0x4\r\n\r\n",
    "a length with an underscore": POST + b"Content-Length: 1_0\r\n\r\n",
    "a length in words": POST + b"Content-Length: four\r\n\r\n",
    "a length beyond all numbers": POST + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n",
    "a length and chunks": POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks and a length": POST + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
    "chunked twice": POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunked twice in one field": POST + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "xchunked": POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "gzip": POST + b"Transfer-Encoding: gzip\r\n\r\n0\r\n\r\n",
    "gzip, chunked": POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "chunked, identity": POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "chunked behind a vertical tab": POST + b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    "chunks in HTTP/1.0": CHUNKED.replace(b"HTTP/1.1", b"HTTP/1.0") + b"0\r\n\r\n",
    "chunks and another protocol": CHUNKED.replace(b"\r\n\r\n", b"\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"),
    "HEAD with a body": b"HEAD /healthz HTTP/1.1\r\nHost: here\r\nContent-Length: 4\r\n\r\nbody",
    "a WebSocket with a body": get(OPEN, b"Connection: Upgrade", *WEBSOCKET, b"Content-Length: 4") + b"body",
    # The sizes of chunks
    "a size with a plus": CHUNKED + chunks(b"+f", SECOND),
    "a negative size": CHUNKED + chunks(b"-f", SECOND),
    "a size with 0x": CHUNKED + chunks(b"0xf", SECOND),
    "a size with an underscore": CHUNKED + chunks(b"0_f", SECOND),
    "a size behind a space": CHUNKED + chunks(b" f", SECOND),
    "a size that is no number": CHUNKED + chunks(b"g", SECOND),
    "an extension without a size": CHUNKED + chunks(b";name=value", SECOND),
    "no size": CHUNKED + chunks(b"", SECOND),
    "a size beyond all numbers": CHUNKED + chunks(b"f" * 20, SECOND),
    "a size that is too small": CHUNKED + chunks(b"e", SECOND),
    "a size that is too large": CHUNKED + chunks(b"10", SECOND),
    "bare LF behind a size": CHUNKED + chunks(FIRST, SECOND).replace(b"f\r\n", b"f\n", 1),
    "bare LF behind a chunk": CHUNKED + chunks(FIRST, SECOND).replace(b"\r\n10\r\n", b"\n10\r\n", 1),
    # An engine that reads only a part of a long line takes the rest for the content of the chunk, and what follows for
    # another request.
    "a long extension": CHUNKED + b"40;a=" + b"x" * 9_000 + b"\r\n" + NEXT.ljust(0x40) + b"\r\n0\r\n\r\n",
    "a long extension with a body in it": CHUNKED
    + b"40;a=".ljust(8_190, b"x")
    + MEETING.ljust(0x40)
    + b"xx0\r\n\r\n"
    + NEXT.ljust(0x40 - 2)
    + b"\r\n0\r\n\r\n",
    "a request in a long extension": CHUNKED + b"f;a=" + b"x" * 8_189 + NEXT + b"\r\n",
    "a long trailer": CHUNKED + chunks(FIRST, SECOND, end=b"0\r\nX: " + b"y" * 9_000 + b"\r\n\r\n"),
    "an extension that is just too long": CHUNKED + chunks(b"f;a=".ljust(8_189, b"x"), SECOND),
    "a trailer that is just too long": CHUNKED
    + chunks(FIRST, SECOND, end=b"0\r\n" + b"X: ".ljust(8_189, b"y") + b"\r\n\r\n"),
    "a trailer that ends where a part of it is read": CHUNKED
    + chunks(FIRST, SECOND, end=b"0\r\n" + b"X: ".ljust(8_190, b"y") + b"\r\n"),
    "too many trailers": CHUNKED + chunks(FIRST, SECOND, end=b"0\r\n" + b"X: y\r\n" * 150 + b"\r\n"),
    "a trailer that is no field": CHUNKED + chunks(FIRST, SECOND, end=b"0\r\nno field\r\n\r\n"),
    "a trailer with a space before the colon": CHUNKED + chunks(FIRST, SECOND, end=b"0\r\nX : y\r\n\r\n"),
}

#: Broken bodies that nobody needs: the answer may be on its way before they are read.
UNREAD = {
    "nobody reads a size with a plus": get(b"GET /healthz HTTP/1.1", b"Transfer-Encoding: chunked") + b"+1\r\nx\r\n",
    "nobody reads an extension without a size": get(b"GET /healthz HTTP/1.1", b"Transfer-Encoding: chunked")
    + b";name=value\r\nx\r\n",
    "nobody reads a size that is too small": get(b"GET /healthz HTTP/1.1", b"Transfer-Encoding: chunked")
    + b"1\r\nxyz\r\n0\r\n\r\n",
    "nobody reads a broken trailer": get(b"GET /healthz HTTP/1.1", b"Transfer-Encoding: chunked")
    + b"0\r\nX : y\r\n\r\n",
}

#: Answered, and the last request on its connection.
LAST = {
    "the connection is to be closed and kept": get(b"GET /healthz HTTP/1.1", b"Connection: keep-alive, close"),
    "the connection is to be closed, in two fields": get(
        b"GET /healthz HTTP/1.1", b"Connection: x", b"Connection: Close"
    ),
    "the connection is to be closed, with white space behind that": get(
        b"GET /healthz HTTP/1.1", b"Connection: close \t"
    ),
    "the connection is to be closed and changed": get(
        b"GET /healthz HTTP/1.1", b"Connection: close, upgrade", b"Upgrade: h2c"
    ),
    "the client waits to be asked for a body": get(
        b"GET /healthz HTTP/1.1", b"Expect: 100-continue", b"Content-Length: 4"
    ),
    "the client waits to be asked for chunks": get(
        b"GET /healthz HTTP/1.1", b"Expect: 100-continue", b"Transfer-Encoding: chunked"
    ),
    "the client waits to be asked for a body, in capitals": get(
        b"GET /healthz HTTP/1.1", b"Expect: 100-Continue", b"Content-Length: 4"
    ),
    "a WebSocket in HTTP/1.0": get(OPEN.replace(b"1.1", b"1.0"), b"Connection: Upgrade", *WEBSOCKET),
}

UNDERSTOOD = {
    "a browser's request": get(
        b"GET /healthz HTTP/1.1",
        b"Connection: keep-alive",
        b"User-Agent: Mozilla/5.0 (X11; Linux x86_64)",
        b"Accept: text/html,application/xhtml+xml,*/*;q=0.8",
        b"Accept-Language: cy,en;q=0.5",
        b"Cookie: a=1; b=2",
    ),
    "no space behind the colon": get(b"GET /healthz HTTP/1.1", b"X:y"),
    "an empty field": get(b"GET /healthz HTTP/1.1", b"X:"),
    "white space around a value": get(b"GET /healthz HTTP/1.1", b"X: \t y \t "),
    "a letter beyond ASCII in a value": get(b"GET /healthz HTTP/1.1", b"X: caf\xe9"),
    "chunks that nobody reads": get(b"GET /healthz HTTP/1.1", b"Transfer-Encoding: chunked") + b"1\r\nx\r\n0\r\n\r\n",
    "a hundred fields": get(b"GET /healthz HTTP/1.1", *[b"X: y"] * 99),
    "two slashes": get(b"GET //healthz HTTP/1.1"),
    "an empty line before the request line": b"\r\n" + get(),
    "an empty host": b"GET /healthz HTTP/1.1\r\nHost:\r\n\r\n",
    "a host with a port": b"GET /healthz HTTP/1.1\r\nHost: my_pi.local:8000\r\n\r\n",
    "a host with white space behind it": b"GET /healthz HTTP/1.1\r\nHost: here \t\r\n\r\n",
    "an IPv6 address": b"GET /healthz HTTP/1.1\r\nHost: [fe80::1:2]:8000\r\n\r\n",
    "the absolute form": get(b"GET http://here/healthz HTTP/1.1"),
    "an unknown protocol to change to": get(b"GET /healthz HTTP/1.1", b"Connection: upgrade", b"Upgrade: h2c"),
    "the client waits, but sends no body": POST.replace(b"POST /api/meetings", b"GET /healthz")
    + b"Expect: 100-continue\r\n\r\n",
    "the client expects something unknown": get(b"GET /healthz HTTP/1.1", b"Expect: tea", b"Content-Length: 4")
    + b"body",
    "a length": POST + b"Content-Length: %d\r\n\r\n" % len(MEETING) + MEETING,
    "a length and another protocol": POST
    + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nContent-Length: %d\r\n\r\n" % len(MEETING)
    + MEETING,
    "a length with zeros in front": POST + b"Content-Length: 00%d\r\n\r\n" % len(MEETING) + MEETING,
    "chunks": CHUNKED + chunks(FIRST, SECOND),
    "chunks with zeros, capitals and extensions": CHUNKED + chunks(b"00F", b"10;name=value"),
    "chunks with many zeros": CHUNKED + chunks(b"f".zfill(80), SECOND, end=b"0" * 80 + b"\r\n\r\n"),
    "chunks with the longest extension": CHUNKED + chunks(b"f;a=".ljust(8_188, b"x"), SECOND),
    "chunks that nobody reads, with many zeros": get(b"GET /healthz HTTP/1.1", b"Transfer-Encoding: chunked")
    + b"1".zfill(80)
    + b"\r\nx\r\n0\r\n\r\n",
    "chunks and a trailer": CHUNKED + chunks(FIRST, SECOND, end=b"0\r\nX: y\r\n\r\n"),
    "Chunked in capitals": CHUNKED.replace(b"chunked", b"Chunked") + chunks(FIRST, SECOND),
}


@pytest.fixture(scope="module", params=runtime.CHOICES)
def engine(request, tmp_path_factory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("heads") / "data", LIVE_COP_SERVER=request.param)
    yield server
    server.stop()
    assert "Traceback" not in server.log.read_text()


def exchange(port: int, data: bytes, answers: int) -> tuple[list[int], bool]:
    """The status codes of what is answered, and whether the server has closed the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        received, closed = b"", False
        try:
            client.sendall(data)
            while received.count(b"HTTP/1.1 ") + received.count(b"HTTP/1.0 ") < answers:
                more = client.recv(65536)
                received += more
                if not more:
                    break
            # Nothing more may come, except the end.
            client.settimeout(0.3 if answers >= 2 else 5)
            while more := client.recv(65536):
                received += more
            closed = True
        except ConnectionError:
            closed = True
        except TimeoutError:
            pass
    lines = [line for line in received.split(b"\r\n") if b"HTTP/1." in line]
    return [int(line.partition(b"HTTP/1.")[2].split()[1]) for line in lines], closed


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_be_understood_in_two_ways_is_refused_and_nothing_behind_it_is_read(engine, name):
    codes, closed = exchange(engine.port, REFUSED[name] + NEXT, 1)
    assert len(codes) == 1 and codes[0] in (400, 414) and closed, (codes, closed)


@pytest.mark.parametrize("name", UNREAD)
def test_behind_a_broken_body_nothing_is_read(engine, name):
    codes, closed = exchange(engine.port, UNREAD[name] + NEXT, 1)
    assert codes in ([200], [400]) and closed, (codes, closed)


@pytest.mark.parametrize("name", LAST)
def test_behind_the_last_request_nothing_is_read(engine, name):
    codes, closed = exchange(engine.port, LAST[name] + NEXT, 1)
    assert codes in ([200], [400]) and closed, (codes, closed)


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_what_is_right_is_understood_and_so_is_the_next(engine, name):
    codes, closed = exchange(engine.port, UNDERSTOOD[name] + NEXT, 2)
    assert codes in ([200, 200], [201, 200]) and not closed, (codes, closed)


def test_a_client_that_waits_is_asked_for_the_body(engine):
    fields = b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(MEETING)
    assert exchange(engine.port, POST + fields + MEETING + NEXT, 3) == ([100, 201, 200], False)
    assert exchange(engine.port, POST + fields.replace(b"-c", b"-C") + MEETING + NEXT, 3) == ([100, 201, 200], False)


def test_one_who_sends_no_body_is_not_asked_for_it(engine):
    fields = b"Expect: 100-continue\r\nContent-Length: 0\r\n\r\n"
    assert exchange(engine.port, POST + fields + NEXT, 2) == ([400, 200], False)


def test_a_body_in_chunks_that_breaks_off_opens_no_meeting(engine):
    with socket.create_connection(("127.0.0.1", engine.port), timeout=10) as client:
        client.sendall(CHUNKED + chunks(FIRST, SECOND, end=b"0\r\n"))
        client.shutdown(socket.SHUT_WR)
        assert b" 400 " in client.makefile("rb").readline()


def test_cookies_in_two_fields_are_read_as_if_they_came_in_one(engine):
    two = get(b"GET / HTTP/1.1", b"Cookie: first=1", b"Cookie: language=de", b"Connection: close")
    with socket.create_connection(("127.0.0.1", engine.port), timeout=10) as client:
        client.sendall(two)
        assert b'<html lang="de"' in client.makefile("rb").read()


def test_a_no_break_space_belongs_to_the_value_that_it_ends(engine):
    key = WEBSOCKET[1] + b"\xa0"
    assert exchange(engine.port, get(OPEN, b"Connection: Upgrade", WEBSOCKET[0], key, WEBSOCKET[2]), 1) == ([], True)


def test_another_protocol_that_the_connection_does_not_ask_for_is_ignored(engine):
    assert exchange(engine.port, get(OPEN, *WEBSOCKET) + NEXT, 2) == ([400, 200], False)

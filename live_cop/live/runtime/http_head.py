"""The head of an HTTP/1.1 request (RFC 9112), for both engines: read by llhttp, which is quick, and strict where two
readers of one request could understand two different ones (request smuggling).

llhttp also checks a body in chunks, of which the engines then read a plain form.
"""

import re
from collections.abc import Callable
from email.message import Message
from functools import partial
from typing import Any, NoReturn

import httptools

#: Limits of size: what Python and other servers allow. A browser sends fifteen lines.
MAX_LINES = 100
MAX_LINE_BYTES = 8190
MAX_HEAD_BYTES = 64 * 1024
VERSIONS = ("HTTP/1.0", "HTTP/1.1")
#: A request line (RFC 9112, 3). llhttp also takes RTSP and ICE, several spaces, and line ends in front of it.
REQUEST_LINE = re.compile(rb"[A-Z-]+ [^ ]+ HTTP/[0-9.]+\r\n")
#: The value of Host (RFC 9110, 7.2): a name or an address, perhaps with a port.
HOST = re.compile(rb"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._~!$&'()*+,;=%-]*)(:[0-9]*)?")
#: The only transfer coding that is understood. The body of any other would be taken for the next request.
CHUNKED = [b"chunked"]
#: The fields that are looked at.
CHECKED = (b"host", b"transfer-encoding", b"content-length", b"upgrade", b"connection", b"expect", b"cookie")
#: The response to something that is not a valid request.
BAD_REQUEST = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class BadRequest(ValueError):
    """This is no HTTP request, or more than one understanding of it is possible."""


class BadBody(OSError):
    """The body of a request is not what its head has announced."""


class _Heard:
    """What the parser has found so far. The parser refers to it, so it does not refer to the parser: such a circle
    would stay in memory long after the connection."""

    def __init__(self) -> None:
        self.headers = Message()
        #: What is looked at here, by name; looking it up in `headers` takes much longer.
        self.checked: dict[bytes, list[bytes]] = {name: [] for name in CHECKED}
        self.target = b""
        self.head_complete = False
        self.body_complete = False

    def on_url(self, part: bytes) -> None:
        """Called by the parser, like the others."""
        self.target += part

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header field, in the order in which they come; behind a body, a trailer field, which nobody needs."""
        if self.head_complete:
            return
        # The parser leaves the white space behind it (RFC 9112, 5.1).
        value = value.rstrip(b" \t")
        self.headers[name.decode("latin-1")] = value.decode("latin-1")
        values = self.checked.get(name.lower())
        if values is not None:
            values.append(value)

    def on_headers_complete(self) -> None:
        """The empty line."""
        self.head_complete = True

    def on_message_complete(self) -> None:
        """The end of the body."""
        self.body_complete = True


class RequestHead:
    """What a request says before its body. Raises BadRequest."""

    def __init__(self, first_line: bytes, readline: Callable[[int], bytes]) -> None:
        self._heard = heard = _Heard()
        self.headers = heard.headers
        self._hosts = heard.checked[b"host"]
        self._codings = heard.checked[b"transfer-encoding"]
        self._lengths = heard.checked[b"content-length"]
        self._upgrades = heard.checked[b"upgrade"]
        self._options = heard.checked[b"connection"]
        self._expectations = heard.checked[b"expect"]
        self._cookies = heard.checked[b"cookie"]
        self._parser = httptools.HttpRequestParser(heard)
        upgrade = self._parse(first_line, readline)
        self.method = self._parser.get_method().decode("latin-1")
        self.version = f"HTTP/{self._parser.get_http_version()}"
        if self.version not in VERSIONS:
            raise BadRequest("another version")
        #: Whether the body comes in chunks.
        self.chunked = self._is_chunked()
        if self.chunked and (upgrade or self.version == "HTTP/1.0"):
            raise BadRequest("a body where none can be")
        #: Whether it asks for a WebSocket, which lasts longer than any request.
        self.wants_websocket = self._settle_upgrade(upgrade)
        self._settle_fields()
        bodiless = self.method == "HEAD" or self.wants_websocket
        if bodiless and (self.chunked or self._lengths not in ([], [b"0"])):
            raise BadRequest("a body where none can be")
        self._check_host()
        #: In origin form: a path, perhaps with a query.
        self.target = self._origin_form()

    def _parse(self, first_line: bytes, readline: Callable[[int], bytes]) -> bool:
        """Reads the head; whether it asks for another protocol. Raises BadRequest."""
        if first_line == b"\r\n":
            # One empty line is no harm (RFC 9112, 2.2).
            first_line = readline(MAX_LINE_BYTES + 1)
        if not REQUEST_LINE.fullmatch(first_line):
            raise BadRequest("no request line")
        upgrade = False
        try:
            self._parser.feed_data(_read(first_line, readline))
        except httptools.HttpParserUpgrade:
            # The head is complete.
            upgrade = True
        except httptools.HttpParserError as error:
            raise BadRequest("not HTTP") from error
        if not self._heard.head_complete:
            raise BadRequest("incomplete")
        return upgrade

    def _settle_upgrade(self, upgrade: bool) -> bool:
        """Whether it asks for a WebSocket. A wish for another protocol that does not count is removed."""
        if self._upgrades and (not upgrade or self.version == "HTTP/1.0"):
            # To be ignored (RFC 9110, 7.8).
            upgrade = False
            del self.headers["upgrade"]
        return upgrade and [value.lower() for value in self._upgrades] == [b"websocket"]

    def _settle_fields(self) -> None:
        """Makes those headers plain that the engines, which read them too, understand in different ways."""
        if not self.wants_websocket and (len(self._options) > 1 or any(b"," in options for options in self._options)):
            self._close_where_asked()
        if self._expectations:
            self._expect_plainly()
        if len(self._cookies) > 1:
            # As if they had come in one field (RFC 9113, 8.2.3).
            self._replace("Cookie", b"; ".join(self._cookies))

    def _replace(self, name: str, value: bytes) -> None:
        del self.headers[name]
        self.headers[name] = value.decode("latin-1")

    def _expect_plainly(self) -> None:
        """The client waits until it is asked for the body; where there is none, or in HTTP/1.0, that means nothing (RFC
        9110, 10.1.1), and nor does anything else that it may expect."""
        waits = [each.lower() for each in self._expectations] == [b"100-continue"] and self.version != "HTTP/1.0"
        if waits and (self.chunked or any(length.strip(b"0") for length in self._lengths)):
            self._replace("Expect", b"100-continue")
        else:
            del self.headers["expect"]

    def _check_host(self) -> None:
        if len(self._hosts) > 1 or (self.version == "HTTP/1.1" and not self._hosts):
            raise BadRequest("not exactly one host")
        if not all(map(HOST.fullmatch, self._hosts)):
            raise BadRequest("no host")

    @property
    def body_complete(self) -> bool:
        """Whether all of the body has been read, where it comes in chunks."""
        return self._heard.body_complete

    def plain_chunks(self, file: Any, on_fault: Callable[[], None]) -> "PlainChunks":
        """The body of this request, which comes in chunks. `on_fault` is called where it is not one."""
        return PlainChunks(file, self._parser, on_fault)

    def _close_where_asked(self) -> None:
        """The engines find `close` only where it stands alone (RFC 9112, 9.6)."""
        if b"close" in [option.strip().lower() for option in b",".join(self._options).split(b",")]:
            self._replace("Connection", b"close")

    def _is_chunked(self) -> bool:
        if self._codings and [coding.strip().lower() for coding in self._codings] != CHUNKED:
            raise BadRequest("an unknown transfer coding")
        return bool(self._codings)

    def _origin_form(self) -> str:
        target = self._heard.target.decode("latin-1")
        if target.startswith("/"):
            # With two slashes at the beginning it would read as the address of another host.
            return "/" + target.lstrip("/") if target.startswith("//") else target
        scheme, _, rest = target.partition("://")
        if scheme.lower() in ("http", "https"):
            # The absolute form (RFC 9112, 3.2.2).
            authority, _, path = rest.partition("/")
            if [authority.lower().encode("latin-1")] == [host.lower() for host in self._hosts]:
                return "/" + path.lstrip("/")
        elif target == "*" and self.method == "OPTIONS":
            return target
        raise BadRequest("no path on this server")


class PlainChunks:
    """The body of a request in chunks, as a file for the engines. Their own readers of it differ: one takes `+5` for
    the size of a chunk, the other refuses one with many zeros. So they get it without zeros, extensions and trailers.
    Raises BadBody as soon as what arrives is not the body that llhttp expects."""

    def __init__(self, file: Any, parser: Any, on_fault: Callable[[], None]) -> None:
        self._file = file
        self._parser = parser
        self._on_fault = on_fault
        #: What is left of the line between two pieces of data, and how much of the data before the next line.
        self._line = b""
        self._left = 0
        self._next_line: Callable[[], bytes] = self._size

    def read(self, size: int) -> bytes:
        """As a file's `read`, but no further than to the end of a line or of a chunk."""
        return self._some(size, self._file.read)

    def readline(self, size: int = MAX_LINE_BYTES) -> bytes:
        """As a file's `readline`."""
        return self._some(size, self._file.readline)

    def _some(self, size: int, read: Callable[[int], bytes]) -> bytes:
        if not self._line and not self._left:
            self._line = self._next_line()
        if self._line or not self._left:
            given, self._line = self._line[:size], self._line[size:]
            return given
        data = self._checked(read(min(size, self._left)))
        self._left -= len(data)
        return data

    def _size(self) -> bytes:
        self._left = int(self._whole_line().partition(b";")[0], 16)
        self._next_line = self._end_of_chunk if self._left else self._trailers
        return b"%x\r\n" % self._left

    def _end_of_chunk(self) -> bytes:
        self._next_line = self._size
        return self._whole_line()

    def _trailers(self) -> bytes:
        """Reads what nobody needs, and answers the empty line behind it. What follows is the next request."""
        fields = 0
        while (line := self._whole_line()) != b"\r\n":
            fields += 1
            if fields > MAX_LINES:
                self._fail("too many trailer fields")
        self._next_line = bytes
        return line

    def _whole_line(self) -> bytes:
        line = self._file.readline(MAX_LINE_BYTES + 1)
        if len(line) > MAX_LINE_BYTES:
            self._fail("a line is too long")
        return self._checked(line)

    def _checked(self, data: bytes) -> bytes:
        if not data:
            self._fail("it ends too early")
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._fail("this is not the body of a request")
        return data

    def _fail(self, why: str) -> NoReturn:
        """Nothing behind a fault is read either."""
        self._on_fault()
        self._left, self._next_line = 0, partial(self._fail, why)
        raise BadBody(why)


def _read(first_line: bytes, readline: Callable[[int], bytes]) -> bytes:
    """The lines of a head, up to the empty one. Raises BadRequest where there are too many."""
    lines, size, line = [first_line], len(first_line), first_line
    while line and line != b"\r\n":
        line = readline(MAX_LINE_BYTES + 1)
        lines.append(line)
        size += len(line)
        if len(line) > MAX_LINE_BYTES or size > MAX_HEAD_BYTES or len(lines) > MAX_LINES + 2:
            raise BadRequest("too long")
    return b"".join(lines)

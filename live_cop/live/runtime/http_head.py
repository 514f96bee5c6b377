"""The head of an HTTP request, read by llhttp: quick, and strict where two readers of one request could understand two
different ones."""

from collections.abc import Iterable
from email.message import Message

import httptools

#: Lines: what Python and other servers allow. A browser sends fifteen.
MAX_LINES = 100
#: How a body may be coded; all else would be taken for a body of no length, and the body for a request.
TRANSFER_CODINGS: tuple[list[str], ...] = ([], ["chunked"])


class RequestHead:
    """What a request says before its body. Raises ValueError where that is not HTTP, or not all there."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.headers = Message()
        self._target = b""
        self._complete = False
        parser = httptools.HttpRequestParser(self)
        try:
            for number, line in enumerate(lines):
                if number > MAX_LINES:
                    raise ValueError("too long")
                parser.feed_data(line)
        except httptools.HttpParserUpgrade:
            # It asks for another protocol, and is whole.
            pass
        except httptools.HttpParserError as error:
            raise ValueError("not HTTP") from error
        if not self._complete:
            raise ValueError("not all there")
        if [coding.strip().lower() for coding in self.headers.get_all("Transfer-Encoding", [])] not in TRANSFER_CODINGS:
            raise ValueError("not known")
        self.method = parser.get_method().decode("latin-1")
        self.version = f"HTTP/{parser.get_http_version()}"
        target = self._target.decode("latin-1")
        #: As it was asked for. With two strokes at the beginning it would read as an address of somewhere else.
        self.target = "/" + target.lstrip("/") if target.startswith("//") else target

    def on_url(self, part: bytes) -> None:
        """Called by the parser, like the others."""
        self._target += part

    def on_header(self, name: bytes, value: bytes) -> None:
        """A field, in the order in which they came."""
        self.headers[name.decode("latin-1")] = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        """The empty line."""
        self._complete = True

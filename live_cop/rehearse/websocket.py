"""WebSockets for a thousand screens in one process: the client's side of RFC 6455, as far as text needs it."""

import asyncio
import base64
import hashlib
import os
import ssl
import time
from collections.abc import Callable
from typing import cast
from urllib.parse import SplitResult

_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_TEXT, _CLOSE, _PING, _PONG = 0x1, 0x8, 0x9, 0xA
#: The mask of each frame of a client. It is there to keep strangers' scripts in a browser from choosing the bytes on
#: the wire; all bytes here are our own, and masking with zeros costs nothing.
_MASK = bytes(4)


#: What comes in is read into this, for all connections: each takes its part out at once. A buffer of its own for each
#: read costs more than all else that is done with a frame.
_buffer = memoryview(bytearray(256 * 1024))


class NotAccepted(Exception):
    """The other side did not make a WebSocket of the connection."""


class WebSocket(asyncio.BufferedProtocol):
    """One connection. `hear` is called with each text and the time at which it came, `gone` once, when it has ended."""

    __slots__ = ("_gone", "_hear", "_key", "_parts", "_rest", "_transport", "_up")

    def __init__(self, hear: Callable[[bytes, float], None], gone: Callable[[], None]) -> None:
        self._hear = hear
        self._gone = gone
        self._transport: asyncio.Transport | None = None
        self._key = base64.b64encode(os.urandom(16))
        self._rest = b""
        self._parts = b""
        self._up: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def open(self, base: SplitResult, path: str, cookie: str) -> None:
        """Connects. Raises OSError or NotAccepted."""
        secure = base.scheme == "https"
        port = base.port or (443 if secure else 80)
        context = ssl.create_default_context() if secure else None
        await asyncio.get_running_loop().create_connection(lambda: self, str(base.hostname), port, ssl=context)
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: {base.netloc}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {self._key.decode()}",
            f"Cookie: {cookie}",
        ]
        if self._transport is not None:
            self._transport.write("\r\n".join([*lines, "", ""]).encode())
        await self._up

    def send(self, text: bytes) -> None:
        """Sends a text, if the connection is still there."""
        self._send(_TEXT, text)

    def close(self) -> None:
        """Says goodbye and ends."""
        self._send(_CLOSE, b"\x03\xe8")
        if self._transport is not None:
            self._transport.close()

    def drop(self) -> None:
        """Ends at once and without a word, like a phone in a dead spot."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._transport = None
        if not self._up.done():
            self._up.set_exception(NotAccepted("the connection ended"))
        self._gone()

    def get_buffer(self, sizehint: int) -> memoryview:
        return _buffer

    def buffer_updated(self, nbytes: int) -> None:
        at = time.perf_counter()
        data = bytes(_buffer[:nbytes])
        if self._rest:
            data = self._rest + data
            self._rest = b""
        start = 0 if self._up.done() else self._greeted(data)
        # By hand and in one loop: this runs tens of thousands of times a second.
        while len(data) - start >= 2:
            size = data[start + 1]
            body = start + 2
            if size == 126:
                size = int.from_bytes(data[body : body + 2], "big")
                body += 2
            elif size == 127:
                size = int.from_bytes(data[body : body + 8], "big")
                body += 8
            end = body + size
            if end > len(data):
                break
            if data[start] == 0x81:
                self._hear(data[body:end], at)
            else:
                self._unusual(data[start], data[body:end], at)
            start = end
        if start < len(data):
            self._rest = data[start:]

    def _greeted(self, data: bytes) -> int:
        """Reads the answer to the handshake; where the frames begin, or the end where it is not whole yet."""
        end = data.find(b"\r\n\r\n")
        if end < 0:
            self._rest = data
            return len(data)
        status, _, headers = data[:end].partition(b"\r\n")
        proof = base64.b64encode(hashlib.sha1(self._key + _MAGIC).digest())
        if status.split(b" ")[1:2] != [b"101"] or proof not in headers:
            self._up.set_exception(NotAccepted(status.decode("latin-1")))
            self.drop()
            return len(data)
        self._up.set_result(None)
        return end + 4

    def _unusual(self, first: int, body: bytes, at: float) -> None:
        """A frame that is not a whole text."""
        kind, last = first & 0x0F, first & 0x80
        if kind == _PING:
            self._send(_PONG, body)
        elif kind == _CLOSE:
            self.close()
        elif kind in (0, _TEXT):
            self._parts += body
            if last:
                text, self._parts = self._parts, b""
                self._hear(text, at)

    def _send(self, kind: int, body: bytes) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        size = len(body)
        if size < 126:
            head = bytes((0x80 | kind, 0x80 | size))
        elif size < 65_536:
            head = bytes((0x80 | kind, 0x80 | 126)) + size.to_bytes(2, "big")
        else:
            head = bytes((0x80 | kind, 0x80 | 127)) + size.to_bytes(8, "big")
        self._transport.write(head + _MASK + body)

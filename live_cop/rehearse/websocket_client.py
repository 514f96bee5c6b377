"""A WebSocket client (RFC 6455) for text messages, light enough for a thousand connections in one process."""

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
#: The masking key of each frame. Masking keeps untrusted scripts in a browser from choosing the bytes on the wire. Here
#: all bytes are our own, so a key of zeros will do, and costs nothing.
_MASK = bytes(4)


#: All connections read into this one buffer; each copies its bytes out at once. Allocating a buffer for each read would
#: cost more than everything else that is done with a frame.
_buffer = memoryview(bytearray(256 * 1024))


class HandshakeFailed(Exception):
    """The server did not accept the WebSocket handshake."""


class WebSocket(asyncio.BufferedProtocol):
    """One connection. `on_text` is called with each message and the time at which it came, `on_close` once, when the
    connection has ended."""

    __slots__ = ("_fragments", "_handshake", "_key", "_on_close", "_on_text", "_transport", "_unparsed")

    def __init__(self, on_text: Callable[[bytes, float], None], on_close: Callable[[], None]) -> None:
        self._on_text = on_text
        self._on_close = on_close
        self._transport: asyncio.Transport | None = None
        self._key = base64.b64encode(os.urandom(16))
        self._unparsed = b""
        self._fragments = b""
        self._handshake: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def open(self, base: SplitResult, path: str, cookie: str) -> None:
        """Connects. Raises OSError or HandshakeFailed."""
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
        await self._handshake

    def send(self, text: bytes) -> None:
        """Sends a text message, if the connection is still open."""
        self._send(_TEXT, text)

    def close(self) -> None:
        """Sends a close frame and closes the connection."""
        self._send(_CLOSE, b"\x03\xe8")
        if self._transport is not None:
            self._transport.close()

    def drop(self) -> None:
        """Drops the connection at once, like a phone that loses its network."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._transport = None
        if not self._handshake.done():
            self._handshake.set_exception(HandshakeFailed("the connection ended"))
        self._on_close()

    def get_buffer(self, sizehint: int) -> memoryview:
        return _buffer

    def buffer_updated(self, nbytes: int) -> None:
        at = time.perf_counter()
        data = bytes(_buffer[:nbytes])
        if self._unparsed:
            data = self._unparsed + data
            self._unparsed = b""
        start = 0 if self._handshake.done() else self._read_handshake(data)
        # Written out in one loop: this runs tens of thousands of times a second.
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
                self._on_text(data[body:end], at)
            else:
                self._control_or_fragment(data[start], data[body:end], at)
            start = end
        if start < len(data):
            self._unparsed = data[start:]

    def _read_handshake(self, data: bytes) -> int:
        """Reads the response to the handshake; returns where the frames begin, or the end of the data if the response
        is not complete yet."""
        end = data.find(b"\r\n\r\n")
        if end < 0:
            self._unparsed = data
            return len(data)
        status, _, headers = data[:end].partition(b"\r\n")
        proof = base64.b64encode(hashlib.sha1(self._key + _MAGIC).digest())
        if status.split(b" ")[1:2] != [b"101"] or proof not in headers:
            self._handshake.set_exception(HandshakeFailed(status.decode("latin-1")))
            self.drop()
            return len(data)
        self._handshake.set_result(None)
        return end + 4

    def _control_or_fragment(self, first: int, body: bytes, at: float) -> None:
        """A frame that is not a whole text message."""
        kind, last = first & 0x0F, first & 0x80
        if kind == _PING:
            self._send(_PONG, body)
        elif kind == _CLOSE:
            self.close()
        elif kind in (0, _TEXT):
            self._fragments += body
            if last:
                text, self._fragments = self._fragments, b""
                self._on_text(text, at)

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

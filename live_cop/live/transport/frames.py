"""Frames of the WebSocket protocol (RFC 6455, section 5) as this server sends them, with permessage-deflate (RFC 7692).

One frame goes to hundreds of connections, so it is encoded once, and compressed once. Frames that clients send are
parsed by the library `websockets`.
"""

import struct
import zlib

#: Opcodes, and the bits beside them in the first byte of a frame (RFC 6455, 5.2). RSV1 marks a compressed message.
TEXT = 0x1
CLOSE = 0x8
FIN = 0x80
RSV1 = 0x40
#: Shorter payloads are sent as they are: compressing them costs more than it saves.
COMPRESS_FROM_BYTES = 4 * 1024


def frame_header(first_byte: int, length: int) -> bytes:
    """The header of an unmasked frame (RFC 6455, 5.2)."""
    if length < 126:
        return struct.pack("!BB", first_byte, length)
    if length < 1 << 16:
        return struct.pack("!BBH", first_byte, 126, length)
    return struct.pack("!BBQ", first_byte, 127, length)


def close_frame(code: int) -> bytes:
    """A close frame with its status code (RFC 6455, 5.5.1)."""
    return frame_header(FIN | CLOSE, 2) + struct.pack("!H", code)


class PayloadPart:
    """A piece of payload that several messages have in common: it is compressed once for all of them."""

    __slots__ = ("_compressed", "text")

    def __init__(self, text: bytes) -> None:
        self.text = text
        self._compressed: bytes | None = None

    def compressed(self) -> bytes:
        """Compressed without reference to anything before it, so that parts can be joined in any order (RFC 7692,
        7.2)."""
        if self._compressed is None:
            deflate = zlib.compressobj(4, zlib.DEFLATED, -zlib.MAX_WBITS)
            self._compressed = deflate.compress(self.text) + deflate.flush(zlib.Z_SYNC_FLUSH)
        return self._compressed


class TextFrame:
    """A text message in one frame, encoded once for everybody who gets it. Its parts may be shared with others."""

    __slots__ = ("_compressed", "_parts", "_plain", "payload")

    def __init__(self, *parts: bytes | PayloadPart) -> None:
        self._parts = parts
        self.payload = b"".join(part.text if isinstance(part, PayloadPart) else part for part in parts)
        self._plain: bytes | None = None
        self._compressed: bytes | None = None

    def encoded(self, compress: bool) -> bytes:
        """The bytes of the frame, for a connection that has agreed on permessage-deflate or has not."""
        if compress and len(self.payload) >= COMPRESS_FROM_BYTES:
            if self._compressed is None:
                parts = (part if isinstance(part, PayloadPart) else PayloadPart(part) for part in self._parts)
                # RFC 7692, 7.2.1: without the four bytes that end every flush.
                data = b"".join(part.compressed() for part in parts)[:-4]
                self._compressed = frame_header(FIN | RSV1 | TEXT, len(data)) + data
            return self._compressed
        if self._plain is None:
            self._plain = frame_header(FIN | TEXT, len(self.payload)) + self.payload
        return self._plain

"""A WebSocket connection (RFC 6455): the opening handshake, a reader, a writer, and the closing of both.

The transport library calls `wait`, `send` and `close`, as it would on a WebSocket of its own.
"""

import socket
import zlib
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from websockets.datastructures import Headers
from websockets.exceptions import WebSocketException
from websockets.extensions import Extension
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.http11 import Request
from websockets.server import ServerProtocol

from .. import runtime
from .frame_writer import FrameWriter
from .frames import close_frame
from .message_reader import MessageReader, silent_log
from .stream import Stream

#: The header fields of an opening handshake, beside those that begin with Sec-WebSocket; no others are looked at.
HANDSHAKE_FIELDS = ("HTTP_UPGRADE", "HTTP_CONNECTION")
NORMAL_CLOSURE = 1000
#: What the packet begins with in which a client says who it is: a message of Engine.IO, a connection of Socket.IO.
CONNECT = "40"
#: Each message is compressed independently, so that no connection keeps a compression window in memory.
_DEFLATE = ServerPerMessageDeflateFactory(server_no_context_takeover=True, client_no_context_takeover=True)
#: Checks all handshakes: one for each connection, with a parser that is never used, takes six times as long.
_handshakes = ServerProtocol(extensions=[_DEFLATE], logger=silent_log)


class WebSocketConnection:
    """One WebSocket. `on_message` gets each message before the transport library does, and returns whether it has
    handled it. `has_keepalive` returns whether the library sends pings yet. Never give this an attribute `_sock` or
    `socket`: the library sets a timeout on what it finds there, and a timeout makes a socket block."""

    def __init__(
        self,
        sock: socket.socket,
        on_message: Callable[[str], bool] = lambda message: False,
        has_keepalive: Callable[[], bool] = lambda: True,
        on_identified: Callable[[str], None] = lambda who: None,
    ) -> None:
        self._on_message = on_message
        self._on_identified = on_identified
        self._stream = Stream(sock)
        self.writer = FrameWriter(self._stream)
        self._reader = MessageReader(self._stream, self.writer, has_keepalive)
        #: The packet in which the client says who it is, if its address has said that already.
        self._hello = ""
        self._is_hello_due = False

    @property
    def ended(self) -> bool:
        """Whether it is over."""
        return self._stream.ended

    def handshake(self, environ: dict[str, Any]) -> bool:
        """Answers the opening handshake (RFC 6455, 4.2); False where the request is none."""
        headers = Headers(
            (name[5:].replace("_", "-"), str(value))
            for name, value in environ.items()
            # A field that a proxy has emptied counts as absent.
            if value and (name in HANDSHAKE_FIELDS or name.startswith("HTTP_SEC_WEBSOCKET_"))
        )
        try:
            accept, extensions, _ = _handshakes.process_request(Request(environ.get("PATH_INFO", "/"), headers))
            # Taken at once: the next handshake may be checked while this one is answered.
            agreed = _handshakes.extensions
            self._reader.use_extensions(agreed)
            self.writer.send(_handshake_response(accept, extensions))
        except (WebSocketException, ValueError, OSError):
            return False
        self.writer.compress = any(map(_compresses, agreed))
        if hello := parse_qs(environ.get("QUERY_STRING", "")).get("hello"):
            self._hello, self._is_hello_due = CONNECT + hello[-1], True
        return True

    def mark_identified(self, who: str = "") -> None:
        """The client has said who it is."""
        self._reader.allow_long_messages()
        self._on_identified(who)

    def wait(self) -> str | None:
        """The next message for the transport library; None when there will be no more."""
        try:
            while (message := self._next_message()) is not None and self._on_message(message):
                pass
        except Exception:
            # Whatever a broken frame does to the parser: it ends this connection and nothing else.
            message = None
        if message is None:
            self.end()
        return message

    def _next_message(self) -> str | None:
        """The next message: first what the address says, which saves a round trip. A client says it again when the
        connection is open, for servers that do not look there; it counts once."""
        if self._is_hello_due:
            self._is_hello_due = False
            # The library's own first packet is sent before the answer to this.
            runtime.sleep(0)
            return self._hello
        message = self._reader.next_message()
        return self._reader.next_message() if message and message == self._hello else message

    def send(self, message: str | bytes) -> None:
        """Sends a packet of the transport library, after what was begun. Raises OSError when the connection is gone."""
        self.writer.send_text(message.encode() if isinstance(message, str) else message)

    def close(self, code: int = NORMAL_CLOSURE) -> None:
        """Sends a close frame where that is possible, and ends the connection."""
        self.writer.offer_bytes(close_frame(code))
        self.end()

    def end(self) -> None:
        """Ends the connection at once, without a close frame, and wakes up all that wait for it."""
        self._stream.end()
        self._reader.close()


def _handshake_response(accept: str, extensions: str | None) -> bytes:
    """The server's part of the opening handshake (RFC 6455, 4.2.2)."""
    lines = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"]
    lines.append(f"Sec-WebSocket-Accept: {accept}")
    if extensions:
        lines.append(f"Sec-WebSocket-Extensions: {extensions}")
    return "\r\n".join([*lines, "", ""]).encode()


def _compresses(extension: Extension) -> bool:
    """Whether messages to this client may be compressed. Ours are, with the full window."""
    return isinstance(extension, PerMessageDeflate) and extension.local_max_window_bits == zlib.MAX_WBITS

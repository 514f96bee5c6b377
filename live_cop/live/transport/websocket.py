"""A line: one WebSocket, from its handshake to its end.

Two write on it: the transport library with its own packets (`send`, which waits its turn), and delivery with frames
that were encoded once for many (`offer`, which never waits). What was begun is finished before anything else: frames
never mix, not even when the system took only half of one. Reading is bounded in size, in time and in pace, so that
nobody who sends much keeps the others waiting.
"""

import logging
import socket
import struct
import time
import zlib
from collections.abc import Callable
from typing import Any

from websockets.datastructures import Headers
from websockets.exceptions import WebSocketException
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import Frame as Received
from websockets.frames import Opcode
from websockets.http11 import Request
from websockets.protocol import Protocol, Side, State
from websockets.server import ServerProtocol

from .. import runtime

#: Bytes of one message, over all its fragments. The contract refuses a command of more than 64 KiB with a sentence, so
#: the line must be able to hear somewhat more than that.
MAX_MESSAGE_BYTES = 256 * 1024
#: The same for a stranger, who has only to say who they are.
MAX_UNIDENTIFIED_BYTES = 16 * 1024
#: Pieces of one message: a browser sends one or two.
MAX_FRAGMENTS = 1024
#: A reader that takes nothing for so long is gone.
STUCK_SECONDS = 15.0
#: One that says nothing for so long is gone, while nobody else looks after the line.
SILENT_SECONDS = 20.0
#: Frames smaller than this are sent as they are: packing them costs more than it saves.
COMPRESS_FROM_BYTES = 4 * 1024
RECV_BYTES = 16 * 1024
#: Frames a second that are read without a pause, and the most at once.
FRAMES_PER_SECOND = 100.0
BURST = 200.0

TEXT = 0x1
CLOSE = 0x8
FINISHED = 0x80
PACKED = 0x40
#: What the handshake is made of, beside what is named after it; nothing else of what a phone says is looked at.
HANDSHAKE = ("HTTP_UPGRADE", "HTTP_CONNECTION")
#: Each message is packed by itself: no line needs a window of its own in memory.
_PACKING = ServerPerMessageDeflateFactory(server_no_context_takeover=True, client_no_context_takeover=True)
#: The library tells of every line that opens and of every broken frame; nobody needs to read that.
_quiet = logging.getLogger("live_cop.line")
_quiet.setLevel(logging.CRITICAL)
#: Looks at all handshakes: to make one for each, with a parser that it never uses, takes six times as long.
_server_protocol = ServerProtocol(extensions=[_PACKING], logger=_quiet)


def header(opcode: int, length: int) -> bytes:
    """The beginning of an unmasked frame (RFC 6455, 5.2)."""
    if length < 126:
        return struct.pack("!BB", opcode, length)
    if length < 1 << 16:
        return struct.pack("!BBH", opcode, 126, length)
    return struct.pack("!BBQ", opcode, 127, length)


def _handshake_response(proof: str, extensions: str | None) -> bytes:
    """The answer to a handshake (RFC 6455, 4.2.2)."""
    lines = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"]
    lines.append(f"Sec-WebSocket-Accept: {proof}")
    if extensions:
        lines.append(f"Sec-WebSocket-Extensions: {extensions}")
    return "\r\n".join([*lines, "", ""]).encode()


class Part:
    """A stretch of text that several messages have in common: it is packed once for all of them."""

    __slots__ = ("_packed", "text")

    def __init__(self, text: bytes) -> None:
        self.text = text
        self._packed: bytes | None = None

    def packed(self) -> bytes:
        """Deflated, looking back at nothing before it: parts stand one after the other as they are (RFC 7692, 7.2)."""
        if self._packed is None:
            packer = zlib.compressobj(4, zlib.DEFLATED, -zlib.MAX_WBITS)
            self._packed = packer.compress(self.text) + packer.flush(zlib.Z_SYNC_FLUSH)
        return self._packed


class Frame:
    """A text message, encoded once for everyone who gets it, or put together of parts that others have too."""

    __slots__ = ("_packed", "_parts", "_plain", "payload")

    def __init__(self, *parts: bytes | Part) -> None:
        self._parts = parts
        self.payload = b"".join(part.text if isinstance(part, Part) else part for part in parts)
        self._plain: bytes | None = None
        self._packed: bytes | None = None

    def bytes_for(self, packs: bool) -> bytes:
        """As it goes over a line that can or cannot unpack."""
        if packs and len(self.payload) >= COMPRESS_FROM_BYTES:
            if self._packed is None:
                parts = (part if isinstance(part, Part) else Part(part) for part in self._parts)
                # RFC 7692, 7.2.1: without the four bytes that end every flush.
                packed = b"".join(part.packed() for part in parts)[:-4]
                self._packed = header(FINISHED | PACKED | TEXT, len(packed)) + packed
            return self._packed
        if self._plain is None:
            self._plain = header(FINISHED | TEXT, len(self.payload)) + self.payload
        return self._plain


class WebSocketConnection:
    """`wait`, `send` and `close` are what the transport library asks for; `offer` is ours. `on_message` is shown each
    message first, and says whether it was for it. `has_keepalive` says whether the library's
    pings look after the connection by now."""

    def __init__(
        self,
        sock: socket.socket,
        on_message: Callable[[str], bool] = lambda message: False,
        has_keepalive: Callable[[], bool] = lambda: True,
    ) -> None:
        self._on_message = on_message
        self._has_keepalive = has_keepalive
        # Not `_sock`: the library sets a timeout on what it finds under that name, and that would make it wait.
        self._socket = sock
        self._protocol = Protocol(Side.SERVER, max_size=MAX_UNIDENTIFIED_BYTES, logger=_quiet)
        #: Frames that have come and are not dealt with, the next one last, and the pieces of a message so far.
        self._frames: list[Received] = []
        self._parts: list[bytes] = []
        self._writing = runtime.Lock(1)
        #: What is left of a frame that was begun.
        self._pending = b""
        self._moved_at = time.monotonic()
        self._level = BURST
        self._level_at = self._moved_at
        self._reads = 0
        self._packs = False
        self.ended = False

    def handshake(self, environ: dict[str, Any]) -> bool:
        """The handshake; False where the request is none."""
        headers = Headers(
            (name[5:].replace("_", "-"), str(value))
            for name, value in environ.items()
            # What a machine in between has emptied was not said.
            if value and (name in HANDSHAKE or name.startswith("HTTP_SEC_WEBSOCKET_"))
        )
        try:
            proof, extensions, _ = _server_protocol.process_request(Request(environ.get("PATH_INFO", "/"), headers))
            # At once: somebody else may be at the door while this one is answered.
            self._protocol.extensions = _server_protocol.extensions
            self._write(_handshake_response(proof, extensions))
        except (WebSocketException, ValueError, OSError):
            return False
        packing = next((each for each in self._protocol.extensions if isinstance(each, PerMessageDeflate)), None)
        self._packs = packing is not None and packing.local_max_window_bits == zlib.MAX_WBITS
        return True

    def mark_identified(self) -> None:
        """Whoever is there has said who they are, and may say more at a time."""
        self._protocol.max_message_size = MAX_MESSAGE_BYTES

    def wait(self) -> str | None:
        """The next message for the library; None when there will be no more."""
        try:
            while (message := self._next()) is not None and self._on_message(message):
                pass
            return message
        except Exception:
            # Whatever a broken frame does to the parser: it is the end of this line and of nothing else.
            self.end()
            return None

    def send(self, message: str | bytes) -> None:
        """Sends one packet of the library, after what was begun. Raises OSError when the line is gone."""
        payload = message.encode() if isinstance(message, str) else message
        self._write(Frame(payload).bytes_for(self._packs))

    def flush(self) -> None:
        """Sends the rest of what was begun, waiting where it must."""
        try:
            self._write(b"")
        except OSError:
            pass

    def offer(self, frame: Frame) -> bool:
        """Sends a frame now or not at all: False when the line cannot take it at this moment."""
        if self.ended or self._writing.locked() or not self._finish():
            return False
        data = frame.bytes_for(self._packs)
        sent = self._push(data)
        self._pending = data[sent:] if sent else b""
        return sent > 0

    @property
    def busy(self) -> bool:
        """Whether a frame is only half sent."""
        return bool(self._pending) and not self.ended

    def stuck_since(self, moment: float) -> bool:
        """Whether the other side has taken nothing for too long since this moment (`time.monotonic`)."""
        return time.monotonic() - max(moment, self._moved_at) > STUCK_SECONDS

    def flush_pending(self) -> None:
        """Sends more of what was begun, as far as it goes."""
        if not self.ended and not self._writing.locked():
            self._finish()

    def close(self, code: int = 1000) -> None:
        """Says goodbye where that is possible, and ends the line."""
        if not self.ended and not self._writing.locked() and not self._pending:
            self._push(header(FINISHED | CLOSE, 2) + struct.pack("!H", code))
        self.end()

    def end(self) -> None:
        """Ends the line at once. Whoever waits on it wakes up."""
        if not self.ended:
            self.ended = True
            self._pending = b""
            _release(self._protocol)
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def _next(self) -> str | None:
        while not self.ended:
            while self._frames and not self.ended:
                self._keep_pace()
                message = self._reassemble(self._frames.pop())
                if message is not None:
                    return message
            # After a broken or oversized frame there is nothing more to understand.
            if self._protocol.state is not State.OPEN or not self._read():
                self.end()
        return None

    def _reassemble(self, frame: Received) -> str | None:
        """The message that a frame ends; None where it ends none. Raises UnicodeDecodeError."""
        if frame.opcode in (Opcode.PING, Opcode.PONG):
            return None
        if frame.opcode not in (Opcode.TEXT, Opcode.CONT):
            # A goodbye, or something binary, which nothing of ours ever sends.
            self.end()
            return None
        if frame.fin and not self._parts:
            return str(frame.data, "utf-8")
        self._parts.append(bytes(frame.data))
        if len(self._parts) > MAX_FRAGMENTS:
            self.end()
        if not frame.fin:
            return None
        message = b"".join(self._parts).decode()
        self._parts.clear()
        return message

    def _read(self) -> bool:
        """Takes what has arrived to the parser; False at the end."""
        self._reads += 1
        if self._reads % 8 == 0:
            # One who never stops sending is not the only one here.
            runtime.sleep(0)
        while True:
            try:
                data = self._socket.recv(RECV_BYTES)
            except BlockingIOError:
                if not runtime.wait_read(self._socket, None if self._has_keepalive() else SILENT_SECONDS) or self.ended:
                    return False
                continue
            return bool(data) and self._understand(data)

    def _understand(self, data: bytes) -> bool:
        """Takes frames out of what has come; False where that is more than anybody needs to say at once."""
        self._protocol.receive_data(data)
        frames = [event for event in reversed(self._protocol.events_received()) if isinstance(event, Received)]
        # A few packed bytes may have become a lot.
        if sum(len(frame.data) for frame in frames) > MAX_MESSAGE_BYTES:
            return False
        self._frames = frames
        if self._protocol.state is State.OPEN and (answers := b"".join(self._protocol.data_to_send())):
            # Those to pings.
            self._write(answers)
        return True

    def _keep_pace(self) -> None:
        """One who sends more than a person can is read more slowly."""
        now = time.monotonic()
        self._level = min(BURST, self._level + (now - self._level_at) * FRAMES_PER_SECOND) - 1
        self._level_at = now
        if self._level < 0:
            runtime.sleep(1 / FRAMES_PER_SECOND)

    def _write(self, data: bytes) -> None:
        """Sends all of this, waiting where it must. Raises OSError when the line is gone or stuck."""
        with self._writing:
            data, self._pending = self._pending + data, b""
            while data:
                if self.ended:
                    raise OSError("the line has ended")
                sent = self._push(data)
                data = data[sent:]
                if data and not sent and not runtime.wait_write(self._socket, STUCK_SECONDS):
                    self.end()

    def _finish(self) -> bool:
        """Whether nothing is half sent any more."""
        if self._pending:
            self._pending = self._pending[self._push(self._pending) :]
        return not self._pending and not self.ended

    def _push(self, data: bytes) -> int:
        """How much of this the system takes now."""
        try:
            sent = self._socket.send(data)
        except BlockingIOError:
            return 0
        except OSError:
            self.end()
            return 0
        self._moved_at = time.monotonic()
        return sent


def _release(protocol: Protocol) -> None:
    """Its parser and it hold each other, with a message that was never said to its end. Nobody looks often for such."""
    protocol.parser.close()

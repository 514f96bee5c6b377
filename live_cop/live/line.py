"""A line: one WebSocket, from its handshake to its end.

Two write on it: the transport library with its own packets (`send`, which waits its turn), and delivery with frames
that were encoded once for many (`offer`, which never waits). What was begun is finished before anything else: frames
never mix, not even when the system took only half of one. Reading is bounded in size, in time and in pace, so that
nobody who sends much keeps the others waiting.
"""

import socket
import struct
import time
import zlib
from typing import Any

from wsproto import ConnectionType, WSConnection, events
from wsproto.connection import Connection
from wsproto.extensions import PerMessageDeflate
from wsproto.utilities import RemoteProtocolError

from . import server

#: Bytes of one message, over all its fragments. The contract refuses a command of more than 64 KiB with a sentence, so
#: the line must be able to hear somewhat more than that.
MOST_BYTES = 256 * 1024
#: The same for a stranger, who has only to say who they are.
MOST_BYTES_OF_A_STRANGER = 16 * 1024
#: A reader that takes nothing for so long is gone.
STUCK_SECONDS = 15.0
#: Nothing at all comes from a living client for at most a ping and its answer.
SILENT_SECONDS = 45.0
#: Frames smaller than this are sent as they are: packing them costs more than it saves.
WORTH_PACKING = 4 * 1024
CHUNK = 16 * 1024
#: Messages a second that are read without a pause, and the most at once.
PACE = 100.0
BURST = 200.0

TEXT = 0x1
CLOSE = 0x8
FINISHED = 0x80
PACKED = 0x40
#: What the handshake is made of; a phone's other headers would all be checked for nothing.
HANDSHAKE = ("HTTP_HOST", "HTTP_UPGRADE", "HTTP_CONNECTION")


def header(opcode: int, length: int) -> bytes:
    """The beginning of an unmasked frame (RFC 6455, 5.2)."""
    if length < 126:
        return struct.pack("!BB", opcode, length)
    if length < 1 << 16:
        return struct.pack("!BBH", opcode, 126, length)
    return struct.pack("!BBQ", opcode, 127, length)


class Frame:
    """A text message, encoded once for everyone who gets it."""

    __slots__ = ("_packed", "_plain", "payload")

    def __init__(self, payload: bytes) -> None:
        self.payload = payload
        self._plain: bytes | None = None
        self._packed: bytes | None = None

    def bytes_for(self, packs: bool) -> bytes:
        """As it goes over a line that can or cannot unpack."""
        if packs and len(self.payload) >= WORTH_PACKING:
            if self._packed is None:
                packer = zlib.compressobj(4, zlib.DEFLATED, -zlib.MAX_WBITS)
                # RFC 7692, 7.2.1: without the four bytes that end every flush.
                packed = (packer.compress(self.payload) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]
                self._packed = header(FINISHED | PACKED | TEXT, len(packed)) + packed
            return self._packed
        if self._plain is None:
            self._plain = header(FINISHED | TEXT, len(self.payload)) + self.payload
        return self._plain


class Line:
    """`wait`, `send` and `close` are what the transport library asks for; `offer` is ours."""

    def __init__(self, sock: socket.socket) -> None:
        # Not `_sock`: the library sets a timeout on what it finds under that name, and that would make it wait.
        self._wire = sock
        self._protocol = Connection(ConnectionType.SERVER)
        self._writing = server.Lock(1)
        #: What is left of a frame that was begun.
        self._rest = b""
        self._moved_at = time.monotonic()
        self._level = BURST
        self._level_at = self._moved_at
        self._reads = 0
        self._packs = False
        self.ended = False
        self.known = False

    def greet(self, environ: dict[str, Any]) -> bool:
        """The handshake; False where the request is none."""
        headers = [
            (name[5:].replace("_", "-").lower().encode("latin-1"), str(value).encode("latin-1"))
            for name, value in environ.items()
            if name in HANDSHAKE or name.startswith("HTTP_SEC_WEBSOCKET_")
        ]
        handshake = WSConnection(ConnectionType.SERVER)
        # Each message is packed by itself: no line needs a window of its own in memory.
        packing = PerMessageDeflate(client_no_context_takeover=True, server_no_context_takeover=True)
        try:
            handshake.initiate_upgrade_connection(headers, environ.get("PATH_INFO", "/"))
            request = next(handshake.events(), None)
            if not isinstance(request, events.Request):
                return False
            self._write(handshake.send(events.AcceptConnection(extensions=[packing])))
        except (RemoteProtocolError, OSError, ValueError):
            return False
        # The frames alone from here on: the handshake holds more memory than all the rest of a line.
        self._protocol = Connection(ConnectionType.SERVER, [packing] if packing.enabled() else [])
        self._packs = packing.enabled() and packing.server_max_window_bits == zlib.MAX_WBITS
        return True

    def wait(self) -> str | None:
        """The next message; None when there will be no more."""
        try:
            return self._next()
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
        self._rest = data[sent:] if sent else b""
        return sent > 0

    @property
    def busy(self) -> bool:
        """Whether a frame is only half sent."""
        return bool(self._rest) and not self.ended

    def stuck_since(self, moment: float) -> bool:
        """Whether the other side has taken nothing for too long since this moment (`time.monotonic`)."""
        return time.monotonic() - max(moment, self._moved_at) > STUCK_SECONDS

    def tend(self) -> None:
        """Sends more of what was begun, as far as it goes."""
        if not self.ended and not self._writing.locked():
            self._finish()

    def close(self, code: int = 1000) -> None:
        """Says goodbye where that is possible, and ends the line."""
        if not self.ended and not self._writing.locked() and not self._rest:
            self._push(header(FINISHED | CLOSE, 2) + struct.pack("!H", code))
        self.end()

    def end(self) -> None:
        """Ends the line at once. Whoever waits on it wakes up."""
        if not self.ended:
            self.ended = True
            self._rest = b""
            try:
                self._wire.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def _next(self) -> str | None:
        parts: list[str] = []
        size = 0
        while not self.ended:
            for event in self._protocol.events():
                if isinstance(event, events.TextMessage):
                    size += len(event.data)
                    if size > (MOST_BYTES if self.known else MOST_BYTES_OF_A_STRANGER):
                        self.end()
                        return None
                    parts.append(event.data)
                    if event.message_finished:
                        self._keep_pace()
                        return "".join(parts)
                elif isinstance(event, events.Ping):
                    self._write(self._protocol.send(event.response()))
                elif not isinstance(event, events.Pong):
                    # A goodbye, or something binary, which nothing of ours ever sends.
                    self.end()
                    return None
            if not self._read():
                self.end()
        return None

    def _read(self) -> bool:
        """Takes what has arrived to the parser; False at the end."""
        self._reads += 1
        if self._reads % 8 == 0:
            # One who never stops sending is not the only one here.
            server.sleep(0)
        while True:
            try:
                data = self._wire.recv(CHUNK)
            except BlockingIOError:
                if not server.wait_read(self._wire, SILENT_SECONDS) or self.ended:
                    return False
                continue
            if not data:
                return False
            self._protocol.receive_data(data)
            return True

    def _keep_pace(self) -> None:
        """One who sends more than a person can is read more slowly."""
        now = time.monotonic()
        self._level = min(BURST, self._level + (now - self._level_at) * PACE) - 1
        self._level_at = now
        if self._level < 0:
            server.sleep(1 / PACE)

    def _write(self, data: bytes) -> None:
        """Sends all of this, waiting where it must. Raises OSError when the line is gone or stuck."""
        with self._writing:
            data, self._rest = self._rest + data, b""
            while data:
                if self.ended:
                    raise OSError("the line has ended")
                sent = self._push(data)
                data = data[sent:]
                if data and not sent and not server.wait_write(self._wire, STUCK_SECONDS):
                    self.end()

    def _finish(self) -> bool:
        """Whether nothing is half sent any more."""
        if self._rest:
            self._rest = self._rest[self._push(self._rest) :]
        return not self._rest and not self.ended

    def _push(self, data: bytes) -> int:
        """How much of this the system takes now."""
        try:
            sent = self._wire.send(data)
        except BlockingIOError:
            return 0
        except OSError:
            self.end()
            return 0
        self._moved_at = time.monotonic()
        return sent

"""Socket.IO over one WebSocket, as far as this contract needs it: one namespace, text only, no polling.

A screen reads as little of a frame as it can: of a `changes` frame its revision, which stands right at the beginning.
"""

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import SplitResult

import msgspec

from .websocket import NotAccepted, WebSocket

_PATH = "/socket.io/?EIO=4&transport=websocket"
_CHANGES = b'42["changes",{"revision":'
_BEGUN = len(_CHANGES)
_WELCOME = b'42["welcome"'
#: How long a server may take to let a screen in.
PATIENCE = 30.0


class Frame(msgspec.Struct):
    """What every message has that carries records. Those are left as they came."""

    revision: int
    changes: msgspec.Raw
    epoch: str = ""
    full: bool = False


_event = msgspec.json.Decoder(tuple[str, Frame])
_encode = msgspec.json.Encoder().encode


class Refused(Exception):
    """The server did not let this screen in; `code` is why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Screen:
    """One connection to a meeting.

    `welcomed(frame)` is called for the welcome, before anything that comes after it;
    `changed(revision, text, at)` is called for each `changes`, with its whole text unread; `answered(number, answer,
    at)` for each acknowledgement; `gone()` when a connection that was up has ended.
    """

    def __init__(
        self,
        welcomed: Callable[[Frame], None],
        changed: Callable[[int, bytes, float], None],
        answered: Callable[[int, dict[str, Any], float], None],
        gone: Callable[[], None],
    ) -> None:
        self._welcomed = welcomed
        self._changed = changed
        self._answered = answered
        self._told_gone = gone
        self._socket: WebSocket | None = None
        self._auth = b""
        self._welcome: asyncio.Future[None] | None = None
        self._numbers = 0

    async def open(self, base: SplitResult, cookie: str, auth: dict[str, Any]) -> None:
        """Connects, up to the welcome. Raises OSError, TimeoutError, NotAccepted or Refused."""
        self._auth = _encode(auth)
        self._welcome = asyncio.get_running_loop().create_future()
        self._socket = WebSocket(self._hear, self._gone)
        try:
            async with asyncio.timeout(PATIENCE):
                await self._socket.open(base, _PATH, cookie)
                await self._welcome
        except BaseException:
            # However the welcome ends now, nobody waits for it.
            self._welcome.add_done_callback(lambda welcome: welcome.cancelled() or welcome.exception())
            self.drop()
            raise

    def do(self, message: dict[str, Any]) -> int:
        """Sends a command; answers the number that its acknowledgement will have."""
        self._numbers += 1
        if self._socket is not None:
            self._socket.send(b'42%d["do",%b]' % (self._numbers, _encode(message)))
        return self._numbers

    def close(self) -> None:
        """Leaves."""
        socket, self._socket = self._socket, None
        if socket is not None:
            socket.send(b"41")
            socket.close()

    def drop(self) -> None:
        """Is cut off."""
        socket, self._socket = self._socket, None
        if socket is not None:
            socket.drop()

    def _gone(self) -> None:
        if self._welcome is not None and not self._welcome.done():
            self._welcome.set_exception(NotAccepted("the connection ended"))
        elif self._socket is not None:
            self._socket = None
            self._told_gone()

    def _hear(self, packet: bytes, at: float) -> None:
        if self._socket is None:
            return
        if packet.startswith(_CHANGES):
            self._changed(int(packet[_BEGUN : packet.index(b",", _BEGUN)]), packet, at)
        elif packet.startswith(b"43"):
            bracket = packet.index(b"[")
            self._answered(int(packet[2:bracket]), msgspec.json.decode(packet[bracket:])[0], at)
        elif packet == b"2":
            self._socket.send(b"3")
        elif packet.startswith((_WELCOME, b'42["changes"')):
            self._event(packet, at)
        elif packet.startswith(b"0"):
            self._socket.send(b"40" + self._auth)
        elif packet.startswith(b"44"):
            self._not_in(packet)
        elif packet in (b"41", b"1"):
            self._socket.close()

    def _event(self, packet: bytes, at: float) -> None:
        name, frame = _event.decode(packet[2:])
        if name == "welcome" and self._welcome is not None and not self._welcome.done():
            self._welcomed(frame)
            self._welcome.set_result(None)
        elif name == "changes":
            self._changed(frame.revision, packet, at)

    def _not_in(self, packet: bytes) -> None:
        told = msgspec.json.decode(packet[2:])
        error = told.get("data", {}).get("error", {}) if isinstance(told, dict) else {}
        if self._welcome is not None and not self._welcome.done():
            self._welcome.set_exception(Refused(str(error.get("code", "unknown"))))


def changes_of(packet: bytes) -> msgspec.Raw:
    """The records of a whole `changes` text."""
    return _event.decode(packet[2:])[1].changes


class Records:
    """What a screen shows: (kind, id) -> record."""

    def __init__(self) -> None:
        self.all: dict[tuple[str, str], Any] = {}

    def apply(self, changes: msgspec.Raw) -> None:
        """Put and delete, nothing else."""
        for kind, id, record in msgspec.json.decode(changes):
            if record is None:
                self.all.pop((kind, id), None)
            else:
                self.all[kind, id] = record

    def of(self, kind: str) -> dict[str, Any]:
        """The records of a kind by id."""
        return {id: record for (k, id), record in self.all.items() if k == kind}

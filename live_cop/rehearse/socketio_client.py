"""A Socket.IO client over one WebSocket, limited to what our protocol uses: one namespace, text only, no polling.

A thousand of these run in one process, so each parses as little as it can: of a `changes` event only the revision,
which comes first in the text.
"""

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import SplitResult

import msgspec

from .websocket_client import HandshakeFailed, WebSocket

_PATH = "/socket.io/?EIO=4&transport=websocket"
_CHANGES_PREFIX = b'42["changes",{"revision":'
_REVISION_AT = len(_CHANGES_PREFIX)
_WELCOME_PREFIX = b'42["welcome"'
#: How long a server may take to welcome a screen, in seconds.
TIMEOUT = 30.0


class Update(msgspec.Struct):
    """What `welcome` and `changes` have in common. The records are left unparsed."""

    revision: int
    changes: msgspec.Raw
    epoch: str = ""
    full: bool = False


_event = msgspec.json.Decoder(tuple[str, Update])
_encode = msgspec.json.Encoder().encode


class Refused(Exception):
    """The server refused this connection; `code` says why, and `at` where it leads to another of its processes."""

    def __init__(self, code: str, at: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.at = at


class Screen:
    """One connection to a meeting.

    The callbacks: `on_welcome(update)` for the welcome, before anything that comes after it;
    `on_changes(revision, text, at)` for each `changes`, with its whole text unparsed; `on_answer(number, answer, at)`
    for each acknowledgement; `on_close()` when an established connection has ended.
    """

    def __init__(
        self,
        on_welcome: Callable[[Update], None],
        on_changes: Callable[[int, bytes, float], None],
        on_answer: Callable[[int, dict[str, Any], float], None],
        on_close: Callable[[], None],
    ) -> None:
        self._on_welcome = on_welcome
        self._on_changes = on_changes
        self._on_answer = on_answer
        self._on_close = on_close
        self._socket: WebSocket | None = None
        self._auth = b""
        self._welcome: asyncio.Future[None] | None = None
        self._last_number = 0

    async def open(self, base: SplitResult, cookie: str, auth: dict[str, Any]) -> None:
        """Connects and waits for the welcome. Raises OSError, TimeoutError, HandshakeFailed or Refused."""
        path = f"{_PATH}&m={auth['meeting']}"
        try:
            await self._open(base, path, cookie, auth)
        except Refused as refused:
            if not refused.at:
                raise
            await self._open(base, f"{path}&at={refused.at}", cookie, auth)

    async def _open(self, base: SplitResult, path: str, cookie: str, auth: dict[str, Any]) -> None:
        self._auth = _encode(auth)
        self._welcome = asyncio.get_running_loop().create_future()
        self._socket = socket = WebSocket(self._receive, lambda: self._closed(socket))
        try:
            async with asyncio.timeout(TIMEOUT):
                await socket.open(base, path, cookie)
                await self._welcome
        except BaseException:
            # Nobody awaits the welcome any more; reading its exception keeps asyncio from reporting it.
            self._welcome.add_done_callback(lambda welcome: welcome.cancelled() or welcome.exception())
            self.drop()
            raise

    def do(self, message: dict[str, Any]) -> int:
        """Sends a command; returns the number that its acknowledgement will have."""
        self._last_number += 1
        if self._socket is not None:
            self._socket.send(b'42%d["do",%b]' % (self._last_number, _encode(message)))
        return self._last_number

    def close(self) -> None:
        """Disconnects properly."""
        socket, self._socket = self._socket, None
        if socket is not None:
            socket.send(b"41")
            socket.close()

    def drop(self) -> None:
        """Drops the connection without a word."""
        socket, self._socket = self._socket, None
        if socket is not None:
            socket.drop()

    def _closed(self, socket: WebSocket) -> None:
        if socket is not self._socket:
            # It was led elsewhere, or closed by us: the present one has nothing to do with it.
            return
        if self._welcome is not None and not self._welcome.done():
            self._welcome.set_exception(HandshakeFailed("the connection ended"))
        else:
            self._socket = None
            self._on_close()

    def _receive(self, packet: bytes, at: float) -> None:
        if self._socket is None:
            return
        if packet.startswith(_CHANGES_PREFIX):
            self._on_changes(int(packet[_REVISION_AT : packet.index(b",", _REVISION_AT)]), packet, at)
        elif packet.startswith(b"43"):
            bracket = packet.index(b"[")
            self._on_answer(int(packet[2:bracket]), msgspec.json.decode(packet[bracket:])[0], at)
        elif packet == b"2":
            self._socket.send(b"3")
        elif packet.startswith((_WELCOME_PREFIX, b'42["changes"')):
            self._event(packet, at)
        elif packet.startswith(b"0"):
            self._socket.send(b"40" + self._auth)
        elif packet.startswith(b"44"):
            self._refused(packet)
        elif packet in (b"41", b"1"):
            self._socket.close()

    def _event(self, packet: bytes, at: float) -> None:
        name, update = _event.decode(packet[2:])
        if name == "welcome" and self._welcome is not None and not self._welcome.done():
            self._on_welcome(update)
            self._welcome.set_result(None)
        elif name == "changes":
            self._on_changes(update.revision, packet, at)

    def _refused(self, packet: bytes) -> None:
        told = msgspec.json.decode(packet[2:])
        error = told.get("data", {}).get("error", {}) if isinstance(told, dict) else {}
        if self._welcome is not None and not self._welcome.done():
            at = error.get("params", {}).get("at", "")
            self._welcome.set_exception(Refused(str(error.get("code", "unknown")), str(at)))


def changes_of(packet: bytes) -> msgspec.Raw:
    """The records in the text of a `changes` event."""
    return _event.decode(packet[2:])[1].changes


class Records:
    """The records that a screen shows, by (kind, id)."""

    def __init__(self) -> None:
        self.all: dict[tuple[str, str], Any] = {}

    def apply(self, changes: msgspec.Raw) -> None:
        """Applies changes: each puts a record or deletes one."""
        for kind, id, record in msgspec.json.decode(changes):
            if record is None:
                self.all.pop((kind, id), None)
            else:
                self.all[kind, id] = record

    def of(self, kind: str) -> dict[str, Any]:
        """The records of a kind by id."""
        return {id: record for (k, id), record in self.all.items() if k == kind}

"""Delivery by cursor: each connection is sent the latest state of what changed since the revision it has.

At once when it is quiet, and at most every 30 ms while much happens (of a crowd that comes in: every 300 ms): people do
not see the difference, and a busy meeting costs a fraction. One frame serves all connections that are at the same
revision and may see the same. There is no queue: a connection that cannot take a frame keeps its cursor, and gets the
newest state when it can.
"""

import math
import time
from typing import Any, Protocol

from ..meeting.audience import Viewer
from ..meeting.state import News, State
from ..store.file import StoreError
from . import server, wire
from .clock import now_ms
from .hub import Hub
from .line import Frame, Part
from .whole import ANYBODY, Whole

PAUSE_SECONDS = 0.03
#: Of people who come and go, and of nothing else, a crowd is told no more often than this: told of each newcomer at
#: once, a room of 1,000 spent a quarter of its coming in on that.
CROWD_SECONDS = 0.3
#: How often it is tried whether a meeting can be read again.
UNREADABLE_SECONDS = 1.0
#: The revision and the time of a meeting of which nobody was told anything yet.
NEVER = (0, -math.inf)
PROTOCOL = 1


class Connection:
    """One screen of one person. `session` is what the transport knows it by."""

    __slots__ = (
        "code",
        "cursor",
        "epoch",
        "id",
        "refused_at",
        "saves",
        "session",
        "since",
        "slow",
        "under_way",
        "viewer",
    )

    def __init__(self, id: str, session: str, code: str, viewer: Viewer, since: int | None, epoch: str | None) -> None:
        self.id = id
        self.session = session
        self.code = code
        self.viewer = viewer
        #: What the screen says that it has.
        self.since = since
        self.epoch = epoch
        #: What it was last sent; None until it is welcome.
        self.cursor: int | None = None
        #: What it was last told of the disk; a welcome begins with: it saves.
        self.saves = True
        #: Since when (`time.monotonic`) it has not taken a frame.
        self.refused_at: float | None = None
        #: Whether that has been for too long.
        self.slow = False
        #: Its commands that wait for their answer.
        self.under_way = 0


class Wires(Protocol):
    """What delivery needs of the transport: see straight.py."""

    def offer(self, session: str, frame: Frame) -> bool: ...
    def tend(self, session: str) -> bool: ...
    def is_stuck(self, session: str, since: float) -> bool: ...
    def end(self, session: str) -> None: ...


class Delivery:
    """Who is connected to which meeting, and how far each screen is."""

    def __init__(self, hub: Hub, wires: Wires) -> None:
        self._hub = hub
        self._wires = wires
        self._meetings: dict[str, dict[str, Connection]] = {}
        self._resting: set[str] = set()
        #: Meetings in which something is new, and those in which somebody could not take all of what was.
        self._waiting: set[str] = set()
        self._behind: set[str] = set()
        #: The revision that was last delivered, and when (`time.monotonic`).
        self._told: dict[str, tuple[int, float]] = {}
        self._wholes: dict[str, Whole] = {}
        hub.delivered = self.changed
        hub.saving_changed = self._saving_changed

    def of(self, code: str) -> list[Connection]:
        """The connections of a meeting that are here, welcome already or not."""
        return list(self._meetings.get(code, {}).values())

    def welcome(self, connection: Connection) -> None:
        """Sends a new connection what it misses, and from then on every change. Call between batches."""
        self._meetings.setdefault(connection.code, {})[connection.id] = connection
        try:
            state = self._hub.state(connection.code)
            late = state is not None and not self._welcome(state, connection)
        except StoreError:
            # It left memory when the disk failed, and cannot be read yet.
            late = True
        if late:
            self._again(connection.code)

    def forget(self, connection: Connection) -> None:
        """The connection is gone."""
        members = self._meetings.get(connection.code, {})
        members.pop(connection.id, None)
        if not members:
            self._meetings.pop(connection.code, None)
            self._wholes.pop(connection.code, None)
            self._told.pop(connection.code, None)

    def changed(self, code: str) -> None:
        """Something new is on disk."""
        if code in self._resting:
            self._waiting.add(code)
            return
        self._rest(code)
        state = self._hub.state(code)
        if state is not None and self._can_wait(state):
            self._waiting.add(code)
        elif state is not None:
            self._deliver(state)

    def _saving_changed(self, saves: bool) -> None:
        """Tells everyone in every meeting whether anything can be saved just now."""
        for code in list(self._meetings):
            busy = [connection for connection in self.of(code) if not self._tell(connection)]
            if busy:
                self._again(code)

    def _tell(self, connection: Connection) -> bool:
        """Whether a connection that is welcome knows whether anything can be saved; it is told where it does not."""
        saves = self._hub.saves
        if connection.cursor is not None and connection.saves != saves:
            if not self._take(connection, _frame("saving", {"ok": saves})):
                return False
            connection.saves = saves
        return True

    def _again(self, code: str) -> None:
        """Goes round once more after the pause."""
        self._behind.add(code)
        if code not in self._resting:
            self._rest(code)

    def _rest(self, code: str, seconds: float = PAUSE_SECONDS) -> None:
        self._resting.add(code)
        server.spawn_later(seconds, self._rested, code)

    def _rested(self, code: str) -> None:
        if code in self._waiting or code in self._behind:
            # Between batches: what memory has by then is on disk.
            self._hub.between(lambda: self._go_on(code))
        else:
            self._resting.discard(code)

    def _go_on(self, code: str) -> None:
        try:
            state = self._hub.state(code)
        except StoreError:
            self._rest(code, UNREADABLE_SECONDS)
            return
        self._rest(code)
        if state is None:
            self._waiting.discard(code)
            self._behind.discard(code)
        elif code in self._waiting and not self._can_wait(state):
            self._waiting.discard(code)
            self._deliver(state)
        elif code in self._behind:
            self._reach(state, self._told.get(code, NEVER)[0])

    def _can_wait(self, state: State) -> bool:
        """Whether all that is new is people who came or went, and the last of them were told of a moment ago."""
        revision, at = self._told.get(state.code, NEVER)
        if time.monotonic() - at > CROWD_SECONDS:
            return False
        new = state.changed_since(revision)
        return bool(new) and all(kind == "person" for kind, _, _ in new)

    def _deliver(self, state: State) -> None:
        self._told[state.code] = (state.revision, time.monotonic())
        self._reach(state, state.revision)

    def _reach(self, state: State, due: int) -> None:
        """Brings everyone to the present state who is not at this revision at least."""
        self._behind.discard(state.code)
        behind = False
        steps: dict[int, list[Connection]] = {}
        for connection in self.of(state.code):
            behind |= not self._tell(connection)
            since = connection.cursor
            if since is None:
                behind |= not self._welcome(state, connection)
            elif since >= due:
                behind |= self._wires.tend(connection.session)
            else:
                steps.setdefault(since, []).append(connection)
        for since, connections in steps.items():
            behind |= not self._step(state, since, connections)
        if behind:
            self._behind.add(state.code)

    def _step(self, state: State, since: int, connections: list[Connection]) -> bool:
        """Brings all connections that are at one revision to the present one; whether all are there."""
        news = News(state, since, wire.raw)
        for_all = _changes(state.revision, news.of(ANYBODY))
        complete = True
        for connection in connections:
            frame = for_all
            if connection.viewer.sees_any(news.audiences):
                frame = _changes(state.revision, news.of(connection.viewer))
            if frame is None or self._take(connection, frame):
                connection.cursor = state.revision
                # Taken is not sent: of a long frame the system may have had room for a half.
                complete &= not self._wires.tend(connection.session)
            else:
                complete = False
        return complete

    def _take(self, connection: Connection, frame: Frame) -> bool:
        """Whether the connection took the frame. One that takes nothing for too long is ended."""
        if self._wires.offer(connection.session, frame):
            connection.refused_at = None
            self._hub.figures.frame(len(frame.payload))
            return True
        if connection.refused_at is None:
            connection.refused_at = time.monotonic()
        elif self._wires.is_stuck(connection.session, connection.refused_at):
            connection.slow = True
            self._wires.end(connection.session)
        return False

    def _welcome(self, state: State, connection: Connection) -> bool:
        """Whether the connection has its welcome, to the last byte."""
        viewer = connection.viewer
        since = connection.since
        full = since is None or connection.epoch != state.epoch or since > state.revision
        person = state.get("person", viewer.person)
        greeting = {
            "protocol": PROTOCOL,
            "you": {"id": viewer.person, "role": viewer.role, "place": person.place if person else "room"},
            "epoch": state.epoch,
            "revision": state.revision,
            "now": now_ms(),
            "full": full,
        }
        changes = self._whole(state).of(viewer) if full else [Part(wire.encode(state.since(since, viewer))[1:-1])]
        if not self._take(connection, _welcome(greeting, changes)):
            return False
        connection.cursor = state.revision
        return self._tell(connection) and not self._wires.tend(connection.session)

    def _whole(self, state: State) -> Whole:
        whole = self._wholes.get(state.code)
        # After a disk that failed the meeting was read anew.
        if whole is None or whole.state is not state:
            whole = self._wholes[state.code] = Whole(state)
        return whole


def _frame(event: str, data: dict[str, Any]) -> Frame:
    """An event as the transport's message: "4" is a message, "2" an event."""
    return Frame(b"42" + wire.encode([event, data]))


def _welcome(greeting: dict[str, Any], changes: list[Part]) -> Frame:
    """The greeting is one screen's own, and the changes are those of many."""
    return Frame(b"42" + wire.encode(["welcome", greeting])[:-2] + b',"changes":[', *changes, b"]}]")


def _changes(revision: int, changes: list[Any]) -> Frame | None:
    return _frame("changes", {"revision": revision, "changes": changes}) if changes else None

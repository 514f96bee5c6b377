"""Delivery by cursor: each connection is sent the latest state of what changed since the revision it has.

A change goes out at once when the meeting is quiet, and at most every 30 ms when it is busy (up to 90 ms with very many
screens, and 300 ms where all that is new is people who join or leave): nobody sees the difference, and it costs a
fraction. One frame serves all connections that are at the same revision and may see the same. There is no queue: a
connection that cannot take a frame keeps its cursor and gets the newest state when it can.

What only some may see neither hastens nor delays what everyone is told: otherwise the moments of the frames would tell
when somebody adds something that nobody else is told of.

A screen that returns may ask for what has changed since a revision, but only since one that was sent to its person
before. With any other, somebody could ask for the meeting revision by revision, and see in which order things came.
"""

import math
import time
from collections import deque
from typing import Any

from ...meeting.audience import EVERYONE, Viewer
from ...meeting.state import Delta, Entry, State
from ...store.errors import StoreError
from .. import runtime
from ..transport import json_codec
from ..transport.frames import PayloadPart, TextFrame
from . import welcome
from .connection import Connection, Transport
from .hub import Hub
from .welcome import ANYBODY
from .welcome_caches import WelcomeCaches

#: The pause between two deliveries: at least, for each screen, and at most. Four fifths of the work of a frame is the
#: system's, so that only fewer of them cost less: 500 screens have 22 deliveries a second instead of 33.
DELIVERY_INTERVAL_SECONDS = 0.03
INTERVAL_SECONDS_PER_SCREEN = 90e-6
LONGEST_INTERVAL_SECONDS = 0.09
#: Where all that is new is people who join or leave: telling everybody of each newcomer at once took a quarter of the
#: server's time while 1,000 people joined.
PEOPLE_INTERVAL_SECONDS = 0.3
#: What changes when people join, come, go, or say their name.
PEOPLE = frozenset(("person", "present", "device", "scheduled"))
#: How often reading a meeting is tried again after the disk failed.
RELOAD_RETRY_SECONDS = 1.0
#: How many of the revisions that were last sent to a person are remembered: those of 15 seconds at the fastest, after
#: which a connection that takes nothing has been ended.
REVISIONS_REMEMBERED = 512
#: The last delivery of a meeting in which there has been none.
NEVER = (0, -math.inf)


class Delivery:
    """Who is connected to which meeting, and which revision each screen has."""

    def __init__(self, hub: Hub, transport: Transport) -> None:
        self._hub = hub
        self._transport = transport
        self._meetings: dict[str, dict[str, Connection]] = {}
        self._cooling_down: set[str] = set()
        #: Meetings that have changed, and meetings in which some connection could not take everything.
        self._changed: set[str] = set()
        self._behind: set[str] = set()
        #: The revision that was last delivered to anybody, and the last one to everyone; each with the moment at which
        #: there was something to tell them (`time.monotonic`).
        self._last_delivery: dict[str, tuple[int, float]] = {}
        self._last_for_everyone: dict[str, tuple[int, float]] = {}
        #: By meeting and viewer, the revisions that were last sent to them. It is lost with a restart: then everything
        #: is sent.
        self._sent: dict[str, dict[Viewer, deque[int]]] = {}
        #: Copies of the meetings that another process owns, as far as screens of them are here.
        self.copies: dict[str, State] = {}
        self.welcomes = WelcomeCaches(hub, self.copies)
        hub.outcomes.on_committed = self.meeting_changed
        hub.outcomes.on_closed = self.meeting_closed
        hub.saving.on_changed = self._saving_changed

    def connections_of(self, code: str) -> list[Connection]:
        """The connections of a meeting, welcomed already or not."""
        return list(self._meetings.get(code, {}).values())

    def welcome(self, connection: Connection) -> None:
        """Sends a new connection what it has missed, and from then on every change. Call between batches."""
        self._meetings.setdefault(connection.code, {})[connection.id] = connection
        connection.sent = self._sent_to(connection.code, connection.viewer)
        try:
            state = self._state(connection.code)
            late = state is not None and not self._welcome(state, connection)
        except StoreError:
            # The meeting left memory when the disk failed, and cannot be read yet.
            late = True
        if late:
            self._schedule(connection.code)

    def welcome_in_page(self, state: State, viewer: Viewer) -> bytes | None:
        """What a welcome would tell this viewer now, as JSON, for a page that begins with it; None where that is long.
        Its screen may then ask for what has changed since. Call between batches."""
        parts = self.welcomes.of(state).parts_for(viewer)
        if sum(len(part.text) for part in parts) > welcome.MAX_BYTES_IN_PAGE:
            return None
        sent = self._sent_to(state.code, viewer)
        if not sent or sent[-1] != state.revision:
            sent.append(state.revision)
        return welcome.in_page(welcome.greeting(state, viewer, full=True), parts)

    def remove(self, connection: Connection) -> None:
        """The connection is gone."""
        members = self._meetings.get(connection.code, {})
        members.pop(connection.id, None)
        if not members:
            self._meetings.pop(connection.code, None)
            self.welcomes.forget(connection.code)
            self._forget_deliveries(connection.code)

    def replace(self, connection: Connection, reason: dict[str, Any]) -> None:
        """A newer connection of its person takes its place: says so, if it can take that, and sends it nothing more."""
        self._offer(connection, _frame("replaced", reason))
        self.remove(connection)

    def meeting_changed(self, code: str) -> None:
        """A change of this meeting is on disk."""
        if code in self._cooling_down:
            self._changed.add(code)
            return
        self._cooldown(code)
        state = self._state(code)
        if state is not None:
            self._deliver(state)

    def meeting_closed(self, last: State) -> None:
        """The history of a meeting has just been destroyed on the disk; `last` is its state with the history.

        Everyone is sent what the close changed. Those who cannot take it now get everything as soon as they can."""
        steps: dict[int, list[Connection]] = {}
        for connection in self.connections_of(last.code):
            if connection.cursor is not None and connection.cursor < last.revision:
                steps.setdefault(connection.cursor, []).append(connection)
        for since, connections in steps.items():
            self._advance(last, since, connections)
        self._sent.pop(last.code, None)
        for connection in self.connections_of(last.code):
            connection.sent = self._sent_to(connection.code, connection.viewer)
            if connection.cursor != last.revision:
                connection.cursor = connection.since = None

    def begin_again(self, code: str, copy: State) -> None:
        """From now on this is the copy of a meeting that another process owns: everyone gets everything."""
        self.copies[code] = copy
        self.forget(code)
        for connection in self.connections_of(code):
            connection.sent = self._sent_to(code, connection.viewer)
            connection.cursor = connection.since = None
        self._schedule(code)

    def _state(self, code: str) -> State | None:
        """What the screens of a meeting are sent. Raises StoreError."""
        return self.copies.get(code) or self._hub.state(code)

    def forget(self, code: str) -> None:
        """A meeting has left memory. Its revisions are others when it comes back, so everyone gets everything then."""
        self._sent.pop(code, None)
        self._forget_deliveries(code)
        self.welcomes.forget(code)
        self._changed.discard(code)
        self._behind.discard(code)
        if self._hub.outcomes.tracing:
            self._hub.outcomes.tracing.forget(code)

    def _saving_changed(self, can_save: bool) -> None:
        """Tells everyone in every meeting whether changes can be saved at the moment."""
        for code in list(self._meetings):
            busy = [connection for connection in self.connections_of(code) if not self._send_saving(connection)]
            if busy:
                self._schedule(code)

    def _send_saving(self, connection: Connection) -> bool:
        """Tells a connection whether anything can be saved, where it does not know; False if it could not take it."""
        can_save = self._hub.saving.works
        if connection.cursor is not None and connection.told_can_save != can_save:
            if not self._offer(connection, _frame("saving", {"ok": can_save})):
                return False
            connection.told_can_save = can_save
        return True

    def _schedule(self, code: str) -> None:
        """Tries again, after the pause, to bring everybody up to date."""
        self._behind.add(code)
        if code not in self._cooling_down:
            self._cooldown(code)

    def _cooldown(self, code: str, seconds: float | None = None) -> None:
        self._cooling_down.add(code)
        runtime.spawn_later(seconds or interval(len(self._meetings.get(code, ()))), self._on_cooldown, code)

    def _on_cooldown(self, code: str) -> None:
        if code in self._changed or code in self._behind:
            # Between batches: what memory has by then is on disk.
            self._hub.run_between_batches(lambda: self._resume(code))
        else:
            self._cooling_down.discard(code)

    def _resume(self, code: str) -> None:
        try:
            state = self._state(code)
        except StoreError:
            self._cooldown(code, RELOAD_RETRY_SECONDS)
            return
        self._cooldown(code)
        is_new = code in self._changed
        self._changed.discard(code)
        if state is None:
            self._behind.discard(code)
        elif not (is_new and self._deliver(state)) and code in self._behind:
            self._bring_all_to(state, self._last_for_everyone.get(code, NEVER)[0])

    def _deliver(self, state: State) -> bool:
        """Delivers what cannot wait; the rest has its turn later. Says whether there was any."""
        code, now = state.code, time.monotonic()
        told, told_at = self._last_for_everyone.get(code, NEVER)
        last, last_at = self._last_delivery.get(code, NEVER)
        new = [(kind, entry.revision, _is_for_everyone(entry)) for kind, _, entry in state.changed_since(told)]
        for_everyone = {kind for kind, _, everyone in new if everyone}
        for_some = {kind for kind, revision, everyone in new if not everyone and revision > last}
        if _cannot_wait(for_everyone, now - told_at):
            self._last_for_everyone[code] = (state.revision, now)
        elif not _cannot_wait(for_some, now - last_at):
            if for_everyone or for_some:
                self._changed.add(code)
            return False
        elif for_everyone:
            self._changed.add(code)
        else:
            # All screens are at this revision then, and nobody else was told anything.
            self._last_for_everyone[code] = (state.revision, told_at)
        self._last_delivery[code] = (state.revision, now)
        self._bring_all_to(state, self._last_for_everyone.get(code, NEVER)[0])
        if self._hub.outcomes.tracing:
            self._hub.outcomes.tracing.delivered(code, state.revision, len(self.connections_of(code)))
        return True

    def _forget_deliveries(self, code: str) -> None:
        self._last_delivery.pop(code, None)
        self._last_for_everyone.pop(code, None)

    def _bring_all_to(self, state: State, due: int) -> None:
        """Brings to the present state all connections that are behind the revision `due`, which everyone is told, and
        those who alone may see something that is new."""
        self._behind.discard(state.code)
        behind = False
        steps: dict[int, list[Connection]] = {}
        works = self._hub.saving.works
        for connection in self.connections_of(state.code):
            if connection.told_can_save != works:
                behind |= not self._send_saving(connection)
            since = connection.cursor
            if since is None:
                behind |= not self._welcome(state, connection)
            elif since >= state.last_change:
                behind |= self._transport.flush_pending(connection.session)
            else:
                steps.setdefault(since, []).append(connection)
        for since, connections in steps.items():
            behind |= not self._advance(state, since, connections, everyone=since < due)
        if behind:
            self._behind.add(state.code)

    def _advance(self, state: State, since: int, connections: list[Connection], *, everyone: bool = True) -> bool:
        """Brings connections that are at one revision to the present one: all, or those who alone may see something
        that is new. False where some are not there yet."""
        delta = Delta(state, since, json_codec.raw)
        for_all = _changes(state.revision, delta.for_viewer(ANYBODY))
        complete, audiences = True, delta.audiences
        for connection in connections:
            frame, sees_more = for_all, bool(audiences) and connection.viewer.sees_any(audiences)
            if sees_more:
                frame = _changes(state.revision, delta.for_viewer(connection.viewer))
            if not (everyone or sees_more):
                complete &= not self._transport.flush_pending(connection.session)
            elif frame is None or self._offer(connection, frame):
                connection.cursor = state.revision
                if frame is not None:
                    connection.sent.append(state.revision)
                # Taken is not sent: the system may have had room for half of a long frame.
                complete &= not self._transport.flush_pending(connection.session)
            else:
                complete = False
        return complete

    def _offer(self, connection: Connection, frame: TextFrame) -> bool:
        """Whether the connection took the frame. One that takes nothing for too long is ended."""
        if self._transport.offer(connection.session, frame):
            connection.refused_at = None
            self._hub.metrics.frame_sent(len(frame.payload))
            return True
        if connection.refused_at is None:
            connection.refused_at = time.monotonic()
        elif self._transport.is_stuck(connection.session, connection.refused_at):
            connection.slow = True
            self._transport.end(connection.session)
        return False

    def _welcome(self, state: State, connection: Connection) -> bool:
        """Sends the welcome; False where it is not sent to the last byte, or not at all."""
        viewer = connection.viewer
        since = connection.since
        full = since is None or connection.epoch != state.epoch or since not in connection.sent
        changes = (
            self.welcomes.of(state).parts_for(viewer)
            if full
            else [PayloadPart(json_codec.encode(state.since(since, viewer))[1:-1])]
        )
        if not self._offer(connection, welcome.frame(welcome.greeting(state, viewer, full=full), changes)):
            return False
        connection.cursor = state.revision
        connection.sent.append(state.revision)
        return self._send_saving(connection) and not self._transport.flush_pending(connection.session)

    def _sent_to(self, code: str, viewer: Viewer) -> deque[int]:
        """The revisions that were last sent to this viewer, over any connection or in a page."""
        return self._sent.setdefault(code, {}).setdefault(viewer, deque(maxlen=REVISIONS_REMEMBERED))


def _is_for_everyone(entry: Entry) -> bool:
    """Whether everyone is told of this change: what it says now, or that it is gone."""
    return entry.audience == EVERYONE or EVERYONE in entry.lost


def _cannot_wait(kinds: set[str], seconds: float) -> bool:
    """Whether something that is new has to go out now, so many seconds after the last delivery: not if it is only
    people who join or come and go, and that was a moment ago."""
    return bool(kinds - PEOPLE) or (bool(kinds) and seconds > PEOPLE_INTERVAL_SECONDS)


def interval(screens: int) -> float:
    """Seconds between two deliveries of a busy meeting with so many screens."""
    return max(DELIVERY_INTERVAL_SECONDS, min(screens * INTERVAL_SECONDS_PER_SCREEN, LONGEST_INTERVAL_SECONDS))


def _frame(event: str, data: dict[str, Any]) -> TextFrame:
    """An event as a Socket.IO packet: "4" is a message, "2" an event."""
    return TextFrame(b"42" + json_codec.encode([event, data]))


def _changes(revision: int, changes: list[Any]) -> TextFrame | None:
    return _frame("changes", {"revision": revision, "changes": changes}) if changes else None

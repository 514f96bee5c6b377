"""Delivery by cursor: each connection is sent the latest state of what changed since the revision it has.

At once when it is quiet, and at most every 30 ms while much happens: people do not see the difference, and a busy
meeting costs a fraction. One frame serves all connections that are at the same revision and may see the same.
"""

from collections.abc import Callable
from typing import Any

from ..meeting.changes import Viewer
from . import server
from .hub import Hub, now_ms

PAUSE_SECONDS = 0.03
PROTOCOL = 1
#: Sees what everyone sees, and no more.
ANYBODY = Viewer("", "board")


class Connection:
    """One screen of one person."""

    __slots__ = ("code", "cursor", "id", "viewer")

    def __init__(self, id: str, code: str, viewer: Viewer) -> None:
        self.id = id
        self.code = code
        self.viewer = viewer
        self.cursor: int | None = None


#: Sends an event with its data to these connections: send(event, data, ids).
Send = Callable[[str, dict[str, Any], list[str]], None]


class Delivery:
    """Who is connected to which meeting, and how far each screen is."""

    def __init__(self, hub: Hub, send: Send) -> None:
        self._hub = hub
        self._send = send
        self._meetings: dict[str, dict[str, Connection]] = {}
        self._resting: set[str] = set()
        self._waiting: set[str] = set()
        hub.delivered = self.changed

    def of(self, code: str) -> list[Connection]:
        """The connections of a meeting that have been welcomed."""
        return list(self._meetings.get(code, {}).values())

    def welcome(self, connection: Connection, since: int | None, epoch: str | None) -> None:
        """Sends a new connection what it misses, and from then on every change. Call between batches."""
        state = self._hub.state(connection.code)
        if state is None:
            return
        full = since is None or epoch != state.epoch or since > state.revision
        changes = state.since(None if full else since, connection.viewer)
        person = state.get("person", connection.viewer.person)
        you = {
            "id": connection.viewer.person,
            "role": connection.viewer.role,
            "place": person.place if person else "room",
        }
        self._send(
            "welcome",
            {
                "protocol": PROTOCOL,
                "you": you,
                "epoch": state.epoch,
                "revision": state.revision,
                "now": now_ms(),
                "full": full,
                "changes": changes,
            },
            [connection.id],
        )
        connection.cursor = state.revision
        self._meetings.setdefault(connection.code, {})[connection.id] = connection

    def forget(self, connection: Connection) -> None:
        """The connection is gone."""
        members = self._meetings.get(connection.code, {})
        members.pop(connection.id, None)
        if not members:
            self._meetings.pop(connection.code, None)

    def changed(self, code: str) -> None:
        """Something new is on disk."""
        if code in self._resting:
            self._waiting.add(code)
        else:
            self._deliver(code)

    def _deliver(self, code: str) -> None:
        self._resting.add(code)
        server.spawn_later(PAUSE_SECONDS, self._rested, code)
        state = self._hub.state(code)
        if state is None:
            return
        alike: dict[tuple[int, Viewer | None], list[Connection]] = {}
        for connection in self.of(code):
            since = connection.cursor
            if since is None or since >= state.revision:
                continue
            private = state.is_private_since(since, connection.viewer)
            alike.setdefault((since, connection.viewer if private else None), []).append(connection)
        for (since, viewer), connections in alike.items():
            changes = state.since(since, viewer or ANYBODY)
            if changes:
                ids = [connection.id for connection in connections]
                self._send("changes", {"revision": state.revision, "changes": changes}, ids)
            for connection in connections:
                connection.cursor = state.revision

    def _rested(self, code: str) -> None:
        self._resting.discard(code)
        if code in self._waiting:
            self._waiting.discard(code)
            # Between batches: what memory has by then is on disk.
            self._hub.between(lambda: self.changed(code))

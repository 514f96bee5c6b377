"""The real hub, delivery and presence, without sockets, and the screens that people look at."""

import itertools
import json
import random
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from live_cop.live.sync.connection import Connection
from live_cop.live.sync.delivery import Delivery
from live_cop.live.sync.hub import Hub
from live_cop.live.sync.presence import Presence
from live_cop.live.transport.frames import TextFrame
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.audience import Viewer
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.meeting.state import State
from live_cop.meeting.voices.people import PersonJoin
from live_cop.store.meetings.commit import Commit

from .simulated_time import SimulatedTime

CODE = "K7M3QX"


class Change(NamedTuple):
    """One record as it came to a screen: when (seconds since the beginning), with which frame, and at which place."""

    at: float
    frame: int
    place: int
    revision: int
    kind: str
    id: str
    record: dict[str, Any] | None
    #: The record that the screen had before.
    before: dict[str, Any] | None
    #: Whether it came with a welcome.
    welcome: bool


class Screen:
    """One person's screen: everything that it was ever sent, and what it shows now."""

    def __init__(self, time: SimulatedTime, viewer: Viewer) -> None:
        self.viewer = viewer
        self.changes: list[Change] = []
        self.records: dict[str, dict[str, dict[str, Any]]] = {}
        #: (second, name, arguments, answer) of each command that was given here.
        self.answers: list[tuple[float, str, dict[str, Any], dict[str, Any]]] = []
        self.revision = 0
        self.epoch = ""
        self._time = time
        self._frames = 0

    def receive(self, frame: TextFrame) -> None:
        event, data = json.loads(frame.payload[2:])
        if event not in ("welcome", "changes"):
            return
        self._frames += 1
        self.revision = data["revision"]
        if event == "welcome":
            self.epoch = data["epoch"]
            if data["full"]:
                self.records.clear()
        for place, (kind, id, record) in enumerate(data["changes"]):
            shown = self.records.setdefault(kind, {})
            before = shown.pop(id, None)
            if record is not None:
                shown[id] = record
            self.changes.append(
                Change(
                    self._time.seconds, self._frames, place, self.revision, kind, id, record, before, event == "welcome"
                )
            )

    def all(self, kind: str) -> dict[str, dict[str, Any]]:
        """The records of a kind that it shows, by id."""
        return self.records.get(kind, {})

    def one(self, kind: str) -> dict[str, Any]:
        return self.all(kind).get(kind, {})


class Memory:
    """Stands for the store while a meeting goes on: keeps what is to be written."""

    leases = None

    def __init__(self) -> None:
        self.batches: list[list[Commit]] = []

    def commit(self, batch: Sequence[Commit], fences: Mapping[str, int]) -> None:
        self.batches.append(list(batch))

    def load(self, code: str) -> None:
        return None


class Server:
    """One server with one meeting."""

    def __init__(self, time: SimulatedTime, chance: random.Random) -> None:
        self.store = Memory()
        self.hub = Hub(self.store)  # type: ignore[arg-type]
        self._chance = chance
        self._delivery = Delivery(self.hub, self)
        self._presence = Presence(self.hub)
        self._connections: dict[str, tuple[Connection, Screen | None]] = {}
        self._numbers = itertools.count()

    def open(self) -> None:
        self.hub.open(CODE, "e1", MeetingOpen(code=CODE, title="A meeting", order=RUNNING_ORDERS["blank"]))

    @property
    def state(self) -> State:
        state = self.hub.state(CODE)
        assert state is not None
        return state

    def join(self, viewer: Viewer, place: Any, called: str) -> None:
        """What the join page does."""
        role: Any = viewer.role
        self.hub.submit_system_and_wait(
            CODE, PersonJoin(person=viewer.person, place=place, role=role, called=called, newcomer=False)
        )

    def connect(self, viewer: Viewer, screen: Screen | None = None, since: int | None = None) -> str:
        """A device comes on line. One without a screen sends commands, and nobody looks at what it is sent. One with a
        screen opens the page, unless it says what it has, and goes on from what the page told."""
        id = f"connection {next(self._numbers)}"
        connection = Connection(id, id, CODE, viewer, since, screen.epoch if screen else "")
        self._connections[id] = (connection, screen)
        self._presence.connected(connection)
        if screen is not None:
            if since is None:
                self.hub.run_between_batches(lambda: self._open_page(connection, screen))
            self.hub.run_between_batches(lambda: id in self._connections and self._delivery.welcome(connection))
        return id

    def _open_page(self, connection: Connection, screen: Screen) -> None:
        told = self._delivery.welcome_in_page(self.state, connection.viewer)
        assert told is not None
        screen.receive(TextFrame(b'42["welcome",' + told + b"]"))
        connection.since, connection.epoch = screen.revision, screen.epoch

    def disconnect(self, id: str) -> None:
        connection, _ = self._connections.pop(id)
        self._delivery.remove(connection)
        self._presence.disconnected(connection)

    def do(self, viewer: Viewer, name: str, args: dict[str, Any], guest: str | None = None) -> dict[str, Any]:
        """Gives a command as a client does, and waits for its answer."""
        message = {"id": self._chance.randbytes(16).hex(), "name": name, "args": args}
        return self.hub.submit_and_wait(CODE, viewer, message | ({"for": guest} if guest else {}))

    # What delivery needs of a transport.

    def offer(self, session: str, frame: TextFrame) -> bool:
        _, screen = self._connections.get(session, (None, None))
        if screen is not None:
            screen.receive(frame)
        return True

    def flush_pending(self, session: str) -> bool:
        return False

    def is_stuck(self, session: str, since: float) -> bool:
        return False

    def end(self, session: str) -> None:
        pass

"""People with a bad network: phones that keep what the server has not acknowledged, as static/js/core/queue.js does, on
connections that lose, repeat and delay messages. Hub, rules, store and delivery are real; random numbers are seeded."""

import itertools
import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from live_cop.live import runtime
from live_cop.live.sync import delivery as delivery_module
from live_cop.live.sync import hub as hub_module
from live_cop.live.sync.connection import Connection
from live_cop.live.sync.delivery import Delivery
from live_cop.live.sync.hub import Hub
from live_cop.live.transport import json_codec
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.audience import Viewer
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.meeting.voices.people import PersonJoin
from live_cop.store.meetings import commit
from live_cop.store.opening import open_store

from ...support.patience import until
from ...support.stores import ON_POSTGRES, path_of

CODE = "K7M3QX"


class FakeTransport:
    """Lines that deliver what they took: at once, later, or never, and then they are cut."""

    def __init__(self) -> None:
        self.open: dict[str, Phone] = {}
        self.full: set[str] = set()

    def offer(self, session: str, frame: Any) -> bool:
        phone = self.open.get(session)
        if phone is None or session in self.full:
            return False
        phone.inbox.append(json.loads(frame.payload[2:]))
        return True

    def flush_pending(self, session: str) -> bool:
        return False

    def is_stuck(self, session: str, since: float) -> bool:
        return False

    def end(self, session: str) -> None:
        raise AssertionError("nobody here is stuck")


class Phone:
    """One person at one screen."""

    _sessions = itertools.count()

    def __init__(self, room: "Room", person: str, role: str) -> None:
        self.room = room
        self.viewer = Viewer(person, role)
        self.records: dict[tuple[str, str], Any] = {}
        self.revision: int | None = None
        self.epoch: str | None = None
        self.inbox: list[Any] = []
        #: Each message about the state of the disk.
        self.told: list[bool] = []
        #: What the server has not acknowledged, oldest first.
        self.outbox: list[dict[str, Any]] = []
        self.written: list[str] = []
        self.connection: Connection | None = None

    def connect(self) -> None:
        session = f"s{next(self._sessions)}"
        self.inbox = []
        self.connection = Connection(session, session, CODE, self.viewer, self.revision, self.epoch)
        self.room.transport.open[session] = self
        connection = self.connection
        self.room.hub.run_between_batches(lambda: self._welcome(connection))

    def _welcome(self, connection: Connection) -> None:
        # It may have been cut before its turn came.
        if self.connection is connection:
            self.room.delivery.welcome(connection)

    def cut(self) -> None:
        """What was on its way to the phone is lost with the line."""
        if self.connection is not None:
            self.room.transport.open.pop(self.connection.session, None)
            self.room.transport.full.discard(self.connection.session)
            self.room.delivery.remove(self.connection)
            self.connection = None
            self.inbox = []

    def read(self, most: int) -> None:
        """Takes over the oldest of what has arrived."""
        for _ in range(min(most, len(self.inbox))):
            event, data = self.inbox.pop(0)
            if event == "saving":
                self.told.append(data["ok"])
                continue
            if event == "welcome":
                self.epoch = data["epoch"]
                if data["full"]:
                    self.records.clear()
            for kind, id, record in data["changes"]:
                if record is None:
                    self.records.pop((kind, id), None)
                else:
                    self.records[kind, id] = record
            self.revision = data["revision"]

    def send(self, chance: random.Random | None = None) -> None:
        """The oldest of the outbox goes out, perhaps more than once; its acknowledgement may be lost."""
        if self.connection is None or not self.outbox:
            return
        message = self.outbox[0]
        times = chance.choice((1, 1, 1, 2, 3)) if chance else 1
        answers = [self.room.hub.submit_and_wait(CODE, self.viewer, message) for _ in range(times)]
        assert all(answer == answers[0] for answer in answers)
        if chance and chance.random() < 0.5:
            return
        self.outbox.pop(0)


class Room:
    """A meeting with a chair and four members."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.store = open_store(folder)
        if not ON_POSTGRES:
            # What is on disk is looked at, but nothing here pulls the plug.
            self.store._database._writer.execute("pragma synchronous = off")
        self.hub = Hub(self.store)
        self.chance = chance
        self.transport = FakeTransport()
        self.delivery = Delivery(self.hub, self.transport)
        self._numbers = itertools.count()
        self.hub.open(CODE, "e1", MeetingOpen(code=CODE, title="Homes", order=RUNNING_ORDERS["blank"]))
        self.phones = [Phone(self, "chair", "chair")]
        for name in ("ann", "ben", "cat", "dan"):
            self.hub.submit_system_and_wait(CODE, PersonJoin(person=name, place="room"))
            self.phones.append(Phone(self, name, "participant"))
        for phone in self.phones:
            phone.connect()

    def something(self, phone: Phone) -> None:
        """One more command in somebody's outbox."""
        chance = self.chance
        state = self.hub.state(CODE)
        assert state is not None
        number = f"c{next(self._numbers)}"
        notes, zones = list(state.of_kind("note")), list(state.of_kind("zone"))
        what = chance.choice(("add", "add", "add", "edit", "move", "remove", "undo", "agenda", "group", "mark"))
        name, args = "note.add", {"zone": chance.choice(zones), "text": number}
        if what == "edit" and notes:
            name, args = "note.edit", {"note": chance.choice(notes), "text": f"changed {number}"}
        elif what == "move" and notes:
            x, y = chance.random(), chance.random()
            name, args = "note.move", {"note": chance.choice(notes), "x": x, "y": y}
        elif what == "remove" and notes:
            name, args = "note.remove", {"note": chance.choice(notes)}
        elif what == "undo":
            name, args = "undo", {}
        elif what == "agenda":
            name, args = chance.choice((("agenda.start", {}), ("agenda.extend", {"minutes": 1}), ("agenda.pause", {})))
        elif what == "group" and notes:
            name, args = "group.add", {"zone": chance.choice(zones), "title": number, "notes": [chance.choice(notes)]}
        elif what == "mark":
            scales = list(state.of_kind("scale"))
            name, args = "scale.add", {"question": number}
            if scales:
                name, args = chance.choice(
                    (
                        ("scale.mark", {"scale": chance.choice(scales), "value": chance.randint(1, 10)}),
                        ("scale.open", {"scale": chance.choice(scales)}),
                        ("scale.show", {"scale": chance.choice(scales)}),
                    )
                )
        if name == "note.add":
            phone.written.append(number)
        phone.outbox.append({"id": number, "name": name, "args": args})

    def settle(self) -> None:
        """The network is good again: everything goes out, and everyone catches up."""
        self.transport.full.clear()
        for phone in self.phones:
            if phone.connection is None:
                phone.connect()
        for phone in self.phones:
            while phone.outbox:
                phone.send()
        state = self.hub.state(CODE)
        assert state is not None

        def all_caught_up() -> bool:
            for phone in self.phones:
                phone.read(1_000)
            # Later revisions have no changes: they were skipped, or leapt over when the meeting was read again.
            cursors = [phone.connection.cursor if phone.connection else None for phone in self.phones]
            return all(cursor is not None and cursor >= state.last_change for cursor in cursors)

        until(all_caught_up, 10, sleep=lambda _: runtime.sleep(0.001))

    def close(self) -> None:
        self.hub.stop()
        self.store.close()


@contextmanager
def room(folder: Path, seed: int) -> Iterator[Room]:
    """A room with short pauses and without a rate limit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delivery_module, "DELIVERY_INTERVAL_SECONDS", 0.001)
        patch.setattr(delivery_module, "PEOPLE_INTERVAL_SECONDS", 0.01)
        patch.setattr(hub_module.TokenBuckets, "take", lambda *_: True)
        made = Room(folder, random.Random(seed))
        try:
            yield made
        finally:
            made.close()


def all_see_the_same(made: Room) -> None:
    """Every phone shows exactly what the server has for it, and the disk holds the same."""
    state = made.hub.state(CODE)
    assert state is not None
    for phone in made.phones:
        truth = {
            (kind, id): record for kind, id, record in json.loads(json_codec.encode(state.since(None, phone.viewer)))
        }
        assert phone.records == truth, phone.viewer.person
    loaded, again = made.store.load(CODE), made.store.rebuild(CODE)
    assert loaded and again and loaded.state.entries() == state.entries() == again.entries()


def each_once_and_in_order(made: Room) -> None:
    """Whatever somebody wrote is in the journal once, and each person's words came in the order of their writing."""
    with closing(sqlite3.connect(path_of(made.store))) as db:
        rows = [key for (key,) in db.execute("select key from answers order by revision, rowid")]
    for phone in made.phones:
        written = [commit.command_key(phone.viewer.person, command) for command in phone.written]
        assert [key for key in rows if key in set(written)] == written

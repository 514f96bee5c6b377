"""A copy is equal to the meeting in the end, whatever becomes of the entries on their way: lost, twice, late."""

import random
import time
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from live_cop.live.follow import follower as follower_module
from live_cop.live.follow.entry import StreamEntry, changes_for_followers
from live_cop.live.follow.follower import Follower
from live_cop.live.metrics import Metrics
from live_cop.live.sync.connection import Connection
from live_cop.meeting.audience import EVERYONE, Viewer
from live_cop.meeting.change import Change
from live_cop.meeting.records.voices import Turn
from live_cop.meeting.state import State
from live_cop.store.meetings.load import Loaded

from ..inside import until

CODE = "K7M3QX"
VIEWER = Viewer("ann", "participant")


class FakeStreams:
    """Remembers what it was told to do."""

    def __init__(self) -> None:
        self.me = "1 bb"
        self.present = ["0 aa", "1 bb", "2 cc"]
        self.on_entry: Any = None
        self.on_message: dict[str, Any] = {}
        self.done: list[tuple[str, Any]] = []
        self.is_connected = True

    def __getattr__(self, name: str) -> Any:
        return lambda *args: self.done.append((name, args))

    def connected_for(self, seconds: float) -> bool:
        return self.is_connected

    def is_published(self, code: str) -> bool:
        return True


class Fake:
    """A follower with a store that it reads, and what becomes of its screens."""

    def __init__(self) -> None:
        self.state = State(CODE, "e1")
        self.streams: Any = FakeStreams()
        self.owner = "0 aa"
        self.reads = 0
        self.ended: list[str] = []
        self.delivery: Any = SimpleNamespace(
            copies={}, connections_of=lambda code: [], forget=lambda code: None, meeting_changed=lambda code: None
        )
        self.delivery.begin_again = lambda code, copy: self.delivery.copies.update({code: copy})
        store = SimpleNamespace(load=self.load, leases=SimpleNamespace(owner_of=lambda code: self.owner))
        hub: Any = SimpleNamespace(store=store, metrics=Metrics(), has=lambda code: False)
        self.follower = Follower(
            hub, self.streams, self.delivery, lambda code: self.ended.append("all"),
            end_boards=lambda code: self.ended.append("boards"), end_banned=lambda code: None,
        )  # fmt: skip

    def load(self, code: str) -> Loaded:
        self.reads += 1
        whole = State.restore(CODE, self.state.epoch, self.state.revision, self.state.entries())
        return Loaded(whole, {})

    def change(self, id: str, order: int) -> bytes:
        """Changes the meeting; the entry that says so."""
        after = self.state.revision
        record = Turn(section="a1", person="ann", order=order, state="waiting")
        self.state.apply(after + 1, [Change("turn", id, record, EVERYONE)])
        entry = self.state.entry("turn", id)
        assert entry is not None
        return self.entry(after, changes=list(changes_for_followers([("turn", id, entry)])))

    def entry(self, after: int | None = None, **said: Any) -> bytes:
        revision = self.state.revision
        said = {"owner": self.owner, "at": 1, "epoch": self.state.epoch, "revision": revision, **said}
        return msgspec.json.encode(StreamEntry(after=revision if after is None else after, **said))

    def hear(self, entry: bytes) -> None:
        self.streams.on_entry(CODE, entry)

    def is_equal(self) -> bool:
        return bool(self.delivery.copies[CODE].since(None, VIEWER) == self.state.since(None, VIEWER))


@pytest.fixture
def fake() -> Fake:
    fake = Fake()
    assert fake.follower.follows(CODE)
    return fake


@pytest.mark.parametrize("seed", range(4))
def test_whatever_becomes_of_entries_the_copy_is_equal_in_the_end(fake, seed):
    chance = random.Random(seed)
    late: list[bytes] = []
    for n in range(60):
        entry = fake.change(chance.choice("abcdef"), n)
        fate = chance.random()
        if fate < 0.6:
            fake.hear(entry)
        if 0.5 < fate < 0.8:
            late.append(entry)
        if late and chance.random() < 0.3:
            fake.hear(late.pop(chance.randrange(len(late))))
        if chance.random() < 0.05:
            # The meeting is closed.
            fake.state = fake.state.without_history(f"e{n}", b"")
    # The owner says that it is there.
    fake.hear(fake.entry())
    until(fake.is_equal)


def test_without_gaps_the_store_is_read_once(fake):
    for n in range(20):
        fake.hear(fake.change("a", n))
    fake.hear(fake.entry(skipped_to=50))
    assert fake.is_equal() and fake.reads == 1 and fake.delivery.copies[CODE].revision == 50
    fake.change("lost", 1)
    fake.hear(fake.change("b", 2))
    until(fake.is_equal)
    assert fake.reads == 2


def test_boards_come_again_when_their_link_is_another_even_if_that_was_missed(fake):
    fake.hear(fake.entry())
    assert not fake.ended
    fake.hear(fake.entry(endings=2))
    assert fake.ended == ["boards"]


def test_screens_come_again_when_nobody_owns_the_meeting_and_stay_while_redis_is_away(fake, monkeypatch):
    monkeypatch.setattr(follower_module, "SILENT_SECONDS", 0)
    monkeypatch.setattr(follower_module, "REPORT_SECONDS", 0.05)
    fake.streams.is_connected = False
    fake.owner = ""
    time.sleep(0.01)
    fake.follower._look_after(CODE, fake.follower._followed[CODE], time.monotonic())
    assert not fake.ended
    answers: list[Any] = []
    connection = Connection("1", "s", CODE, VIEWER, None, None)
    fake.follower.submit(connection, {"id": "1"}, answers.append)
    assert answers[0]["error"]["code"] == "not_saved"
    fake.streams.is_connected = True
    fake.follower._look_after(CODE, fake.follower._followed[CODE], time.monotonic())
    assert fake.ended == ["all"] and CODE not in fake.delivery.copies

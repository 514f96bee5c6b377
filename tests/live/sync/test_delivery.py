"""Delivery by cursor, in this process: at once when it is quiet, collected when it is busy, one frame for many."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import ANY

import pytest

from live_cop.live import runtime
from live_cop.live.metrics import Metrics
from live_cop.live.sync import delivery as delivery_module
from live_cop.live.sync import welcome as welcome_module
from live_cop.live.sync.connection import Connection
from live_cop.live.sync.delivery import Delivery
from live_cop.live.sync.welcome import ANYBODY
from live_cop.live.sync.welcome_caches import PREPARED_FROM
from live_cop.live.transport import json_codec
from live_cop.live.transport.frames import PayloadPart
from live_cop.meeting.audience import EVERYONE, NOBODY, Viewer
from live_cop.meeting.change import Change
from live_cop.meeting.records.voices import Device, Person, Turn
from live_cop.meeting.records.wall import Authorship
from live_cop.meeting.state import State
from live_cop.store.errors import StoreError

from ..inside import until

CODE = "K7M3QX"


class StillHub:
    """A hub that is always between two batches."""

    def __init__(self) -> None:
        self.meeting = State(CODE, "e1")
        self.outcomes = SimpleNamespace(tracing=None)
        self.metrics = Metrics()
        self.saving = SimpleNamespace(works=True)

    def state(self, code):
        return self.meeting if code == CODE else None

    loaded = state

    def run_between_batches(self, work):
        work()

    def read_between_batches(self, work, patience):
        return work()

    def change(self, *changes: Change) -> None:
        self.meeting.apply(self.meeting.revision + 1, changes)
        self.outcomes.on_committed(CODE)

    def close(self, *changes: Change) -> None:
        """A change after which only the present records are known."""
        last = self.meeting
        last.apply(last.revision + 1, changes)
        self.meeting = last.without_history("e2", b"")
        self.outcomes.on_closed(last)
        self.outcomes.on_committed(CODE)


def turn(id: str, order: int = 0) -> Change:
    return Change("turn", id, Turn(section="a1", person="ann", order=order, state="waiting"), EVERYONE)


@pytest.fixture
def hub() -> StillHub:
    return StillHub()


class FakeTransport:
    """Sockets that take what they are offered, or do not."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, dict]] = []
        self.frames: list = []
        self.full: set[str] = set()
        self.half: set[str] = set()
        self.stuck = False
        self.ended: list[str] = []

    def offer(self, session, frame) -> bool:
        if session in self.full:
            return False
        event, data = json.loads(frame.payload[2:])
        self.sent.append((session, event, data))
        self.frames.append(frame)
        return True

    def flush_pending(self, session) -> bool:
        return session in self.half

    def is_stuck(self, session, since) -> bool:
        return self.stuck

    def end(self, session) -> None:
        self.ended.append(session)

    def to(self, session) -> list[dict]:
        return [data for name, _, data in self.sent if name == session]


@pytest.fixture
def transport() -> FakeTransport:
    return FakeTransport()


@pytest.fixture
def delivery(hub, transport) -> Delivery:
    return Delivery(hub, transport)


def connect(delivery: Delivery, *people: str) -> None:
    for person in people:
        viewer = Viewer(person, "participant")
        delivery.welcome(Connection(f"c-{person}", f"s-{person}", CODE, viewer, None, None))
    transport = delivery._transport
    transport.sent.clear()
    transport.frames.clear()


def rest() -> None:
    runtime.sleep(delivery_module.DELIVERY_INTERVAL_SECONDS * 2)


@contextmanager
def unreadable(hub: StillHub) -> Iterator[None]:
    """A disk that fails, until that was noticed a few times."""
    state, tries = hub.state, []

    def fails(code):
        tries.append(code)
        raise StoreError("the disk is gone")

    hub.state = fails
    yield
    until(lambda: len(tries) > 2)
    hub.state = state


def ids(data: dict) -> list[str]:
    return [id for _, id, _ in data["changes"]]


def test_in_a_quiet_meeting_changes_go_out_at_once_in_one_frame_for_all(hub, delivery, transport):
    connect(delivery, "ann", "ben", "cat")
    hub.change(turn("t1"))
    assert [(session, event, ids(data)) for session, event, data in transport.sent] == [
        (f"s-{person}", "changes", ["t1"]) for person in ("ann", "ben", "cat")
    ]
    assert len({id(frame) for frame in transport.frames}) == 1


def test_people_who_join_together_share_one_encoding(hub, delivery, transport):
    hub.change(turn("t1"), turn("t2"))
    for person in ("ann", "ben"):
        viewer = Viewer(person, "participant")
        delivery.welcome(Connection(f"c-{person}", f"s-{person}", CODE, viewer, None, None))
    assert [ids(data) for _, _, data in transport.sent] == [["t1", "t2"]] * 2
    # Each has a greeting of their own; the long part behind it is one and the same, and packed once.
    (one, shared, _), (other, same, _) = (frame._parts for frame in transport.frames)
    assert one != other and shared is same


@pytest.mark.parametrize(("screens", "seconds"), [(1, 0.03), (300, 0.03), (500, 0.045), (1_000, 0.09), (5_000, 0.09)])
def test_the_more_screens_there_are_the_fewer_deliveries(delivery, monkeypatch, hub, screens, seconds):
    connect(delivery, *map(str, range(screens)))
    pauses = []
    monkeypatch.setattr(runtime, "spawn_later", lambda seconds, *_: pauses.append(seconds))
    hub.change(turn("t1"))
    assert pauses == [pytest.approx(seconds)]


def test_a_meeting_that_was_loaded_again_is_shown_as_it_is_now(hub, delivery, transport):
    """After a disk that failed, memory has what is on disk: never what was about to be written."""
    hub.change(turn("t1"))
    connect(delivery, "ann")
    hub.meeting = State(CODE, "e1")
    hub.meeting.apply(1, [turn("t9")])
    delivery.welcome(Connection("c-ben", "s-ben", CODE, Viewer("ben", "participant"), None, None))
    assert ids(transport.to("s-ben")[0]) == ["t9"]


@pytest.fixture
def here(monkeypatch) -> list[bool]:
    """Of each record that is encoded and each part that is compressed, whether that is done in this thread."""
    found, this = [], threading.get_ident()
    encode, compressed = json_codec.encode, PayloadPart.compressed

    def note(made):
        found.append(threading.get_ident() == this)
        return made

    monkeypatch.setattr(json_codec, "encode", lambda value: note(encode(value)))
    monkeypatch.setattr(PayloadPart, "compressed", lambda part: note(compressed(part)))
    return found


def test_what_a_large_meeting_tells_newcomers_is_made_in_a_thread(hub, delivery, transport, here):
    hub.change(*(turn(f"t{n}", n) for n in range(PREPARED_FROM)))
    assert delivery.welcomes.prepare(CODE)
    assert len(here) > PREPARED_FROM and not any(here)
    here.clear()
    connect(delivery, "ann")
    cache = delivery.welcomes.of(hub.meeting)
    hub.change(turn("t7", 1_000))
    # What has changed since is encoded for those who are there; for newcomers it is made in the thread again.
    until(lambda: not delivery._cooling_down)
    here.clear()
    assert delivery.welcomes.prepare(CODE)
    assert 0 < len(here) < 20 and not any(here) and delivery.welcomes.of(hub.meeting) is not cache
    here.clear()
    delivery.welcome(Connection("c-ben", "s-ben", CODE, Viewer("ben", "participant"), None, None))
    assert len(here) <= 2, "the greeting of this screen"
    [welcome] = transport.to("s-ben")
    assert sorted(welcome["changes"]) == sorted(json.loads(json_codec.encode(hub.meeting.since(None, ANYBODY))))


def test_what_changes_while_a_welcome_is_prepared_is_in_it(hub, delivery, transport, monkeypatch):
    hub.change(*(turn(f"t{n}", n) for n in range(PREPARED_FROM)))

    def meanwhile(work):
        work()
        hub.change(turn("t7", 1_000))
        hub.change(Change("turn", "t8", None, EVERYONE))
        connect(delivery, "ann")

    monkeypatch.setattr(runtime, "in_thread", meanwhile)
    delivery.welcomes.prepare(CODE)
    delivery.welcome(Connection("c-ben", "s-ben", CODE, Viewer("ben", "participant"), None, None))
    told = {id: record for _, id, record in transport.to("s-ben")[0]["changes"]}
    assert told["t7"]["order"] == 1_000 and "t8" not in told and len(told) == PREPARED_FROM - 1


def test_a_small_meeting_and_one_that_has_not_changed_wait_for_nothing(hub, delivery, here):
    hub.change(turn("t1"))
    assert not delivery.welcomes.prepare(CODE)
    hub.change(*(turn(f"t{n}", n) for n in range(PREPARED_FROM)))
    delivery.welcomes.prepare(CODE)
    here.clear()
    delivery.welcomes.prepare(CODE)
    assert here == []


def test_a_copy_that_takes_the_place_of_a_meeting_is_not_encoded_anew(hub, delivery, here):
    """As after each erasure of words."""
    hub.change(*(turn(f"t{n}", n) for n in range(40)))
    connect(delivery, "ann")
    hub.meeting = hub.meeting.copy()
    hub.change(turn("t7", 1_000))
    here.clear()
    connect(delivery, "ben")
    assert sum(here) < 10


def test_in_a_busy_meeting_only_the_latest_state_is_sent_in_steps(hub, delivery, transport):
    connect(delivery, "ann")
    for order in range(50):
        hub.change(turn("t1", order))
    rest()
    assert [(data["revision"], data["changes"][0][2]["order"]) for data in transport.to("s-ann")] == [(1, 0), (50, 49)]
    rest()
    hub.change(turn("t2"))
    assert [ids(data) for data in transport.to("s-ann")][2:] == [["t2"]]


def person(id: str) -> Change:
    return Change("person", id, Person(place="room", online=True, marker="m1"), EVERYONE)


def test_people_who_join_are_announced_less_often_than_changes(hub, delivery, transport, monkeypatch):
    monkeypatch.setattr(delivery_module, "PEOPLE_INTERVAL_SECONDS", 3600)
    connect(delivery, "ann")
    hub.change(person("p1"))
    assert [ids(data) for data in transport.to("s-ann")] == [["p1"]]
    hub.change(person("p2"))
    rest()
    hub.change(person("p3"))
    rest()
    assert len(transport.to("s-ann")) == 1
    # What somebody does is told of with the next round, and all who came with it.
    hub.change(turn("t1"))
    rest()
    assert ids(transport.to("s-ann")[1]) == ["p2", "p3", "t1"]


def test_that_also_holds_where_they_join_one_by_one(hub, delivery, transport, monkeypatch):
    monkeypatch.setattr(delivery_module, "PEOPLE_INTERVAL_SECONDS", 3600)
    connect(delivery, "ann")
    for id in ("p1", "p2", "p3"):
        hub.change(person(id))
        rest()
    assert [ids(data) for data in transport.to("s-ann")] == [["p1"]]


def hidden(id: str) -> Change:
    return Change("mine", id, Authorship(), "ben")


def test_what_others_do_not_see_does_not_hasten_what_can_wait(hub, delivery, transport, monkeypatch):
    """Otherwise somebody who changes their own name all the time would see from the frames when a note is kept back."""
    monkeypatch.setattr(delivery_module, "PEOPLE_INTERVAL_SECONDS", 3600)
    connect(delivery, "ann", "ben")
    hub.change(person("p1"))
    rest()
    hub.change(person("p2"))
    rest()
    hub.change(hidden("n1"))
    rest()
    hub.change(hidden("n2"))
    rest()
    assert [ids(data) for data in transport.to("s-ann")] == [["p1"]]
    assert [ids(data) for data in transport.to("s-ben")] == [["p1"], ["n1", "p2"], ["n2"]]
    hub.change(turn("t1"))
    rest()
    assert ids(transport.to("s-ann")[1]) == ["p2", "t1"]
    assert ids(transport.to("s-ben")[3]) == ["t1"]


@pytest.mark.parametrize("change", [hidden("n1"), Change("device", "ben", Device(joined_at=1), NOBODY)])
def test_what_others_do_not_see_does_not_delay_what_they_are_told(hub, delivery, transport, change, monkeypatch):
    monkeypatch.setattr(delivery_module, "PEOPLE_INTERVAL_SECONDS", 3600)
    connect(delivery, "ann", "ben")
    hub.change(change)
    rest()
    hub.change(person("p1"))
    assert [ids(data) for data in transport.to("s-ann")] == [["p1"]]


def test_changes_of_a_meeting_that_cannot_be_read_are_sent_when_it_can(hub, delivery, transport, monkeypatch):
    monkeypatch.setattr(delivery_module, "RELOAD_RETRY_SECONDS", 0.05)
    connect(delivery, "ann")
    hub.change(turn("t1"))
    hub.change(turn("t2"))
    with unreadable(hub):
        pass
    until(lambda: len(transport.to("s-ann")) > 1)
    assert [ids(data) for data in transport.to("s-ann")] == [["t1"], ["t2"]]


def test_a_connection_to_a_meeting_that_cannot_be_read_is_welcomed_when_it_can(hub, delivery, transport, monkeypatch):
    monkeypatch.setattr(delivery_module, "RELOAD_RETRY_SECONDS", 0.05)
    hub.change(turn("t1"))
    with unreadable(hub):
        connect(delivery, "ann")
    assert transport.sent == []
    until(lambda: transport.sent)
    assert [(event, ids(data)) for _, event, data in transport.sent] == [("welcome", ["t1"])]


def test_the_first_to_join_is_announced_at_once_and_the_next_soon(hub, delivery, transport, monkeypatch):
    monkeypatch.setattr(delivery_module, "PEOPLE_INTERVAL_SECONDS", 0.1)
    connect(delivery, "ann")
    hub.change(person("p1"))
    hub.change(person("p2"))
    until(lambda: len(transport.to("s-ann")) == 2)
    assert [ids(data) for data in transport.to("s-ann")] == [["p1"], ["p2"]]


def test_a_connection_that_is_behind_does_not_wait_for_the_longer_interval(hub, delivery, transport, monkeypatch):
    monkeypatch.setattr(delivery_module, "PEOPLE_INTERVAL_SECONDS", 3600)
    connect(delivery, "ann", "ben")
    transport.full.add("s-ben")
    hub.change(person("p1"))
    hub.change(person("p2"))
    transport.full.clear()
    rest()
    assert [ids(data) for data in transport.to("s-ben")] == [["p1", "p2"]]
    assert [ids(data) for data in transport.to("s-ann")] == [["p1"]]


def test_private_records_come_in_a_frame_of_their_own(hub, delivery, transport):
    connect(delivery, "ann", "ben", "cat")
    hub.change(turn("t1"), Change("mine", "n1", Authorship(), "ann"))
    assert {session: ids(data) for session, _, data in transport.sent} == {
        "s-ann": ["n1", "t1"],
        "s-ben": ["t1"],
        "s-cat": ["t1"],
    }


def test_a_connection_that_cannot_take_a_frame_gets_the_newest_state_later(hub, delivery, transport):
    connect(delivery, "ann", "ben")
    transport.full.add("s-ann")
    hub.change(turn("t1"))
    rest()
    hub.change(turn("t2"))
    rest()
    assert [ids(data) for data in transport.to("s-ben")] == [["t1"], ["t2"]]
    assert transport.to("s-ann") == []
    # The frame is offered again even though nothing else changes.
    transport.full.clear()
    rest()
    assert [ids(data) for data in transport.to("s-ann")] == [["t1", "t2"]]


def test_a_delayed_welcome_still_comes_before_every_change(hub, delivery, transport):
    connect(delivery, "ben")
    transport.full.add("s-ann")
    connect(delivery, "ann")
    hub.change(turn("t1"))
    transport.full.clear()
    rest()
    assert [event for session, event, _ in transport.sent if session == "s-ann"] == ["welcome"]
    assert ids(transport.to("s-ann")[0]) == ["t1"]


def test_a_frame_that_is_half_sent_is_completed_when_nothing_else_happens(hub, delivery, transport):
    connect(delivery, "ann")
    transport.half.add("s-ann")
    hub.change(turn("t1"))
    rest()
    tended = []
    transport.flush_pending = lambda session: tended.append(session) or len(tended) < 3
    for _ in range(4):
        rest()
    assert tended == ["s-ann"] * 3


def test_a_connection_that_takes_nothing_for_too_long_is_ended(hub, delivery, transport):
    connect(delivery, "ann", "ben")
    transport.full.add("s-ann")
    hub.change(turn("t1"))
    rest()
    assert transport.ended == []
    transport.stuck = True
    rest()
    assert set(transport.ended) == {"s-ann"}


def test_nothing_is_sent_to_a_connection_that_is_gone(hub, delivery, transport):
    connect(delivery, "ann", "ben")
    delivery.remove(delivery.connections_of(CODE)[0])
    hub.change(turn("t1"))
    assert [session for session, *_ in transport.sent] == ["s-ben"]


def test_a_change_that_nobody_here_may_see_is_not_sent(hub, delivery, transport):
    connect(delivery, "ben")
    hub.change(Change("mine", "n1", Authorship(), "ann"))
    assert transport.sent == []
    rest()
    hub.change(turn("t1"))
    assert [ids(data) for data in transport.to("s-ben")] == [["t1"]]


def test_everyone_is_told_that_the_disk_fails_and_recovers_even_while_busy(hub, delivery, transport):
    connect(delivery, "ann", "ben")

    def saving(saves: bool) -> None:
        hub.saving.works = saves
        hub.saving.on_changed(saves)
        rest()

    saving(False)
    assert transport.to("s-ann") == transport.to("s-ben") == [{"ok": False}]
    transport.full.add("s-ann")
    saving(True)
    assert transport.to("s-ann") == [{"ok": False}] and transport.to("s-ben") == [{"ok": False}, {"ok": True}]
    transport.full.clear()
    rest()
    assert transport.to("s-ann") == [{"ok": False}, {"ok": True}]
    # Told once each.
    rest()
    assert len(transport.sent) == 4


def come_back(delivery: Delivery, person: str, since: int, epoch: str = "e1", role: str = "participant") -> dict:
    """The welcome of another screen of this person, which says that it has this revision."""
    delivery.welcome(Connection(f"c2-{person}", f"s2-{person}", CODE, Viewer(person, role), since, epoch))
    return delivery._transport.to(f"s2-{person}")[-1]


def test_only_a_revision_that_was_sent_to_this_person_can_be_asked_for(hub, delivery, transport):
    """The attack: to ask for every revision, and read in which order notes were written and people came."""
    connect(delivery, "ann")
    for number in range(12):
        hub.change(turn(f"t{number}"))
    rest()
    sent = {0, *(data["revision"] for data in transport.to("s-ann"))}
    assert sent == {0, 1, 12}
    answered = {since: come_back(delivery, "ann", since) for since in range(-1, 15)}
    assert {since for since, welcome in answered.items() if not welcome["full"]} == sent
    assert len(answered[1]["changes"]) == 11 and answered[12]["changes"] == []
    # To others they were not sent, nor to the same person in another role, who sees other records.
    assert come_back(delivery, "ben", 1)["full"] and come_back(delivery, "ann", 1, role="chair")["full"]
    # After a restart nobody knows any more what was sent.
    assert come_back(Delivery(hub, transport), "ann", 12)["full"]


def test_a_revision_that_was_sent_to_one_screen_can_be_asked_for_by_another_of_the_same_person(hub, delivery):
    connect(delivery, "ann")
    hub.change(turn("t1"))
    rest()
    hub.change(turn("t2"))
    assert [id for _, id, _ in come_back(delivery, "ann", 1)["changes"]] == ["t2"]


def test_a_page_tells_what_a_welcome_tells_and_its_screen_asks_for_what_is_newer(hub, delivery):
    hub.change(turn("t1"), Change("mine", "n1", Authorship(), "ann"), Change("mine", "n2", Authorship(), "ben"))
    page = json.loads(delivery.welcome_in_page(hub.meeting, Viewer("ann", "participant")))
    welcome = come_back(delivery, "ann", -1)
    assert page == welcome | {"now": page["now"]} and ids(page) == ["t1", "n1"]
    hub.change(turn("t2"))
    assert come_back(delivery, "ann", page["revision"])["changes"] == [["turn", "t2", ANY]]
    assert come_back(delivery, "ben", page["revision"])["full"]


def test_a_long_meeting_is_not_part_of_a_page(hub, delivery, monkeypatch):
    hub.change(turn("t1"))
    monkeypatch.setattr(welcome_module, "MAX_BYTES_IN_PAGE", 50)
    assert delivery.welcome_in_page(hub.meeting, Viewer("ann", "participant")) is None
    assert come_back(delivery, "ann", 1)["full"]


def test_no_frame_tells_in_which_order_its_changes_came(hub, delivery, transport):
    connect(delivery, "ann")
    hub.change(turn("t0"))
    for number in (5, 3, 9, 1, 7):
        hub.change(turn(f"t{number}"), Change("mine", f"n{number}", Authorship(), "ann"))
    rest()
    seen = [(kind, id) for kind, id, _ in transport.to("s-ann")[-1]["changes"]]
    assert seen == sorted(seen) and len(seen) == 10


def test_everyone_is_sent_what_the_close_changed_and_goes_on_from_there(hub, delivery, transport):
    connect(delivery, "ann", "ben")
    hub.change(Change("mine", "n1", Authorship(), "ann"), turn("t1"))
    transport.full.add("s-ben")
    hub.close(Change("mine", "n1", None, "ann"), turn("t2"))
    assert [data["changes"] for data in transport.to("s-ann")][-1][0] == ["mine", "n1", None]
    assert ids(transport.to("s-ann")[-1]) == ["n1", "t2"]
    # Ben's screen was behind: nobody knows what it misses, so it gets everything.
    transport.full.clear()
    rest()
    event, welcome = [(event, data) for session, event, data in transport.sent if session == "s-ben"][-1]
    assert (event, welcome["full"], welcome["epoch"], ids(welcome)) == ("welcome", True, "e2", ["t1", "t2"])
    hub.change(turn("t3"))
    rest()
    assert ids(transport.to("s-ann")[-1]) == ids(transport.to("s-ben")[-1]) == ["t3"]
    # What was sent before the close cannot be asked for any more.
    assert come_back(delivery, "ann", 1)["full"] and come_back(delivery, "ann", 1, epoch="e2")["full"]

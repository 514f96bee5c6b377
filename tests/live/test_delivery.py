"""Delivery by cursor, in this process: at once when it is quiet, gathered when it is busy, one frame for many."""

import pytest

from live_cop.live import delivery as delivery_module
from live_cop.live import server
from live_cop.live.delivery import Connection, Delivery
from live_cop.meeting.changes import EVERYONE, Change, Viewer
from live_cop.meeting.records import Mine, Turn
from live_cop.meeting.state import State

CODE = "K7M3QX"


class StillHub:
    """A hub that is always between two batches."""

    def __init__(self) -> None:
        self.meeting = State(CODE, "e1")
        self.delivered = lambda code: None

    def state(self, code):
        return self.meeting if code == CODE else None

    def between(self, work):
        work()

    def change(self, *changes: Change) -> None:
        self.meeting.apply(self.meeting.revision + 1, changes)
        self.delivered(CODE)


def turn(id: str, order: int = 0) -> Change:
    return Change("turn", id, Turn(section="a1", person="ann", order=order, state="waiting"), EVERYONE)


@pytest.fixture
def hub() -> StillHub:
    return StillHub()


@pytest.fixture
def sent() -> list:
    return []


@pytest.fixture
def delivery(hub, sent) -> Delivery:
    return Delivery(hub, lambda event, data, ids: sent.append((event, data["revision"], data["changes"], ids)))


def connect(delivery: Delivery, *people: str) -> None:
    for person in people:
        delivery.welcome(Connection(f"s-{person}", CODE, Viewer(person, "participant")), None, None)


def rest() -> None:
    server.sleep(delivery_module.PAUSE_SECONDS * 2)


def ids(changes: list) -> list[str]:
    return [id for _, id, _ in changes]


def test_a_quiet_meeting_hears_at_once_and_one_frame_serves_all(hub, delivery, sent):
    connect(delivery, "ann", "ben", "cat")
    sent.clear()
    hub.change(turn("t1"))
    assert [(event, ids(changes), to) for event, _, changes, to in sent] == [
        ("changes", ["t1"], ["s-ann", "s-ben", "s-cat"])
    ]


def test_a_busy_meeting_hears_in_steps_and_only_the_latest(hub, delivery, sent):
    connect(delivery, "ann")
    sent.clear()
    for order in range(50):
        hub.change(turn("t1", order))
    rest()
    assert [(revision, changes[0][2].order) for _, revision, changes, _ in sent] == [(1, 0), (50, 49)]
    rest()
    hub.change(turn("t2"))
    assert ids(sent[-1][2]) == ["t2"] and len(sent) == 3


def test_ones_own_records_come_in_ones_own_frame(hub, delivery, sent):
    connect(delivery, "ann", "ben", "cat")
    sent.clear()
    hub.change(turn("t1"), Change("mine", "n1", Mine(), "ann"))
    frames = {tuple(to): ids(changes) for _, _, changes, to in sent}
    assert frames == {("s-ann",): ["t1", "n1"], ("s-ben", "s-cat"): ["t1"]}


def test_who_cannot_be_sent_to_keeps_the_place_and_the_others_are_served(hub, delivery, sent):
    connect(delivery, "ann")
    tell, broken = delivery._send, True

    def send(event, data, to):
        if broken:
            raise OSError
        tell(event, data, to)

    delivery._send = send
    with pytest.raises(OSError):
        hub.change(turn("t1"))
    rest()
    broken = False
    sent.clear()
    hub.change(turn("t2"))
    assert ids(sent[-1][2]) == ["t1", "t2"]


def test_who_has_gone_is_not_sent_to(hub, delivery, sent):
    connect(delivery, "ann", "ben")
    delivery.forget(delivery.of(CODE)[0])
    sent.clear()
    hub.change(turn("t1"))
    assert [to for *_, to in sent] == [["s-ben"]]


def test_a_change_that_nobody_here_may_see_is_not_sent(hub, delivery, sent):
    connect(delivery, "ben")
    sent.clear()
    hub.change(Change("mine", "n1", Mine(), "ann"))
    assert sent == []
    rest()
    hub.change(turn("t1"))
    assert ids(sent[-1][2]) == ["t1"]

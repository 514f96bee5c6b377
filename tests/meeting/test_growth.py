"""What a person's command costs does not grow with the notes on the wall or the people in the meeting.

Work is counted in instructions of Python, so the machine and its load do not matter.
"""

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import pytest

from live_cop.meeting.audience import Viewer
from live_cop.meeting.wall import placement

from ..support.without_delays import REAL
from .room import CHAIR, Room

#: Notes and people of a small meeting, and of ones with many notes or many people.
SMALL, MANY_NOTES, MANY_PEOPLE = (20, 25), (400, 25), (20, 250)
#: How much more work a command may be in a large meeting.
MOST = 1.5


def work(call: Callable[[], object]) -> int:
    """The number of instructions that a call executes."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


class Crowd(Room):
    """A meeting with this many people, who have written this many notes. Those who act wrote none."""

    def __init__(self, notes: int, people: int) -> None:
        super().__init__(people=people)
        for number in range(notes):
            self.note(self.person(10 + number % 10), f"note {number}")
        self.carry_out_all()
        self.first = next(iter(self.state.of_kind("note")))

    @staticmethod
    def person(number: int) -> Viewer:
        return Viewer(f"p{number}", "participant")


def add(room: Crowd, person: int) -> None:
    room.note(room.person(person), "one more")


def add_with_a_place(room: Crowd, person: int) -> None:
    room.note(room.person(person), "one more", x=0.4, y=0.6)


def support(room: Crowd, person: int) -> None:
    room.do(room.person(person), "note.too", note=room.first)


def move(room: Crowd, person: int) -> None:
    room.do(CHAIR, "note.move", note=room.first, x=0.1 * person, y=0.5)


def give_a_dot(room: Crowd, person: int) -> None:
    room.do(room.person(person), "vote.give", note=room.first)


def mark(room: Crowd, person: int) -> None:
    room.do(room.person(person), "scale.mark", scale=next(iter(room.state.of_kind("scale"))), value=person)


def raise_a_hand(room: Crowd, person: int) -> None:
    room.do(room.person(person), "hand.raise")


def nothing(room: Crowd) -> None:
    pass


def dots(room: Crowd) -> None:
    """Everybody but those who act has given dots."""
    room.do(CHAIR, "vote.open", zone=room.zone(), dots=3)
    for person in [*room.state.of_kind("person")][10:]:
        room.do(Viewer(person, "participant"), "vote.give", note=room.first)


def alone(room: Crowd) -> None:
    """Everybody writes in private, and many have written."""
    room.do(CHAIR, "zone.write_alone", zone=room.zone())
    for number in range(len(room.state.of_kind("note"))):
        add(room, 10 + number % 10)


def slow(room: Crowd) -> None:
    room.do(CHAIR, "meeting.slow", seconds=5)


def a_scale(room: Crowd) -> None:
    room.scale(low=1, high=10)


def a_discussion(room: Crowd) -> None:
    room.do(CHAIR, "agenda.start", section=room.section(3))


@pytest.fixture(autouse=True)
def lots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lots are drawn here, as in a real meeting."""
    for module, name, value in REAL:
        if module is placement:
            monkeypatch.setattr(placement, name, value)


@pytest.mark.parametrize(
    ("before", "act"),
    [
        (nothing, add),
        (nothing, add_with_a_place),
        (nothing, support),
        (nothing, move),
        (dots, give_a_dot),
        (dots, move),
        (dots, add),
        (alone, add),
        (slow, add),
        (a_scale, mark),
        (a_discussion, raise_a_hand),
        (a_discussion, add),
    ],
)
def test_a_command_costs_the_same_with_many_notes_and_many_people(before, act):
    def cost(size: tuple[int, int]) -> int:
        room = Crowd(*size)
        before(room)
        # What was not asked before is looked up once, for all notes and people; the next time shows what it costs.
        act(room, 3)
        return min(work(partial(act, room, person)) for person in (4, 5, 6))

    small = cost(SMALL)
    assert {size: cost(size) / small for size in (MANY_NOTES, MANY_PEOPLE) if cost(size) > MOST * small} == {}

"""Guest chairs: people in the room without a device. Somebody of the chair's side speaks for them, one at a time.

A guest is a person like any other: notes, marks, hands and turns are theirs, one set for each guest, and what is
private belongs to the guest and is shown to nobody. Who gave a command for a guest is not in what it changed.
"""

from typing import ClassVar

from msgspec import UNSET

from .. import breakouts
from ..audience import Actor
from ..command import Command
from ..draft import Draft, Rules
from ..records.people import Person
from ..refusal import Refusal
from ..state import State
from ..text import NAME_LENGTH, clean
from . import hand_queue, rounds


class GuestAdd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "guest.add"
    called: str = ""


class GuestRemove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "guest.remove"
    guest: str


MOST_GUESTS = 60


def acting_for(state: State, giver: Actor, guest: str) -> Actor:
    """The guest on whose behalf the chair or a helper gives a command. Raises Refusal."""
    if not giver.is_chair_or_helper:
        raise Refusal("not_allowed")
    person = state.get("person", guest)
    if person is None:
        raise Refusal("unknown_person")
    if person.guest is not True:
        raise Refusal("not_a_guest")
    return Actor(guest, "participant")


def add(draft: Draft, command: GuestAdd) -> None:
    """Puts a guest chair up. It has a marker of its own, and joins a round that is on like anyone who comes."""
    if len([person for person in draft.of_kind("person").values() if person.guest is True]) >= MOST_GUESTS:
        raise Refusal("too_many")
    name = clean(command.called, NAME_LENGTH)
    id = draft.new_id("guest")
    person = Person(place="room", online=True, marker=_marker(draft), name=name or UNSET, guest=True)
    draft.put(person, id)
    rounds.join(draft, id)
    breakouts.seat_arrival(draft, id)
    draft.result = {"guest": id}


def remove(draft: Draft, command: GuestRemove) -> None:
    """Takes a guest chair away. What was said from it stays, as with anyone who leaves."""
    person = draft.require("person", command.guest)
    if person.guest is not True:
        raise Refusal("not_a_guest")
    hand_queue.leave(draft, command.guest)
    rounds.leave(draft, command.guest)
    breakouts.remove_person(draft, command.guest)
    draft.drop("undo", command.guest)
    draft.drop("person", command.guest)


def _marker(draft: Draft) -> str:
    taken = {person.marker for person in draft.of_kind("person").values()}
    return next(marker for n in range(1, len(taken) + 2) if (marker := f"Guest chair {n}") not in taken)


RULES: Rules = {
    GuestAdd: add,
    GuestRemove: remove,
}

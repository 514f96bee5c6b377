"""Guest chairs: people in the room without a device. The chair or a helper gives commands on their behalf.

A guest is a person like any other: notes, marks, hands and turns belong to the guest, and so do private records, which
nobody sees. The records do not say who gave a command on a guest's behalf.
"""

from typing import ClassVar

from msgspec import UNSET

from ..action_log import LogDetails, Logged
from ..audience import Actor
from ..breakouts import breakouts
from ..command import Command
from ..draft import Draft, Rules
from ..records.voices import Device, Person
from ..refusal import Refusal
from ..state import State
from ..texts.text import NAME_LENGTH, clean
from . import hand_queue, presence, rounds


class GuestAdd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "guest.add"
    called: str = ""


class GuestRemove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "guest.remove"
    guest: str


MOST_GUESTS = 60


def acting_for(state: State, giver: Actor, guest: str) -> Actor:
    """The guest as the actor of a command that the chair or a helper gives on their behalf.

    Raises Refusal `not_allowed`, `unknown_person` or `not_a_guest`.
    """
    if not giver.is_chair_or_helper:
        raise Refusal("not_allowed")
    person = state.get("person", guest)
    if person is None:
        raise Refusal("unknown_person")
    if person.guest is not True:
        raise Refusal("not_a_guest")
    return Actor(guest, "participant")


def add(draft: Draft, command: GuestAdd) -> None:
    """Adds a guest, with a marker of their own. Like anyone who arrives, they join a current round and small groups.

    Raises Refusal `too_many` or `too_long`.
    """
    if len(presence.guests(draft)) >= MOST_GUESTS:
        raise Refusal("too_many")
    name = clean(command.called, NAME_LENGTH)
    id = draft.new_id("guest")
    person = Person(place="room", online=True, marker=_marker(draft), name=name or UNSET, guest=True)
    draft.put(person, id)
    # Since when they are here, for their first notes.
    draft.put(Device(joined_at=draft.now), id)
    rounds.join(draft, id)
    breakouts.seat_arrival(draft, id)
    draft.result = {"guest": id}


def remove(draft: Draft, command: GuestRemove) -> None:
    """Deletes a guest. Their notes and marks stay. Raises Refusal `unknown_person` or `not_a_guest`."""
    person = draft.require("person", command.guest)
    if person.guest is not True:
        raise Refusal("not_a_guest")
    hand_queue.remove_person(draft, command.guest)
    rounds.remove_person(draft, command.guest)
    breakouts.remove_person(draft, command.guest)
    draft.drop("undo", command.guest)
    draft.drop("device", command.guest)
    draft.drop("person", command.guest)


def _marker(draft: Draft) -> str:
    taken = {person.marker for person in presence.guests(draft).values()}
    return next(marker for n in range(1, len(taken) + 2) if (marker := f"Guest chair {n}") not in taken)


def _guest_entry(draft: Draft, command: GuestAdd | GuestRemove) -> LogDetails:
    """Everybody on the chair's side can see how many guests there were: a guest's answer is known to its giver."""
    id = command.guest if isinstance(command, GuestRemove) else draft.result["guest"]
    guest = draft.get("person", id) or draft.state.get("person", id)
    return LogDetails("guest", detail=guest.marker)


RULES: Rules = {
    GuestAdd: add,
    GuestRemove: remove,
}

LOGGED: Logged = {
    GuestAdd: _guest_entry,
    GuestRemove: _guest_entry,
}

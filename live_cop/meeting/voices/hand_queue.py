"""Raised hands: one queue for the room and remote people, in the order in which they raised their hands.

Hands belong to the open discussion. During a round, raised hands stay up, but nobody is called. A "me too" of somebody
who has just arrived is counted a little later, like one for a note (wall/me_too.py).
"""

from typing import ClassVar

from msgspec import UNSET
from msgspec.structs import replace

from .. import schedule
from ..command import AllowedWhilePaused, Command
from ..draft import Draft, Rules
from ..records.agenda import current_section
from ..records.voices import Hand, HandMeToo
from ..refusal import Refusal
from ..safety.first_notes import DELAY, has_just_arrived
from ..state import Index
from . import rounds
from .presence import HANDS, show_actor, tell_return


class HandRaise(AllowedWhilePaused, frozen=True, kw_only=True):
    name: ClassVar[str] = "hand.raise"


class HandLower(AllowedWhilePaused, frozen=True, kw_only=True):
    """Lowers `hand`: the actor's own if None. The chair and helpers may name anyone's.

    With `ask`, nothing happens if it is somebody else's; the result says so.
    """

    name: ClassVar[str] = "hand.lower"
    hand: str | None = None
    ask: bool = False


class HandToo(AllowedWhilePaused, frozen=True, kw_only=True):
    """A "me too" for `hand`: the speaker's, or the first in the queue, if None. `on` false withdraws it."""

    name: ClassVar[str] = "hand.too"
    hand: str | None = None
    on: bool = True


class HandCall(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "hand.call"
    hand: str


class HandDone(AllowedWhilePaused, frozen=True, kw_only=True):
    """The person with this hand has finished speaking: the actor if None. The chair and helpers may name anyone's."""

    name: ClassVar[str] = "hand.done"
    hand: str | None = None


#: "Me too" marks by the hand that they are for: only their owner sees them. And those that wait.
_ME_TOOS = Index("hand_too", lambda me_too, audience: [("of", me_too.hand), ("waits", me_too.waits)])


def raise_hand(draft: Draft, command: HandRaise) -> None:
    """Raises Refusal `no_section`, `round_is_on`, `unknown_person` or `hand_is_up`."""
    if current_section(draft.of_kind("section")) is None:
        raise Refusal("no_section")
    if rounds.is_on(draft):
        raise Refusal("round_is_on")
    person = draft.actor.person
    draft.require("person", person)
    if _hand_of(draft, person) is not None:
        raise Refusal("hand_is_up")
    id = draft.new_id("h")
    draft.put(Hand(person=person, order=draft.next_order(HANDS, "all")), id)
    show_actor(draft)
    draft.result = {"hand": id}


def lower(draft: Draft, command: HandLower) -> None:
    """Lowers a hand. Raises Refusal `no_hand`, `unknown_hand` or `not_allowed`."""
    id = command.hand or _hand_of(draft, draft.actor.person)
    if id is None:
        raise Refusal("no_hand")
    _check_whose(draft, id)
    if not draft.asks_first(command.ask, {"hands": int(draft.get("hand", id).person != draft.actor.person)}):
        _take_down(draft, id)


def add_me_too(draft: Draft, command: HandToo) -> None:
    """Adds or withdraws the actor's "me too"; a second one counts once.

    Raises Refusal `no_hand`, `unknown_hand` or `own_hand`.
    """
    id = command.hand or _first_in_queue(draft)
    if id is None:
        raise Refusal("no_hand")
    hand: Hand = draft.require("hand", id)
    person = draft.actor.person
    if hand.person == person:
        raise Refusal("own_hand")
    me_too_id = f"{id}.{person}"
    if (draft.get("hand_too", me_too_id) is not None) == command.on:
        return
    if not command.on:
        _withdraw(draft, me_too_id)
    elif has_just_arrived(draft, person):
        draft.put(HandMeToo(hand=id, waits=True), me_too_id, audience=person)
    else:
        draft.put(HandMeToo(hand=id), me_too_id, audience=person)
        draft.put(replace(hand, too=hand.too + 1), id)


def count(draft: Draft, hand: str) -> None:
    """Counts the "me too" marks that wait on a hand."""
    waiting = {id: each for id, each in draft.find(_ME_TOOS, ("of", hand)).items() if each.waits is True}
    for id, me_too in waiting.items():
        draft.put(replace(me_too, waits=UNSET), id)
    if waiting:
        record: Hand = draft.get("hand", hand)
        draft.put(replace(record, too=record.too + len(waiting)), hand)


def call(draft: Draft, command: HandCall) -> None:
    """Calls on a person to speak; the one who was speaking has finished.

    Raises Refusal `unknown_hand` or `round_is_on`.
    """
    hand: Hand = draft.require("hand", command.hand)
    if rounds.is_on(draft):
        raise Refusal("round_is_on")
    for id in _speaking(draft):
        if id != command.hand:
            _take_down(draft, id)
    draft.put(replace(hand, state="speaking"), command.hand)


def done(draft: Draft, command: HandDone) -> None:
    """Lowers the hand of a person who has finished speaking. Raises Refusal `no_hand` or `not_allowed`."""
    own = draft.actor.person
    speaking = _speaking(draft)
    if command.hand is not None:
        id = command.hand if command.hand in speaking else None
    else:
        may_end_any = draft.actor.is_chair_or_helper
        id = next((id for id in speaking if may_end_any or draft.get("hand", id).person == own), None)
    if id is None:
        raise Refusal("no_hand")
    _check_whose(draft, id)
    _take_down(draft, id)


def finish(draft: Draft) -> None:
    """Lowers all hands when their section ends."""
    for id in list(draft.of_kind("hand")):
        _take_down(draft, id)


def remove_person(draft: Draft, person: str) -> None:
    """Deletes the hand of a person who is deleted from the meeting.

    Their "me too" marks stay, as on notes: a count that fell now would tell whom they support.
    """
    id = _hand_of(draft, person)
    if id is not None:
        _take_down(draft, id)


WATCHED_KINDS = frozenset(("turn", "hand_too"))


def update_after(draft: Draft) -> None:
    """Has "me too" marks that wait counted at a random moment; and lowers the hand of the person speaking if a round
    has begun."""
    for hand in {me_too.hand for me_too in draft.find(_ME_TOOS, ("waits", True)).values()}:
        schedule.schedule_once(draft, "count", "hand", hand, DELAY)
    if rounds.is_on(draft):
        for id in _speaking(draft):
            _take_down(draft, id)


def _check_whose(draft: Draft, id: str) -> None:
    """Lets the actor act on their own hand, and the chair and helpers on all. Raises Refusal `unknown_hand` or
    `not_allowed`."""
    if draft.require("hand", id).person == draft.actor.person:
        tell_return(draft, draft.actor.person)
    elif not draft.actor.is_chair_or_helper:
        raise Refusal("not_allowed")


def _hand_of(draft: Draft, person: str) -> str | None:
    return next(draft.each(HANDS, ("of", person)), None)


def _first_in_queue(draft: Draft) -> str | None:
    """The hand of the person speaking, or else of the next one."""
    return next(iter(_speaking(draft)), draft.first(HANDS, "all"))


def _speaking(draft: Draft) -> list[str]:
    return list(draft.find(HANDS, "speaking"))


def _withdraw(draft: Draft, id: str) -> None:
    me_too: HandMeToo = draft.get("hand_too", id)
    draft.drop("hand_too", id)
    if me_too.waits is not True:
        hand: Hand = draft.get("hand", me_too.hand)
        draft.put(replace(hand, too=hand.too - 1), me_too.hand)


def _take_down(draft: Draft, id: str) -> None:
    for me_too in list(draft.find(_ME_TOOS, ("of", id))):
        draft.drop("hand_too", me_too)
    schedule.cancel(draft, "count", "hand", id)
    draft.drop("hand", id)


RULES: Rules = {
    HandRaise: raise_hand,
    HandLower: lower,
    HandToo: add_me_too,
    HandCall: call,
    HandDone: done,
}

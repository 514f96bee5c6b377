"""Raised hands: one row for room and remote, in the order in which they went up.

Hands belong to the open discussion. While a round is on they rest: whoever's hand is up keeps it, nobody is called.
"""

from typing import ClassVar

from msgspec.structs import replace

from ..command import AllowedWhilePaused, Command
from ..draft import Draft, Rules
from ..ordering import next_order, ordered
from ..records.agenda import current_section
from ..records.rounds import Hand, HandMeToo
from ..refusal import Refusal
from . import rounds


class HandRaise(AllowedWhilePaused, frozen=True, kw_only=True):
    name: ClassVar[str] = "hand.raise"


class HandLower(AllowedWhilePaused, frozen=True, kw_only=True):
    """One's own hand, where none is named; the chair's side may name anyone's."""

    name: ClassVar[str] = "hand.lower"
    hand: str | None = None


class HandToo(AllowedWhilePaused, frozen=True, kw_only=True):
    """ "Me too" on a hand, or on the one in front; `on` false takes it back."""

    name: ClassVar[str] = "hand.too"
    hand: str | None = None
    on: bool = True


class HandCall(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "hand.call"
    hand: str


class HandDone(AllowedWhilePaused, frozen=True, kw_only=True):
    """One has said what one had to say; the chair's side may say so of whoever has the word."""

    name: ClassVar[str] = "hand.done"
    hand: str | None = None


def raise_hand(draft: Draft, command: HandRaise) -> None:
    if current_section(draft.of_kind("section")) is None:
        raise Refusal("no_section")
    if rounds.is_on(draft):
        raise Refusal("round_is_on")
    person = draft.actor.person
    draft.require("person", person)
    if any(hand.person == person for hand in draft.of_kind("hand").values()):
        raise Refusal("hand_is_up")
    id = draft.new_id("h")
    draft.put(Hand(person=person, order=next_order(draft.of_kind("hand"))), id)
    draft.result = {"hand": id}


def lower(draft: Draft, command: HandLower) -> None:
    """Takes a hand down: one's own, or for the chair's side anyone's."""
    id = command.hand or _hand_of(draft, draft.actor.person)
    if id is None:
        raise Refusal("no_hand")
    if draft.require("hand", id).person != draft.actor.person and not draft.actor.is_chair_or_helper:
        raise Refusal("not_allowed")
    _take_down(draft, id)


def add_me_too(draft: Draft, command: HandToo) -> None:
    """Says "me too" on a hand, or takes it back. Said twice it counts once."""
    id = command.hand or _in_front(draft)
    if id is None:
        raise Refusal("no_hand")
    hand: Hand = draft.require("hand", id)
    person = draft.actor.person
    if hand.person == person:
        raise Refusal("own_hand")
    mine = f"{id}.{person}"
    if (draft.get("hand_too", mine) is not None) == command.on:
        return
    if command.on:
        draft.put(HandMeToo(hand=id), mine, audience=person)
    else:
        draft.drop("hand_too", mine)
    draft.put(replace(hand, too=hand.too + (1 if command.on else -1)), id)


def call(draft: Draft, command: HandCall) -> None:
    """Gives somebody the word. Whoever had it has said what they had to say."""
    hand: Hand = draft.require("hand", command.hand)
    if rounds.is_on(draft):
        raise Refusal("round_is_on")
    for id in _speaking(draft):
        if id != command.hand:
            _take_down(draft, id)
    draft.put(replace(hand, state="speaking"), command.hand)


def done(draft: Draft, command: HandDone) -> None:
    """Somebody has spoken; their hand goes down."""
    own = draft.actor.person
    speaking = _speaking(draft)
    if command.hand is not None:
        id = command.hand if command.hand in speaking else None
    else:
        may_end_any = draft.actor.is_chair_or_helper
        id = next((id for id in speaking if may_end_any or draft.get("hand", id).person == own), None)
    if id is None:
        raise Refusal("no_hand")
    if draft.get("hand", id).person != own and not draft.actor.is_chair_or_helper:
        raise Refusal("not_allowed")
    _take_down(draft, id)


def finish(draft: Draft) -> None:
    """All hands go down: the section they belonged to has ended."""
    for id in list(draft.of_kind("hand")):
        _take_down(draft, id)


def leave(draft: Draft, person: str) -> None:
    """Somebody is not one of the meeting's people any more."""
    id = _hand_of(draft, person)
    if id is not None:
        _take_down(draft, id)
    for mine, said in list(draft.of_kind("hand_too").items()):
        if mine == f"{said.hand}.{person}":
            hand = draft.get("hand", said.hand)
            draft.put(replace(hand, too=hand.too - 1), said.hand)
            draft.drop("hand_too", mine)


WATCHED_KINDS = frozenset(("turn",))


def update_after(draft: Draft) -> None:
    """A round may have begun: nobody has the word by a raised hand then."""
    if rounds.is_on(draft):
        for id in _speaking(draft):
            _take_down(draft, id)


def _hand_of(draft: Draft, person: str) -> str | None:
    return next((id for id, hand in draft.of_kind("hand").items() if hand.person == person), None)


def _in_front(draft: Draft) -> str | None:
    """Who has the word, or else who is next."""
    row = ordered(draft.of_kind("hand"))
    return next(iter(_speaking(draft)), row[0][0] if row else None)


def _speaking(draft: Draft) -> list[str]:
    return [id for id, hand in draft.of_kind("hand").items() if hand.state == "speaking"]


def _take_down(draft: Draft, id: str) -> None:
    for mine, said in list(draft.of_kind("hand_too").items()):
        if said.hand == id:
            draft.drop("hand_too", mine)
    draft.drop("hand", id)


RULES: Rules = {
    HandRaise: raise_hand,
    HandLower: lower,
    HandToo: add_me_too,
    HandCall: call,
    HandDone: done,
}

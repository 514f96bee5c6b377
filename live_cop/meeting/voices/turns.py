"""The queue of a round: whose turn it is, who waits, and what people do with their own turn."""

from typing import ClassVar

from msgspec.structs import replace

from ..command import AllowedWhilePaused, Command, PlaceInList
from ..draft import Draft, Rules
from ..ordering import ordered, reordered
from ..records.agenda import current_section
from ..records.voices import Round, Turn
from ..refusal import Refusal
from .presence import TURNS, show_actor, tell_return


class TurnMove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "turn.move"
    turn: str
    to: PlaceInList


class _OnTurn(AllowedWhilePaused, frozen=True, kw_only=True):
    """Acts on `turn`: the actor's own if None. The chair and helpers may name anyone's."""

    turn: str | None = None


class TurnDone(_OnTurn, frozen=True, kw_only=True):
    name: ClassVar[str] = "turn.done"


class TurnPass(_OnTurn, frozen=True, kw_only=True):
    name: ClassVar[str] = "turn.pass"


class TurnLater(_OnTurn, frozen=True, kw_only=True):
    name: ClassVar[str] = "turn.later"


class TurnExtend(_OnTurn, frozen=True, kw_only=True):
    name: ClassVar[str] = "turn.extend"


class TurnTake(AllowedWhilePaused, frozen=True, kw_only=True):
    name: ClassVar[str] = "turn.take"


#: The seconds that one extension gives.
EXTENSION_SECONDS = 30
#: The most seconds that extensions can give a speaker from now on.
MOST_SECONDS_LEFT = 1_800


def done(draft: Draft, command: TurnDone) -> None:
    """The speaker has finished, and the next person speaks. Given by the speaker and by the chair, it counts once.

    Raises Refusal `no_turn` or `not_allowed`.
    """
    turn = draft.get("turn", command.turn) if command.turn else None
    if turn is not None and turn.state == "done":
        return
    id = _require_turn(draft, command.turn, "speaking")
    end_turn(draft, id, "done")
    start_next_turn(draft)


def pass_turn(draft: Draft, command: TurnPass) -> None:
    """A person does not want to speak. Raises Refusal `no_turn` or `not_allowed`."""
    id = _require_turn(draft, command.turn, "waiting", "speaking")
    speaking = draft.get("turn", id).state == "speaking"
    end_turn(draft, id, "passed")
    if speaking:
        start_next_turn(draft)


def later(draft: Draft, command: TurnLater) -> None:
    """A person wants to speak later, and moves to the end of the queue. Raises Refusal `no_turn` or `not_allowed`.

    If nobody else waits, nobody speaks until the chair calls them: they have a moment to think.
    """
    id = _require_turn(draft, command.turn, "waiting", "speaking")
    turn = draft.get("turn", id)
    others = draft.count(TURNS, "waiting")
    seconds = _seconds_per_turn(draft, turn)
    order = draft.next_order(TURNS, "all")
    draft.put(replace(turn, state="waiting", order=order, seconds=seconds, started_at=None), id)
    if turn.state == "speaking" and others:
        start_next_turn(draft)


def extend(draft: Draft, command: TurnExtend) -> None:
    """Gives the speaker more time, from now on if their time is up. Raises Refusal `no_turn` or `not_allowed`."""
    id = _require_turn(draft, command.turn, "speaking")
    turn = draft.get("turn", id)
    spoken = -(-(draft.now - turn.started_at) // 1000)
    seconds = min(max(turn.seconds, spoken) + EXTENSION_SECONDS, max(turn.seconds, spoken + MOST_SECONDS_LEFT))
    draft.put(replace(turn, seconds=seconds), id)


def move(draft: Draft, command: TurnMove) -> None:
    """Moves a waiting turn to index `to` of the queue (0 is next).

    Raises Refusal `unknown_turn` or `turn_not_waiting`.
    """
    if draft.require("turn", command.turn).state != "waiting":
        raise Refusal("turn_not_waiting")
    waiting = {id: draft.get("turn", id) for id in waiting_turns(draft)}
    orders = [turn.order for turn in waiting.values()]
    for id, index in list(reordered(waiting, command.turn, command.to)):
        draft.put(replace(waiting[id], order=orders[index]), id)


def take(draft: Draft, command: TurnTake) -> None:
    """Puts a person who passed, or has not had a turn, at the end of the queue, even after the round.

    Raises Refusal `no_round`, `unknown_person`, `had_turn` or `in_the_row`.
    """
    section = current_section(draft.of_kind("section"))
    section_round = draft.get("round", section) if section else None
    if section is None or section_round is None:
        raise Refusal("no_round")
    person = draft.actor.person
    draft.require("person", person)
    own = next(iter(draft.find(TURNS, ("of", person)).items()), None)
    if own and own[1].state == "done":
        raise Refusal("had_turn")
    if own and own[1].state != "passed":
        raise Refusal("in_the_row")
    join_queue(draft, section, person, section_round.seconds, own[0] if own else draft.new_id("t"))
    draft.drop("turn_offer", person)
    show_actor(draft)


def speaking_turn(draft: Draft) -> str | None:
    """The turn of the person who speaks now."""
    return next(iter(draft.find(TURNS, "speaking")), None)


def waiting_turns(draft: Draft) -> list[str]:
    """The turns of those who wait, in the order of the queue."""
    return [id for id, _ in ordered(draft.find(TURNS, "waiting"))]


def start_next_turn(draft: Draft) -> None:
    """The first person in the queue speaks, if there is one."""
    id = draft.first(TURNS, "waiting")
    if id is not None:
        draft.put(replace(draft.get("turn", id), state="speaking", started_at=draft.now), id)


def end_turn(draft: Draft, id: str, state: str) -> None:
    """Ends a turn as "done" or "passed". When it was is forgotten."""
    draft.put(replace(draft.get("turn", id), state=state, started_at=None), id)


def join_queue(draft: Draft, section: str, person: str, seconds: int, id: str) -> None:
    """Puts a person at the end of the queue, as the turn `id`."""
    order = draft.next_order(TURNS, "all")
    draft.put(Turn(section=section, person=person, order=order, state="waiting", seconds=seconds), id)


def _require_turn(draft: Draft, id: str | None, *states: str) -> str:
    """The turn `id`, or else the actor's own, if it is in one of these states and the actor may act on it."""
    if id is None:
        own = ordered(draft.find(TURNS, ("of", draft.actor.person)))
        id = next((each for each, turn in own if turn.state in states), None)
    turn = draft.get("turn", id) if id else None
    if id is None or turn is None or turn.state not in states:
        raise Refusal("no_turn")
    if turn.person == draft.actor.person:
        tell_return(draft, turn.person)
    elif not draft.actor.is_chair_or_helper:
        raise Refusal("not_allowed")
    return id


def _seconds_per_turn(draft: Draft, turn: Turn) -> int:
    section_round: Round | None = draft.get("round", turn.section)
    return section_round.seconds if section_round else turn.seconds


RULES: Rules = {
    TurnDone: done,
    TurnPass: pass_turn,
    TurnLater: later,
    TurnExtend: extend,
    TurnMove: move,
    TurnTake: take,
}

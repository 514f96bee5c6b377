"""The round: one voice after the other, room and remote in turn, so that nobody is forgotten.

The row is made of turns; a round's own record counts the voices that were heard and stays when the round is over.
Somebody whose line is away keeps their place: phones fall asleep in people's hands.
"""

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from ..command import AllowedWhilePaused, ByChair, Command, Index
from ..draft import Draft, Rules
from ..ordering import next_order, ordered, reordered
from ..records.agenda import current_section
from ..records.people import Person
from ..records.rounds import Round, Turn
from ..refusal import Refusal

VoiceSeconds = Annotated[int, Meta(ge=10, le=1800)]


class RoundStart(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "round.start"
    seconds: VoiceSeconds = 60
    newcomers_first: bool = False


class RoundNext(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "round.next"


class RoundEnd(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "round.end"


class TurnMove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "turn.move"
    turn: str
    to: Index


class _OnTurn(AllowedWhilePaused, frozen=True, kw_only=True):
    """One's own turn, where none is named; the chair's side may name anyone's."""

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


#: What "a little more" is, and the most that a voice ever has before it.
MORE_SECONDS = 30
MOST_AHEAD = 1_800


def start(draft: Draft, command: RoundStart) -> None:
    section = current_section(draft.of_kind("section"))
    if section is None:
        raise Refusal("no_section")
    if not start_for(draft, section, command.seconds, newcomers_first=command.newcomers_first):
        raise Refusal("nobody_here")


def start_for(draft: Draft, section: str, seconds: int = 60, *, newcomers_first: bool = False) -> bool:
    """Gives everyone who is here a turn; False where nobody is. A round that ran before gives way to the new one."""
    here = {id: person for id, person in draft.of_kind("person").items() if person.online}
    if not here:
        return False
    for id in list(draft.of_kind("turn")):
        draft.drop("turn", id)
    draft.put(Round(section=section, state="on", seconds=seconds, started_at=draft.now), section)
    for place, person in enumerate(interleaved(here, newcomers_first=newcomers_first)):
        turn = Turn(section=section, person=person, order=place, state="waiting", seconds=seconds)
        draft.put(turn, draft.new_id("t"))
    _speak_next(draft)
    return True


def next_voice(draft: Draft, command: RoundNext) -> None:
    speaking = _speaking(draft)
    if speaking is None and not _waiting(draft):
        raise Refusal("no_round")
    if speaking is not None:
        _end_turn(draft, speaking, "done")
    _speak_next(draft)


def end(draft: Draft, command: RoundEnd) -> None:
    if not is_on(draft):
        raise Refusal("no_round")
    finish(draft)


def done(draft: Draft, command: TurnDone) -> None:
    """A voice has said what it had to say. Said twice, by the speaker and by the chair, it counts once."""
    turn = draft.get("turn", command.turn) if command.turn else None
    if turn is not None and turn.state == "done":
        return
    id = _own_turn(draft, command.turn, "speaking")
    _end_turn(draft, id, "done")
    _speak_next(draft)


def pass_turn(draft: Draft, command: TurnPass) -> None:
    """Somebody passes: anyone for themselves, the chair's side for anyone."""
    id = _own_turn(draft, command.turn, "waiting", "speaking")
    speaking = draft.get("turn", id).state == "speaking"
    _end_turn(draft, id, "passed")
    if speaking:
        _speak_next(draft)


def later(draft: Draft, command: TurnLater) -> None:
    """ "Come back to me": to the end of the row. Where nobody else waits, they have a moment to think: the chair calls
    them when they are ready."""
    id = _own_turn(draft, command.turn, "waiting", "speaking")
    turn = draft.get("turn", id)
    others = _waiting(draft)
    seconds = _length_of_a_voice(draft, turn)
    order = next_order(draft.of_kind("turn"))
    draft.put(replace(turn, state="waiting", order=order, seconds=seconds, started_at=None), id)
    if turn.state == "speaking" and others:
        _speak_next(draft)


def extend(draft: Draft, command: TurnExtend) -> None:
    """A little more time, for the speaker. Where the time is over already, it counts from now."""
    id = _own_turn(draft, command.turn, "speaking")
    turn = draft.get("turn", id)
    spoken = -(-(draft.now - turn.started_at) // 1000)
    seconds = min(max(turn.seconds, spoken) + MORE_SECONDS, max(turn.seconds, spoken + MOST_AHEAD))
    draft.put(replace(turn, seconds=seconds), id)


def move(draft: Draft, command: TurnMove) -> None:
    """Puts a waiting voice at another place among those that wait (0 is next)."""
    if draft.require("turn", command.turn).state != "waiting":
        raise Refusal("turn_not_waiting")
    waiting = {id: draft.get("turn", id) for id in _waiting(draft)}
    orders = [turn.order for turn in waiting.values()]
    for id, place in list(reordered(waiting, command.turn, command.to)):
        draft.put(replace(waiting[id], order=orders[place]), id)


def take(draft: Draft, command: TurnTake) -> None:
    """Somebody who passed, or was not reached, would like a turn after all. They join the end of the row."""
    section = current_section(draft.of_kind("section"))
    kept = draft.get("round", section) if section else None
    if section is None or kept is None:
        raise Refusal("no_round")
    person = draft.actor.person
    draft.require("person", person)
    mine = next(((id, turn) for id, turn in draft.of_kind("turn").items() if turn.person == person), None)
    if mine and mine[1].state == "done":
        raise Refusal("had_turn")
    if mine and mine[1].state != "passed":
        raise Refusal("in_the_row")
    _join_queue(draft, section, person, kept.seconds, mine[0] if mine else draft.new_id("t"))


def finish(draft: Draft) -> None:
    """Ends a round that may be going on. Turns that did not come are taken away: they say nothing about anyone."""
    for id, turn in list(draft.of_kind("turn").items()):
        if turn.state == "speaking":
            _end_turn(draft, id, "done")
        elif turn.state == "waiting":
            draft.drop("turn", id)
    # Now, for the next section may begin with a round of its own, which takes these turns away.
    update_after(draft)


def join(draft: Draft, person: str) -> None:
    """Whoever arrives while a round is on is added at its end: there is no such thing as late."""
    turns = draft.of_kind("turn")
    section = current_section(draft.of_kind("section"))
    if section is None or not is_on(draft) or any(turn.person == person for turn in turns.values()):
        return
    kept = draft.get("round", section)
    seconds = kept.seconds if kept else next(iter(turns.values())).seconds
    _join_queue(draft, section, person, seconds, draft.new_id("t"))


def leave(draft: Draft, person: str) -> None:
    """Somebody is not one of the meeting's people any more."""
    for id, turn in list(draft.of_kind("turn").items()):
        if turn.person == person and turn.state == "waiting":
            draft.drop("turn", id)
        elif turn.person == person and turn.state == "speaking":
            _end_turn(draft, id, "done")
            _speak_next(draft)


WATCHED_KINDS = frozenset(("turn",))


def update_after(draft: Draft) -> None:
    """Counts the voices of the round anew, and notes when it is over."""
    turns = draft.of_kind("turn").values()
    on = {turn.section for turn in turns if turn.state in ("waiting", "speaking")}
    for section in {turn.section for turn in turns} | _rounds_on(draft):
        kept: Round | None = draft.get("round", section)
        if kept is None:
            continue
        heard = [_place_of(draft, turn.person) for turn in turns if turn.section == section and turn.state == "done"]
        kept = replace(kept, heard_room=heard.count("room"), heard_remote=heard.count("remote"))
        if section in on:
            kept = replace(kept, state="on", ended_at=None)
        elif kept.state == "on":
            kept = replace(kept, state="over", ended_at=draft.now)
        draft.put(kept, section)


def is_on(draft: Draft) -> bool:
    """Whether somebody speaks or waits to."""
    return any(turn.state in ("waiting", "speaking") for turn in draft.of_kind("turn").values())


def interleaved(people: Mapping[str, Person], *, newcomers_first: bool = False) -> list[str]:
    """Room and remote in turn, each in the order in which they came; the chair's side after everyone."""

    def first(person: Person) -> bool:
        return newcomers_first and person.newcomer is True

    def of(place: str, roles: Iterable[str], new: bool) -> list[str]:
        return [id for id, p in people.items() if p.place == place and p.role in roles and first(p) == new]

    row: list[str] = []
    for roles in (("participant",), ("helper", "chair")):
        for new in (True, False):
            for pair in zip_longest(of("room", roles, new), of("remote", roles, new)):
                row += [id for id in pair if id is not None]
    return row


def _speaking(draft: Draft) -> str | None:
    return next((id for id, turn in draft.of_kind("turn").items() if turn.state == "speaking"), None)


def _waiting(draft: Draft) -> list[str]:
    return [id for id, turn in ordered(draft.of_kind("turn")) if turn.state == "waiting"]


def _own_turn(draft: Draft, id: str | None, *states: str) -> str:
    """The turn that is meant, in one of these states: one's own where none is named, for the chair's side any."""
    if id is None:
        turns = ordered(draft.of_kind("turn"))
        id = next((each for each, t in turns if t.person == draft.actor.person and t.state in states), None)
    turn = draft.get("turn", id) if id else None
    if id is None or turn is None or turn.state not in states:
        raise Refusal("no_turn")
    if turn.person != draft.actor.person and not draft.actor.is_chair_or_helper:
        raise Refusal("not_allowed")
    return id


def _speak_next(draft: Draft) -> None:
    waiting = _waiting(draft)
    if waiting:
        draft.put(replace(draft.get("turn", waiting[0]), state="speaking", started_at=draft.now), waiting[0])


def _end_turn(draft: Draft, id: str, state: str) -> None:
    draft.put(replace(draft.get("turn", id), state=state), id)


def _join_queue(draft: Draft, section: str, person: str, seconds: int, id: str) -> None:
    order = next_order(draft.of_kind("turn"))
    draft.put(Turn(section=section, person=person, order=order, state="waiting", seconds=seconds), id)


def _length_of_a_voice(draft: Draft, turn: Turn) -> int:
    kept: Round | None = draft.get("round", turn.section)
    return kept.seconds if kept else turn.seconds


def _rounds_on(draft: Draft) -> set[str]:
    return {id for id, kept in draft.of_kind("round").items() if kept.state == "on"}


def _place_of(draft: Draft, person: str) -> str:
    """Where a voice came from. Only guest chairs are ever taken away, and they stand in the room."""
    found: Person | None = draft.get("person", person)
    return found.place if found else "room"


RULES: Rules = {
    RoundStart: start,
    RoundNext: next_voice,
    RoundEnd: end,
    TurnDone: done,
    TurnPass: pass_turn,
    TurnLater: later,
    TurnExtend: extend,
    TurnMove: move,
    TurnTake: take,
}

"""Rounds: one person speaks after the other, room and remote in turn, so that nobody is forgotten.

A round is a queue of turns (see turns.py) and a record that counts the people who have spoken, which stays when the
round is over. People whose connection is lost keep their place: phones go to sleep in people's hands.
"""

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from ..command import ByChair, Command
from ..draft import Draft, Rules
from ..records.agenda import current_section
from ..records.voices import Person, Round, Turn, TurnOffer
from ..refusal import Refusal
from ..state import Index
from .presence import TURNS, people_here
from .turns import end_turn, join_queue, speaking_turn, start_next_turn, waiting_turns

VoiceSeconds = Annotated[int, Meta(ge=10, le=1800)]


class RoundStart(ByChair, frozen=True, kw_only=True):
    """With `ask`, nothing happens if that would drop somebody's turn; the result says how many. So for `RoundEnd`."""

    name: ClassVar[str] = "round.start"
    can_be_taken_back: ClassVar[bool] = True
    seconds: VoiceSeconds = 60
    newcomers_first: bool = False
    ask: bool = False


class RoundNext(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "round.next"


class RoundPace(ByChair, frozen=True, kw_only=True):
    """Gives `seconds` to each turn that waits, so that the round fits in its time."""

    name: ClassVar[str] = "round.pace"
    seconds: VoiceSeconds


class RoundEnd(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "round.end"
    can_be_taken_back: ClassVar[bool] = True
    ask: bool = False


def start(draft: Draft, command: RoundStart) -> None:
    """Starts a round with everyone who is here. Raises Refusal `no_section` or `nobody_here`."""
    section = current_section(draft.of_kind("section"))
    if section is None:
        raise Refusal("no_section")
    if draft.asks_first(command.ask, {"voices": len(waiting_turns(draft))}):
        return
    if not start_for(draft, section, command.seconds, newcomers_first=command.newcomers_first):
        raise Refusal("nobody_here")


def next_voice(draft: Draft, command: RoundNext) -> None:
    """Ends the current turn and starts the next one. Raises Refusal `no_round`."""
    speaking = speaking_turn(draft)
    if speaking is None and not draft.count(TURNS, "waiting"):
        raise Refusal("no_round")
    if speaking is not None:
        end_turn(draft, speaking, "done")
    start_next_turn(draft)


def pace(draft: Draft, command: RoundPace) -> None:
    """Changes the length of the turns that wait, and of those to come. Raises Refusal `no_round`."""
    if not is_on(draft):
        raise Refusal("no_round")
    for id in waiting_turns(draft):
        draft.put(replace(draft.get("turn", id), seconds=command.seconds), id)
    section = current_section(draft.of_kind("section"))
    if section is not None and (section_round := draft.get("round", section)) is not None:
        draft.put(replace(section_round, seconds=command.seconds), section)


def end(draft: Draft, command: RoundEnd) -> None:
    """Ends the round. Raises Refusal `no_round`."""
    if not is_on(draft):
        raise Refusal("no_round")
    if draft.asks_first(command.ask, {"voices": len(waiting_turns(draft))}):
        return
    finish(draft)


def start_for(draft: Draft, section: str, seconds: int = 60, *, newcomers_first: bool = False) -> bool:
    """Gives a turn of `seconds` to everyone who is here, or returns False if nobody is.

    The new round replaces an earlier one.
    """
    present = people_here(draft)
    if not present:
        return False
    for kind in ("turn", "turn_offer"):
        for id in list(draft.of_kind(kind)):
            draft.drop(kind, id)
    draft.put(Round(section=section, state="on", seconds=seconds, started_at=draft.now), section)
    for index, person in enumerate(_interleaved(draft, present, newcomers_first=newcomers_first)):
        turn = Turn(section=section, person=person, order=index, state="waiting", seconds=seconds)
        draft.put(turn, draft.new_id("t"))
    start_next_turn(draft)
    return True


def finish(draft: Draft) -> None:
    """Ends the current round, if there is one.

    Waiting turns are deleted, so that nothing tells others who did not speak; each of those people is offered a turn.
    """
    for id, turn in list(draft.of_kind("turn").items()):
        if turn.state == "speaking":
            end_turn(draft, id, "done")
        elif turn.state == "waiting":
            draft.drop("turn", id)
            draft.put(TurnOffer(section=turn.section), turn.person, audience=turn.person)
    # Count now, since the next section may start with a round of its own, which deletes these turns.
    update_after(draft)


def join(draft: Draft, person: str) -> None:
    """Puts a person who arrives during a round at the end of its queue."""
    section = current_section(draft.of_kind("section"))
    if section is None or not is_on(draft) or draft.count(TURNS, ("of", person)):
        return
    section_round = draft.get("round", section)
    seconds = (section_round or draft.get("turn", next(draft.each(TURNS, "all")))).seconds
    join_queue(draft, section, person, seconds, draft.new_id("t"))


def remove_person(draft: Draft, person: str) -> None:
    """Ends or deletes the turn of a person who is deleted from the meeting."""
    draft.drop("turn_offer", person)
    for id, turn in list(draft.find(TURNS, ("of", person)).items()):
        if turn.state == "waiting":
            draft.drop("turn", id)
        elif turn.state == "speaking":
            end_turn(draft, id, "done")
            start_next_turn(draft)


WATCHED_KINDS = frozenset(("turn",))

_IN_SECTION = Index("turn", lambda turn, audience: [(turn.section, turn.state)])
#: Those that wait, by their length.
_WAITING = Index("turn", lambda turn, audience: [turn.seconds] if turn.state == "waiting" else [])


def update_after(draft: Draft) -> None:
    """Counts the people who have spoken in each round, and notes when it is over."""
    changed = [change.id for change in draft.changes() if change.kind == "turn"]
    before, after = (
        [turn for id in changed if (turn := meeting.get("turn", id)) is not None] for meeting in (draft.state, draft)
    )
    # Those of a section whose turns were deleted stay as they were counted last.
    for section in {turn.section for turn in after} | _rounds_on(draft):
        section_round: Round | None = draft.get("round", section)
        if section_round is None:
            continue
        if any(turn.section == section and turn.state == "done" for turn in (*before, *after)):
            heard = [_place_of(draft, turn.person) for turn in draft.find(_IN_SECTION, (section, "done")).values()]
            section_round = replace(section_round, heard_room=heard.count("room"), heard_remote=heard.count("remote"))
        if any(draft.count(_IN_SECTION, (section, state)) for state in ("waiting", "speaking")):
            section_round = replace(section_round, state="on", ended_at=None)
        elif section_round.state == "on":
            section_round = replace(section_round, state="over", ended_at=draft.now)
        draft.put(section_round, section)


def time_left(draft: Draft) -> int:
    """The milliseconds that the current round still needs: the rest of the turn now, and all that wait."""
    speaking = draft.find(TURNS, "speaking").values()
    left = sum(max(0, turn.started_at + turn.seconds * 1000 - draft.now) for turn in speaking)
    waiting, first = draft.count(TURNS, "waiting"), draft.first(TURNS, "waiting")
    seconds = draft.get("turn", first).seconds if first else 0
    if draft.count(_WAITING, seconds) == waiting:
        return int(left + waiting * seconds * 1000)
    return int(left + sum(turn.seconds * 1000 for turn in draft.find(TURNS, "waiting").values()))


def time_needed(draft: Draft, seconds: int) -> int:
    """The milliseconds of a round with everyone who is here, as everyone is told."""
    present = draft.singleton("present")
    return (present.room + present.remote) * seconds * 1000 if present else 0


def is_on(draft: Draft) -> bool:
    """Whether anybody speaks or waits for a turn."""
    return draft.count(TURNS, "waiting") + draft.count(TURNS, "speaking") > 0


def _interleaved(draft: Draft, people: Mapping[str, Person], *, newcomers_first: bool) -> list[str]:
    """The order of speaking: room and remote in turn, each by lot; the chair and helpers last.

    By lot, because everyone sees the order: that of joining would tell who came when.
    """
    drawn = sorted(people.items(), key=lambda item: lot(draft, item[0]))

    def is_first(person: Person) -> bool:
        return newcomers_first and person.newcomer is True

    def select(place: str, roles: Iterable[str], first: bool) -> list[str]:
        return [id for id, p in drawn if p.place == place and p.role in roles and is_first(p) == first]

    queue: list[str] = []
    for roles in (("participant",), ("helper", "chair")):
        for first in (True, False):
            for pair in zip_longest(select("room", roles, first), select("remote", roles, first)):
                queue += [id for id in pair if id is not None]
    return queue


def lot(draft: Draft, person: str) -> int:
    """The number that this person draws for their place in a round."""
    return draft.chance(f"turn {person}", 1 << 64)


def _rounds_on(draft: Draft) -> set[str]:
    return {id for id, section_round in draft.of_kind("round").items() if section_round.state == "on"}


def _place_of(draft: Draft, person: str) -> str:
    """Where a speaker was. Only guests are ever deleted, and they are in the room."""
    record: Person | None = draft.get("person", person)
    return record.place if record else "room"


RULES: Rules = {
    RoundStart: start,
    RoundNext: next_voice,
    RoundPace: pace,
    RoundEnd: end,
}

"""The round: one voice after the other, room and remote in turn, so that nobody is forgotten."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest

from msgspec.structs import replace

from .commands import rounds as c
from .draft import Draft
from .order import next_order, ordered
from .records import Person, Turn
from .refusal import Refusal


def start(draft: Draft, command: c.RoundStart) -> None:
    """Everyone who is here gets a turn. A round that ran before in this section gives way to the new one."""
    section = _present(draft)
    if section is None:
        raise Refusal("no_section")
    people = interleaved({id: person for id, person in draft.all("person").items() if person.online})
    if not people:
        raise Refusal("nobody_here")
    for id in list(draft.all("turn")):
        draft.drop("turn", id)
    for place, person in enumerate(people):
        turn = Turn(section=section, person=person, order=place, state="waiting", seconds=command.seconds)
        draft.put(turn, draft.new_id("t"))
    _speak_next(draft)


def next_voice(draft: Draft, command: c.RoundNext) -> None:
    speaking = _speaking(draft)
    if speaking is None and not _waiting(draft):
        raise Refusal("no_round")
    if speaking is not None:
        _end(draft, speaking, "done")
    _speak_next(draft)


def pass_turn(draft: Draft, command: c.TurnPass) -> None:
    """Somebody passes: anyone for themselves, the chair's side for anyone."""
    id = command.turn or _open_turn_of(draft, draft.actor.person)
    turn = draft.get("turn", id) if id else None
    if turn is None or turn.state not in ("waiting", "speaking"):
        raise Refusal("no_turn")
    if turn.person != draft.actor.person and not draft.actor.chairs:
        raise Refusal("not_allowed")
    _end(draft, id, "passed")
    if turn.state == "speaking":
        _speak_next(draft)


def end(draft: Draft, command: c.RoundEnd) -> None:
    if not is_on(draft):
        raise Refusal("no_round")
    finish(draft)


def finish(draft: Draft) -> None:
    """Ends a round that may be going on. Turns that did not come are taken away: they say nothing about anyone."""
    for id, turn in list(draft.all("turn").items()):
        if turn.state == "speaking":
            _end(draft, id, "done")
        elif turn.state == "waiting":
            draft.drop("turn", id)


def join(draft: Draft, person: str) -> None:
    """Whoever arrives while a round is on is added at its end: there is no such thing as late."""
    turns = draft.all("turn")
    section = _present(draft)
    if section is None or not is_on(draft) or any(turn.person == person for turn in turns.values()):
        return
    seconds = next(iter(turns.values())).seconds
    turn = Turn(section=section, person=person, order=next_order(turns), state="waiting", seconds=seconds)
    draft.put(turn, draft.new_id("t"))


def is_on(draft: Draft) -> bool:
    """Whether somebody speaks or waits to."""
    return any(turn.state in ("waiting", "speaking") for turn in draft.all("turn").values())


def interleaved(people: Mapping[str, Person]) -> list[str]:
    """Room and remote in turn, each in the order in which they came; the chair's side after everyone."""

    def of(place: str, roles: Iterable[str]) -> list[str]:
        return [id for id, person in people.items() if person.place == place and person.role in roles]

    row: list[str] = []
    for roles in (("participant",), ("helper", "chair")):
        for pair in zip_longest(of("room", roles), of("remote", roles)):
            row += [id for id in pair if id is not None]
    return row


def _present(draft: Draft) -> str | None:
    return next((id for id, section in draft.all("section").items() if section.state == "now"), None)


def _speaking(draft: Draft) -> str | None:
    return next((id for id, turn in draft.all("turn").items() if turn.state == "speaking"), None)


def _waiting(draft: Draft) -> list[str]:
    return [id for id, turn in ordered(draft.all("turn")) if turn.state == "waiting"]


def _open_turn_of(draft: Draft, person: str) -> str | None:
    turns = ordered(draft.all("turn"))
    return next((id for id, t in turns if t.person == person and t.state in ("waiting", "speaking")), None)


def _speak_next(draft: Draft) -> None:
    waiting = _waiting(draft)
    if waiting:
        draft.put(replace(draft.get("turn", waiting[0]), state="speaking", started_at=draft.now), waiting[0])


def _end(draft: Draft, id: str | None, state: str) -> None:
    assert id is not None
    draft.put(replace(draft.get("turn", id), state=state), id)


RULES = {
    c.RoundStart: start,
    c.RoundNext: next_voice,
    c.RoundEnd: end,
    c.TurnPass: pass_turn,
}

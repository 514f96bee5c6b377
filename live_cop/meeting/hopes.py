"""Best hopes: one note each at the start; at the end each author says, for themselves alone, what became of it.

The answers belong to their authors, a tally that only the server sees counts them, and everyone sees the counts once
enough people have answered. An answer stays counted when its note is moved or taken off the wall: were it not, whoever
moves the note could see which number falls.
"""

from msgspec import UNSET
from msgspec.structs import replace

from .commands import hopes as c
from .draft import Draft
from .records import Hope, HopeAnswer, Hopes, HopeTally
from .refusal import Refusal
from .visible import is_author

ANSWERS: tuple[HopeAnswer, ...] = ("yes", "partly", "not_yet")


def one_each(draft: Draft, zone: str) -> None:
    """Refuses a second hope of the same person. Asked by a person about themselves only, so it tells nobody else
    anything."""
    if draft.get("zone", zone).role != "hopes":
        return
    if any(note.zone == zone and is_author(draft, id) for id, note in draft.all("note").items()):
        raise Refusal("one_hope")


def ask(draft: Draft, command: c.HopesAsk) -> None:
    """Brings the hopes back to their authors."""
    hopes = draft.one("hopes")
    if hopes is not None and hopes.state == "open":
        raise Refusal("hopes_asked")
    if hopes is not None and hopes.settled:
        raise Refusal("hopes_settled")
    if not _there(draft):
        raise Refusal("no_hopes")
    _open(draft)


def ask_by_itself(draft: Draft) -> None:
    """The meeting comes to its close. What the chair has asked and ended by hand is not asked again."""
    if draft.one("hopes") is None and _there(draft):
        _open(draft)


def settle(draft: Draft) -> None:
    """The meeting ends: whose hopes they were will not be known, so nobody is asked again."""
    hopes = draft.one("hopes")
    if hopes is not None:
        draft.put(replace(hopes, state="closed", settled=True))


def close(draft: Draft, command: c.HopesClose) -> None:
    hopes = draft.one("hopes")
    if hopes is None or hopes.state != "open":
        raise Refusal("hopes_not_asked")
    draft.put(replace(hopes, state="closed"))


def answer(draft: Draft, command: c.HopeAnswer) -> None:
    """What became of one's own hope. It can be changed, and taken back."""
    hopes, person = draft.one("hopes"), draft.actor.person
    if hopes is None or hopes.state != "open":
        raise Refusal("hopes_not_asked")
    before: Hope | None = draft.get("hope", command.note)
    note = draft.get("note", command.note)
    if before is None and (note is None or draft.get("zone", note.zone).role != "hopes"):
        raise Refusal("unknown_note")
    # Somebody else's hope is nobody's to answer for, the chair's neither.
    if not is_author(draft, command.note) and draft.audience("hope", command.note) != person:
        raise Refusal("not_your_hope")
    tally = draft.one("hope_tally")
    others = any(id != command.note and draft.audience("hope", id) == person for id in draft.all("hope"))
    if before is not None:
        tally = _counted(tally, before.answer, -1, 0 if others else -1)
    if command.answer is None:
        draft.drop("hope", command.note)
    else:
        draft.put(Hope(answer=command.answer), command.note, audience=person)
        tally = _counted(tally, command.answer, 1, 0 if others else 1)
    draft.put(tally)
    _show(draft, hopes)


def _open(draft: Draft) -> None:
    if draft.one("hope_tally") is None:
        draft.put(HopeTally())
    _show(draft, Hopes(state="open"))


def _counted(tally: HopeTally, answer: HopeAnswer, by: int, people: int) -> HopeTally:
    return replace(tally, **{answer: getattr(tally, answer) + by}, people=tally.people + people)


def _show(draft: Draft, hopes: Hopes) -> None:
    """Writes the hopes as they may be seen: with their counts only when enough people have answered."""
    tally = draft.one("hope_tally")
    if tally.people < hopes.floor:
        draft.put(replace(hopes, answers=UNSET, spread=UNSET))
        return
    spread = {name: getattr(tally, name) for name in ANSWERS}
    draft.put(replace(hopes, answers=sum(spread.values()), spread=spread))


def _there(draft: Draft) -> bool:
    """Whether anybody has written a hope."""
    zones = {id for id, zone in draft.all("zone").items() if zone.role == "hopes"}
    return any(note.zone in zones for note in draft.all("note").values())


RULES = {
    c.HopesAsk: ask,
    c.HopesClose: close,
    c.HopeAnswer: answer,
}

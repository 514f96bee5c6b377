"""Writing alone first, then showing all at once.

While it is on, a new note is a record for its author alone: not the chair's side, not the board, no picture has it.
When the notes are shown they get new ids, a new time and new places, in an order that follows from their words alone.
So nothing about them tells when each was written, and with that by whom.
"""

import hashlib

from msgspec import UNSET
from msgspec.structs import replace

from .changes import EVERYONE, NOBODY
from .commands import sorting as c
from .draft import Draft
from .placing import free_place
from .records import Mine, Note, Touched, Undo
from .refusal import Refusal
from .visible import alone_in, groups_in, is_alone


def write_alone(draft: Draft, command: c.ZoneWriteAlone) -> None:
    """Notes that are there already stay as they are."""
    zone = draft.find("zone", command.zone)
    if zone.alone:
        raise Refusal("alone_already")
    draft.put(replace(zone, alone=True), command.zone)


def show(draft: Draft, command: c.ZoneShow) -> None:
    zone = draft.find("zone", command.zone)
    if not zone.alone:
        raise Refusal("not_alone")
    hidden = alone_in(draft, command.zone)
    taken = [(n.x, n.y) for n in draft.shown("note").values() if n.zone == command.zone and n.group is None]
    taken += groups_in(draft, command.zone)
    for old, note in sorted(hidden.items(), key=lambda item: _by_words(item[1])):
        taken.append(free_place(taken))
        _show_one(draft, old, note, taken[-1])
    _forget_steps(draft, command.zone, set(hidden))
    draft.put(replace(zone, alone=False, waiting=0), command.zone)
    draft.result = {"shown": len(hidden)}


def follow(draft: Draft) -> None:
    """How many notes wait in each zone where people write alone: everyone may know that, and no more."""
    for id, zone in draft.all("zone").items():
        waiting = len(alone_in(draft, id)) if zone.alone else 0
        if waiting != zone.waiting:
            draft.put(replace(zone, waiting=waiting), id)


def _show_one(draft: Draft, old: str, note: Note, place: tuple[float, float]) -> None:
    author = draft.audience("mine", old)
    id = _new_id(draft, old)
    # Where new notes are held for a look, these are new notes too.
    person = draft.get("person", author or "")
    held = draft.one("meeting").hold and author is not None and (person is None or person.role == "participant")
    x, y = place
    fresh = replace(note, x=x, y=y, at=draft.now, edited=False, alone=UNSET, held=True if held else UNSET)
    draft.put(fresh, id, audience=author if author and held else EVERYONE)
    if author:
        draft.put(Mine(), id, audience=author)


def settle(draft: Draft) -> None:
    """The meeting ends. What was not shown nobody has agreed to show, and nobody is to be found by it: the server alone
    keeps it, without its author, should the meeting be opened again."""
    hidden = {id: note for id, note in draft.all("note").items() if is_alone(draft, id, note)}
    for old, note in sorted(hidden.items(), key=lambda item: _by_words(item[1])):
        draft.put(replace(note, at=draft.now, edited=False), _new_id(draft, old), audience=NOBODY)


def _new_id(draft: Draft, old: str) -> str:
    """Ids come from revisions, so the old one would say when the note was written."""
    draft.drop("note", old)
    draft.drop("mine", old)
    return draft.new_id("n")


def _by_words(note: Note) -> str:
    return hashlib.sha256(f"{note.text}\n{note.color}\n{note.signed}".encode()).hexdigest()


def _forget_steps(draft: Draft, zone: str, hidden: set[str]) -> None:
    """What was done on notes that have other ids now cannot be undone."""

    for person, undo in list(draft.all("undo").items()):
        touched = [touched for step in undo.steps for touched in step.touched]
        ids = hidden | {t.id for t in touched if t.kind == "note" and _was_alone(t, person, zone)}
        steps = [step for step in undo.steps if not any(t.id in ids for t in step.touched)]
        if not steps:
            draft.drop("undo", person)
        elif len(steps) < len(undo.steps):
            draft.put(Undo(steps=steps), person)


def _was_alone(touched: Touched, person: str, zone: str) -> bool:
    """Whether the step found a note that only its author saw: also one that they took back before the others saw it."""
    return touched.audience == person and (touched.before or {}).get("zone") == zone


RULES = {
    c.ZoneWriteAlone: write_alone,
    c.ZoneShow: show,
}

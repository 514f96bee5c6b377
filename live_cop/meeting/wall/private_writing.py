"""Writing alone first, then showing all at once.

While it is on, a new note is a record for its author alone: not the chair's side, not the board, no picture has it.
When the notes are shown they get new ids, a new time and new places, in an order that follows from their words alone.
So nothing about them tells when each was written, and with that by whom.
"""

import hashlib
from typing import ClassVar

from msgspec import UNSET
from msgspec.structs import replace

from ..audience import EVERYONE, NOBODY
from ..command import ByChair
from ..draft import Draft, Rules
from ..records.undo import Undo, UndoEntry
from ..records.wall import Authorship, Note
from ..refusal import Refusal
from .placement import free_place, groups_in
from .visibility import is_private, private_notes_in


class ZoneWriteAlone(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.write_alone"
    zone: str


class ZoneShow(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.show"
    zone: str


def write_alone(draft: Draft, command: ZoneWriteAlone) -> None:
    """Notes that are there already stay as they are."""
    zone = draft.require("zone", command.zone)
    if zone.alone:
        raise Refusal("alone_already")
    draft.put(replace(zone, alone=True), command.zone)


def show_all(draft: Draft, command: ZoneShow) -> None:
    zone = draft.require("zone", command.zone)
    if not zone.alone:
        raise Refusal("not_alone")
    hidden = private_notes_in(draft, command.zone)
    taken = [(n.x, n.y) for n in draft.public("note").values() if n.zone == command.zone and n.group is None]
    taken += groups_in(draft, command.zone)
    for old, note in sorted(hidden.items(), key=lambda item: _by_words(item[1])):
        taken.append(free_place(taken))
        _show_one(draft, old, note, taken[-1])
    _forget_steps(draft, command.zone, set(hidden))
    draft.put(replace(zone, alone=False, waiting=0), command.zone)
    draft.result = {"shown": len(hidden)}


WATCHED_KINDS = frozenset(("note", "dots", "zone"))


def update_after(draft: Draft) -> None:
    """How many notes wait in each zone where people write alone: everyone may know that, and no more."""
    for id, zone in draft.of_kind("zone").items():
        waiting = len(private_notes_in(draft, id)) if zone.alone else 0
        if waiting != zone.waiting:
            draft.put(replace(zone, waiting=waiting), id)


def _show_one(draft: Draft, old: str, note: Note, place: tuple[float, float]) -> None:
    author = draft.audience("mine", old)
    id = _new_id(draft, old)
    # Where new notes are held for a look, these are new notes too.
    person = draft.get("person", author or "")
    held = draft.singleton("meeting").hold and author is not None and (person is None or person.role == "participant")
    x, y = place
    fresh = replace(note, x=x, y=y, at=draft.now, edited=False, alone=UNSET, held=True if held else UNSET)
    draft.put(fresh, id, audience=author if author and held else EVERYONE)
    if author:
        draft.put(Authorship(), id, audience=author)


def on_close(draft: Draft) -> None:
    """The meeting ends. What was not shown nobody has agreed to show, and nobody is to be found by it: the server alone
    keeps it, without its author, should the meeting be opened again."""
    hidden = {id: note for id, note in draft.of_kind("note").items() if is_private(draft, id, note)}
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

    for person, undo in list(draft.of_kind("undo").items()):
        touched = [touched for step in undo.steps for touched in step.touched]
        ids = hidden | {t.id for t in touched if t.kind == "note" and _was_alone(t, person, zone)}
        steps = [step for step in undo.steps if not any(t.id in ids for t in step.touched)]
        if not steps:
            draft.drop("undo", person)
        elif len(steps) < len(undo.steps):
            draft.put(Undo(steps=steps), person)


def _was_alone(touched: UndoEntry, person: str, zone: str) -> bool:
    """Whether the step found a note that only its author saw: also one that they took back before the others saw it."""
    return touched.audience == person and (touched.before or {}).get("zone") == zone


def refuse_private_zone(draft: Draft, zone: str) -> None:
    """Nothing is moved to where people write alone: it would be the only thing that all can see, or vanish."""
    if draft.get("zone", zone).alone:
        raise Refusal("writing_alone")


RULES: Rules = {
    ZoneWriteAlone: write_alone,
    ZoneShow: show_all,
}

"""Private writing: people write alone first, then all notes are shown at once.

Until then, only its author sees a note: not the chair, no helper, no board and no snapshot. When the notes are shown,
they get new ids, a new time and new places, in an order derived from their text. So nothing tells when each was
written, which could tell by whom.
"""

import hashlib
from collections.abc import Collection
from typing import ClassVar

from msgspec import UNSET
from msgspec.structs import replace

from ..audience import EVERYONE, NOBODY
from ..command import ByChair
from ..draft import Draft, Rules
from ..records.undo import Undo, UndoEntry
from ..records.wall import Authorship, Note
from ..refusal import Refusal
from ..safety import first_notes
from ..safety.answer_batches import are_enough
from .placement import Promised, place_in
from .visibility import is_private, number_of_private_notes, private_notes_in


class ZoneWriteAlone(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.write_alone"
    zone: str


class ZoneShow(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.show"
    zone: str


def write_alone(draft: Draft, command: ZoneWriteAlone) -> None:
    """Makes new notes in this zone private; existing notes do not change. Raises Refusal `alone_already`."""
    zone = draft.require("zone", command.zone)
    if zone.alone:
        raise Refusal("alone_already")
    draft.put(replace(zone, alone=True), command.zone)


def show_all(draft: Draft, command: ZoneShow) -> None:
    """Shows the private notes of this zone to everyone. Raises Refusal `unknown_zone` or `not_alone`."""
    zone = draft.require("zone", command.zone)
    if not zone.alone:
        raise Refusal("not_alone")
    hidden = private_notes_in(draft, command.zone)
    in_order = sorted(hidden.items(), key=lambda item: _text_hash(item[1]))
    early = _too_early(draft, hidden)
    promised = Promised()
    places = [place_in(draft, command.zone, promised=promised) for id in hidden if id not in early]
    for (old_id, note), place in zip((each for each in in_order if each[0] not in early), places, strict=True):
        _show_one(draft, old_id, note, place)
    for old_id, note in in_order:
        if old_id in early:
            _keep_waiting(draft, old_id, note)
    _drop_undo_steps(draft, command.zone, set(hidden))
    draft.put(replace(zone, alone=False, waiting=0), command.zone)
    draft.result = {"shown": len(places)}


WATCHED_KINDS = frozenset(("note", "saved", "dots", "zone"))


def update_after(draft: Draft) -> None:
    """Counts the hidden notes in each zone where people write in private: everyone may see the number."""
    for id, zone in draft.of_kind("zone").items():
        waiting = number_of_private_notes(draft, id) if zone.alone else 0
        if waiting != zone.waiting:
            draft.put(replace(zone, waiting=waiting), id)


def on_close(draft: Draft) -> None:
    """Keeps notes that are still private for the server only, and without their authors, when the meeting closes.

    Their authors have not agreed to show them, but the meeting may be reopened.
    """
    hidden = {id: note for id, note in draft.of_kind("note").items() if is_private(draft, id, note)}
    for old_id, note in sorted(hidden.items(), key=lambda item: _text_hash(item[1])):
        draft.put(replace(note, at=draft.minute, edited=False), _replace_id(draft, old_id), audience=NOBODY)


def refuse_private_zone(draft: Draft, zone: str) -> None:
    """Raises Refusal `writing_alone` if people write in private there.

    A note that is moved there would be the only one that everyone sees, or would vanish for them.
    """
    if draft.get("zone", zone).alone:
        raise Refusal("writing_alone")


def _too_early(draft: Draft, hidden: Collection[str]) -> set[str]:
    """Those that must not be shown yet: by people who have just come, unless enough people's are shown together.

    Nobody knows yet of what these have written. It would be missed if it had been counted, so it is not, and takes no
    place. In company it is one of many; alone, and after the others, it would name its author.
    """
    authors = (draft.audience("mine", id) or "" for id in hidden)
    if are_enough(draft, authors):
        return set()
    return {id for id in hidden if draft.get("saved", id) is not None}


def _show_one(draft: Draft, old_id: str, note: Note, place: tuple[float, float]) -> None:
    author = draft.audience("mine", old_id)
    id = _replace_id(draft, old_id)
    # If new notes must be reviewed, so must these.
    held = draft.singleton("meeting").hold and author is not None
    x, y = place
    fresh = replace(note, x=x, y=y, at=draft.minute, edited=False, alone=UNSET, held=True if held else UNSET)
    draft.put(fresh, id, audience=author if author and held else EVERYONE)
    if author:
        draft.put(Authorship(), id, audience=author)


def _keep_waiting(draft: Draft, old_id: str, note: Note) -> None:
    """It goes on waiting, as a note for everyone."""
    author = draft.audience("mine", old_id) or ""
    id = _replace_id(draft, old_id)
    draft.put(replace(note, alone=UNSET), id, audience=author)
    draft.put(Authorship(), id, audience=author)
    first_notes.keep_waiting_for(draft, "note", id, author, placed=False)


def _replace_id(draft: Draft, old_id: str) -> str:
    """Deletes a note and returns a new id for it. Screens of its author have had the old one."""
    draft.drop("note", old_id)
    draft.drop("mine", old_id)
    return draft.new_id("n")


def _text_hash(note: Note) -> str:
    """A sort key that depends neither on the time nor on the author."""
    return hashlib.sha256(f"{note.text}\n{note.color}\n{note.signed}\n{note.lang}".encode()).hexdigest()


def _drop_undo_steps(draft: Draft, zone: str, hidden: set[str]) -> None:
    """Deletes the undo steps about notes that have new ids now."""
    for person, undo in list(draft.of_kind("undo").items()):
        entries = [entry for step in undo.steps for entry in step.touched]
        ids = hidden | {entry.id for entry in entries if entry.kind == "note" and _was_private(entry, person, zone)}
        steps = [step for step in undo.steps if not any(entry.id in ids for entry in step.touched)]
        if not steps:
            draft.drop("undo", person)
        elif len(steps) < len(undo.steps):
            draft.put(Undo(steps=steps), person)


def _was_private(entry: UndoEntry, person: str, zone: str) -> bool:
    """Whether only its author saw the note before the step; they may have removed it before the others saw it."""
    return entry.audience == person and (entry.before or {}).get("zone") == zone


RULES: Rules = {
    ZoneWriteAlone: write_alone,
    ZoneShow: show_all,
}

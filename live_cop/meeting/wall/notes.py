"""Adding, editing, moving, removing and restoring notes."""

from typing import ClassVar

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from .. import best_hopes
from ..action_log import LogDetails, Logged
from ..audience import CHAIR, EVERYONE
from ..breakouts.walls import check_knows_how_few, check_may_write
from ..command import ByAuthor, ByPerson, Command, Fraction
from ..draft import Draft, Rules
from ..records.wall import Authorship, Color, Note, NoteLanguage, NoteType, Removed
from ..refusal import Refusal
from ..safety import first_notes
from ..texts.text import NAME_LENGTH, NOTE_LENGTH, clean, required
from .cards import own_card, put_back, removed_card, take_off
from .merge_notes import merged_into, unmerge
from .note_language import language_of, reworded
from .placement import place_in
from .private_writing import refuse_private_zone
from .slow_mode import check_slow_mode
from .visibility import is_author, is_pending, is_private, must_be_reviewed, own_note


class NoteAdd(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.add"
    undoable: ClassVar[bool] = True
    zone: str
    text: str
    color: Color | None = None
    signed: str | None = None
    x: Fraction | None = None
    y: Fraction | None = None
    group: str | None = None
    few: bool = False
    lang: NoteLanguage | None = None


class NoteEdit(ByAuthor, frozen=True, kw_only=True, rename={"note_type": "sort"}):
    name: ClassVar[str] = "note.edit"
    undoable: ClassVar[bool] = True
    note: str
    text: str | UnsetType = UNSET
    color: Color | UnsetType = UNSET
    signed: str | None | UnsetType = UNSET
    note_type: NoteType | None | UnsetType = UNSET
    lang: NoteLanguage | None | UnsetType = UNSET


class NoteMove(ByAuthor, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.move"
    undoable: ClassVar[bool] = True
    note: str
    zone: str | None = None
    x: Fraction | None = None
    y: Fraction | None = None
    group: str | None | UnsetType = UNSET


class NoteRemove(ByAuthor, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.remove"
    undoable: ClassVar[bool] = True
    note: str


class NoteRestore(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.restore"
    note: str


#: Enough for a conference, and a limit on the work of every phone in the meeting.
MOST_NOTES = 3_000
#: The same with those that were removed, or merged into others: whoever writes and removes in a loop fills no memory.
MOST_NOTES_EVER = 2 * MOST_NOTES


def add_note(draft: Draft, command: NoteAdd) -> None:
    """Adds a note, at a free place unless the command gives one. `few`: its author knew that few write on this wall.

    Raises Refusal `unknown_zone`, `not_your_team`, `group_is_small`, `too_many`, `slow_down`, `one_hope`,
    `unknown_group`, `empty` or `too_long`.
    """
    zone = draft.require("zone", command.zone)
    check_may_write(draft, command.zone)
    if not command.few:
        check_knows_how_few(draft, command.zone)
    on_wall, removed, merged = (draft.of_kind(kind) for kind in ("note", "removed", "folded"))
    ever = len(on_wall) + len(removed) + len(merged)
    if first_notes.is_full(draft, on_wall, MOST_NOTES) or ever >= MOST_NOTES_EVER:
        raise Refusal("too_many")
    signed = _signature(command.signed)
    check_slow_mode(draft, signed=signed is not None)
    best_hopes.refuse_second_hope(draft, command.zone)
    group = _require_group(draft, command.group, command.zone)
    if command.x is None or command.y is None:
        x, y = place_in(draft, command.zone, private=zone.alone)
    else:
        x, y = command.x, command.y
    text = required(command.text, NOTE_LENGTH, lines=True)
    note = Note(
        zone=command.zone,
        text=text,
        x=round(x, 4),
        y=round(y, 4),
        color=command.color or zone.color,
        # A hidden note is in no group: the group's number of notes would reveal it.
        group=None if zone.alone else group,
        signed=signed,
        at=draft.minute,
        held=True if draft.singleton("meeting").hold and not zone.alone else UNSET,
        alone=True if zone.alone else UNSET,
        lang=language_of(text, command.lang),
    )
    id = draft.new_id("n")
    draft.put(note, id, audience=draft.actor.person if zone.alone or is_pending(note) else EVERYONE)
    draft.put(Authorship(), id, audience=draft.actor.person)
    draft.result = {"note": id}
    first_notes.keep_waiting(draft, "note", id, placed=command.x is not None and command.y is not None)


def edit_note(draft: Draft, command: NoteEdit) -> None:
    """Edits a note. Raises Refusal `unknown_note`, `not_yours`, `empty` or `too_long`."""
    note = own_note(draft, command.note)
    audience = ""
    if command.text is not UNSET:
        text = required(command.text, NOTE_LENGTH, lines=True)
        if text != note.text and must_be_reviewed(draft, "note", command.note):
            # A changed text must be reviewed like a new note.
            note, audience = replace(note, held=True), draft.actor.person
        # Nobody's name stays under words that somebody else has changed.
        signed = note.signed if text == note.text or is_author(draft, command.note) else None
        if text != note.text:
            note = reworded(replace(note, edited=True, signed=signed), text)
    if command.color is not UNSET:
        note = replace(note, color=command.color)
    if command.lang is not UNSET:
        note = replace(note, lang=language_of(note.text, command.lang))
    if command.signed is not UNSET:
        # Only its author may sign a note; the chair and helpers may remove a signature.
        if command.signed and not is_author(draft, command.note):
            raise Refusal("not_yours")
        note = replace(note, signed=_signature(command.signed))
    if command.note_type is not UNSET:
        note = replace(note, note_type=command.note_type or UNSET)
    draft.put(note, command.note, audience=audience)


def move_card(draft: Draft, command: NoteMove) -> None:
    """Moves a note or a photograph, within its zone or to another. Raises Refusal `unknown_note`, `not_yours`,
    `unknown_zone`, `unknown_group`, `not_your_team`, `writing_alone` or `one_hope`."""
    note = own_card(draft, command.note)
    zone = command.zone or note.zone
    draft.require("zone", zone)
    if zone != note.zone:
        check_may_write(draft, zone)
    if isinstance(note, Note) and is_private(draft, command.note, note):
        if zone != note.zone or command.group:
            raise Refusal("writing_alone")
    elif zone != note.zone:
        refuse_private_zone(draft, zone)
    if zone != note.zone and isinstance(note, Note) and is_author(draft, command.note):
        best_hopes.refuse_second_hope(draft, zone)
    group = None if zone != note.zone else note.group
    if command.group is not UNSET:
        group = _require_group(draft, command.group, zone)
    if command.x is not None and command.y is not None:
        x, y = command.x, command.y
    elif zone != note.zone:
        x, y = place_in(draft, zone)
    else:
        x = note.x if command.x is None else command.x
        y = note.y if command.y is None else command.y
    draft.put(replace(note, zone=zone, group=group, x=round(x, 4), y=round(y, 4)), command.note)
    first_notes.keep_place(draft, command.note)


def remove_card(draft: Draft, command: NoteRemove) -> None:
    """Removes a note or a photograph. Only its author then sees one that they removed; the chair and helpers see one
    that they did.

    Raises Refusal `unknown_note` or `not_yours`.
    """
    own_card(draft, command.note)
    author = is_author(draft, command.note)
    if author and merged_into(draft, command.note):
        # Notes of others that were merged into it stay on the wall.
        unmerge(draft, command.note)
    take_off(draft, command.note, draft.actor.person if author else CHAIR)


def restore_card(draft: Draft, command: NoteRestore) -> None:
    """Puts a removed note or photograph back on the wall. Raises Refusal `unknown_note` or `unknown_zone`."""
    removed = removed_card(draft, command.note)
    keeper = draft.audience(removed.kind, command.note) or "" if removed else ""
    # What its author removed is unknown to the chair and helpers.
    if removed is None or not draft.actor.sees(keeper):
        raise Refusal("unknown_note")
    zone = draft.get("zone", removed.zone)
    if zone is None:
        raise Refusal("unknown_zone")
    alone = isinstance(removed, Removed) and bool(zone.alone and keeper != CHAIR)
    put_back(draft, command.note, audience=keeper if alone else EVERYONE, alone=alone)


def _require_group(draft: Draft, group: str | None, zone: str) -> str | None:
    """Returns `group` if it is None or a group of this zone. Raises Refusal `unknown_group`."""
    if group is None:
        return None
    if draft.require("group", group).zone != zone:
        raise Refusal("unknown_group")
    return group


def _edit_entry(draft: Draft, command: NoteEdit) -> LogDetails | None:
    """The log entry of somebody who has changed the text of a note that is not theirs. It has no text."""
    before, after = draft.state.get("note", command.note), draft.get("note", command.note)
    if before.text == after.text or is_author(draft, command.note):
        return None
    return LogDetails(f"note.{command.note}")


def _signature(signed: str | None) -> str | None:
    return clean(signed, NAME_LENGTH) or None if signed else None


RULES: Rules = {
    NoteAdd: add_note,
    NoteEdit: edit_note,
    NoteMove: move_card,
    NoteRemove: remove_card,
    NoteRestore: restore_card,
}

LOGGED: Logged = {
    NoteEdit: _edit_entry,
}

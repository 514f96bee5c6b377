"""Whether a note may be touched: some are not for everyone. People write alone, or a note waits for a look.

A note that somebody does not see is as unknown to them as one that never was: its id may be guessed, its words not.
"""

from ..audience import EVERYONE
from ..draft import Draft
from ..records.wall import Note
from ..refusal import Refusal


def note_of(draft: Draft, id: str) -> Note:
    """A note that this actor sees. Raises Refusal `unknown_note`."""
    note: Note = draft.require("note", id)
    audience = draft.audience("note", id) or ""
    if draft.actor.sees(audience) or (is_pending(note) and draft.actor.is_chair_or_helper):
        return note
    raise Refusal("unknown_note")


def public_note(draft: Draft, id: str) -> Note:
    """A note that everyone sees. Raises Refusal `unknown_note`."""
    note: Note = draft.require("note", id)
    if draft.audience("note", id) != EVERYONE:
        raise Refusal("unknown_note")
    return note


def own_note(draft: Draft, id: str) -> Note:
    """A note that this actor may change: its author, or the chair's side. Raises Refusal."""
    note = note_of(draft, id)
    if not draft.actor.is_chair_or_helper and not is_author(draft, id):
        raise Refusal("not_yours")
    return note


def is_author(draft: Draft, note: str) -> bool:
    return draft.audience("mine", note) == draft.actor.person


def is_pending(note: Note) -> bool:
    return note.held is True


def is_private(draft: Draft, id: str, note: Note) -> bool:
    """Whether only its author sees it, because they write alone."""
    return draft.audience("note", id) != EVERYONE and not is_pending(note)


def private_notes_in(draft: Draft, zone: str) -> dict[str, Note]:
    """The notes of a zone that people have written alone and that are not shown yet."""
    return {id: note for id, note in draft.of_kind("note").items() if note.zone == zone and is_private(draft, id, note)}

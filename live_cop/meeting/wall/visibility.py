"""Which notes an actor may see and change: some are not for everyone yet.

Only its author sees a note that was written in private, or that is kept waiting so that nothing tells whose it is
(safety/first_notes.py). A note that waits for review is seen by the chair's side too.

A note that the actor cannot see is refused as unknown, as if it did not exist: its id can be guessed.
"""

from collections.abc import Mapping

from ..audience import EVERYONE
from ..draft import Draft
from ..records.photos import Photo
from ..records.wall import Note
from ..refusal import Refusal
from ..state import Index

#: By kind of card: the kind of the copy that the chair's side sees while it waits for review.
WAITS_AS = {"note": "held", "photo": "held_photo"}


def sees_card(draft: Draft, kind: str, id: str) -> bool:
    """Whether the actor sees this note or photograph."""
    waits = draft.get(WAITS_AS[kind], id) is not None
    return draft.actor.sees(draft.audience(kind, id) or "") or (draft.actor.is_chair_or_helper and waits)


def check_may_change(draft: Draft, id: str) -> None:
    """Raises Refusal `not_yours`, unless the actor is the author of this note or photograph, the chair or a helper."""
    if not draft.actor.is_chair_or_helper and not is_author(draft, id):
        raise Refusal("not_yours")


def note_of(draft: Draft, id: str) -> Note:
    """The note, if the actor sees it. Raises Refusal `unknown_note`."""
    note: Note = draft.require("note", id)
    if not sees_card(draft, "note", id):
        raise Refusal("unknown_note")
    return note


def public_note(draft: Draft, id: str) -> Note:
    """The note, if everyone sees it. Raises Refusal `unknown_note`."""
    note: Note = draft.require("note", id)
    if draft.audience("note", id) != EVERYONE:
        raise Refusal("unknown_note")
    return note


def own_note(draft: Draft, id: str) -> Note:
    """The note, if the actor may change it: its author, the chair or a helper.

    Raises Refusal `unknown_note` or `not_yours`.
    """
    note = note_of(draft, id)
    check_may_change(draft, id)
    return note


def is_author(draft: Draft, note: str) -> bool:
    """Whether this card or next step is the actor's own."""
    return draft.audience("mine", note) == draft.actor.person


def must_be_reviewed(draft: Draft, kind: str, id: str) -> bool:
    """Whether new words of its author must be reviewed before everyone sees them, also those of the chair's side."""
    is_held = bool(draft.singleton("meeting").hold)
    return is_held and is_author(draft, id) and draft.audience(kind, id) == EVERYONE


def is_pending(card: Note | Photo) -> bool:
    """Whether the note or photograph waits for review."""
    return card.state == "waiting" if isinstance(card, Photo) else card.held is True


def is_private(draft: Draft, id: str, note: Note) -> bool:
    """Whether it was written in private and has not been shown yet."""
    return note.alone is True and draft.audience("note", id) != EVERYONE


#: All notes, and all photographs, by zone.
NOTES_BY_ZONE, PHOTOS_BY_ZONE = (Index(kind, lambda card, audience: [card.zone]) for kind in ("note", "photo"))
#: By zone.
_PRIVATE = Index("note", lambda note, audience: [note.zone] if note.alone is True and audience != EVERYONE else [])


def private_notes_in(draft: Draft, zone: str) -> Mapping[str, Note]:
    """The notes of a zone that were written in private and are not shown yet."""
    return draft.find(_PRIVATE, zone)


def number_of_private_notes(draft: Draft, zone: str) -> int:
    """How many these are, without those of people who have just come, which are counted a little later."""
    waiting = (draft.get("note", id) for id in draft.of_kind("saved"))
    early = sum(1 for note in waiting if note is not None and note.zone == zone and note.alone is True)
    return draft.count(_PRIVATE, zone) - early

"""Erasing text and photographs for good: the chair erases any, and each person all their own.

This file decides what remains in the records; the store does the same to the history (see redaction.py).
"""

from collections.abc import Collection
from typing import Any, ClassVar

from .. import resources
from ..action_log import LogDetails, Logged
from ..audience import SHARED
from ..command import AllowedWhilePaused, ByChair
from ..display import snapshots
from ..draft import Draft, Rules
from ..followup import invitations, next_steps
from ..records import RECORDS
from ..records.base import Record
from ..records.photos import Photo
from ..records.wall import Leaving, Note
from ..refusal import Refusal
from ..schedule import schedule
from ..state import State
from ..wall.merge_notes import ME_TOOS, merged_into, take_out, unmerge, words_when_merged
from ..wall.visibility import WAITS_AS
from . import moderation
from .redaction import NOTE_KINDS, PHOTO_KINDS, Location, Redaction, is_erased, location

#: The kinds of record that a note or a photograph can be.
_KINDS = NOTE_KINDS + PHOTO_KINDS
#: How long after the request a note that others see is erased, in milliseconds.
ERASED_WITHIN = (10_000, 180_000)


class WordsErase(ByChair, frozen=True, kw_only=True):
    """Erases all texts of a record, or those of one `field`. It may be given when the meeting is closed."""

    name: ClassVar[str] = "words.erase"
    rewrites_history: ClassVar[bool] = True
    open_only: ClassVar[bool] = False
    kind: str
    id: str
    field: str | None = None


class NotesEraseMine(AllowedWhilePaused, frozen=True, kw_only=True):
    """Erases all notes that the actor has written, and all photographs that they have sent."""

    name: ClassVar[str] = "notes.erase_mine"
    rewrites_history: ClassVar[bool] = True

    def takes_long(self, state: State, now: int, person: str) -> bool:
        """Only where something is erased at once, which nobody else sees. Everybody's commands would wait for it, and
        so tell the moment, though others see the notes go later."""
        return any(not _others_see(state, id) for id in _own_cards(state, person))


def erase_text(draft: Draft, command: WordsErase) -> None:
    """Erases the text in all its versions, and wherever else in the meeting the same text occurs.

    Raises Refusal `bad_args` or `no_words`.
    """
    kind, id = command.kind, command.id
    record = _require_visible(draft, kind, id)
    fields: tuple[str, ...] | None = None if command.field is None else (command.field,)
    if fields and command.field not in record.words:
        raise Refusal("bad_args", field="field")
    if kind in NOTE_KINDS and fields == ("text",):
        # A translation says the same.
        fields = ("text", "translations")
    chosen = [field for field in record.words if (field in fields if fields else field not in record.names)]
    texts = [text for field in chosen for text in _texts(getattr(record, field))]
    locations: dict[Location, Collection[str] | None] = {location(kind, id): fields}
    if kind in NOTE_KINDS and fields in (None, ("merged",)):
        for other in merged_into(draft, id):
            locations[location("folded", other)] = None
            texts.append(draft.get("folded", other).text)
    if kind in PHOTO_KINDS and fields in (None, ("picture",)):
        texts += [draft.get(*each).picture for each in _cut_from(draft, {id})]
        locations |= {location(*each): None for each in _cut_from(draft, {id})}
    if not texts:
        raise Refusal("no_words")
    _redact_records(draft, Redaction(locations, texts))


def erase_photo(draft: Draft, id: str) -> None:
    """Erases one photograph and the paper notes that were cut out of it."""
    _erase_cards(draft, {id})


def erase_own_notes(draft: Draft, command: NotesEraseMine) -> None:
    """Erases everything that this person has written on the wall, including removed notes.

    What others see goes note by note, each at a moment of its own: if the notes went together, everyone would know
    which ones one person wrote. Until then the record `leaving` hides them from their author, to whom they are gone.
    """
    person = draft.actor.person
    ids = _own_cards(draft.state, person)
    present = {id for id in ids if _states_of(draft, id)}
    others_see = {id for id in present if _others_see(draft, id)}
    leaving = [id for id in sorted(others_see) if draft.get("leaving", id) is None]
    for id in leaving:
        draft.put(Leaving(), id, audience=person)
        schedule(draft, "erase", "note", id, ERASED_WITHIN)
    _erase_cards(draft, ids - others_see)
    draft.result = {"erased": len(present - others_see) + len(leaving)}


def _own_cards(state: State, person: str) -> set[str]:
    """Everything that this person has put on the wall. What is deleted counts too: the history still has its text."""
    return {
        id
        for kind, id, entry in state.entries()
        if kind == "mine" and entry.audience == person and getattr(entry.record, "of", None) != "step"
    }


def _others_see(records: State | Draft, card: str) -> bool:
    """Whether anybody but its author sees the card, wherever it is by now, or once it is split off or shown again."""
    return any(records.audience(kind, card) in SHARED for kind in _KINDS)


def erase_leaving_note(draft: Draft, kind: str, id: str) -> None:
    """Erases one note or photograph whose author has asked for it, wherever it is by now."""
    _erase_cards(draft, {id})
    draft.drop("leaving", id)


def _require_visible(draft: Draft, kind: str, id: str) -> Record:
    """The record, if the actor sees it. Raises Refusal `bad_args` or `no_words`."""
    if kind not in RECORDS or not RECORDS[kind].words:
        raise Refusal("bad_args", field="kind")
    record: Record | None = draft.get(kind, id)
    if record is not None and kind in WAITS_AS and draft.get(WAITS_AS[kind], id) is not None:
        return record
    if record is None or not draft.actor.sees(draft.audience(kind, id) or ""):
        raise Refusal("no_words")
    return record


def _states_of(draft: Draft, card: str) -> list[Note | Photo]:
    """The records of a card: as it is on the wall, waits for review, was removed or merged into another."""
    return [record for kind in _KINDS if (record := draft.get(kind, card)) is not None]


def _cut_from(draft: Draft, photos: Collection[str]) -> list[Location]:
    """The records of the paper notes that were cut out of these photographs."""
    found = ((kind, id, photo) for kind in PHOTO_KINDS for id, photo in draft.of_kind(kind).items())
    return [(kind, id) for kind, id, photo in found if photo.cut_from in photos]


def _erase_cards(draft: Draft, ids: Collection[str]) -> None:
    """Erases these notes and photographs, what others have merged of the notes and cut out of the photographs, but
    nothing that another note says too."""
    notes = [note for id in ids for note in _states_of(draft, id) if isinstance(note, Note)]
    texts = [text for note in notes for text in (note.text, words_when_merged(note))]
    others = (draft.public("note") | draft.of_kind("folded")).items()
    spared = [words_when_merged(note) for id, note in others if id not in ids]
    # Those that are gone count too, whatever they were: the history still has them.
    locations: dict[Location, Collection[str] | None] = {(kind, id): None for id in ids for kind in ("note", "photo")}
    locations |= {location(*each): None for each in _cut_from(draft, ids)}
    if locations:
        _redact_records(draft, Redaction(locations, texts, only_merged=True, spared=spared))


def _texts(value: Any) -> list[str]:
    """The texts in the value of a field: a string, several strings in a list or by keys, or a value without text."""
    values = value if isinstance(value, list) else value.values() if isinstance(value, dict) else [value]
    return [each for each in values if isinstance(each, str) and each.strip()]


def _redact_records(draft: Draft, redaction: Redaction) -> None:
    _unmerge_erased(draft, redaction)
    changes_pictures = False
    for kind, id, _ in draft.state.entries():
        record = draft.get(kind, id)
        if record is None:
            continue
        redacted = redaction.redact(kind, id, record)
        if redacted is record:
            continue
        changes_pictures |= kind == "pictured"
        if is_erased(redacted):
            _drop(draft, kind, id)
        elif kind == "undo" and not redacted.steps:
            draft.drop(kind, id)
        else:
            draft.put(redacted, id)
    if changes_pictures:
        snapshots.leave_out_empty_zones(draft)
    draft.erased = redaction


def _unmerge_erased(draft: Draft, redaction: Redaction) -> None:
    """Splits notes that will be erased from the notes merged into them, unless those will all be erased too."""
    for kind, split in (("note", unmerge), ("removed", moderation.unmerge_removed)):
        for id, note in list(draft.of_kind(kind).items()):
            if not note.merged:
                continue
            inner = {each: draft.get("folded", each) for each in merged_into(draft, id)}
            if _will_be_erased(redaction, kind, id, note) and not all(
                _will_be_erased(redaction, "folded", each, folded) for each, folded in inner.items()
            ):
                split(draft, id)


def _will_be_erased(redaction: Redaction, kind: str, id: str, note: Note) -> bool:
    return is_erased(redaction.redact(kind, id, note))


def _drop(draft: Draft, kind: str, id: str) -> None:
    """Deletes an erased record, with the records that depend on it."""
    if kind == "step":
        next_steps.drop(draft, id)
    elif kind == "invite":
        invitations.drop(draft, id)
    elif kind in ("resource", "resource_offer"):
        resources.drop(draft, id)
    elif kind in NOTE_KINDS:
        if kind == "folded":
            # Its text, "me too" marks and dots are removed from the note that it was merged into.
            take_out(draft, id, "note" if draft.get("note", draft.get(kind, id).into) else "removed")
        _drop_marks(draft, id)
    elif kind in PHOTO_KINDS:
        _drop_marks(draft, id)
    draft.drop(kind, id)


def _drop_marks(draft: Draft, card: str) -> None:
    """Deletes what links people to a card."""
    for key in list(draft.find(ME_TOOS, card)):
        draft.drop("too", key)
    draft.drop("mine", card)


RULES: Rules = {
    WordsErase: erase_text,
    NotesEraseMine: erase_own_notes,
}

LOGGED: Logged = {
    WordsErase: lambda draft, command: LogDetails("words"),
}

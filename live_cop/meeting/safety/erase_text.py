"""Words erased for good: by the chair a text, by its author all they wrote.

What is decided here is what stands in the records afterwards; the store does the same to the history.
"""

from collections.abc import Collection
from typing import Any, ClassVar

from ..action_log import LogDetails, Logged
from ..command import AllowedWhilePaused, ByChair
from ..display import snapshots
from ..draft import Draft, Rules
from ..followup import invitations, next_steps
from ..records import RECORDS
from ..records.base import Record
from ..refusal import Refusal
from ..wall.merge_notes import merged_into, take_out, unmerge, words_when_merged
from . import moderation
from .redaction import NOTE_KINDS, Place, Redaction, is_erased, place


class WordsErase(ByChair, frozen=True, kw_only=True):
    """All words of a record, or those of one of its fields; also when the meeting is closed."""

    name: ClassVar[str] = "words.erase"
    open_only: ClassVar[bool] = False
    kind: str
    id: str
    field: str | None = None


class NotesEraseMine(AllowedWhilePaused, frozen=True, kw_only=True):
    """It puts no words before the others, so it is taken while writing is paused too."""

    name: ClassVar[str] = "notes.erase_mine"


def erase_text(draft: Draft, command: WordsErase) -> None:
    """The words go from here in all their versions, and wherever else in the meeting the same text stands."""
    kind, id = command.kind, command.id
    record = _seen(draft, kind, id)
    fields = None if command.field is None else (command.field,)
    if fields and command.field not in record.words:
        raise Refusal("bad_args", field="field")
    meant = [field for field in record.words if _is_meant(record, field, fields)]
    texts = [text for field in meant for text in _texts(getattr(record, field))]
    places: dict[Place, Collection[str] | None] = {place(kind, id): fields}
    if kind in NOTE_KINDS and fields in (None, ("merged",)):
        for other in merged_into(draft, id):
            places[place("folded", other)] = None
            texts.append(draft.get("folded", other).text)
    if not texts:
        raise Refusal("no_words")
    _carry_out(draft, Redaction(places, texts))


def erase_own_notes(draft: Draft, command: NotesEraseMine) -> None:
    """All that this person has written on the wall, also what they took back or what was put aside."""
    person = draft.actor.person
    # Also what is gone: of it the history still has the words.
    ids = {id for kind, id, entry in draft.state.entries() if kind == "mine" and entry.audience == person}
    own = [note for kind in NOTE_KINDS for id, note in draft.of_kind(kind).items() if id in ids]
    texts = [text for note in own for text in (note.text, words_when_merged(note))]
    others = (draft.public("note") | draft.of_kind("folded")).items()
    spared = [words_when_merged(note) for id, note in others if id not in ids]
    _carry_out(draft, Redaction({place("note", id): None for id in ids}, texts, person, spared))
    draft.result = {"erased": len({id for kind in NOTE_KINDS for id in ids if draft.state.get(kind, id) is not None})}


def _seen(draft: Draft, kind: str, id: str) -> Any:
    """The record, as far as this actor sees it. Raises Refusal."""
    if kind not in RECORDS or not RECORDS[kind].words:
        raise Refusal("bad_args", field="kind")
    record = draft.get(kind, id)
    if kind == "note" and record is not None and draft.get("held", id) is not None:
        return record
    if record is None or not draft.actor.sees(draft.audience(kind, id) or ""):
        raise Refusal("no_words")
    return record


def _is_meant(record: Record, field: str, fields: Collection[str] | None) -> bool:
    return field not in record.names if fields is None else field in fields


def _texts(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str) and each.strip()]


def _carry_out(draft: Draft, erasure: Redaction) -> None:
    _take_apart(draft, erasure)
    for kind, id, _ in draft.state.entries():
        record = draft.get(kind, id)
        if record is None:
            continue
        kept = erasure.redact(kind, id, record, draft.audience(kind, id) or "")
        if kept is record:
            continue
        if is_erased(kind, kept):
            _drop(draft, kind, id)
        elif kind == "undo" and not kept.steps:
            draft.drop(kind, id)
        else:
            draft.put(kept, id)
            if kind == "picture":
                snapshots.leave_out_empty_zones(draft, id)
    draft.erased = erasure


def _take_apart(draft: Draft, erasure: Redaction) -> None:
    """A note that goes leaves those behind that were merged into it, unless they go too."""
    for kind, apart in (("note", unmerge), ("removed", moderation.unmerge_removed)):
        for id, note in list(draft.of_kind(kind).items()):
            if not note.merged:
                continue
            inner = {each: draft.get("folded", each) for each in merged_into(draft, id)}
            if _goes(draft, erasure, kind, id, note) and not all(
                _goes(draft, erasure, "folded", each, folded) for each, folded in inner.items()
            ):
                apart(draft, id)


def _goes(draft: Draft, erasure: Redaction, kind: str, id: str, note: Any) -> bool:
    return is_erased(kind, erasure.redact(kind, id, note, draft.audience(kind, id) or ""))


def _drop(draft: Draft, kind: str, id: str) -> None:
    """Takes a record away of which nothing is left, with what hangs on it."""
    if kind == "step":
        next_steps.drop(draft, id)
    elif kind == "invite":
        invitations.drop(draft, id)
    elif kind in NOTE_KINDS:
        if kind == "folded":
            # What it brought along leaves the note that it was merged into: its words, "me too" marks and dots.
            take_out(draft, id, "note" if draft.get("note", draft.get(kind, id).into) else "removed")
        for key in [key for key, said in draft.of_kind("too").items() if said.note == id]:
            draft.drop("too", key)
        draft.drop("mine", id)
    draft.drop(kind, id)


RULES: Rules = {
    WordsErase: erase_text,
    NotesEraseMine: erase_own_notes,
}

LOGGED: Logged = {
    WordsErase: lambda draft, command: LogDetails("words"),
}

"""Notes merged into one without losing words, and split again with their own marks."""

from typing import ClassVar

from msgspec import UNSET
from msgspec.structs import asdict, replace

from ..command import Command
from ..draft import Draft, Rules
from ..records.wall import MergedNote, MeToo, Note
from ..refusal import Refusal
from .note_types import Notes
from .placement import place_in
from .visibility import public_note


class NoteMerge(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.merge"
    notes: Notes
    into: str


class NoteSplit(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.split"
    note: str


def merge(draft: Draft, command: NoteMerge) -> None:
    """Several notes become one that keeps the words of all."""
    public_note(draft, command.into)
    others = [id for id in dict.fromkeys(command.notes) if id != command.into]
    if not others:
        raise Refusal("nothing_to_merge")
    for id in others:
        public_note(draft, id)
    for id in others:
        # What was merged before is merged again, each for itself: so it comes apart whole.
        inner = merged_into(draft, id)
        if inner:
            unmerge(draft, id)
        for each in (id, *inner):
            _merge_one(draft, each, command.into)


def split(draft: Draft, command: NoteSplit) -> None:
    public_note(draft, command.note)
    if not merged_into(draft, command.note):
        raise Refusal("not_merged")
    unmerge(draft, command.note)


def unmerge(draft: Draft, id: str) -> None:
    """Every note that was merged into this one is there again, beside it, with its own marks."""
    for other in merged_into(draft, id):
        note = take_out(draft, other, "note")
        into: Note = draft.get("note", id)
        x, y = (note.x, note.y) if into.group else place_in(draft, into.zone)
        draft.put(replace(note, zone=into.zone, group=into.group, x=x, y=y), other)


def take_out(draft: Draft, id: str, kind: str) -> Note:
    """A merged note as it was; it leaves the other one, which is on the wall or put aside (`kind`), or gone."""
    folded: MergedNote = draft.get("folded", id)
    for key, each in list(draft.of_kind("too").items()):
        if each.lent == id:
            draft.drop("too", key)
    _give_dots_back(draft, id, folded.into)
    into = draft.get(kind, folded.into)
    if into is not None:
        words = list(into.merged or [])
        # Where the same words were erased by their author they may be gone already.
        if words_when_merged(folded) in words:
            words.remove(words_when_merged(folded))
        votes = into.votes
        if votes is not UNSET and folded.votes is not UNSET:
            votes = max(0, votes - folded.votes)
        draft.put(replace(into, merged=words or UNSET, votes=votes).with_me_toos(-folded.lent), folded.into)
    fields = asdict(folded)
    del fields["into"], fields["lent"]
    draft.drop("folded", id)
    return Note(**fields)


def merged_into(draft: Draft, id: str) -> list[str]:
    """The notes that were merged into this one, in the order in which they came."""
    return [other for other, note in draft.of_kind("folded").items() if note.into == id]


def words_when_merged(note: Note) -> str:
    """The words of a note as they stand on one that it was merged into."""
    return f"{note.text}\n— {note.signed}" if note.signed else note.text


def _merge_one(draft: Draft, id: str, into: str) -> None:
    """Puts one note into another. Who says "me too" to it says it to the one that has its words now: once, and never to
    their own."""
    note: Note = draft.get("note", id)
    said = [key for key, each in draft.of_kind("too").items() if each.note == id]
    lent = (note.too or 0) - len(said)
    for key in said:
        person = draft.audience("too", key)
        if person and person != draft.audience("mine", into) and draft.get("too", f"{into}.{person}") is None:
            draft.put(MeToo(note=into, lent=id), f"{into}.{person}", audience=person)
            lent += 1
    draft.drop("note", id)
    draft.put(MergedNote(**asdict(note), into=into, lent=lent), id)
    one: Note = draft.get("note", into)
    votes = one.votes if note.votes is UNSET else (one.votes or 0) + note.votes
    one = replace(one, merged=[*(one.merged or []), words_when_merged(note)], votes=votes)
    draft.put(one.with_me_toos(lent), into)
    _carry_dots(draft, id, into)


def _carry_dots(draft: Draft, id: str, into: str) -> None:
    """The dots of an open vote move along to the note that this one was merged into."""
    for key, dots in list(draft.of_kind("dots").items()):
        if id in dots.notes:
            notes = dict(dots.notes)
            moved = notes.pop(id)
            notes[into] = notes.get(into, 0) + moved
            draft.put(replace(dots, notes=notes, lent=(dots.lent or {}) | {id: moved}), key)


def _give_dots_back(draft: Draft, id: str, into: str) -> None:
    """The dots that moved along return when the note is split off again, as far as they have not been taken away."""
    for key, dots in list(draft.of_kind("dots").items()):
        if dots.lent and id in dots.lent:
            lent, notes = dict(dots.lent), dict(dots.notes)
            moved = min(lent.pop(id), notes.get(into, 0))
            left = notes.pop(into, 0) - moved
            notes |= {note: n for note, n in ((into, left), (id, moved)) if n}
            draft.put(replace(dots, notes=notes, lent=lent or UNSET), key)


RULES: Rules = {
    NoteMerge: merge,
    NoteSplit: split,
}

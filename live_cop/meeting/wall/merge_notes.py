"""Merging notes into one that has the text of all, and splitting it again, each note with its own marks."""

from collections.abc import Collection
from typing import ClassVar

from msgspec import UNSET
from msgspec.structs import asdict, replace

from .. import schedule
from ..command import Command
from ..draft import Draft, Rules
from ..records.photos import CARD_KINDS
from ..records.wall import MergedNote, MeToo, Note
from ..refusal import Refusal
from ..state import Index
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


#: What was merged, by the note that it was merged into.
MERGED = Index("folded", lambda folded, audience: [folded.into])
#: "Me too" marks by their note, and those that are lent by the note that they were given to.
ME_TOOS = Index("too", lambda me_too, audience: [me_too.note, ("lent", me_too.lent)])
#: The dots of one person, by their zone and by the cards that have them.
DOTS = Index(
    "dots", lambda dots, audience: [("zone", dots.zone), *(("card", id) for id in {*dots.notes, *(dots.lent or ())})]
)


def merge(draft: Draft, command: NoteMerge) -> None:
    """Merges `notes` into the note `into`, which gets their texts.

    Raises Refusal `unknown_note` or `nothing_to_merge`.
    """
    public_note(draft, command.into)
    others = [id for id in dict.fromkeys(command.notes) if id != command.into]
    if not others:
        raise Refusal("nothing_to_merge")
    for id in others:
        public_note(draft, id)
    for id in others:
        # Notes that were merged into this one are merged one by one, so that a split restores all of them.
        inner = merged_into(draft, id)
        if inner:
            unmerge(draft, id)
        for each in (id, *inner):
            _merge_one(draft, each, command.into)


def split(draft: Draft, command: NoteSplit) -> None:
    """Restores the notes that were merged into this one. Raises Refusal `unknown_note` or `not_merged`."""
    public_note(draft, command.note)
    if not merged_into(draft, command.note):
        raise Refusal("not_merged")
    unmerge(draft, command.note)


def unmerge(draft: Draft, id: str) -> None:
    """Restores every note that was merged into this one, beside it and with its own marks."""
    for other in merged_into(draft, id):
        note = take_out(draft, other, "note")
        into: Note = draft.get("note", id)
        x, y = (note.x, note.y) if into.group else place_in(draft, into.zone)
        draft.put(replace(note, zone=into.zone, group=into.group, x=x, y=y), other)


def take_out(draft: Draft, id: str, kind: str) -> Note:
    """Takes a merged note out of the other one, whose `kind` is "note" or "removed", and returns it as it was.

    The other note loses its text, "me too" marks and dots, if it still exists.
    """
    folded: MergedNote = draft.get("folded", id)
    people = _people_with_me_too(draft, id)
    for key in list(draft.find(ME_TOOS, ("lent", id))):
        draft.drop("too", key)
    _give_dots_back(draft, id, folded.into)
    into = draft.get(kind, folded.into)
    if into is not None:
        words = list(into.merged or [])
        # They are missing if the author of equal text erased it.
        if words_when_merged(folded) in words:
            words.remove(words_when_merged(folded))
        votes = into.votes
        if votes is not UNSET and folded.votes is not UNSET:
            votes = max(0, votes - folded.votes)
        draft.put(replace(into, merged=words or UNSET, votes=votes).with_me_toos(-folded.lent), folded.into)
    fields = asdict(folded)
    del fields["into"], fields["lent"]
    draft.drop("folded", id)
    for person in people:
        lend_me_too(draft, folded.into, person)
    return Note(**fields)


def merged_into(draft: Draft, id: str) -> list[str]:
    """The ids of the notes that were merged into this one, in the order of merging."""
    return list(draft.find(MERGED, id))


def words_when_merged(note: Note) -> str:
    """The text of a note as it stands on the note that it is merged into: with its signature, if any."""
    return f"{note.text}\n— {note.signed}" if note.signed else note.text


def count_me_toos(draft: Draft, id: str) -> None:
    """Counts the "me too" marks that wait on a note or photograph, whether it is still on the wall or not; on one that
    was merged into another, there too. They have to wait until then: a sum that grew would tell of them."""
    waiting = {key: each for key, each in draft.find(ME_TOOS, id).items() if each.waits is True}
    for key, each in waiting.items():
        draft.put(replace(each, waits=UNSET), key)
    for kind in CARD_KINDS:
        if (note := draft.get(kind, id)) is not None:
            draft.put(note.with_me_toos(len(waiting)), id)
            if isinstance(note, MergedNote):
                _lend_counted(draft, id, [draft.audience("too", key) or "" for key in waiting])
    schedule.cancel(draft, "count", "note", id)


def _lend_counted(draft: Draft, id: str, people: Collection[str]) -> None:
    """The note into which this one was merged has the "me too" marks of these people too, who are counted just now."""
    folded: MergedNote = draft.get("folded", id)
    draft.put(replace(folded, lent=folded.lent + len(people)), id)
    for kind in ("note", "removed"):
        if (into := draft.get(kind, folded.into)) is not None:
            draft.put(into.with_me_toos(len(people)), folded.into)
    for person in people:
        lend_me_too(draft, folded.into, person)


def lend_me_too(draft: Draft, into: str, person: str) -> None:
    """Lets a person withdraw, on the note `into`, a "me too" that they gave to a note merged into it."""
    id = f"{into}.{person}"
    marks = ((other, draft.get("too", f"{other}.{person}")) for other in merged_into(draft, into))
    given = [other for other, mark in marks if mark is not None and mark.waits is not True]
    if given and draft.get("too", id) is None:
        draft.put(MeToo(note=into, lent=given[0]), id, audience=person)


def _merge_one(draft: Draft, id: str, into: str) -> None:
    """Merges one note into another, with its "me too" marks.

    Their number is the plain sum. If one person's two marks counted once, or the mark of an author not at all, the sum
    would tell who had given them.
    """
    note: Note = draft.get("note", id)
    draft.drop("note", id)
    draft.put(MergedNote(**asdict(note), into=into, lent=note.too or 0), id)
    for person in _people_with_me_too(draft, id):
        lend_me_too(draft, into, person)
    target: Note = draft.get("note", into)
    votes = target.votes if note.votes is UNSET else (target.votes or 0) + note.votes
    target = replace(target, merged=[*(target.merged or []), words_when_merged(note)], votes=votes)
    draft.put(target.with_me_toos(note.too or 0), into)
    _carry_dots(draft, id, into)


def _people_with_me_too(draft: Draft, note: str) -> list[str]:
    return [draft.audience("too", key) or "" for key in draft.find(ME_TOOS, note)]


def _carry_dots(draft: Draft, id: str, into: str) -> None:
    """Moves the dots of an open vote to the note that this one is merged into."""
    for key, dots in list(draft.find(DOTS, ("card", id)).items()):
        if id in dots.notes:
            notes = dict(dots.notes)
            moved = notes.pop(id)
            notes[into] = notes.get(into, 0) + moved
            draft.put(replace(dots, notes=notes, lent=(dots.lent or {}) | {id: moved}), key)


def _give_dots_back(draft: Draft, id: str, into: str) -> None:
    """Returns the moved dots to a note that is split off, as far as people have not taken them back."""
    for key, dots in list(draft.find(DOTS, ("card", id)).items()):
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

"""Sorting together: what a note is, notes merged without losing words, "me too", and the order of a zone.

A "me too" is a record for its owner alone; the note that everyone sees carries only how many there are.
"""

from typing import Any

from msgspec import UNSET
from msgspec.structs import asdict, replace

from .commands import sorting as c
from .draft import Draft
from .records import Folded, Note, Too
from .refusal import Refusal
from .visible import is_author, place_in, shown_note


def sort_notes(draft: Draft, command: c.NoteSort) -> None:
    for id in command.notes:
        draft.put(replace(shown_note(draft, id), sort=command.sort or UNSET), id)


def sort_zone(draft: Draft, command: c.ZoneSort) -> None:
    draft.put(replace(draft.find("zone", command.zone), sorted_by=command.by), command.zone)


def merge(draft: Draft, command: c.NoteMerge) -> None:
    """Several notes become one that keeps the words of all."""
    shown_note(draft, command.into)
    others = [id for id in dict.fromkeys(command.notes) if id != command.into]
    if not others:
        raise Refusal("nothing_to_merge")
    for id in others:
        shown_note(draft, id)
    for id in others:
        # What was merged before is merged again, each for itself: so it comes apart whole.
        inner = folded_into(draft, id)
        if inner:
            unfold(draft, id)
        for each in (id, *inner):
            _fold(draft, each, command.into)


def split(draft: Draft, command: c.NoteSplit) -> None:
    shown_note(draft, command.note)
    if not folded_into(draft, command.note):
        raise Refusal("not_merged")
    unfold(draft, command.note)


def unfold(draft: Draft, id: str) -> None:
    """Every note that was merged into this one is there again, beside it, with its own marks."""
    for other in folded_into(draft, id):
        note = take_out(draft, other, "note")
        into: Note = draft.get("note", id)
        x, y = (note.x, note.y) if into.group else place_in(draft, into.zone)
        draft.put(replace(note, zone=into.zone, group=into.group, x=x, y=y), other)


def take_out(draft: Draft, id: str, kind: str) -> Note:
    """A merged note as it was; it leaves the other one, which is on the wall or put aside (`kind`)."""
    folded: Folded = draft.get("folded", id)
    for key, each in list(draft.all("too").items()):
        if each.lent == id:
            draft.drop("too", key)
    into = draft.get(kind, folded.into)
    words = list(into.merged or [])
    # Where the same words were erased by their author they may be gone already.
    if words_of(folded) in words:
        words.remove(words_of(folded))
    votes = into.votes
    if votes is not UNSET and folded.votes is not UNSET:
        votes = max(0, votes - folded.votes)
    draft.put(_plus(replace(into, merged=words or UNSET, votes=votes), -folded.lent), folded.into)
    fields = asdict(folded)
    del fields["into"], fields["lent"]
    draft.drop("folded", id)
    return Note(**fields)


def too(draft: Draft, command: c.NoteToo) -> None:
    note = shown_note(draft, command.note)
    if draft.audience("mine", command.note) is None:
        raise Refusal("forgotten")
    if is_author(draft, command.note):
        raise Refusal("own_note")
    id = f"{command.note}.{draft.actor.person}"
    if draft.get("too", id) is not None:
        raise Refusal("too_already")
    draft.put(Too(note=command.note), id, audience=draft.actor.person)
    draft.put(_plus(note, 1), command.note)


def untoo(draft: Draft, command: c.NoteUntoo) -> None:
    note = shown_note(draft, command.note)
    person = draft.actor.person
    said = draft.get("too", f"{command.note}.{person}")
    if said is None:
        raise Refusal("no_too")
    draft.drop("too", f"{command.note}.{person}")
    draft.put(_plus(note, -1), command.note)
    # Also on what was merged into it: taken back is taken back, whatever is split later.
    for other in folded_into(draft, command.note):
        folded = draft.get("folded", other)
        if draft.get("too", f"{other}.{person}") is not None:
            draft.drop("too", f"{other}.{person}")
            folded = _plus(folded, -1)
        draft.put(replace(folded, lent=folded.lent - 1) if said.lent == other else folded, other)


def folded_into(draft: Draft, id: str) -> list[str]:
    """The notes that were merged into this one, in the order in which they came."""
    return [other for other, note in draft.all("folded").items() if note.into == id]


def words_of(note: Note) -> str:
    """The words of a note as they stand on one that it was merged into."""
    return f"{note.text}\n— {note.signed}" if note.signed else note.text


def _plus(note: Any, n: int) -> Any:
    """The note with so many more "me too" marks: counted on the note itself, for who said it is forgotten one day."""
    return replace(note, too=max(0, (note.too or 0) + n) or UNSET)


def _fold(draft: Draft, id: str, into: str) -> None:
    """Puts one note into another. Who says "me too" to it says it to the one that has its words now: once, and never to
    their own."""
    note: Note = draft.get("note", id)
    said = [key for key, each in draft.all("too").items() if each.note == id]
    lent = (note.too or 0) - len(said)
    for key in said:
        person = draft.audience("too", key)
        if person and person != draft.audience("mine", into) and draft.get("too", f"{into}.{person}") is None:
            draft.put(Too(note=into, lent=id), f"{into}.{person}", audience=person)
            lent += 1
    draft.drop("note", id)
    draft.put(Folded(**asdict(note), into=into, lent=lent), id)
    one: Note = draft.get("note", into)
    votes = one.votes if note.votes is UNSET else (one.votes or 0) + note.votes
    draft.put(_plus(replace(one, merged=[*(one.merged or []), words_of(note)], votes=votes), lent), into)
    _carry_dots(draft, id, into)


def _carry_dots(draft: Draft, id: str, into: str) -> None:
    """Dots of a vote that is on go along."""
    for key, dots in list(draft.all("dots").items()):
        if id in dots.notes:
            notes = dict(dots.notes)
            notes[into] = notes.get(into, 0) + notes.pop(id)
            draft.put(replace(dots, notes=notes), key)


RULES = {
    c.NoteSort: sort_notes,
    c.ZoneSort: sort_zone,
    c.NoteMerge: merge,
    c.NoteSplit: split,
    c.NoteToo: too,
    c.NoteUntoo: untoo,
}

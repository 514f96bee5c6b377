"""The types of notes (comment, statement, question, data), and by which count the notes of a zone are sorted."""

from typing import Annotated, ClassVar

from msgspec import UNSET, Meta
from msgspec.structs import replace

from ..command import Command
from ..draft import Draft, Rules
from ..records.wall import NoteType, SortKey
from .visibility import public_note

Notes = Annotated[tuple[str, ...], Meta(min_length=1, max_length=100)]


class NoteSort(Command, frozen=True, kw_only=True, rename={"note_type": "sort"}):
    name: ClassVar[str] = "note.sort"
    notes: Notes
    note_type: NoteType | None


class ZoneSort(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.sort"
    zone: str
    by: SortKey | None


def set_type(draft: Draft, command: NoteSort) -> None:
    """Sets or removes the type of these notes. Raises Refusal `unknown_note`."""
    for id in command.notes:
        draft.put(replace(public_note(draft, id), note_type=command.note_type or UNSET), id)


def sort_zone(draft: Draft, command: ZoneSort) -> None:
    """Sorts the notes of a zone, or no longer sorts them. Raises Refusal `unknown_zone`."""
    draft.put(replace(draft.require("zone", command.zone), sorted_by=command.by), command.zone)


RULES: Rules = {
    NoteSort: set_type,
    ZoneSort: sort_zone,
}

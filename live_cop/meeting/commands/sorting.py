"""Writing alone, sorting together, and the dot vote."""

from typing import Annotated, ClassVar

from msgspec import Meta

from ..records import By, Sort
from .base import ByChair, ByPerson, Command

Notes = Annotated[tuple[str, ...], Meta(min_length=1, max_length=100)]
DotsEach = Annotated[int, Meta(ge=1, le=10)]


class ZoneWriteAlone(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.write_alone"
    zone: str


class ZoneShow(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.show"
    zone: str


class ZoneSort(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.sort"
    zone: str
    by: By | None


class NoteSort(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.sort"
    notes: Notes
    sort: Sort | None


class NoteMerge(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.merge"
    notes: Notes
    into: str


class NoteSplit(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.split"
    note: str


class _OnNote(ByPerson, frozen=True, kw_only=True):
    note: str


class NoteToo(_OnNote, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.too"


class NoteUntoo(_OnNote, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.untoo"


class VoteOpen(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "vote.open"
    zone: str
    dots: DotsEach


class VoteClose(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "vote.close"
    zone: str


class VoteGive(_OnNote, frozen=True, kw_only=True):
    name: ClassVar[str] = "vote.give"


class VoteTake(_OnNote, frozen=True, kw_only=True):
    name: ClassVar[str] = "vote.take"

"""The wall: zones, notes and groups, and the marks that people put on notes."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from ..audience import CHAIR, NOBODY
from .base import ERASED, NOT_WITH_STEPS_ALONE, Record, RecordingMode

#: What a note is: people sort them together.
NoteType = Literal["comment", "statement", "question", "data"]
#: By which marks the notes of a zone stand in order.
SortKey = Literal["votes", "too"]
Color = Literal["butter", "mint", "sky", "rose", "lilac", "sand"]
#: What a zone is for beyond its question. "hopes": one note each, brought back at the end.
ZoneRole = Literal["hopes"]


class Zone(Record, frozen=True, kw_only=True):
    """A place on the wall. `alone`: each writes for themselves, and `waiting` says how many notes there are so far.
    `voting`: a dot vote is on with `dots` a person, and `voters` have given any. `team`: the small group whose wall it
    is."""

    kind: ClassVar[str] = "zone"
    words: ClassVar[Mapping[str, Any]] = {"title": ERASED, "prompt": ""}
    undoable: ClassVar[bool] = True
    title: str
    prompt: str = ""
    order: int = 0
    color: Color = "butter"
    section: str | None = None
    scale: str | None = None
    role: ZoneRole | None = None
    alone: bool = False
    waiting: int = 0
    voting: bool = False
    dots: int = 0
    voters: int = 0
    sorted_by: SortKey | None = None
    team: str | None = None


class Group(Record, frozen=True, kw_only=True):
    kind: ClassVar[str] = "group"
    words: ClassVar[Mapping[str, Any]] = {"title": ERASED}
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    undoable: ClassVar[bool] = True
    zone: str
    title: str
    x: float
    y: float
    order: int = 0


class Note(Record, frozen=True, kw_only=True, rename={"note_type": "sort"}):
    """A sticky note. It never says who wrote it; `signed` is a name its author chose to put on it.

    The last fields are left out while there is nothing to say, for a wall may have thousands of notes: what it is, how
    many say "me too", its dots of the last vote, the words of notes merged into it, whether it waits for a
    look, whether its author writes it alone."""

    kind: ClassVar[str] = "note"
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED, "signed": None, "merged": UNSET}
    names: ClassVar[frozenset[str]] = frozenset(("signed",))
    main_text: ClassVar[str] = "text"
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    undoable: ClassVar[bool] = True
    zone: str
    text: str
    x: float
    y: float
    color: Color
    group: str | None = None
    signed: str | None = None
    at: int = 0
    edited: bool = False
    note_type: NoteType | UnsetType = UNSET
    too: int | UnsetType = UNSET
    votes: int | UnsetType = UNSET
    merged: list[str] | UnsetType = UNSET
    held: bool | UnsetType = UNSET
    alone: bool | UnsetType = UNSET

    def with_me_toos(self, added: int) -> Self:
        """The note with so many more "me too" marks: they are counted on the note itself, since who said it is
        forgotten at the close."""
        return replace(self, too=max(0, (self.too or 0) + added) or UNSET)


class Removed(Note, frozen=True, kw_only=True):
    """A note taken off the wall. A kind of its own, so that nothing that walks the notes can ever show one."""

    kind: ClassVar[str] = "removed"
    audience: ClassVar[str] = CHAIR
    state_of: ClassVar[str] = "note"


class Authorship(Record, frozen=True, kw_only=True, rename={"of": "kind"}):
    """Tells one person that the note or next step with this id is theirs. The only link from it to its author."""

    kind: ClassVar[str] = "mine"
    undoable: ClassVar[bool] = True
    of: Literal["note", "step"] = "note"


class MeToo(Record, frozen=True, kw_only=True):
    """One person's "me too" on a note. `lent`: the note it was given to, where that was merged into this one."""

    kind: ClassVar[str] = "too"
    note: str
    lent: str = ""


class Dots(Record, frozen=True, kw_only=True):
    """The dots that one person has given in a zone's vote, by note, and how many are left. `lent`: how many of them
    were given to a note that has been merged into another since, by that note."""

    kind: ClassVar[str] = "dots"
    zone: str
    notes: dict[str, int]
    left: int
    lent: dict[str, int] | UnsetType = UNSET


class MergedNote(Note, frozen=True, kw_only=True):
    """A note that was merged into another, as it was. For the server alone: its words stand on the other.
    `lent`: how many say "me too" there because of this one."""

    kind: ClassVar[str] = "folded"
    audience: ClassVar[str] = NOBODY
    state_of: ClassVar[str] = "note"
    undoable: ClassVar[bool] = False
    into: str
    lent: int = 0

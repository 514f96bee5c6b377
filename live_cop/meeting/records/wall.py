"""The wall: zones, notes and groups, and what one can take back."""

from typing import Any, ClassVar, Literal

from msgspec import UNSET, Struct, UnsetType

from .base import Record

#: What a note is: people sort them together.
Sort = Literal["comment", "statement", "question", "data"]
#: By which marks the notes of a zone stand in order.
By = Literal["votes", "too"]
Color = Literal["butter", "mint", "sky", "rose", "lilac", "sand"]
#: What a zone is for beyond its question. "hopes": one note each, brought back at the end.
ZoneRole = Literal["hopes"]


class Zone(Record, frozen=True, kw_only=True):
    """A place on the wall. `alone`: each writes for themselves, and `waiting` says how many notes there are so far.
    `voting`: a dot vote is on with `dots` a person, and `voters` have given any. `team`: the small group whose wall it
    is."""

    kind: ClassVar[str] = "zone"
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
    sorted_by: By | None = None
    team: str | None = None


class Group(Record, frozen=True, kw_only=True):
    kind: ClassVar[str] = "group"
    zone: str
    title: str
    x: float
    y: float
    order: int = 0


class Note(Record, frozen=True, kw_only=True):
    """A sticky note. It never says who wrote it; `signed` is a name its author chose to put on it.

    The last fields are left out while there is nothing to say, for a wall may have thousands of notes: what it is, how
    many say "me too", its dots of the last vote, the words of notes merged into it, whether it waits for a
    look, whether its author writes it alone."""

    kind: ClassVar[str] = "note"
    zone: str
    text: str
    x: float
    y: float
    color: Color
    group: str | None = None
    signed: str | None = None
    at: int = 0
    edited: bool = False
    sort: Sort | UnsetType = UNSET
    too: int | UnsetType = UNSET
    votes: int | UnsetType = UNSET
    merged: list[str] | UnsetType = UNSET
    held: bool | UnsetType = UNSET
    alone: bool | UnsetType = UNSET


class Removed(Note, frozen=True, kw_only=True):
    """A note taken off the wall. A kind of its own, so that nothing that walks the notes can ever show one."""

    kind: ClassVar[str] = "removed"


class Mine(Record, frozen=True, kw_only=True, rename={"of": "kind"}):
    """Tells one person that the note or next step with this id is theirs. The only link from it to its author."""

    kind: ClassVar[str] = "mine"
    of: Literal["note", "step"] = "note"


class Touched(Struct, frozen=True):
    """One record that a step changed: what it was, who saw it ("" for its author alone, where that is somebody else),
    and its revisions before and after."""

    kind: str
    id: str
    before: dict[str, Any] | None
    audience: str
    was: int
    now: int


class Step(Struct, frozen=True):
    what: str
    touched: list[Touched]


class Undo(Record, frozen=True, kw_only=True):
    """One person's last own actions on the wall, newest last."""

    kind: ClassVar[str] = "undo"
    steps: list[Step]

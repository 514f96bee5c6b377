"""Sorting together: who says "me too", the dots of a vote, and notes that were merged into others."""

from typing import ClassVar

from .base import Record
from .wall import Note


class Too(Record, frozen=True, kw_only=True):
    """One person's "me too" on a note. `lent`: the note it was given to, where that was merged into this one."""

    kind: ClassVar[str] = "too"
    note: str
    lent: str = ""


class Dots(Record, frozen=True, kw_only=True):
    """The dots that one person has given in a zone's vote, by note, and how many are left."""

    kind: ClassVar[str] = "dots"
    zone: str
    notes: dict[str, int]
    left: int


class Folded(Note, frozen=True, kw_only=True):
    """A note that was merged into another, as it was. For the server alone: its words stand on the other.
    `lent`: how many say "me too" there because of this one."""

    kind: ClassVar[str] = "folded"
    into: str
    lent: int = 0

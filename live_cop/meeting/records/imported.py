"""Counts of an imported meeting that cannot be made from its records."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct, field

from .base import Record


class ImportedCount(Struct, frozen=True):
    """How many people came from an organisation, or have a kind of experience."""

    title: str
    people: int


class Imported(Record, frozen=True, kw_only=True):
    """How many people took part (None where a count could identify somebody), and how many notes were removed.

    `at` is when the file was exported.
    """

    kind: ClassVar[str] = "brought"
    words: ClassVar[Mapping[str, Any]] = {"organisations": [], "kinds": []}
    at: int
    total: int | None = None
    room: int | None = None
    remote: int | None = None
    removed: int = 0
    #: Where people came from, as counts in which nobody can be identified.
    how_many_organisations: int | None = None
    organisations: list[ImportedCount] = field(default_factory=list)
    kinds: list[ImportedCount] = field(default_factory=list)

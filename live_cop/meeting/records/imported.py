"""What a meeting that was brought in from a file cannot count itself."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct, field

from .base import Record


class ImportedCount(Struct, frozen=True):
    """So many people came from an organisation, or with a kind of experience."""

    title: str
    people: int


class Imported(Record, frozen=True, kw_only=True):
    """How many took part, as far as that may be told (None where a number would point at somebody), and how many notes
    were taken off the wall. `at` is when the file was made, UTC milliseconds."""

    kind: ClassVar[str] = "brought"
    words: ClassVar[Mapping[str, Any]] = {"organisations": [], "kinds": []}
    at: int
    total: int | None = None
    room: int | None = None
    remote: int | None = None
    removed: int = 0
    #: The breadth of the people, as counts in which nobody can be picked out.
    how_many_organisations: int | None = None
    organisations: list[ImportedCount] = field(default_factory=list)
    kinds: list[ImportedCount] = field(default_factory=list)

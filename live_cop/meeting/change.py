"""What a decision is made of."""

from typing import Any, NamedTuple

from .records.base import Record
from .safety.redaction import Redaction


class NoteSighting(NamedTuple):
    """At `at` (UTC milliseconds) everyone came to see a note in a zone, and in a group of it or in none."""

    revision: int
    at: int
    note: str
    zone: str
    group: str | None = None


class Change(NamedTuple):
    """The new state of one record; `record` is None when it is gone."""

    kind: str
    id: str
    record: Record | None
    audience: str


class Decision(NamedTuple):
    """What a command does: the records that change, what its giver is told, whether nothing may say from then on who
    did what, the kinds of record that go with all their history, and what goes from the history word by word."""

    changes: list[Change]
    result: dict[str, Any]
    forgets: bool = False
    wiped: frozenset[str] = frozenset()
    erased: Redaction | None = None

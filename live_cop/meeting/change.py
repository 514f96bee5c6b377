"""The result of `decide`: the changes of records, and what the store must do besides."""

from typing import Any, NamedTuple

from .records.base import Record
from .safety.redaction import Redaction


class NoteSighting(NamedTuple):
    """From `at` on (UTC milliseconds) everyone saw this note in this zone, and in this group or in none."""

    revision: int
    at: int
    note: str
    zone: str
    group: str | None = None


class Change(NamedTuple):
    """The new state of one record; `record` is None if it was deleted."""

    kind: str
    id: str
    record: Record | None
    audience: str


class Decision(NamedTuple):
    """What a command does.

    `result` is sent to the actor. `forgets`: the store destroys all links from people to what they did. `wiped`: the
    kinds of record that the store destroys with all their history. `erased`: the words that the store erases from the
    history.
    """

    changes: list[Change]
    result: dict[str, Any]
    forgets: bool = False
    wiped: frozenset[str] = frozenset()
    erased: Redaction | None = None

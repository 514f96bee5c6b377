"""The result of `decide`: the changes of records, and what the store must do besides."""

from typing import Any, NamedTuple

from .records.base import Record
from .safety.redaction import Redaction

MINUTE_MS = 60_000


def to_the_minute(at: int) -> int:
    """A time rounded down to the minute: beside a recording of the call, a second would show who was typing."""
    return at - at % MINUTE_MS


class NoteSighting(NamedTuple):
    """In this minute (UTC milliseconds) everyone saw this card in this zone, and in this group or none."""

    minute: int
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

    `result` is sent to the actor. `forgets`: nothing is kept but the present records, without their history. `erased`:
    the words that the store erases from the history.
    """

    changes: list[Change]
    result: dict[str, Any]
    forgets: bool = False
    erased: Redaction | None = None

"""What the server will do by itself at a later time."""

from typing import ClassVar, Literal

from ..audience import NOBODY
from .base import Record

#: What can be scheduled: to show a record to those it is for, or to erase a note.
Action = Literal["show", "erase"]


class Scheduled(Record, frozen=True, kw_only=True):
    """One thing that the server does at `due`: `what` with the record `target` of the kind `of`."""

    kind: ClassVar[str] = "scheduled"
    audience: ClassVar[str] = NOBODY
    what: Action
    of: str
    target: str
    due: int

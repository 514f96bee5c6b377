"""The steps that one person can undo."""

from typing import Any, ClassVar

from msgspec import Struct

from .base import Record


class UndoEntry(Struct, frozen=True):
    """One record that a step changed.

    `before` is the record before the step, `audience` who saw it ("" for only its author, if that is somebody else
    than the person who undoes), `was` and `now` its revisions before and after the step; `was` is 0 unless an earlier
    step of the same person made that change.
    """

    kind: str
    id: str
    before: dict[str, Any] | None
    audience: str
    was: int
    now: int


class UndoStep(Struct, frozen=True):
    """What one command did: its name, and the records that it changed.

    It can be undone before `until` (a whole minute, UTC milliseconds), and only during the `section` in which it was
    done. Steps of earlier versions have no `until`, and are too old.
    """

    what: str
    touched: list[UndoEntry]
    until: int = 0
    section: str | None = None


class Undo(Record, frozen=True, kw_only=True):
    """One person's last actions on the wall, newest last."""

    kind: ClassVar[str] = "undo"
    discloses: ClassVar[str] = "What somebody did last, to that person alone; nothing after the close."
    steps: list[UndoStep]

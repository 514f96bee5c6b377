"""What one person can take back."""

from typing import Any, ClassVar

from msgspec import Struct

from .base import Record


class UndoEntry(Struct, frozen=True):
    """One record that a step changed: what it was, who saw it ("" for its author alone, where that is somebody else),
    and its revisions before and after."""

    kind: str
    id: str
    before: dict[str, Any] | None
    audience: str
    was: int
    now: int


class UndoStep(Struct, frozen=True):
    what: str
    touched: list[UndoEntry]


class Undo(Record, frozen=True, kw_only=True):
    """One person's last own actions on the wall, newest last."""

    kind: ClassVar[str] = "undo"
    steps: list[UndoStep]

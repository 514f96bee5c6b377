"""Moderation: notes that wait for review, banned people, and the log."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import UNSET, UnsetType

from ..audience import CHAIR
from .base import ERASED, Record
from .wall import Note


class PendingNote(Note, frozen=True, kw_only=True):
    """A note that waits for review, as the chair and helpers see it; its author sees the note itself."""

    kind: ClassVar[str] = "held"
    discloses: ClassVar[str] = (
        "The words of a note that waits for approval, to the chair's side; nothing about its author."
    )
    audience: ClassVar[str] = CHAIR
    state_of: ClassVar[str] = "note"
    undoable: ClassVar[bool] = False


class BannedPerson(Record, frozen=True, kw_only=True):
    """A person whose device may not join; `called` is the name or marker that they had."""

    kind: ClassVar[str] = "kept_out"
    discloses: ClassVar[str] = "Under which name or marker somebody was asked to leave, to the chair's side."
    audience: ClassVar[str] = CHAIR
    words: ClassVar[Mapping[str, Any]] = {"called": ERASED}
    names: ClassVar[frozenset[str]] = frozenset(("called",))
    called: str


class LogEntry(Record, frozen=True, kw_only=True):
    """One action of the chair or a helper. `what` is its command, `of` what it acted on.

    `undo` is the command that reverses it; only the newest entry with the same `of` has one.
    """

    kind: ClassVar[str] = "log"
    discloses: ClassVar[str] = (
        "What the chair and the helpers did, and to whom by name, to the chair's side; nothing about authors."
    )
    audience: ClassVar[str] = CHAIR
    words: ClassVar[Mapping[str, Any]] = {"detail": ""}
    at: int
    what: str
    of: str
    detail: str = ""
    undo: dict[str, Any] | UnsetType = UNSET

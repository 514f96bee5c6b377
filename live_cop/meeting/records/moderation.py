"""Safe hands: notes that wait for a look, who was asked to leave, and what the chair's side did."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import UNSET, UnsetType

from ..audience import CHAIR, NOBODY
from .base import ERASED, NOT_WITH_STEPS_ALONE, Record, RecordingMode
from .wall import Note


class PendingNote(Note, frozen=True, kw_only=True):
    """A note that waits for a look, as the chair's side sees it; its author sees the note itself."""

    kind: ClassVar[str] = "held"
    audience: ClassVar[str] = CHAIR
    state_of: ClassVar[str] = "note"
    undoable: ClassVar[bool] = False


class HiddenNotes(Record, frozen=True, kw_only=True):
    """The notes that were hidden because one author wrote them. For the server alone, and without the author."""

    kind: ClassVar[str] = "hiding"
    audience: ClassVar[str] = NOBODY
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    notes: list[str]


class BannedPerson(Record, frozen=True, kw_only=True):
    """Somebody whose device may not come in; `called` as they were called here."""

    kind: ClassVar[str] = "kept_out"
    audience: ClassVar[str] = CHAIR
    words: ClassVar[Mapping[str, Any]] = {"called": ERASED}
    names: ClassVar[frozenset[str]] = frozenset(("called",))
    called: str


class LogEntry(Record, frozen=True, kw_only=True):
    """Something that the chair's side did to keep the meeting safe. `undo` is the command that takes it back, while
    that makes sense; `of` is what it is about, so that only the newest of its sort can be taken back."""

    kind: ClassVar[str] = "log"
    audience: ClassVar[str] = CHAIR
    words: ClassVar[Mapping[str, Any]] = {"detail": ""}
    at: int
    what: str
    of: str
    detail: str = ""
    undo: dict[str, Any] | UnsetType = UNSET

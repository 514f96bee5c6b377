"""Safe hands: notes that wait for a look, who was asked to leave, and what the chair's side did."""

from typing import Any, ClassVar

from msgspec import UNSET, UnsetType

from .base import Record
from .wall import Note


class Held(Note, frozen=True, kw_only=True):
    """A note that waits for a look, as the chair's side sees it; its author sees the note itself."""

    kind: ClassVar[str] = "held"


class Hiding(Record, frozen=True, kw_only=True):
    """The notes that were hidden because one author wrote them. For the server alone, and without the author."""

    kind: ClassVar[str] = "hiding"
    notes: list[str]


class KeptOut(Record, frozen=True, kw_only=True):
    """Somebody whose device may not come in; `called` as they were called here."""

    kind: ClassVar[str] = "kept_out"
    called: str


class Log(Record, frozen=True, kw_only=True):
    """Something that the chair's side did to keep the meeting safe. `undo` is the command that takes it back, while
    that makes sense; `of` is what it is about, so that only the newest of its sort can be taken back."""

    kind: ClassVar[str] = "log"
    at: int
    what: str
    of: str
    detail: str = ""
    undo: dict[str, Any] | UnsetType = UNSET

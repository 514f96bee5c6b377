"""Safe hands."""

from typing import Annotated, ClassVar

from msgspec import Meta

from .base import ByChair, BySystem, Command


class MeetingSlow(ByChair, frozen=True, kw_only=True):
    """`seconds` null: as fast as people like."""

    name: ClassVar[str] = "meeting.slow"
    seconds: Annotated[int, Meta(ge=5, le=120)] | None


class MeetingHold(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.hold"
    on: bool


class MeetingNewCode(BySystem, frozen=True, kw_only=True):
    """From now on people come in with this code. The server makes it up, for the core knows no chance."""

    name: ClassVar[str] = "meeting.new_code"
    open_only: ClassVar[bool] = True
    code: str


class MeetingUseCode(ByChair, frozen=True, kw_only=True):
    """Back to the code that the log offers."""

    name: ClassVar[str] = "meeting.use_code"
    code: str


class NoteLet(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.let"
    note: str


class AuthorHide(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "author.hide"
    note: str


class AuthorUnhide(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "author.unhide"
    note: str


class PersonRemove(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "person.remove"
    person: str


class PersonLetIn(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "person.let_in"
    person: str

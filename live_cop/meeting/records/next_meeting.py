"""The next meeting: days that were proposed, who can come counted, and the one that was fixed."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from .base import Record

Availability = Literal["can", "maybe", "cannot"]


class ProposedDate(Record, frozen=True, kw_only=True):
    """A time that the chair proposed, and how many can come; never who."""

    kind: ClassVar[str] = "date"
    at: int
    can: int = 0
    maybe: int = 0
    cannot: int = 0
    #: The meeting has been closed since: who answered what is forgotten, and there can be no other answers.
    settled: bool = False


class DateReply(Record, frozen=True, kw_only=True):
    """One person's answer to a proposed time."""

    kind: ClassVar[str] = "date_mark"
    date: str
    answer: Availability


class NextMeeting(Record, frozen=True, kw_only=True):
    """The next meeting, once it is fixed. `minutes` is how long this one was planned to be."""

    kind: ClassVar[str] = "next"
    words: ClassVar[Mapping[str, Any]] = {"venue": "", "video_url": None, "title": ""}
    at: int
    venue: str = ""
    video_url: str | None = None
    title: str = ""
    minutes: int = 120

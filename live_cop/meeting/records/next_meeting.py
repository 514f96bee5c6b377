"""The next meeting: proposed times, how many people can come, and the time that was set."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from .base import Record

Availability = Literal["can", "maybe", "cannot"]


class ProposedDate(Record, frozen=True, kw_only=True):
    """A proposed time, and how many people can come; never who."""

    kind: ClassVar[str] = "date"
    at: int
    can: int = 0
    maybe: int = 0
    cannot: int = 0
    #: The meeting has been closed since: nobody knows who answered what, so there can be no more answers.
    settled: bool = False


class DateReply(Record, frozen=True, kw_only=True):
    """One person's answer about a proposed time, which only they see."""

    kind: ClassVar[str] = "date_mark"
    date: str
    answer: Availability


class NextMeeting(Record, frozen=True, kw_only=True):
    """The next meeting, once a time is set. `minutes` is the planned length of this meeting."""

    kind: ClassVar[str] = "next"
    words: ClassVar[Mapping[str, Any]] = {"venue": "", "video_url": None, "title": ""}
    at: int
    venue: str = ""
    video_url: str | None = None
    title: str = ""
    minutes: int = 120

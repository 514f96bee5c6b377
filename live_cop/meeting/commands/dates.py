"""The next meeting."""

from typing import Annotated, ClassVar

from msgspec import Meta

from ..records import Answer
from .base import Afterwards, ByPerson, Command

#: UTC milliseconds, from 2020 to the year 2100.
Moment = Annotated[int, Meta(ge=1_577_836_800_000, le=4_102_444_800_000)]


class DatePropose(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "date.propose"
    at: Moment


class DateMark(ByPerson, frozen=True, kw_only=True):
    """`answer` null takes one's answer back."""

    name: ClassVar[str] = "date.mark"
    date: str
    answer: Answer | None


class DateRemove(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "date.remove"
    date: str


class NextFix(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "next.fix"
    at: Moment
    venue: str = ""
    video_url: str | None = None
    title: str = ""


class NextClear(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "next.clear"

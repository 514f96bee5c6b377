"""The meeting itself."""

from typing import ClassVar, Literal

from .base import Record


class Meeting(Record, frozen=True, kw_only=True):
    kind: ClassVar[str] = "meeting"
    title: str
    community: str = ""
    series: str = ""
    state: Literal["waiting", "live", "closed"] = "waiting"
    recording: str = ""
    locked: bool = False
    paused: bool = False
    video_url: str | None = None
    starts_at: int | None = None
    opened_at: int | None = None
    closed_at: int | None = None
    code: str = ""

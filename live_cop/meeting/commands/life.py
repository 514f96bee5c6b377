"""The meeting itself."""

from typing import ClassVar

from msgspec import UNSET, UnsetType

from ..meeting_file import MeetingFile
from ..running_orders import RunningOrder
from .base import Afterwards, ByChair, BySystem, Command


class MeetingOpen(BySystem, frozen=True, kw_only=True):
    """Makes a meeting with this running order."""

    name: ClassVar[str] = "meeting.open"
    code: str
    title: str
    community: str = ""
    series: str = ""
    starts_at: int | None = None
    video_url: str | None = None
    order: RunningOrder


class MeetingBring(BySystem, frozen=True, kw_only=True):
    """Lays a meeting out from the file that another server made of it."""

    name: ClassVar[str] = "meeting.bring"
    code: str
    file: MeetingFile


class MeetingEdit(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.edit"
    open_only: ClassVar[bool] = False
    title: str | UnsetType = UNSET
    community: str | UnsetType = UNSET
    video_url: str | None | UnsetType = UNSET
    recording: str | UnsetType = UNSET


class MeetingLock(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.lock"


class MeetingUnlock(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.unlock"


class MeetingPause(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.pause"


class MeetingResume(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.resume"


class MeetingClose(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.close"


class MeetingReopen(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.reopen"

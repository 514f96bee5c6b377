"""How the meeting is recorded."""

from typing import ClassVar

from ..records import Keeps
from .base import ByChair


class MeetingRecord(ByChair, frozen=True, kw_only=True):
    """`words` are the group's own, for everyone to read."""

    name: ClassVar[str] = "meeting.record"
    keeps: Keeps
    words: str = ""

"""A meeting before it starts: when and where it will be, and whether it takes place.

It can be changed from the day the meeting is opened. Whoever has an invitation in a calendar has to learn of a
change, so the meeting counts them (`sequence`, as in RFC 5545).
"""

from collections.abc import Iterable
from typing import ClassVar

from msgspec.structs import replace

from ..change import MINUTE_MS
from ..command import ByChair
from ..draft import Draft, Rules
from ..records.agenda import Section
from ..records.lifecycle import Meeting
from ..refusal import Refusal


class MeetingCancel(ByChair, frozen=True, kw_only=True):
    """The planned meeting will not take place."""

    name: ClassVar[str] = "meeting.cancel"


class MeetingRestore(ByChair, frozen=True, kw_only=True):
    """The planned meeting takes place after all."""

    name: ClassVar[str] = "meeting.restore"


#: The length of a meeting whose agenda has no minutes.
USUAL_MINUTES = 120
#: What an invitation says, and a calendar shows.
_INVITED_TO = ("title", "starts_at", "time_zone", "venue", "video_url", "cancelled")


def cancel(draft: Draft, command: MeetingCancel) -> None:
    """Raises Refusal `has_started`."""
    _set_cancelled(draft, True)


def restore(draft: Draft, command: MeetingRestore) -> None:
    """Raises Refusal `has_started`."""
    _set_cancelled(draft, False)


def with_sequence(before: Meeting, after: Meeting) -> Meeting:
    """The meeting after a change, which counts if an invitation would now say something else.

    Raises Refusal `has_started` for another time once the meeting has started."""
    if before.opened_at is not None:
        if (before.starts_at, before.time_zone) != (after.starts_at, after.time_zone):
            raise Refusal("has_started")
        return after
    if all(getattr(before, field) == getattr(after, field) for field in _INVITED_TO):
        return after
    return replace(after, sequence=before.sequence + 1)


def length_in_minutes(sections: Iterable[Section]) -> int:
    """How long the meeting is planned to take."""
    return sum(section.planned for section in sections) or USUAL_MINUTES


def begins(meeting: Meeting, sections: Iterable[Section]) -> list[int | None]:
    """When each of these sections, in their order, will begin by the plan; None while the meeting has no date."""
    at, found = meeting.starts_at, []
    for section in sections:
        found.append(at)
        at = None if at is None else at + section.minutes * MINUTE_MS
    return found


def _set_cancelled(draft: Draft, cancelled: bool) -> None:
    meeting = draft.singleton("meeting")
    if meeting.opened_at is not None:
        raise Refusal("has_started")
    draft.put(with_sequence(meeting, replace(meeting, cancelled=cancelled)))


RULES: Rules = {MeetingCancel: cancel, MeetingRestore: restore}

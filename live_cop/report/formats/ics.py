"""The next meeting as an iCalendar file (RFC 5545)."""

from datetime import UTC, datetime, timedelta

import icalendar

from ..facts import NextMeeting


def calendar(next_meeting: NextMeeting, code: str, made_at: int) -> bytes:
    """The file. The UID depends on `code` only, so a calendar moves the event when its time changes.

    `code` is that of the present meeting, `made_at` is in UTC milliseconds."""
    start = _utc(next_meeting.at)
    event = icalendar.Event()
    event.add("uid", f"next-of-{code}@live-cop")
    event.add("dtstamp", _utc(made_at))
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=next_meeting.minutes))
    event.add("summary", next_meeting.title)
    if next_meeting.venue or next_meeting.video_url:
        event.add("location", next_meeting.venue or next_meeting.video_url)
    if next_meeting.video_url:
        event.add("url", next_meeting.video_url)
        event.add("description", next_meeting.video_url)
    file = icalendar.Calendar()
    file.add("prodid", "-//live_cop//EN")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add_component(event)
    data: bytes = file.to_ical()
    return data


def _utc(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).replace(microsecond=0)

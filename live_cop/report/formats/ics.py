"""The next meeting for people's own calendars, as an iCalendar file (RFC 5545)."""

from datetime import UTC, datetime, timedelta

import icalendar

from ..facts import NextMeeting


def calendar(next_meeting: NextMeeting, code: str, made_at: int) -> bytes:
    """The file. The same meeting keeps its name (UID) when its time moves, so that a calendar moves it too."""
    start = _moment(next_meeting.at)
    event = icalendar.Event()
    event.add("uid", f"next-of-{code}@live-cop")
    event.add("dtstamp", _moment(made_at))
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=next_meeting.minutes))
    event.add("summary", next_meeting.title)
    if next_meeting.venue or next_meeting.video_url:
        event.add("location", next_meeting.venue or next_meeting.video_url)
    if next_meeting.video_url:
        event.add("url", next_meeting.video_url)
        event.add("description", next_meeting.video_url)
    made = icalendar.Calendar()
    made.add("prodid", "-//live_cop//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add_component(event)
    data: bytes = made.to_ical()
    return data


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).replace(microsecond=0)

"""A meeting to come as an iCalendar file (RFC 5545, with the methods of RFC 5546)."""

from datetime import UTC, date, datetime, timedelta
from email.headerregistry import Address

import icalendar

from ...meeting.followup.next_meeting import next_entry
from ...meeting.records.lifecycle import Meeting
from ..dates import zone_of
from ..facts import NextMeeting
from ..invitation import PlannedMeeting, description


def calendar(next_meeting: NextMeeting, meeting: Meeting, made_at: int) -> bytes:
    """The meeting after this one. Its UID stays, so a calendar moves the event when its time changes; when the next
    meeting is opened in the series, it goes on with it. `made_at` is in UTC milliseconds."""
    event = _event(next_entry(meeting) or f"next-of-{meeting.code}", next_meeting, made_at, meeting.time_zone)
    if next_meeting.video_url:
        event.add("description", next_meeting.video_url)
    return _file(event, "PUBLISH", next_meeting.at)


def invitation(planned: PlannedMeeting, made_at: int, organizer: Address | None = None) -> bytes:
    """A planned meeting, or that it is cancelled. Its UID stays, so a calendar moves or removes the event that it has.
    Raises ValueError without a date."""
    if planned.event is None:
        raise ValueError("the meeting has no date")
    event = _event(planned.calendar, planned.event, made_at, planned.time_zone)
    event.add("sequence", planned.sequence)
    event.add("status", "CANCELLED" if planned.cancelled else "CONFIRMED")
    event.add("description", "\n".join(description(planned)))
    if organizer is not None:
        person = icalendar.vCalAddress(f"mailto:{organizer.addr_spec}")
        person.params["CN"] = planned.community or organizer.display_name or organizer.addr_spec
        event.add("organizer", person)
    return _file(event, "CANCEL" if planned.cancelled else "PUBLISH", planned.event.at)


def _event(name: str, meeting: NextMeeting, made_at: int, time_zone: str) -> icalendar.Event:
    zone = zone_of(time_zone) or UTC
    start = _utc(meeting.at).astimezone(zone)
    event = icalendar.Event()
    event.add("uid", f"{name}@live-cop")
    event.add("dtstamp", _utc(made_at))
    event.add("dtstart", start)
    # Added in UTC: the clocks may change while people meet.
    event.add("dtend", (_utc(meeting.at) + timedelta(minutes=meeting.minutes)).astimezone(zone))
    event.add("summary", meeting.title)
    if meeting.venue or meeting.video_url:
        event.add("location", meeting.venue or meeting.video_url)
    if meeting.video_url:
        event.add("url", meeting.video_url)
    return event


def _file(event: icalendar.Event, method: str, at: int) -> bytes:
    file = icalendar.Calendar()
    file.add("prodid", "-//live_cop//EN")
    file.add("version", "2.0")
    file.add("method", method)
    file.add_component(event)
    # A description of the zone that the times are in, so that no calendar has to know its name: as its rules are in the
    # years around the meeting.
    year = _utc(at).year
    file.add_missing_timezones(date(year - 1, 1, 1), date(year + 2, 1, 1))
    data: bytes = file.to_ical()
    return data


def _utc(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).replace(microsecond=0)

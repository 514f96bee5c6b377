"""The invitation to a planned meeting: when, where, how to join, and the agenda with the times of its parts."""

from collections.abc import Iterator

from msgspec import Struct

from ..meeting.change import MINUTE_MS
from ..meeting.codes import join_code
from ..meeting.lifecycle import planning
from ..meeting.ordering import ordered
from ..meeting.records.agenda import Section as SectionRecord
from ..meeting.records.lifecycle import Meeting
from ..meeting.state import State
from ..words import languages, t
from .dates import Clock
from .document import Block, Document, Item, Items, Link, Section, Text
from .facts import NextMeeting


class PlannedPart(Struct, frozen=True):
    """A part of the agenda. `at` is when it begins by the plan (UTC milliseconds), or None."""

    at: int | None
    title: str
    prompt: str
    minutes: int


class PlannedMeeting(Struct, frozen=True):
    """Everything that people are told of a meeting before it starts."""

    title: str
    community: str
    at: int | None
    minutes: int
    venue: str
    video_url: str | None
    #: A name of the IANA database, or "".
    time_zone: str
    cancelled: bool
    sequence: int
    #: The name of its entry in calendars.
    calendar: str
    code: str
    join_url: str
    parts: list[PlannedPart]

    @property
    def agenda_url(self) -> str:
        """The address of the page with the agenda."""
        return f"{self.join_url}/agenda"

    @property
    def clock(self) -> Clock:
        """The clock of the time zone in which its times are given."""
        return Clock.in_zone(self.time_zone)

    @property
    def when(self) -> str:
        """The day and the hours with the name of their time zone; "" without a date."""
        if self.at is None:
            return ""
        clock, end = self.clock, self.at + self.minutes * MINUTE_MS
        return t(
            "invitation.when",
            day=clock.date(self.at),
            start=clock.time(self.at),
            end=clock.time(end),
            zone=clock.zone_in_words(self.at),
        )

    @property
    def event(self) -> NextMeeting | None:
        """What a calendar shows; None without a date."""
        if self.at is None:
            return None
        return NextMeeting(self.at, self.title, self.venue, self.video_url, self.minutes)


def planned_meeting(state: State, base_url: str) -> PlannedMeeting:
    """The planned meeting as it stands, with links below this address."""
    meeting: Meeting = state.get("meeting", "meeting")
    sections: list[SectionRecord] = [section for _, section in ordered(state.of_kind("section"))]
    begins = planning.begins(meeting, sections)
    code = join_code(state)
    return PlannedMeeting(
        title=meeting.title,
        community=meeting.community,
        at=meeting.starts_at,
        minutes=planning.length_in_minutes(sections),
        venue=meeting.venue,
        # Nobody is sent into the call of a meeting that is over or cancelled.
        video_url=meeting.video_url if meeting.takes_place else None,
        time_zone=meeting.time_zone,
        cancelled=meeting.cancelled,
        sequence=meeting.sequence,
        calendar=meeting.calendar or f"meeting-{meeting.code}",
        code=code,
        join_url=f"{base_url}/m/{code}",
        parts=[
            PlannedPart(at, section.title, section.prompt, section.minutes)
            for at, section in zip(begins, sections, strict=True)
        ],
    )


def write(planned: PlannedMeeting, made_at: int, kind: str = "invitation") -> Document:
    """The document of an invitation, a reminder or a cancellation: what an e-mail says of the meeting."""
    title = t(f"invitation.headline.{kind}", title=planned.title)
    return Document(
        title=title,
        kind=t("invitation.kind"),
        lines=[planned.community] if planned.community else [],
        when=planned.when,
        notices=[],
        about=[],
        sections=[] if planned.cancelled else [*_sections(planned)],
        made="",
        length="summary",
        made_at=made_at,
    )


def _sections(planned: PlannedMeeting) -> Iterator[Section]:
    if planned.venue:
        yield Section("where", t("invitation.where"), [Text(planned.venue)])
    join: list[Block] = [
        Text(_how_to_join(planned)),
        Link(planned.join_url, planned.join_url),
    ]
    if planned.video_url:
        join.append(Link(planned.video_url, planned.video_url, t("invitation.video")))
    yield Section("join", t("invitation.join"), join)
    if planned.parts:
        parts = Items([Item(in_line(planned, part)) for part in planned.parts])
        more = Link(planned.agenda_url, planned.agenda_url, t("invitation.agenda_link"))
        yield Section("agenda", t("invitation.agenda"), [parts, more])


def _how_to_join(planned: PlannedMeeting) -> str:
    # Letters and calendars are plain text: behind an Arabic word, the halves of a code that begins with three digits
    # would change places. Addresses begin with a letter, and a mail program might take a mark for a part of them.
    mark = "\u200e" if languages.from_right() else ""
    return t("invitation.join_about", code=f"{mark}{planned.code[:3]} {planned.code[3:]}")


def description(planned: PlannedMeeting) -> Iterator[str]:
    """The lines that a calendar shows with the meeting."""
    if planned.cancelled:
        yield t("invitation.page.cancelled")
        return
    yield from (_how_to_join(planned), planned.join_url, t("invitation.agenda_link"), planned.agenda_url)
    if planned.video_url:
        yield from (t("invitation.video"), planned.video_url)


def in_line(planned: PlannedMeeting, part: PlannedPart) -> str:
    """A part of the agenda in one line, with the time at which it begins."""
    minutes = t("agenda.minutes", n=part.minutes)
    if part.at is None:
        return t("invitation.part_undated", title=part.title, minutes=minutes)
    return t("invitation.part", time=planned.clock.time(part.at), title=part.title, minutes=minutes)

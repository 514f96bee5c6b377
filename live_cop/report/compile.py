"""Turns the records of a meeting into its report. Pure, and the only place that decides what a report may contain:

- a note that is no longer on the wall appears nowhere, not even in a snapshot that was taken before;
- a spread is included only if the meeting saw it, and the outcome of the hopes only if enough people answered;
- what the group did not want recorded is left out;
- numbers of people are those that were counted when it was published, so that no two reports differ by one person.
"""

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET, Struct
from msgspec.structs import replace

from ..meeting.change import NoteSighting
from ..meeting.contacts.breadth import Breadth, People, rounded
from ..meeting.display.slides import shown_pages
from ..meeting.ordering import ordered
from ..meeting.records.best_hopes import Hopes as HopesRecord
from ..meeting.records.followup import InvitationCount
from ..meeting.records.followup import NextMeeting as NextMeetingRecord
from ..meeting.records.lifecycle import Imported, Meeting
from ..meeting.records.report_texts import ReportWords
from ..meeting.records.report_texts import Resource as ResourceRecord
from ..meeting.records.report_texts import ToShare as ToShareRecord
from ..meeting.state import State
from . import replay, snapshots
from .facts import (
    AgendaSection,
    Hopes,
    LeftOut,
    NextMeeting,
    Recommendation,
    Replay,
    Report,
    Resource,
    SentRecommendations,
    ToShare,
)
from .formats import ics
from .from_records import agenda_section, spread, step_line, voices_heard
from .snapshots import Wall


class ContactFacts(Struct, frozen=True):
    """Facts of a report that are not part of the meeting.

    The numbers of people, or None before they are counted; the (name, organisation) of those who agreed to be named;
    and to whom the recommendations were sent."""

    breadth: Breadth | None = None
    named: list[tuple[str, str]] = []
    sent: list[SentRecommendations] = []


NO_CONTACTS = ContactFacts()


def compile(
    state: State,
    now: int,
    contacts: ContactFacts = NO_CONTACTS,
    sightings: Sequence[NoteSighting] = (),
    files_at: str = "",
) -> Report:
    """The report of a meeting as it is at `now` (UTC milliseconds). It has a replay only with `sightings`, and links to
    files only with the address `files_at` below which they are."""
    meeting: Meeting = state.get("meeting", "meeting")
    words = state.get("report", "report") or ReportWords()
    steps_only = meeting.keeps == "steps"
    scales = [] if steps_only else ordered(state.of_kind("scale"))
    upcoming = next_meeting(state)
    shown, rest = snapshots.shown_once(state)
    invites: InvitationCount | None = state.get("invites", "invites")
    return Report(
        title=meeting.title,
        community=meeting.community,
        series=meeting.series,
        state=meeting.state,
        recording=meeting.recording,
        published=words.published,
        made_at=now,
        began=start_of(meeting),
        ended=meeting.closed_at,
        time_zone=meeting.time_zone,
        breadth=_breadth(state, contacts),
        named=contacts.named,
        sent=contacts.sent,
        introduction=words.introduction,
        conclusions=words.conclusions,
        thanks=words.thanks,
        recommendations=[
            Recommendation(each.text, each.to, each.answer) for _, each in ordered(state.of_kind("recommendation"))
        ],
        resources=[
            _resource(each, f"{files_at}{id}" if files_at else "") for id, each in ordered(state.of_kind("resource"))
        ],
        slides=_slides(state),
        snapshots=shown,
        spreads=[spread(id, scale) for id, scale in scales if scale.state != "draft"],
        agenda=_agenda(state, now),
        zones=Wall.of(state).facts(),
        rest=rest,
        hopes=None if steps_only else _hopes(state.get("hopes", "hopes")),
        steps=[step_line(step) for _, step in ordered(state.public("step"))],
        next_meeting=upcoming,
        calendar=ics.calendar(upcoming, meeting, now).decode() if upcoming else "",
        invites=invites.count if invites else 0,
        left_out=left_out(state),
        replay=_replay(state, sightings),
        to_share=_to_share(state, words.to_share),
    )


def _to_share(state: State, chosen: ToShareRecord | None) -> ToShare | None:
    """The choice for the picture to share, if it can be there: everyone sees it, and it names nobody."""
    if chosen is None or (state.get("meeting", "meeting").keeps == "steps" and chosen.kind in ("scale", "note")):
        return None
    record: Any = state.public(chosen.kind).get(chosen.id)
    match chosen.kind:
        case "step":
            return ToShare("step", record.what) if record and record.state == "noticed" else None
        case "note":
            return ToShare("note", record.text) if record and not record.signed else None
        case "scale":
            found = spread(chosen.id, record) if record else None
            return ToShare("scale", found.question, found) if found and found.counts is not None else None
        case "recommendation":
            given = state.get("recommendation", chosen.id)
            return ToShare("recommendation", given.text) if given else None


def _resource(record: ResourceRecord, file_url: str) -> Resource:
    resource = Resource(record.title, record.url, record.helps)
    if record.file is None:
        return resource
    return replace(resource, file=record.file.name, size=record.file.size, file_url=file_url)


def _slides(state: State) -> str:
    """The title of the slides, if everyone has seen some of them and the group keeps them."""
    return state.get("slides", "slides").title if shown_pages(state) else ""


def start_of(meeting: Meeting) -> int | None:
    """When the meeting began or is planned to begin (UTC milliseconds), or None if neither is known."""
    return meeting.opened_at or meeting.starts_at


def next_meeting(state: State) -> NextMeeting | None:
    """The next meeting, or None while it has no date. Without a title of its own it has that of this meeting."""
    date: NextMeetingRecord | None = state.get("next", "next")
    if date is None:
        return None
    title = date.title or state.get("meeting", "meeting").title
    return NextMeeting(date.at, title, date.venue, date.video_url, date.minutes)


def _breadth(state: State, contacts: ContactFacts) -> Breadth | None:
    """The numbers of people, or None where nobody has counted them. An imported meeting has them from its file."""
    imported: Imported | None = state.get("brought", "brought")
    if imported is None:
        return contacts.breadth
    found = rounded(
        Breadth(
            People(imported.total, imported.room, imported.remote),
            imported.how_many_organisations,
            [(each.title, each.people) for each in imported.organisations],
            [(each.title, each.people) for each in imported.kinds],
        )
    )
    return None if found == Breadth() else found


def _hopes(hopes: HopesRecord | None) -> Hopes | None:
    """The outcome of the hopes as far as everyone could see it."""
    if hopes is None:
        return None
    if hopes.spread is UNSET:
        return Hopes(hopes.floor)
    return Hopes(hopes.floor, **hopes.spread, uncounted=max(0, hopes.received - sum(hopes.spread.values())))


def left_out(state: State) -> LeftOut:
    """How many snapshots and notes exist that the report leaves out."""
    taken = snapshots.taken(state)
    imported: Imported | None = state.get("brought", "brought")
    removed = len(state.of_kind("removed")) + (imported.removed if imported else 0)
    return LeftOut(
        pictures=sum(snapshot.left_out for _, snapshot in taken),
        notes=0 if state.get("meeting", "meeting").keeps == "steps" else removed,
    )


def _replay(state: State, sightings: Sequence[NoteSighting]) -> Replay | None:
    """The replay, or None. It needs a group that wants pictures recorded; an imported meeting has no journal for it."""
    if state.get("meeting", "meeting").keeps != "pictures" or state.get("brought", "brought") is not None:
        return None
    return replay.trace(
        ordered(state.of_kind("zone")),
        ordered(state.of_kind("group")),
        {**state.public("note"), **state.public("photo")},
        sightings,
    )


def _agenda(state: State, now: int) -> list[AgendaSection]:
    """The agenda with the time that each section took and the number of people who spoke in its round."""
    closed = state.get("meeting", "meeting").state == "closed"
    return [
        replace(agenda_section(section, now, closed=closed), voices=voices_heard(state.get("round", id)))
        for id, section in ordered(state.of_kind("section"))
    ]

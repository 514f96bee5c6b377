"""Turns the records of a meeting into its report. Pure, and the only place that decides what a report may contain:

- a note that is no longer on the wall appears nowhere, not even in a snapshot that was taken before;
- a spread is included only if the meeting saw it, and the outcome of the hopes only if enough people answered;
- what the group did not want recorded is left out;
- numbers of people are those that were counted when it was published, so that no two reports differ by one person.
"""

from collections.abc import Sequence

from msgspec import UNSET, Struct
from msgspec.structs import replace

from ..meeting.change import NoteSighting
from ..meeting.contacts.breadth import Breadth, People, rounded
from ..meeting.display import pictures
from ..meeting.ordering import ordered
from ..meeting.records.best_hopes import Hopes as HopesRecord
from ..meeting.records.display import Snapshot as SnapshotRecord
from ..meeting.records.followup import InvitationCount
from ..meeting.records.followup import NextMeeting as NextMeetingRecord
from ..meeting.records.lifecycle import Imported, Meeting
from ..meeting.records.report_texts import ReportWords
from ..meeting.records.report_texts import Resource as ResourceRecord
from ..meeting.state import State
from . import replay
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
    Snapshot,
    Spread,
    Zone,
)
from .formats import ics
from .from_records import agenda_section, is_on_wall, is_photo_on_wall, spread, step_line, voices_heard, wall_zones


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
    notes = {} if steps_only else state.public("note")
    scales = [] if steps_only else ordered(state.of_kind("scale"))
    upcoming = next_meeting(state)
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
        breadth=_breadth(state, contacts),
        named=contacts.named,
        sent=contacts.sent,
        introduction=words.introduction,
        conclusions=words.conclusions,
        thanks=words.thanks,
        recommendations=[Recommendation(each.text, each.to) for _, each in ordered(state.of_kind("recommendation"))],
        resources=[
            _resource(each, f"{files_at}{id}" if files_at else "") for id, each in ordered(state.of_kind("resource"))
        ],
        snapshots=_report_snapshots(state),
        spreads=[spread(id, scale) for id, scale in scales if scale.state != "draft"],
        agenda=_agenda(state, now),
        zones=wall_zones(
            ordered(state.of_kind("zone")),
            ordered(state.of_kind("group")),
            notes.items(),
            state.of_kind("scale"),
            # The store lets go of the photographs at the close; until then a group may have chosen to keep none.
            state.public("photo").items() if meeting.keeps == "pictures" else (),
        ),
        hopes=None if steps_only else _hopes(state.get("hopes", "hopes")),
        steps=[step_line(step) for _, step in ordered(state.public("step"))],
        next_meeting=upcoming,
        calendar=ics.calendar(upcoming, state.code, now).decode() if upcoming else "",
        invites=invites.count if invites else 0,
        left_out=left_out(state),
        replay=_replay(state, sightings),
    )


def _resource(record: ResourceRecord, file_url: str) -> Resource:
    resource = Resource(record.title, record.url, record.helps)
    if record.file is None:
        return resource
    return replace(resource, file=record.file.name, size=record.file.size, file_url=file_url)


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


def snapshot_of(state: State, id: str) -> Snapshot | None:
    """One snapshot with its whole content, or None if there is no such snapshot or snapshots are not recorded."""
    snapshots = [(key, snapshot) for key, snapshot in _snapshots(state) if key == id]
    return _compile_snapshots(state, snapshots, whole=True).get(id)


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
    snapshots = _snapshots(state)
    imported: Imported | None = state.get("brought", "brought")
    removed = len(state.of_kind("removed")) + (imported.removed if imported else 0)
    return LeftOut(
        pictures=sum(snapshot.left_out for _, snapshot in snapshots),
        cropped=sum(snapshot.crop is not None and not snapshot.left_out for _, snapshot in snapshots),
        notes=0 if state.get("meeting", "meeting").keeps == "steps" else removed,
    )


def _replay(state: State, sightings: Sequence[NoteSighting]) -> Replay | None:
    """The replay, or None. It needs a group that wants pictures recorded; an imported meeting has no journal for it."""
    if state.get("meeting", "meeting").keeps != "pictures" or state.get("brought", "brought") is not None:
        return None
    return replay.trace(
        ordered(state.of_kind("zone")), ordered(state.of_kind("group")), state.public("note"), sightings
    )


def _snapshots(state: State) -> list[tuple[str, SnapshotRecord]]:
    """All snapshots in the order that the chair gave them, or none if the group does not want pictures."""
    return ordered(state.of_kind("snapshot")) if state.get("meeting", "meeting").keeps == "pictures" else []


def _report_snapshots(state: State) -> list[Snapshot]:
    """The snapshots of the report, in the chair's order.

    An automatic snapshot on which nothing is new is left out, unless it has a caption."""
    included = [(id, snapshot) for id, snapshot in _snapshots(state) if not snapshot.left_out]
    compiled = _compile_snapshots(state, sorted(included, key=lambda each: each[1].taken_at))
    snapshots = [compiled[id] for id, _ in included if id in compiled]
    return [each for each in snapshots if not each.auto or each.zones or each.spreads or each.caption]


def _compile_snapshots(
    state: State, snapshots: list[tuple[str, SnapshotRecord]], *, whole: bool = False
) -> dict[str, Snapshot]:
    """The facts of these snapshots, by id. The snapshots must be in the order in which they were taken.

    One that the chair took shows the whole wall, or the zones that the chair chose. An automatic one shows only what is
    new since the one before (unless `whole`), so that the report does not repeat everything for each section."""
    scales = state.of_kind("scale")
    compiled: dict[str, Snapshot] = {}
    before: dict[str, Zone] = {}
    answered: dict[str, Spread] = {}
    contents = pictures.contents(state, [id for id, _ in snapshots])
    for id, snapshot in snapshots:
        picture = contents.get(id)
        if picture is None:
            continue
        notes = [(key, note) for key, note in picture.notes if is_on_wall(state, key)]
        photos = [(key, photo) for key, photo in picture.photos if is_photo_on_wall(state, key)]
        wall = wall_zones(picture.zones, picture.groups, notes, dict(picture.scales), photos)
        if snapshot.crop is not None:
            wall = [zone for zone in wall if zone.id in snapshot.crop]
        spreads = [spread(key, scale) for key, scale in picture.scales if key in scales]
        shows_everything = whole or not snapshot.auto
        shown_zones = [zone for zone in wall if not zone.is_empty and (shows_everything or before.get(zone.id) != zone)]
        compiled[id] = Snapshot(
            id=id,
            title=snapshot.title,
            caption=snapshot.caption,
            taken_at=snapshot.taken_at,
            auto=snapshot.auto,
            zones=shown_zones,
            as_before=[zone.title for zone in wall if not zone.is_empty and zone not in shown_zones],
            empty=[zone.title for zone in wall if zone.is_empty],
            spreads=[each for each in spreads if shows_everything or answered.get(each.id) != _counted(each)],
            agenda=[agenda_section(section, snapshot.taken_at) for _, section in picture.sections],
            steps=[step_line(step) for key, step in picture.steps if state.get("step", key) is not None],
            gone=picture.gone + len(picture.notes) - len(notes) + len(picture.photos) - len(photos),
        )
        before = {zone.id: zone for zone in wall}
        answered = {each.id: _counted(each) for each in spreads}
    return compiled


def _counted(spread: Spread) -> Spread:
    """What is counted of a spread: one more answer that is not counted makes it no other spread."""
    return replace(spread, uncounted=0)


def _agenda(state: State, now: int) -> list[AgendaSection]:
    """The agenda with the time that each section took and the number of people who spoke in its round."""
    closed = state.get("meeting", "meeting").state == "closed"
    return [
        replace(agenda_section(section, now, closed=closed), voices=voices_heard(state.get("round", id)))
        for id, section in ordered(state.of_kind("section"))
    ]

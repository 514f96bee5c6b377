"""From the records of a meeting to its report. Pure, and the one place that decides what a report may say:

- a note that is no longer on the wall is nowhere, not even in a picture that was taken while it was there;
- a spread is there only if the meeting saw it, and what became of the hopes only if enough people answered;
- what the group did not want recorded is not in it;
- fewer than five people in one place are not counted apart, so that nobody can be picked out.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import UNSET, Struct
from msgspec.structs import replace

from ..meeting.agenda.timer import time_spent
from ..meeting.audience import EVERYONE, PRIVACY_FLOOR
from ..meeting.change import NoteSighting
from ..meeting.ordering import ordered
from ..meeting.records.agenda import Section as SectionRecord
from ..meeting.records.best_hopes import Hopes as HopesRecord
from ..meeting.records.display import Picture
from ..meeting.records.display import Snapshot as SnapshotRecord
from ..meeting.records.imported import Imported
from ..meeting.records.invitations import InvitationCount
from ..meeting.records.lifecycle import Meeting
from ..meeting.records.next_meeting import NextMeeting as NextMeetingRecord
from ..meeting.records.next_steps import NextStep
from ..meeting.records.people import Person
from ..meeting.records.report_texts import ReportWords
from ..meeting.records.rounds import Round
from ..meeting.records.scales import Scale
from ..meeting.records.wall import Group as GroupRecord
from ..meeting.records.wall import MergedNote
from ..meeting.records.wall import Note as NoteRecord
from ..meeting.records.wall import Zone as ZoneRecord
from ..meeting.state import State
from . import replay
from .breadth import Breadth, breadth
from .facts import (
    AgendaSection,
    EarlierAnswers,
    Group,
    Hopes,
    LeftOut,
    NextMeeting,
    Note,
    People,
    Recommendation,
    Replay,
    Report,
    Resource,
    SentRecommendations,
    Snapshot,
    Spread,
    StepLine,
    Zone,
)
from .formats import ics


class ContactFacts(Struct, frozen=True):
    """What stands apart from the meeting and is in its report: organisation and kind of experience of each who is on
    the attendance list, which are only counted; those who may be named, with their organisation; and to whom the
    recommendations went."""

    backgrounds: list[tuple[str, str]] = []
    named: list[tuple[str, str]] = []
    sent: list[SentRecommendations] = []


NO_CONTACTS = ContactFacts()


def compile(
    state: State, now: int, contacts: ContactFacts = NO_CONTACTS, sightings: Sequence[NoteSighting] = ()
) -> Report:
    """The report of this meeting as it stands at `now` (UTC milliseconds); with `sightings` it has the replay."""
    meeting: Meeting = state.get("meeting", "meeting")
    words = state.get("report", "report") or ReportWords()
    nothing = meeting.keeps == "steps"
    notes = {} if nothing else state.public("note")
    scales = [] if nothing else ordered(state.of_kind("scale"))
    following = next_meeting(state)
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
        people=turnout(state),
        breadth=_breadth(state, contacts),
        named=contacts.named,
        sent=contacts.sent,
        introduction=words.introduction,
        conclusions=words.conclusions,
        thanks=words.thanks,
        recommendations=[Recommendation(each.text, each.to) for _, each in ordered(state.of_kind("recommendation"))],
        resources=[Resource(each.title, each.url, each.helps) for _, each in ordered(state.of_kind("resource"))],
        snapshots=_report_snapshots(state),
        spreads=[spread(id, scale) for id, scale in scales if scale.state != "draft"],
        agenda=_agenda(state, now),
        zones=wall_zones(
            ordered(state.of_kind("zone")), ordered(state.of_kind("group")), notes.items(), state.of_kind("scale")
        ),
        hopes=None if nothing else _hopes(state.get("hopes", "hopes")),
        steps=[step_line(step) for _, step in ordered(state.of_kind("step"))],
        next_meeting=following,
        calendar=ics.calendar(following, state.code, now).decode() if following else "",
        invites=invites.count if invites else 0,
        left_out=left_out(state),
        replay=_replay(state, sightings),
    )


def start_of(meeting: Meeting) -> int | None:
    """When it began, or is going to as far as is known."""
    return meeting.opened_at or meeting.starts_at


def next_meeting(state: State) -> NextMeeting | None:
    """The next meeting, once it is fixed; without a title of its own it has that of this one."""
    fixed: NextMeetingRecord | None = state.get("next", "next")
    if fixed is None:
        return None
    title = fixed.title or state.get("meeting", "meeting").title
    return NextMeeting(fixed.at, title, fixed.venue, fixed.video_url, fixed.minutes)


def step_line(step: NextStep) -> StepLine:
    """A next step as the meeting saw it."""
    origin = (step.carried_from.title, step.carried_from.at) if step.carried_from else None
    return StepLine(step.what, list(step.who), step.by_when, step.notice, step.state, origin)


def snapshot_of(state: State, id: str) -> Snapshot | None:
    """One snapshot with all that it is to show; None where there is none."""
    snapshots = [(key, snapshot) for key, snapshot in _snapshots(state) if key == id]
    return _compile_snapshots(state, snapshots, whole=True).get(id)


def _breadth(state: State, contacts: ContactFacts) -> Breadth | None:
    """The breadth of those on the list; a meeting from a file knows it from its file."""
    brought: Imported | None = state.get("brought", "brought")
    if brought is not None and not contacts.backgrounds:
        found = Breadth(
            brought.how_many_organisations,
            [(each.title, each.people) for each in brought.organisations],
            [(each.title, each.people) for each in brought.kinds],
        )
    else:
        found = breadth(contacts.backgrounds)
    return found if found.organisations or found.kinds else None


def turnout(state: State) -> People:
    """How many took part. A meeting from a file knows that from its file."""
    brought: Imported | None = state.get("brought", "brought")
    if brought is not None:
        return People(brought.total, brought.room, brought.remote)
    return count_people(state.of_kind("person").values())


def count_people(persons: Iterable[Person]) -> People:
    """The counts of who took part, as far as they may be told."""
    places = [person.place for person in persons]
    total, room = len(places), places.count("room")
    remote = total - room
    if total < PRIVACY_FLOOR:
        return People(None)
    if 0 < room < PRIVACY_FLOOR or 0 < remote < PRIVACY_FLOOR:
        return People(total)
    return People(total, room, remote)


def wall_zones(
    zones: Iterable[tuple[str, ZoneRecord]],
    groups: Iterable[tuple[str, GroupRecord]],
    notes: Iterable[tuple[str, NoteRecord]],
    scales: Mapping[str, Scale],
) -> list[Zone]:
    """The wall, zone by zone, in the order in which the screens show it."""
    groups = list(groups)
    inside: dict[str, dict[str | None, list[Note]]] = {}
    # By time, so that the order is the same after a restart.
    for _, note in sorted(notes, key=lambda item: (item[1].at, len(item[0]), item[0])):
        kept = _note(note)
        inside.setdefault(note.zone, {}).setdefault(note.group, []).append(kept)
    found = []
    for id, zone in zones:
        by_group = inside.get(id, {})
        named = [Group(group.title, _in_order(zone, by_group.pop(key))) for key, group in groups if key in by_group]
        scale = scales.get(zone.scale) if zone.scale else None
        asked = scale is not None and scale.state != "draft"
        found.append(
            Zone(
                id=id,
                title=zone.title,
                prompt=zone.prompt,
                color=zone.color,
                groups=sorted(named, key=lambda group: -len(group.notes)),
                # What is left belongs to no group, or to one that is gone.
                single=_in_order(zone, [note for left in by_group.values() for note in left]),
                scale_id=zone.scale if asked else None,
                scale=scale.question if scale and asked else None,
            )
        )
    return found


def _note(note: NoteRecord) -> Note:
    return Note(
        text=note.text,
        color=note.color,
        signed=note.signed,
        note_type=note.note_type or None,
        too=note.too or 0,
        votes=None if note.votes is UNSET else note.votes,
        merged=tuple(note.merged or ()),
    )


def _in_order(zone: ZoneRecord, notes: list[Note]) -> list[Note]:
    """With most marks first, where the chair has put the zone into that order."""
    if zone.sorted_by is None:
        return notes
    return sorted(notes, key=lambda note: -((note.votes if zone.sorted_by == "votes" else note.too) or 0))


def spread(id: str, scale: Scale) -> Spread:
    """A scaling question as the meeting saw it."""
    counts = None if scale.counts is UNSET else list(scale.counts)
    hidden = None
    if counts is None:
        answered = scale.answers or scale.not_today
        hidden = "nobody" if not answered else "few" if scale.answers < scale.floor else "not_shown"
    return Spread(
        id=id,
        question=scale.question,
        low=scale.low,
        low_label=scale.low_label,
        high_label=scale.high_label,
        good_enough=scale.good_enough,
        floor=scale.floor,
        not_today=scale.not_today,
        counts=counts,
        hidden=hidden,  # type: ignore[arg-type]
        memory=[EarlierAnswers(past.title, past.at, list(past.counts), past.good_enough) for past in scale.memory],
        good_enough_was=[(moved.value, moved.at) for moved in scale.good_enough_was],
    )


def _hopes(hopes: HopesRecord | None) -> Hopes | None:
    """What everyone could see of it, and nothing else."""
    if hopes is None:
        return None
    return Hopes(hopes.floor) if hopes.spread is UNSET else Hopes(hopes.floor, **hopes.spread)


def left_out(state: State) -> LeftOut:
    """What was taken and written, and is not in the report."""
    snapshots = _snapshots(state)
    brought: Imported | None = state.get("brought", "brought")
    removed = len(state.of_kind("removed")) + (brought.removed if brought else 0)
    return LeftOut(
        pictures=sum(snapshot.left_out for _, snapshot in snapshots),
        cropped=sum(snapshot.crop is not None and not snapshot.left_out for _, snapshot in snapshots),
        notes=0 if state.get("meeting", "meeting").keeps == "steps" else removed,
    )


def _replay(state: State, sightings: Sequence[NoteSighting]) -> Replay | None:
    """Where the group wants pictures: a replay is many of them. What a meeting from a file did is not known."""
    if state.get("meeting", "meeting").keeps != "pictures" or state.get("brought", "brought") is not None:
        return None
    return replay.trace(
        ordered(state.of_kind("zone")), ordered(state.of_kind("group")), state.public("note"), sightings
    )


def _snapshots(state: State) -> list[tuple[str, SnapshotRecord]]:
    """All that were taken, in the order that the chair gave them."""
    return ordered(state.of_kind("snapshot")) if state.get("meeting", "meeting").keeps == "pictures" else []


def _report_snapshots(state: State) -> list[Snapshot]:
    """The pictures of the report, in the order that the chair gave them. An automatic one on which nothing is new says
    nothing, unless somebody wrote a line to it."""
    kept = [(id, snapshot) for id, snapshot in _snapshots(state) if not snapshot.left_out]
    drawn = _compile_snapshots(state, sorted(kept, key=lambda each: (each[1].taken_at, len(each[0]), each[0])))
    shots = [drawn[id] for id, _ in kept if id in drawn]
    return [
        snapshot for snapshot in shots if not snapshot.auto or snapshot.zones or snapshot.spreads or snapshot.caption
    ]


def _compile_snapshots(
    state: State, snapshots: list[tuple[str, SnapshotRecord]], *, whole: bool = False
) -> dict[str, Snapshot]:
    """The snapshots, in the order in which they were taken. One that the chair took shows all of the wall that it is to
    show; an automatic one (unless `whole`) only what was new since the one before, so that the report does not say
    everything at the end of every part."""
    scales = state.of_kind("scale")
    found: dict[str, Snapshot] = {}
    before: dict[str, Zone] = {}
    answered: dict[str, Spread] = {}
    for id, snapshot in snapshots:
        picture: Picture | None = state.get("picture", id)
        if picture is None:
            continue
        notes = [(key, note) for key, note in picture.notes if is_on_wall(state, key)]
        wall = wall_zones(picture.zones, picture.groups, notes, dict(picture.scales))
        if snapshot.crop is not None:
            wall = [place for place in wall if place.id in snapshot.crop]
        spreads = [spread(key, scale) for key, scale in picture.scales if key in scales]
        everything = whole or not snapshot.auto
        drawn = [place for place in wall if place.count and (everything or before.get(place.id) != place)]
        found[id] = Snapshot(
            id=id,
            title=snapshot.title,
            caption=snapshot.caption,
            taken_at=snapshot.taken_at,
            auto=snapshot.auto,
            zones=drawn,
            as_before=[place.title for place in wall if place.count and place not in drawn],
            empty=[place.title for place in wall if not place.count],
            spreads=[each for each in spreads if everything or answered.get(each.id) != each],
            agenda=[agenda_section(section, snapshot.taken_at) for _, section in picture.sections],
            steps=[step_line(step) for key, step in picture.steps if state.get("step", key) is not None],
            gone=picture.gone + len(picture.notes) - len(notes),
        )
        before = {place.id: place for place in wall}
        answered = {each.id: each for each in spreads}
    return found


def is_on_wall(state: State, note: str) -> bool:
    """Whether a note's words are still on the wall, on a note of its own or on the one it was merged into."""
    folded: MergedNote | None = state.get("folded", note)
    return state.audience("note", folded.into if folded else note) == EVERYONE


def _agenda(state: State, now: int) -> list[AgendaSection]:
    """The agenda as it went, with the voices of its rounds."""
    closed = state.get("meeting", "meeting").state == "closed"
    return [
        replace(agenda_section(section, now, closed=closed), voices=voices_heard(state.get("round", id)))
        for id, section in ordered(state.of_kind("section"))
    ]


def voices_heard(heard: Round | None) -> int | None:
    """How many were heard in a round, where that may be told."""
    total = heard.heard_room + heard.heard_remote if heard else 0
    return total if total >= PRIVACY_FLOOR else None


def agenda_section(section: SectionRecord, now: int, *, closed: bool = False) -> AgendaSection:
    state = "left" if closed and section.state == "todo" else section.state
    return AgendaSection(section.title, section.planned, time_spent(section, now), state)

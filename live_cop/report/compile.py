"""From the records of a meeting to its report: what happened, in the order in which one reads it. Pure.

Only what everyone in the meeting could see gets in, with the chair's own words. Counts that are so small that somebody
could be picked out are merged.
"""

from msgspec import Struct, UnsetType

from ..meeting.order import ordered
from ..meeting.records import Group, Note, Picture, Scale, Section, Zone
from ..meeting.state import State

#: Fewer people than this in one place are not counted apart.
SMALL = 5


class People(Struct, frozen=True):
    """How many took part. `room` and `remote` are None where they are too few to be told apart; `total` is None where
    all together are."""

    total: int | None
    room: int | None
    remote: int | None


class SnapshotPart(Struct, frozen=True):
    id: str
    title: str
    caption: str
    taken_at: int
    picture: Picture


class SectionPart(Struct, frozen=True):
    """A part of the agenda; `actual` is in minutes, None where it did not take place."""

    title: str
    planned: int
    actual: int | None


class GroupPart(Struct, frozen=True):
    title: str
    notes: list[Note]


class ZonePart(Struct, frozen=True):
    title: str
    prompt: str
    groups: list[GroupPart]
    notes: list[Note]


class Report(Struct, frozen=True):
    code: str
    title: str
    community: str
    at: int | None
    closed: bool
    recording: str
    people: People
    introduction: str
    conclusions: str
    snapshots: list[SnapshotPart]
    scales: list[Scale]
    sections: list[SectionPart]
    zones: list[ZonePart]


def compile(state: State) -> Report:
    """The report of a meeting as it stands now; it may still be going on."""
    meeting = state.get("meeting", "meeting")
    words = state.get("report", "report")
    return Report(
        code=state.code,
        title=meeting.title,
        community=meeting.community,
        at=meeting.opened_at or meeting.starts_at,
        closed=meeting.state == "closed",
        recording=meeting.recording,
        people=_people(state),
        introduction=words.introduction,
        conclusions=words.conclusions,
        snapshots=[
            SnapshotPart(id, snapshot.title, snapshot.caption, snapshot.taken_at, state.get("picture", id))
            for id, snapshot in ordered(state.all("snapshot"))
        ],
        scales=[scale for _, scale in ordered(state.all("scale")) if scale.state != "draft"],
        sections=[_section(section) for _, section in ordered(state.all("section"))],
        zones=zones(ordered(state.all("zone")), ordered(state.all("group")), list(state.all("note").items())),
    )


def zones(
    zones: list[tuple[str, Zone]], groups: list[tuple[str, Group]], notes: list[tuple[str, Note]]
) -> list[ZonePart]:
    """The notes by zone and group; a group without notes is left out."""
    found = []
    for zone_id, zone in zones:
        here = [note for _, note in notes if note.zone == zone_id]
        parts = [
            GroupPart(group.title, [note for note in here if note.group == group_id])
            for group_id, group in groups
            if group.zone == zone_id
        ]
        named = sorted((part for part in parts if part.notes), key=lambda part: -len(part.notes))
        found.append(ZonePart(zone.title, zone.prompt, named, [note for note in here if note.group is None]))
    return found


def spread(scale: Scale) -> list[int] | None:
    """The counts that were shown to everyone; None where they were not."""
    return None if isinstance(scale.counts, UnsetType) else scale.counts


def _people(state: State) -> People:
    places = [person.place for person in state.all("person").values()]
    room, remote = places.count("room"), places.count("remote")
    total = room + remote
    if total < SMALL:
        return People(None, None, None)
    if 0 < room < SMALL or 0 < remote < SMALL:
        return People(total, None, None)
    return People(total, room, remote)


def _section(section: Section) -> SectionPart:
    actual = None if section.started_at is None else round(section.spent / 60_000)
    return SectionPart(section.title, section.planned, actual)

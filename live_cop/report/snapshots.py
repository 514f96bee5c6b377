"""The snapshots of a report, each with what no other part of the report shows, and single ones as pictures. Pure.

The full report says each thing once. So each note and each photograph of the wall is in one place: in the first
snapshot that shows it where it is in the end, or in the chapter about the rest of the wall.
"""

from collections.abc import Container, Iterable, Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from ..meeting.display import pictures
from ..meeting.display.pictures import PictureContent
from ..meeting.ordering import ordered
from ..meeting.records.display import Snapshot as SnapshotRecord
from ..meeting.records.photos import Photo as PhotoRecord
from ..meeting.records.scales import Scale
from ..meeting.records.wall import Group as GroupRecord
from ..meeting.records.wall import Note as NoteRecord
from ..meeting.records.wall import Zone as ZoneRecord
from ..meeting.state import State
from .facts import AgendaSection, Snapshot, Spread, Zone
from .from_records import agenda_section, is_on_wall, is_photo_on_wall, spread, step_line, wall_zones

Card = TypeVar("Card", NoteRecord, PhotoRecord)


def taken(state: State) -> list[tuple[str, SnapshotRecord]]:
    """All snapshots in the order that the chair gave them, or none if the group does not want pictures."""
    return ordered(state.of_kind("snapshot")) if state.get("meeting", "meeting").keeps == "pictures" else []


def snapshot_of(state: State, id: str) -> Snapshot | None:
    """The picture of one snapshot, or None if there is no such snapshot or snapshots are not recorded."""
    snapshot = dict(taken(state)).get(id)
    picture = pictures.contents(state, [id]).get(id)
    return None if snapshot is None or picture is None else _picture(state, id, snapshot, picture)


def shown_once(state: State) -> tuple[list[Snapshot], list[Zone]]:
    """The snapshots of the report, in the chair's order, and what of the wall they do not show.

    Each card of the wall is in one place: in the first snapshot that shows it where it is in the end, or in the rest.
    It is shown as it is in the end, with its last words, its group and its marks. A snapshot shows the zones that the
    chair chose, an automatic one without a choice those of its part. A scale is in its own chapter, and in a snapshot
    only if it was different then. An automatic snapshot that shows nothing and has no caption is left out."""
    included = [(id, snapshot) for id, snapshot in taken(state) if not snapshot.left_out]
    contents = pictures.contents(state, [id for id, _ in included])
    wall, scales, zone = Wall.of(state), _Scales(state), state.get("meeting", "meeting").time_zone
    compiled: dict[str, Snapshot] = {}
    for id, snapshot in sorted(included, key=lambda each: each[1].taken_at):
        if (picture := contents.get(id)) is None:
            continue
        spreads, known = scales.take(picture, snapshot.scale_crop)
        zones = wall.take(picture, _zones_shown(snapshot, picture))
        if snapshot.auto and not (zones or spreads or snapshot.caption):
            continue
        compiled[id] = Snapshot(
            id=id,
            title=snapshot.title,
            caption=snapshot.caption,
            taken_at=snapshot.taken_at,
            time_zone=zone,
            auto=snapshot.auto,
            zones=zones,
            empty=[],
            spreads=spreads,
            agenda=_agenda_then(picture, snapshot),
            scales=known,
            empty_wall=not (picture.notes or picture.photos),
        )
    return [compiled[id] for id, _ in included if id in compiled], wall.facts()


def _zones_shown(snapshot: SnapshotRecord, picture: PictureContent) -> Container[str] | None:
    """The zones of a picture that the report may show, None for all."""
    if snapshot.crop is not None:
        return snapshot.crop
    if not snapshot.auto or snapshot.caption:
        return None
    return {id for id, zone in picture.zones if zone.section in (snapshot.section, None)}


class _Scales:
    """The scales at the end, and which states of them were shown."""

    def __init__(self, state: State) -> None:
        self._last = {id: _counted(spread(id, scale)) for id, scale in state.of_kind("scale").items()}
        self._shown: set[str] = set()
        self._before: dict[str, Spread] = {}

    def take(self, picture: PictureContent, wanted: Container[str] | None) -> tuple[list[Spread], list[str]]:
        """The scales of this picture that were different then, and the ids of those that were as they are in the end.
        Each is returned once."""
        different, same = [], []
        for id, scale in picture.scales:
            if id not in self._last or (wanted is not None and id not in wanted):
                continue
            then = spread(id, scale)
            if then.counts is None or then.counts == self._last[id].counts:
                same += [] if id in self._shown else [id]
                self._shown.add(id)
            elif self._before.get(id) != _counted(then):
                different.append(then)
                self._before[id] = _counted(then)
        return different, same


def _agenda_then(picture: PictureContent, snapshot: SnapshotRecord) -> list[AgendaSection]:
    return [agenda_section(section, snapshot.taken_at) for _, section in picture.sections]


def _picture(state: State, id: str, snapshot: SnapshotRecord, picture: PictureContent) -> Snapshot:
    """A snapshot as the picture that was taken, without what was removed since: the zones and scales of its crop."""
    notes = [(key, note) for key, note in picture.notes if is_on_wall(state, key)]
    photos = [(key, photo) for key, photo in picture.photos if is_photo_on_wall(state, key)]
    wall = wall_zones(picture.zones, picture.groups, notes, dict(picture.scales), photos)
    crop = snapshot.crop
    shown = [zone for zone in wall if crop is None or zone.id in crop]
    wanted, scales = snapshot.scale_crop, state.of_kind("scale")
    return Snapshot(
        id=id,
        title=snapshot.title,
        caption=snapshot.caption,
        taken_at=snapshot.taken_at,
        time_zone=state.get("meeting", "meeting").time_zone,
        auto=snapshot.auto,
        zones=[zone for zone in shown if not zone.is_empty],
        empty=[zone.title for zone in shown if zone.is_empty],
        spreads=[
            spread(key, scale) for key, scale in picture.scales if key in scales and (wanted is None or key in wanted)
        ],
        agenda=_agenda_then(picture, snapshot),
        steps=[step_line(step) for key, step in picture.steps if state.get("step", key) is not None],
        gone=picture.gone + len(picture.notes) - len(notes) + len(picture.photos) - len(photos),
    )


def _counted(spread: Spread) -> Spread:
    """What is counted of a spread: one more answer that is not counted makes it no other spread."""
    return replace(spread, uncounted=0)


class Wall(Struct):
    """The wall at the end, from which cards are taken as pictures show them."""

    zones: list[tuple[str, ZoneRecord]]
    groups: list[tuple[str, GroupRecord]]
    notes: dict[str, NoteRecord]
    photos: dict[str, PhotoRecord]
    scales: Mapping[str, Scale]

    @classmethod
    def of(cls, state: State) -> "Wall":
        keeps = state.get("meeting", "meeting").keeps
        return cls(
            ordered(state.of_kind("zone")),
            ordered(state.of_kind("group")),
            {} if keeps == "steps" else dict(state.public("note")),
            # The store lets go of the photographs at the close; until then a group may have chosen to keep none.
            dict(state.public("photo")) if keeps == "pictures" else {},
            state.of_kind("scale"),
        )

    def facts(self) -> list[Zone]:
        """The zones with what is left of their cards."""
        return wall_zones(self.zones, self.groups, self.notes.items(), self.scales, self.photos.items())

    def take(self, picture: PictureContent, zones: Container[str] | None) -> list[Zone]:
        """Takes the cards that this picture shows in these zones (None for all), where they are in the end."""
        notes = _taken(self.notes, picture.notes, zones)
        photos = _taken(self.photos, picture.photos, zones)
        if not notes and not photos:
            return []
        taken = replace(self, notes=notes, photos=photos).facts()
        return [zone for zone in taken if not zone.is_empty]


def _taken(cards: dict[str, Card], shown: Iterable[tuple[str, Card]], zones: Container[str] | None) -> dict[str, Card]:
    ids = [
        id
        for id, card in shown
        if id in cards and cards[id].zone == card.zone and (zones is None or card.zone in zones)
    ]
    return {id: cards.pop(id) for id in ids}

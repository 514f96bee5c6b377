"""The replay of the wall: how it grew, from the first note to the last. Pure.

It shows only the notes that are on the wall at the end, with their last words. The sightings add the minute in which
everyone first saw each note, and its zones and groups since. A note that was hidden for a while is shown as if it had
stayed. What happened in one minute is one moment: a finer order could tell, beside a recording of the call, who wrote.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from msgspec import UNSET

from ..meeting.change import NoteSighting
from ..meeting.records.photos import Photo
from ..meeting.records.wall import Color, Group, Note, Zone
from ..words import t
from .facts import Replay, ReplayNote, ReplayZone

#: The ids of a zone and of a group in it, or None for a single note.
Position = tuple[str, str | None]


def trace(
    zones: Iterable[tuple[str, Zone]],
    groups: Iterable[tuple[str, Group]],
    notes: Mapping[str, Note | Photo],
    sightings: Iterable[NoteSighting],
) -> Replay | None:
    """The replay of these cards, or None if no sighting shows any of them. `sightings` are in order of minutes."""
    titles = {id: zone.title for id, zone in zones}
    named = {id: group.title for id, group in groups}
    # A note whose group was removed is single, as in the report, and one without a zone is left out.
    last = {id: _position(note.zone, note.group, named) for id, note in notes.items() if note.zone in titles}
    sizes = Counter(last.values())
    moments, paths = _paths(last, titles, sightings)
    if not moments:
        return None
    used = {zone for path in paths.values() for _, (zone, _) in path}
    groups_by_zone = {zone: [id for id in named if sizes[zone, id]] for zone in titles if zone in used}
    for zone, members in groups_by_zone.items():
        members.sort(key=lambda id: -sizes[zone, id])
    zone_ids = list(groups_by_zone)
    return Replay(
        moments=moments,
        zones=[ReplayZone(titles[zone], [named[id] for id in members]) for zone, members in groups_by_zone.items()],
        notes=[
            ReplayNote(
                *_card(notes[note]),
                [
                    (
                        moment,
                        zone_ids.index(zone),
                        groups_by_zone[zone].index(group) if group in groups_by_zone[zone] else -1,
                    )
                    for moment, (zone, group) in paths[note]
                ],
                _language(notes[note]),
            )
            for note in sorted(last, key=lambda id: (notes[id].at, id))
        ],
    )


def _card(record: Note | Photo) -> tuple[str, Color]:
    """What a card says, and its colour: of a photograph, what it shows in words."""
    if isinstance(record, Note):
        return record.text, record.color
    key = "photograph_without_words" if record.cut_from is UNSET else "paper_note_without_words"
    return record.description or t(f"report.{key}"), "sand"


def _language(record: Note | Photo) -> str:
    return (isinstance(record, Note) and record.lang) or ""


def _paths(
    last: Mapping[str, Position], zones: Mapping[str, str], sightings: Iterable[NoteSighting]
) -> tuple[list[int], dict[str, list[tuple[int, Position]]]]:
    """The minutes of all changes, and each note's positions with the number of their moment, ending at its last."""
    moments: list[int] = []
    paths: dict[str, list[tuple[int, Position]]] = {note: [] for note in last}
    last_positions = set(last.values())
    for minute, step in groupby(sightings, key=lambda sighting: sighting.minute):
        moved = {}
        for sighting in step:
            # Removed groups are ignored. Removed zones are skipped: a note appears, or continues, in its next zone that
            # still exists.
            position = (sighting.zone, sighting.group if (sighting.zone, sighting.group) in last_positions else None)
            if (
                sighting.note in paths
                and sighting.zone in zones
                and [each for _, each in paths[sighting.note]][-1:] != [position]
            ):
                moved[sighting.note] = position
        if moved:
            moments.append(minute)
            for note, position in moved.items():
                paths[note].append((len(moments), position))
    # The sightings should end with the wall as it is. If they do not, the wall is right.
    outdated = [note for note in last if not paths[note] or paths[note][-1][1] != last[note]]
    if moments and outdated:
        moments.append(moments[-1])
        for note in outdated:
            paths[note].append((len(moments), last[note]))
    return moments, paths


def _position(zone: str, group: str | None, groups: Mapping[str, str]) -> Position:
    return zone, group if group in groups else None

"""The wall from its first note to its last, to be moved through. Pure.

It shows only what is on the wall at the end, in its last words; the journal adds when everyone first saw a note, and
through which zones and groups it went. A note that was away for a while is shown as if it had stayed: where the chair
put all notes of one person aside, their going together would tell that they are one person's.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from ..meeting.change import NoteSighting
from ..meeting.records.wall import Group, Note, Zone
from .facts import Replay, ReplayNote, ReplayZone

MINUTE = 60_000
#: A zone, and a group in it or None.
Spot = tuple[str, str | None]


def trace(
    zones: Iterable[tuple[str, Zone]],
    groups: Iterable[tuple[str, Group]],
    notes: Mapping[str, Note],
    moves: Iterable[NoteSighting],
) -> Replay | None:
    """The replay of the notes that are there; None where there is nothing to play. `moves` come in their order."""
    titles = {id: zone.title for id, zone in zones}
    named = {id: group.title for id, group in groups}
    # What has lost its group, or its zone, is as single as the report shows it.
    last = {id: _spot(note.zone, note.group, named) for id, note in notes.items() if note.zone in titles}
    sizes = Counter(last.values())
    moments, paths = _walk(last, titles, moves)
    if not moments:
        return None
    used = {zone for path in paths.values() for _, (zone, _) in path}
    columns = {zone: [id for id in named if sizes[zone, id]] for zone in titles if zone in used}
    for zone, inside in columns.items():
        inside.sort(key=lambda id: -sizes[zone, id])
    places = list(columns)
    return Replay(
        # To the minute: beside a recording of the call, a second would tell who was typing just then.
        moments=[at - at % MINUTE for at in moments],
        zones=[ReplayZone(titles[zone], [named[id] for id in inside]) for zone, inside in columns.items()],
        notes=[
            ReplayNote(
                notes[note].text,
                notes[note].color,
                [
                    (moment, places.index(zone), columns[zone].index(group) if group in columns[zone] else -1)
                    for moment, (zone, group) in paths[note]
                ],
            )
            for note in sorted(last, key=lambda id: (notes[id].at, len(id), id))
        ],
    )


def _walk(
    last: Mapping[str, Spot], zones: Mapping[str, str], moves: Iterable[NoteSighting]
) -> tuple[list[int], dict[str, list[tuple[int, Spot]]]]:
    """The moments at which something changed, and each note's spots with the moment of each; it ends in its last."""
    moments: list[int] = []
    paths: dict[str, list[tuple[int, Spot]]] = {note: [] for note in last}
    homes = set(last.values())
    for _, step in groupby(moves, key=lambda move: move.revision):
        now = {}
        for move in step:
            # A group that is gone is as if it had never been. A zone that is gone shows nothing: a note comes, or goes
            # on, in the next zone that is still there.
            spot = (move.zone, move.group if (move.zone, move.group) in homes else None)
            if move.note in paths and move.zone in zones and [each for _, each in paths[move.note]][-1:] != [spot]:
                now[move.note] = spot
                at = move.at
        if now:
            moments.append(at)
            for note, spot in now.items():
                paths[note].append((len(moments), spot))
    # The journal ends where the wall is. Should it not, the wall is right.
    left = [note for note in last if not paths[note] or paths[note][-1][1] != last[note]]
    if moments and left:
        moments.append(moments[-1])
        for note in left:
            paths[note].append((len(moments), last[note]))
    return moments, paths


def _spot(zone: str, group: str | None, groups: Mapping[str, str]) -> Spot:
    return zone, group if group in groups else None

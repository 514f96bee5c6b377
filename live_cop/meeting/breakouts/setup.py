"""Setting up small groups: their walls, their seating, and the zone that receives the notes they pick.

The shuffle is derived from the meeting's secret and the revision, so that nobody can predict it and the core stays
pure.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from ..draft import Draft
from ..ordering import next_order, ordered
from ..records.breakouts import Mix, Seat, Team
from ..records.voices import Place
from ..records.wall import Color, Zone
from ..refusal import Refusal
from ..voices.presence import absent
from ..wall.zones import MOST_ZONES
from .walls import SEATS, SMALLEST

#: One colour a group, so that their walls are easy to tell apart.
_COLORS: tuple[Color, ...] = ("mint", "sky", "butter", "rose", "lilac", "sand")


def create_groups(draft: Draft, places: Sequence[Place | None], prompt: str) -> list[str]:
    """Creates one group with a wall for each element of `places`, and returns their ids.

    Raises Refusal `too_many` if the wall would have too many zones.
    """
    if len(draft.of_kind("zone")) + len(places) > MOST_ZONES:
        raise Refusal("too_many")
    ids = []
    for n, place in enumerate(places):
        id, zone_id = draft.new_id("m"), draft.new_id("z")
        title = _free_title(draft, n + 1)
        order = next_order(draft.of_kind("zone"))
        draft.put(Zone(title=title, prompt=prompt, order=order, color=_COLORS[n % len(_COLORS)], team=id), zone_id)
        draft.put(Team(title=title, order=next_order(draft.of_kind("team")), zone=zone_id, place=place), id)
        ids.append(id)
    return ids


def _free_title(draft: Draft, number: int) -> str:
    """A title that no zone has: the wall of an earlier group with this number stays if it has notes.

    Like all that a meeting is given, it is stored in English, and each screen shows it in its own language."""
    taken = {zone.title for zone in draft.of_kind("zone").values()}
    names = [f"Group {number}", *(f"Group {number} ({time})" for time in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def shuffled(draft: Draft, ids: Iterable[str]) -> list[str]:
    """The ids in an order that nobody can foretell, and that is the same whenever this command is decided again."""
    return sorted(ids, key=lambda id: draft.chance(f"lot {id}", 1 << 64))


def most_groups(how: Mix, room: int, remote: int) -> int:
    """The greatest number of groups of SMALLEST people each, or 2 where there are too few people for two such groups.

    `room` and `remote` are the numbers of independent people there. In a smaller group, others could tell who wrote
    what.
    """
    apart = how == "apart" and min(room, remote) >= SMALLEST
    groups = room // SMALLEST + remote // SMALLEST if apart else (room + remote) // SMALLEST
    return max(2, groups)


def group_places(count: int, how: Mix, room: int, remote: int) -> list[Place | None]:
    """For each of `count` groups, where its people must be, or None where that does not matter.

    With `how` "apart", `room` and `remote` (numbers of people) share the groups so that the smallest is as large as
    possible. A place with fewer than SMALLEST people gets no group of its own: they are spread over the others.
    """
    if how == "mixed" or min(room, remote) < SMALLEST:
        return [None] * count
    rooms = max(range(1, count), key=lambda n: min(room // n, remote // (count - n)))
    return ["room" if n < rooms else "remote" for n in range(count)]


def seat_all(
    draft: Draft, teams: list[str], places: Sequence[Place | None], room: list[str], remote: list[str]
) -> None:
    """Deals people to groups like cards, first the room and then the remote, so that both are spread evenly."""
    if places[0] is None:
        decks = [(room + remote, teams)]
    else:
        decks = [
            (people, [id for id, at in zip(teams, places, strict=True) if at == place])
            for people, place in ((room, "room"), (remote, "remote"))
        ]
    for people, groups in decks:
        for n, person in enumerate(people):
            draft.put(Seat(team=groups[n % len(groups)]), person)


def seat_guests(draft: Draft, guests: list[str]) -> None:
    """Deals the guests, who sit in the room, to groups for their place, beginning with the smaller ones."""
    fitting = [id for id, team in active_groups(draft).items() if team.place in (None, "room")]
    for n, guest in enumerate(guests):
        draft.put(Seat(team=fitting[-1 - n % len(fitting)]), guest)


def smallest_group(draft: Draft, place: Place) -> str:
    """The id of the group that suits `place` and has the fewest people who are here, but somebody: whoever comes to one
    that all have left would be alone there."""
    teams = active_groups(draft)
    fitting = {id: team for id, team in teams.items() if team.place in (None, place)} or teams
    left = Counter(seat.team for id in absent(draft) if (seat := draft.get("seat", id)) is not None)
    sizes = {id: draft.count(SEATS, id) - left[id] for id in fitting}
    return min(fitting, key=lambda id: (sizes[id] == 0, sizes[id], fitting[id].order))


def active_groups(draft: Draft) -> dict[str, Team]:
    """The groups that are meeting now, in order."""
    return {id: team for id, team in ordered(draft.of_kind("team")) if team.state == "on"}


def require_main_zone(draft: Draft, id: str) -> str:
    """Returns `id` if a group's notes may go to this zone.

    Not to a zone for hopes: each person may have one hope, so a refusal to move a note there would reveal that its
    author has one already. Raises Refusal `unknown_zone` or `place_for_hopes`.
    """
    zone = draft.require("zone", id)
    if zone.team is not None:
        raise Refusal("unknown_zone")
    if zone.role == "hopes":
        raise Refusal("place_for_hopes")
    return id


def _main_zones(draft: Draft) -> dict[str, Zone]:
    return {id: zone for id, zone in ordered(draft.of_kind("zone")) if zone.team is None and zone.role != "hopes"}


def default_target(draft: Draft, section: str) -> str:
    """The first zone of this section, or of the whole wall; a new zone where the wall has none."""
    zones = _main_zones(draft)
    candidates = [id for id, zone in zones.items() if zone.section == section] + list(zones)
    if candidates:
        return candidates[0]
    id = draft.new_id("z")
    draft.put(Zone(title="From the groups", order=next_order(draft.of_kind("zone")), section=section), id)
    return id


def target_zone(draft: Draft, wanted: str | None) -> str:
    """The zone for a picked note: `wanted`, or the zone the chair chose at the split, or the first zone there is.

    Raises Refusal `unknown_zone` or `place_for_hopes`.
    """
    if wanted is not None:
        return require_main_zone(draft, wanted)
    zones = _main_zones(draft)
    teams = draft.singleton("teams")
    if teams is not None and teams.target in zones:
        return str(teams.target)
    if not zones:
        raise Refusal("unknown_zone")
    return next(iter(zones))

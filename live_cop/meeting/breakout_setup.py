"""Setting up small groups: their walls, who sits where, and to which zone what they pick goes.

The shuffle follows from the moment and the ids of a meeting, so that nobody can foresee it and the core stays pure.
"""

import hashlib
from collections.abc import Sequence

from .draft import Draft
from .ordering import next_order, ordered
from .records.breakouts import Mix, Seat, Team
from .records.people import Person, Place
from .records.wall import Zone
from .refusal import Refusal
from .wall.zones import MOST_ZONES

#: The groups' walls are told apart by their colours too.
_COLORS = ("mint", "sky", "butter", "rose", "lilac", "sand")


def lay_out(draft: Draft, places: Sequence[Place | None], prompt: str) -> list[str]:
    """The groups with their walls."""
    if len(draft.of_kind("zone")) + len(places) > MOST_ZONES:
        raise Refusal("too_many")
    ids = []
    for n, place in enumerate(places):
        id, zone = draft.new_id("m"), draft.new_id("z")
        title = _free_title(draft, n + 1)
        color = _COLORS[n % len(_COLORS)]
        draft.put(
            Zone(title=title, prompt=prompt, order=next_order(draft.of_kind("zone")), color=color, team=id),  # type: ignore[arg-type]
            zone,
        )
        draft.put(Team(title=title, order=next_order(draft.of_kind("team")), zone=zone, place=place), id)
        ids.append(id)
    return ids


def _free_title(draft: Draft, number: int) -> str:
    """What no other part of the wall is called: an earlier group of that number may have left its words."""
    taken = {zone.title for zone in draft.of_kind("zone").values()}
    names = [f"Group {number}", *(f"Group {number} ({time})" for time in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def shuffled(draft: Draft, ids: Sequence[str] | dict[str, Person]) -> list[str]:
    def lot(id: str) -> bytes:
        return hashlib.sha256(f"{draft.state.epoch} {draft.revision} {draft.now} {id}".encode()).digest()

    return sorted(ids, key=lot)


def group_places(count: int, how: Mix, room: int, remote: int) -> list[Place | None]:
    """For each group where its people sit, or None where that does not matter. Apart, room and remote get as many
    groups as makes the largest group smallest."""
    if how == "mixed":
        return [None] * count
    if not remote:
        return ["room"] * count
    if not room:
        return ["remote"] * count

    def largest(rooms: int) -> int:
        return max(-(-room // rooms), -(-remote // (count - rooms)))

    rooms = min((n for n in range(1, count) if n <= room and count - n <= remote), key=largest)
    return ["room" if n < rooms else "remote" for n in range(count)]


def seat_all(
    draft: Draft, teams: list[str], places: Sequence[Place | None], room: list[str], remote: list[str]
) -> None:
    """Deals people out like cards: room and remote one after the other, so that both are spread evenly."""
    if places[0] is None:
        decks = [(room + remote, teams)]
    else:
        decks = [
            (people, [id for id, at in zip(teams, places, strict=True) if at == place])
            for people, place in ((room, "room"), (remote, "remote"))
        ]
    for people, its in decks:
        for n, person in enumerate(people):
            draft.put(Seat(team=its[n % len(its)]), person)


def smallest_group(draft: Draft, place: Place) -> str:
    teams = groups_on(draft)
    fitting = {id: team for id, team in teams.items() if team.place in (None, place)} or teams
    sizes = dict.fromkeys(fitting, 0)
    for person, seat in draft.of_kind("seat").items():
        if seat.team in sizes and draft.get("person", person).online:
            sizes[seat.team] += 1
    return min(fitting, key=lambda id: (sizes[id], fitting[id].order))


def groups_on(draft: Draft) -> dict[str, Team]:
    return {id: team for id, team in ordered(draft.of_kind("team")) if team.state == "on"}


def main_zone(draft: Draft, id: str) -> str:
    """A zone to which a group's notes may go. Hopes are one a person: who picked somebody's second one would be told
    who wrote the first."""
    zone = draft.find("zone", id)
    if zone.team is not None:
        raise Refusal("unknown_zone")
    if zone.role == "hopes":
        raise Refusal("place_for_hopes")
    return id


def _main_zones(draft: Draft) -> dict[str, Zone]:
    return {id: zone for id, zone in ordered(draft.of_kind("zone")) if zone.team is None and zone.role != "hopes"}


def usual_target(draft: Draft, section: str) -> str:
    """The first zone of the section that is on, or of the wall; one of its own where there is none."""
    zones = _main_zones(draft)
    its = [id for id, zone in zones.items() if zone.section == section] + list(zones)
    if its:
        return its[0]
    id = draft.new_id("z")
    draft.put(Zone(title="From the groups", order=next_order(draft.of_kind("zone")), section=section), id)
    return id


def landing_zone(draft: Draft, wanted: str | None) -> str:
    """Where a picked note goes: as said, or as the chair said at the split, or to the first place there is."""
    if wanted is not None:
        return main_zone(draft, wanted)
    zones = _main_zones(draft)
    teams = draft.singleton("teams")
    if teams is not None and teams.target in zones:
        return str(teams.target)
    if not zones:
        raise Refusal("unknown_zone")
    return next(iter(zones))

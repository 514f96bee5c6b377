"""Small groups: people are split, each group has a wall of its own, and everybody comes back to the plenary.

The shuffle follows from the moment and the ids of a meeting, so that nobody can foresee it and the core stays pure.
"""

import hashlib
from collections.abc import Sequence

from msgspec.structs import replace

from . import team_walls
from .commands import teams as c
from .draft import Draft
from .order import next_order, ordered
from .present import present
from .records import Mix, Person, Place, Seat, Team, Teams, Zone
from .refusal import Refusal
from .text import PROMPT_LENGTH, clean
from .visible import place_in, shown_note
from .wall import MOST_ZONES

MINUTE = 60_000
#: The groups' walls are told apart by their colours too.
_COLORS = ("mint", "sky", "butter", "rose", "lilac", "sand")


def split(draft: Draft, command: c.TeamsSplit) -> None:
    section = present(draft.all("section"))
    if section is None:
        raise Refusal("no_section")
    if is_on(draft):
        raise Refusal("teams_on")
    here = {id: person for id, person in draft.all("person").items() if person.online and _is_to_sit(draft, id)}
    if command.count > len(here):
        raise Refusal("too_few_people", count=command.count)
    if command.target is not None:
        _main_zone(draft, command.target)
    prompt = clean(command.prompt, PROMPT_LENGTH)
    tidy(draft)
    target = command.target or _usual_target(draft, section)
    room = [id for id in _shuffled(draft, here) if here[id].place == "room"]
    remote = [id for id in _shuffled(draft, here) if here[id].place == "remote"]
    places = _places(command.count, command.how, len(room), len(remote))
    teams = _lay_out(draft, places, prompt)
    draft.put(
        Teams(
            state="on",
            how=command.how,
            by=command.by,
            minutes=command.minutes,
            ends_at=draft.now + command.minutes * MINUTE,
            prompt=prompt,
            target=target,
        )
    )
    if command.by == "chance":
        _seat_all(draft, teams, places, room, remote)
    draft.result = {"teams": teams}


def extend(draft: Draft, command: c.TeamsExtend) -> None:
    """Gives the groups more minutes, also after they were called back."""
    teams = _present(draft)
    ends_at = max(teams.ends_at, draft.now) + command.minutes * MINUTE
    draft.put(replace(teams, state="on", ends_at=ends_at, minutes=teams.minutes + command.minutes, warned=False))


def call_back(draft: Draft, command: c.TeamsCallBack) -> None:
    """One more minute, said to all. Called twice, the first call counts."""
    teams = _present(draft)
    if teams.state == "on":
        draft.put(replace(teams, state="back", ends_at=min(teams.ends_at, draft.now + MINUTE), warned=True))


def end(draft: Draft, command: c.TeamsEnd) -> None:
    _present(draft)
    finish(draft)


def join(draft: Draft, command: c.TeamJoin) -> None:
    """Somebody sits down with a group, or changes to it: by choice, or because the chair's side moves them."""
    _present(draft)
    team: Team = draft.find("team", command.team)
    if team.state != "on":
        raise Refusal("unknown_team")
    id = command.person or draft.actor.person
    if id != draft.actor.person and not draft.actor.chairs:
        raise Refusal("not_allowed")
    person: Person = draft.find("person", id)
    if draft.get("kept_out", id) is not None:
        raise Refusal("unknown_person")
    fitting = [each for each in _teams_on(draft).values() if each.place == person.place]
    if team.place is not None and team.place != person.place and fitting:
        raise Refusal("other_place")
    draft.put(Seat(team=command.team), id)


def pick(draft: Draft, command: c.TeamPick) -> None:
    """A group puts one of its notes up on the main wall. It is the same note: its author can still change it."""
    note = shown_note(draft, command.note)
    if team_walls.team_of(draft, note.zone) is None:
        raise Refusal("not_a_team_note")
    if not draft.actor.chairs and not team_walls.sits_in(draft, note.zone):
        raise Refusal("not_your_team")
    zone = _landing(draft, command.zone)
    if draft.get("zone", zone).alone:
        raise Refusal("writing_alone")
    x, y = place_in(draft, zone)
    draft.put(replace(note, zone=zone, group=None, x=round(x, 4), y=round(y, 4)), command.note)
    draft.result = {"zone": zone}


def is_on(draft: Draft) -> bool:
    """Whether people sit in small groups now."""
    teams = draft.one("teams")
    return teams is not None and teams.state != "over"


def finish(draft: Draft) -> None:
    """Everybody is back, if they were away. Their walls stay."""
    if is_on(draft):
        draft.put(replace(draft.one("teams"), state="over"))
        for id, team in _teams_on(draft).items():
            draft.put(replace(team, state="over"), id)


def expire(draft: Draft) -> None:
    """The time of the groups may be over."""
    if is_on(draft) and draft.one("teams").ends_at <= draft.now:
        finish(draft)


def welcome(draft: Draft, person: str) -> None:
    """Whoever comes while groups are on sits down with the smallest that fits; whoever comes back has their seat.
    Where people choose, they choose."""
    if not is_on(draft) or draft.one("teams").by == "choice":
        return
    if draft.get("seat", person) is None and _is_to_sit(draft, person):
        draft.put(Seat(team=_smallest(draft, draft.get("person", person).place)), person)


def leave(draft: Draft, person: str) -> None:
    """Somebody is not one of the meeting's people any more."""
    draft.drop("seat", person)


def settle(draft: Draft) -> None:
    """The meeting closes: nothing says any more who sat where, for a small group's notes are a few people's."""
    finish(draft)
    tidy(draft)
    draft.wiped |= {"seat"}


def tidy(draft: Draft) -> None:
    """Everyone stands up, and walls of groups on which nothing was written come down."""
    for person in list(draft.all("seat")):
        draft.drop("seat", person)
    written = {each.zone for kind in ("note", "removed", "group") for each in draft.all(kind).values()}
    for team in list(draft.all("team").values()):
        if team.zone not in written:
            team_walls.take_down(draft, team.zone)


def _present(draft: Draft) -> Teams:
    if not is_on(draft):
        raise Refusal("no_teams")
    teams: Teams = draft.one("teams")
    return teams


def _teams_on(draft: Draft) -> dict[str, Team]:
    return {id: team for id, team in ordered(draft.all("team")) if team.state == "on"}


def _is_to_sit(draft: Draft, id: str) -> bool:
    """The chair's side goes from group to group, unless they sit down themselves."""
    return draft.get("person", id).role == "participant" and draft.get("kept_out", id) is None


def _shuffled(draft: Draft, ids: Sequence[str] | dict[str, Person]) -> list[str]:
    def lot(id: str) -> bytes:
        return hashlib.sha256(f"{draft.state.epoch} {draft.revision} {draft.now} {id}".encode()).digest()

    return sorted(ids, key=lot)


def _places(count: int, how: Mix, room: int, remote: int) -> list[Place | None]:
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


def _lay_out(draft: Draft, places: Sequence[Place | None], prompt: str) -> list[str]:
    """The groups with their walls."""
    if len(draft.all("zone")) + len(places) > MOST_ZONES:
        raise Refusal("too_many")
    ids = []
    for n, place in enumerate(places):
        id, zone = draft.new_id("m"), draft.new_id("z")
        title = _title(draft, n + 1)
        color = _COLORS[n % len(_COLORS)]
        draft.put(
            Zone(title=title, prompt=prompt, order=next_order(draft.all("zone")), color=color, team=id),  # type: ignore[arg-type]
            zone,
        )
        draft.put(Team(title=title, order=next_order(draft.all("team")), zone=zone, place=place), id)
        ids.append(id)
    return ids


def _title(draft: Draft, number: int) -> str:
    """What no other part of the wall is called: an earlier group of that number may have left its words."""
    taken = {zone.title for zone in draft.all("zone").values()}
    names = [f"Group {number}", *(f"Group {number} ({time})" for time in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _seat_all(
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


def _smallest(draft: Draft, place: Place) -> str:
    teams = _teams_on(draft)
    fitting = {id: team for id, team in teams.items() if team.place in (None, place)} or teams
    sizes = dict.fromkeys(fitting, 0)
    for person, seat in draft.all("seat").items():
        if seat.team in sizes and draft.get("person", person).online:
            sizes[seat.team] += 1
    return min(fitting, key=lambda id: (sizes[id], fitting[id].order))


def _main_zone(draft: Draft, id: str) -> str:
    """A zone to which a group's notes may go. Hopes are one a person: who picked somebody's second one would be told
    who wrote the first."""
    zone = draft.find("zone", id)
    if zone.team is not None:
        raise Refusal("unknown_zone")
    if zone.role == "hopes":
        raise Refusal("place_for_hopes")
    return id


def _main_zones(draft: Draft) -> dict[str, Zone]:
    return {id: zone for id, zone in ordered(draft.all("zone")) if zone.team is None and zone.role != "hopes"}


def _usual_target(draft: Draft, section: str) -> str:
    """The first zone of the section that is on, or of the wall; one of its own where there is none."""
    zones = _main_zones(draft)
    its = [id for id, zone in zones.items() if zone.section == section] + list(zones)
    if its:
        return its[0]
    id = draft.new_id("z")
    draft.put(Zone(title="From the groups", order=next_order(draft.all("zone")), section=section), id)
    return id


def _landing(draft: Draft, wanted: str | None) -> str:
    """Where a picked note goes: as said, or as the chair said at the split, or to the first place there is."""
    if wanted is not None:
        return _main_zone(draft, wanted)
    zones = _main_zones(draft)
    teams = draft.one("teams")
    if teams is not None and teams.target in zones:
        return str(teams.target)
    if not zones:
        raise Refusal("unknown_zone")
    return next(iter(zones))


RULES = {
    c.TeamsSplit: split,
    c.TeamsExtend: extend,
    c.TeamsCallBack: call_back,
    c.TeamsEnd: end,
    c.TeamJoin: join,
    c.TeamPick: pick,
}

"""Small groups: people are split into groups with a wall each, and come back to the plenary when the time is up.

In code and on the wire a small group is a `team`: a `group` is a named group of notes.
"""

from itertools import islice
from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from ..action_log import LogDetails, Logged
from ..command import AllowedWhilePaused, ByChair, ByPerson
from ..draft import Draft, Rules
from ..records.agenda import current_section
from ..records.breakouts import Draw, Mix, Seat, Team, Teams
from ..records.voices import Person
from ..refusal import Refusal
from ..safety.answer_batches import is_independent
from ..texts.text import PROMPT_LENGTH, clean
from ..voices.presence import people_here, show_actor, show_person
from ..wall.placement import place_in
from ..wall.unseen_cards import move_unseen_cards, zones_in_use
from ..wall.visibility import public_note
from . import calls, walls
from .setup import (
    active_groups,
    create_groups,
    default_target,
    group_places,
    most_groups,
    require_main_zone,
    seat_all,
    seat_guests,
    shuffled,
    smallest_group,
    target_zone,
)
from .walls import SMALLEST


class TeamsSplit(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "teams.split"
    count: Annotated[int, Meta(ge=2, le=12)]
    how: Mix = "mixed"
    by: Draw = "chance"
    minutes: Annotated[int, Meta(ge=1, le=120)] = 10
    prompt: str = ""
    target: str | None = None
    #: For each group in order its video link, "" for none; `rooms` makes those that are missing.
    links: Annotated[tuple[str, ...], Meta(max_length=12)] = ()
    rooms: bool = False


class TeamsExtend(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "teams.extend"
    minutes: Annotated[int, Meta(ge=1, le=60)]


class TeamsCallBack(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "teams.call_back"


class TeamsEnd(ByChair, frozen=True, kw_only=True):
    """With `ask`, nothing happens while the groups have not been called back; the result says so."""

    name: ClassVar[str] = "teams.end"
    can_be_taken_back: ClassVar[bool] = True
    ask: bool = False


class TeamJoin(AllowedWhilePaused, frozen=True, kw_only=True):
    """Seats `person` in a group: the actor if None. Only the chair and helpers may name somebody else."""

    name: ClassVar[str] = "team.join"
    team: str
    person: str | None = None


class TeamPick(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "team.pick"
    undoable: ClassVar[bool] = True
    note: str
    zone: str | None = None


MINUTE = 60_000


def split(draft: Draft, command: TeamsSplit) -> None:
    """Creates the groups and, if chance decides, seats everyone who is here.

    Raises Refusal `no_section`, `teams_on`, `too_few_people`, `groups_too_small`, `too_many`, `unknown_zone`,
    `place_for_hopes`, `bad_video_url`, `too_long` or `no_jitsi`.
    """
    section = current_section(draft.of_kind("section"))
    if section is None:
        raise Refusal("no_section")
    if is_on(draft):
        raise Refusal("teams_on")
    present = {id: person for id, person in people_here(draft).items() if _is_seated(draft, id)}
    if len(present) < 2:
        raise Refusal("too_few_people")
    independent = [id for id in shuffled(draft, present) if is_independent(draft, id)]
    room = [id for id in independent if present[id].place == "room"]
    remote = [id for id in independent if present[id].place == "remote"]
    most = most_groups(command.how, len(room), len(remote))
    if command.count > most:
        raise Refusal("groups_too_small", most=most)
    if command.target is not None:
        require_main_zone(draft, command.target)
    prompt = clean(command.prompt, PROMPT_LENGTH)
    clear(draft)
    target = command.target or default_target(draft, section)
    places = group_places(command.count, command.how, len(room), len(remote))
    teams = create_groups(draft, places, prompt)
    calls.open_calls(draft, teams, command.links, command.rooms)
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
        seat_all(draft, teams, places, room, remote)
        seat_guests(draft, [id for id in shuffled(draft, present) if id not in independent])
    draft.result = {"teams": teams}


def extend(draft: Draft, command: TeamsExtend) -> None:
    """Gives the groups more time, even after they were called back. Raises Refusal `no_teams`."""
    teams = _active(draft)
    ends_at = max(teams.ends_at, draft.now) + command.minutes * MINUTE
    draft.put(replace(teams, state="on", ends_at=ends_at, minutes=teams.minutes + command.minutes, warned=False))


def call_back(draft: Draft, command: TeamsCallBack) -> None:
    """Ends the groups in one minute at the latest; a second call changes nothing. Raises Refusal `no_teams`."""
    teams = _active(draft)
    if teams.state == "on":
        draft.put(replace(teams, state="back", ends_at=min(teams.ends_at, draft.now + MINUTE), warned=True))


def end(draft: Draft, command: TeamsEnd) -> None:
    """Brings everybody back. Raises Refusal `no_teams`."""
    teams = _active(draft)
    if draft.asks_first(command.ask, {"groups": int(teams.state == "on")}):
        return
    finish(draft)


def join(draft: Draft, command: TeamJoin) -> None:
    """Seats a person in a group, or moves them to it: themselves, or by the chair or a helper.

    Raises Refusal `no_teams`, `unknown_team`, `not_allowed`, `unknown_person`, `other_place` if the group is for the
    other place and there is one for theirs, or `group_too_small` if too few people would be left where they were.
    """
    _active(draft)
    team: Team = draft.require("team", command.team)
    if team.state != "on":
        raise Refusal("unknown_team")
    id = command.person or draft.actor.person
    if id != draft.actor.person and not draft.actor.is_chair_or_helper:
        raise Refusal("not_allowed")
    person: Person = draft.require("person", id)
    if draft.get("kept_out", id) is not None:
        raise Refusal("unknown_person")
    suitable = [each for each in active_groups(draft).values() if each.place == person.place]
    if team.place is not None and team.place != person.place and suitable:
        raise Refusal("other_place")
    if id != draft.actor.person and is_independent(draft, id):
        _check_enough_together(draft, id, command.team)
    draft.put(Seat(team=command.team), id)
    if id == draft.actor.person:
        show_actor(draft)
    else:
        show_person(draft, id)


def pick(draft: Draft, command: TeamPick) -> None:
    """Moves one of a group's notes to the main wall. It stays the same note: its author can still change it.

    Raises Refusal `unknown_note`, `not_a_team_note`, `not_your_team`, `unknown_zone`, `place_for_hopes` or
    `writing_alone`.
    """
    note = public_note(draft, command.note)
    if walls.team_of(draft, note.zone) is None:
        raise Refusal("not_a_team_note")
    if not draft.actor.is_chair_or_helper and not walls.sits_in(draft, note.zone):
        raise Refusal("not_your_team")
    zone = target_zone(draft, command.zone)
    if draft.get("zone", zone).alone:
        raise Refusal("writing_alone")
    x, y = place_in(draft, zone)
    draft.put(replace(note, zone=zone, group=None, x=round(x, 4), y=round(y, 4)), command.note)
    draft.result = {"zone": zone}


def is_on(draft: Draft) -> bool:
    """Whether small groups are meeting now."""
    teams = draft.singleton("teams")
    return teams is not None and teams.state != "over"


def finish(draft: Draft) -> None:
    """Ends the small groups, if there are any. Their walls stay."""
    if is_on(draft):
        draft.put(replace(draft.singleton("teams"), state="over"))
        for id, team in active_groups(draft).items():
            draft.put(replace(team, state="over"), id)


def expire(draft: Draft) -> None:
    """Ends the small groups if their time is up."""
    if is_on(draft) and draft.singleton("teams").ends_at <= draft.now:
        finish(draft)


def seat_arrival(draft: Draft, person: str) -> None:
    """Seats a person who arrives while groups are meeting in the smallest suitable group.

    A person who comes back keeps their seat. Where people choose their group, an arrival chooses too.
    """
    if not is_on(draft) or draft.singleton("teams").by == "choice":
        return
    if draft.get("seat", person) is None and _is_seated(draft, person):
        draft.put(Seat(team=smallest_group(draft, draft.get("person", person).place)), person)


def remove_person(draft: Draft, person: str) -> None:
    """Deletes the seat of a person who is deleted from the meeting."""
    draft.drop("seat", person)


def on_close(draft: Draft) -> None:
    """Deletes the seating: with so few people in a group, it could tell who wrote a note there."""
    finish(draft)
    clear(draft)


def clear(draft: Draft) -> None:
    """Deletes all seats, and the walls of groups that look empty."""
    for person in list(draft.of_kind("seat")):
        draft.drop("seat", person)
    used = zones_in_use(draft)
    for team in list(draft.of_kind("team").values()):
        if team.zone not in used:
            move_unseen_cards(draft, team.zone)
            walls.remove_wall(draft, team.zone)


def _active(draft: Draft) -> Teams:
    if not is_on(draft):
        raise Refusal("no_teams")
    teams: Teams = draft.singleton("teams")
    return teams


def _check_enough_together(draft: Draft, id: str, team: str) -> None:
    """Raises Refusal `group_too_small` if somebody else seats this person, and one or two would be in a group.

    Whoever did that could tell who writes there. People may go themselves, and where all of them are too few for two
    groups of three it cannot be helped.
    """
    seat = draft.get("seat", id)
    if seat is not None and seat.team != team and 0 < walls.writers_of(draft, seat.team, id) < SMALLEST:
        raise Refusal("group_too_small")
    people = (each for each in draft.of_kind("person") if is_independent(draft, each))
    enough = sum(1 for _ in islice(people, 2 * SMALLEST)) >= 2 * SMALLEST
    if enough and walls.writers_of(draft, team, id) + 1 < SMALLEST:
        raise Refusal("group_too_small")


def _is_seated(draft: Draft, id: str) -> bool:
    """Whether the split seats this person: the chair and helpers go from group to group, unless they join one."""
    return draft.get("person", id).role == "participant" and draft.get("kept_out", id) is None


def _small_entry(draft: Draft, command: TeamJoin) -> LogDetails | None:
    """The log entry of somebody who leaves one or two people in a group: one for each group, so that nobody who goes to
    and fro fills the log."""
    before = draft.state.get("seat", command.person or draft.actor.person)
    if before is None or before.team == command.team or not 0 < walls.writers_of(draft, before.team) < SMALLEST:
        return None
    of = f"team.{before.team}"
    if any(entry.of == of for entry in draft.of_kind("log").values()):
        return None
    return LogDetails(of, detail=draft.get("team", before.team).title)


RULES: Rules = {
    TeamsSplit: split,
    TeamsExtend: extend,
    TeamsCallBack: call_back,
    TeamsEnd: end,
    TeamJoin: join,
    TeamPick: pick,
}

LOGGED: Logged = {
    TeamJoin: _small_entry,
}

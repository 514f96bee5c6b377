"""Small groups: people are split, each group has a wall of its own, and everybody comes back to the plenary."""

from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from . import breakout_walls
from .breakout_setup import (
    group_places,
    groups_on,
    landing_zone,
    lay_out,
    main_zone,
    seat_all,
    shuffled,
    smallest_group,
    usual_target,
)
from .command import AllowedWhilePaused, ByChair, ByPerson
from .draft import Draft, Rules
from .records.agenda import current_section
from .records.breakouts import Draw, Mix, Seat, Team, Teams
from .records.people import Person
from .refusal import Refusal
from .text import PROMPT_LENGTH, clean
from .wall.placement import place_in
from .wall.visibility import public_note


class TeamsSplit(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "teams.split"
    count: Annotated[int, Meta(ge=2, le=12)]
    how: Mix = "mixed"
    by: Draw = "chance"
    minutes: Annotated[int, Meta(ge=1, le=120)] = 10
    prompt: str = ""
    target: str | None = None


class TeamsExtend(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "teams.extend"
    minutes: Annotated[int, Meta(ge=1, le=60)]


class TeamsCallBack(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "teams.call_back"


class TeamsEnd(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "teams.end"


class TeamJoin(AllowedWhilePaused, frozen=True, kw_only=True):
    """Oneself, where nobody is named; the chair's side may name anyone."""

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
    section = current_section(draft.of_kind("section"))
    if section is None:
        raise Refusal("no_section")
    if is_on(draft):
        raise Refusal("teams_on")
    here = {id: person for id, person in draft.of_kind("person").items() if person.online and _takes_a_seat(draft, id)}
    if command.count > len(here):
        raise Refusal("too_few_people", count=command.count)
    if command.target is not None:
        main_zone(draft, command.target)
    prompt = clean(command.prompt, PROMPT_LENGTH)
    tidy(draft)
    target = command.target or usual_target(draft, section)
    room = [id for id in shuffled(draft, here) if here[id].place == "room"]
    remote = [id for id in shuffled(draft, here) if here[id].place == "remote"]
    places = group_places(command.count, command.how, len(room), len(remote))
    teams = lay_out(draft, places, prompt)
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
    draft.result = {"teams": teams}


def extend(draft: Draft, command: TeamsExtend) -> None:
    """Gives the groups more minutes, also after they were called back."""
    teams = _running(draft)
    ends_at = max(teams.ends_at, draft.now) + command.minutes * MINUTE
    draft.put(replace(teams, state="on", ends_at=ends_at, minutes=teams.minutes + command.minutes, warned=False))


def call_back(draft: Draft, command: TeamsCallBack) -> None:
    """One more minute, said to all. Called twice, the first call counts."""
    teams = _running(draft)
    if teams.state == "on":
        draft.put(replace(teams, state="back", ends_at=min(teams.ends_at, draft.now + MINUTE), warned=True))


def end(draft: Draft, command: TeamsEnd) -> None:
    _running(draft)
    finish(draft)


def join(draft: Draft, command: TeamJoin) -> None:
    """Somebody sits down with a group, or changes to it: by choice, or because the chair's side moves them."""
    _running(draft)
    team: Team = draft.find("team", command.team)
    if team.state != "on":
        raise Refusal("unknown_team")
    id = command.person or draft.actor.person
    if id != draft.actor.person and not draft.actor.is_chair_or_helper:
        raise Refusal("not_allowed")
    person: Person = draft.find("person", id)
    if draft.get("kept_out", id) is not None:
        raise Refusal("unknown_person")
    fitting = [each for each in groups_on(draft).values() if each.place == person.place]
    if team.place is not None and team.place != person.place and fitting:
        raise Refusal("other_place")
    draft.put(Seat(team=command.team), id)


def pick(draft: Draft, command: TeamPick) -> None:
    """A group puts one of its notes up on the main wall. It is the same note: its author can still change it."""
    note = public_note(draft, command.note)
    if breakout_walls.team_of(draft, note.zone) is None:
        raise Refusal("not_a_team_note")
    if not draft.actor.is_chair_or_helper and not breakout_walls.sits_in(draft, note.zone):
        raise Refusal("not_your_team")
    zone = landing_zone(draft, command.zone)
    if draft.get("zone", zone).alone:
        raise Refusal("writing_alone")
    x, y = place_in(draft, zone)
    draft.put(replace(note, zone=zone, group=None, x=round(x, 4), y=round(y, 4)), command.note)
    draft.result = {"zone": zone}


def is_on(draft: Draft) -> bool:
    """Whether people sit in small groups now."""
    teams = draft.singleton("teams")
    return teams is not None and teams.state != "over"


def finish(draft: Draft) -> None:
    """Everybody is back, if they were away. Their walls stay."""
    if is_on(draft):
        draft.put(replace(draft.singleton("teams"), state="over"))
        for id, team in groups_on(draft).items():
            draft.put(replace(team, state="over"), id)


def expire(draft: Draft) -> None:
    """The time of the groups may be over."""
    if is_on(draft) and draft.singleton("teams").ends_at <= draft.now:
        finish(draft)


def welcome(draft: Draft, person: str) -> None:
    """Whoever comes while groups are on sits down with the smallest that fits; whoever comes back has their seat.
    Where people choose, they choose."""
    if not is_on(draft) or draft.singleton("teams").by == "choice":
        return
    if draft.get("seat", person) is None and _takes_a_seat(draft, person):
        draft.put(Seat(team=smallest_group(draft, draft.get("person", person).place)), person)


def leave(draft: Draft, person: str) -> None:
    """Somebody is not one of the meeting's people any more."""
    draft.drop("seat", person)


def on_close(draft: Draft) -> None:
    """The meeting closes: nothing says any more who sat where, for a small group's notes are a few people's."""
    finish(draft)
    tidy(draft)
    draft.wiped |= {"seat"}


def tidy(draft: Draft) -> None:
    """Everyone stands up, and walls of groups on which nothing was written come down."""
    for person in list(draft.of_kind("seat")):
        draft.drop("seat", person)
    written = {each.zone for kind in ("note", "removed", "group") for each in draft.of_kind(kind).values()}
    for team in list(draft.of_kind("team").values()):
        if team.zone not in written:
            breakout_walls.take_down(draft, team.zone)


def _running(draft: Draft) -> Teams:
    if not is_on(draft):
        raise Refusal("no_teams")
    teams: Teams = draft.singleton("teams")
    return teams


def _takes_a_seat(draft: Draft, id: str) -> bool:
    """The chair's side goes from group to group, unless they sit down themselves."""
    return draft.get("person", id).role == "participant" and draft.get("kept_out", id) is None


RULES: Rules = {
    TeamsSplit: split,
    TeamsExtend: extend,
    TeamsCallBack: call_back,
    TeamsEnd: end,
    TeamJoin: join,
    TeamPick: pick,
}

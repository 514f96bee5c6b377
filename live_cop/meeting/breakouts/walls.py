"""The walls of small groups: ordinary zones, on which only the group's members write while the groups are meeting."""

from itertools import islice

from ..draft import Draft
from ..records.breakouts import Team
from ..refusal import Refusal
from ..safety.answer_batches import is_independent
from ..safety.first_notes import is_just_back
from ..state import Index

#: The least number of people in a group, where there are enough for that. In a smaller one others could tell who wrote
#: what, and its people are told so before they write.
SMALLEST = 3


def team_of(draft: Draft, zone: str) -> Team | None:
    """The small group whose wall this zone is, or None."""
    record = draft.get("zone", zone)
    return draft.get("team", record.team) if record and record.team else None


def sits_in(draft: Draft, zone: str) -> bool:
    """Whether the actor is in the group whose wall this zone is."""
    seat = draft.get("seat", draft.actor.person)
    return seat is not None and seat.team == draft.get("zone", zone).team


def check_may_write(draft: Draft, zone: str) -> None:
    """Raises Refusal `not_your_team` if this is the wall of a group that is meeting and the actor is not in it.

    Once everyone is back in the plenary, anybody may write on it.
    """
    team = team_of(draft, zone)
    if team and team.state == "on" and not draft.actor.is_chair_or_helper and not sits_in(draft, zone):
        raise Refusal("not_your_team")


#: The seats of each group.
SEATS = Index("seat", lambda seat, audience: [seat.team])


def writers_of(draft: Draft, team: str, besides: str = "") -> int:
    """How many people in a group, besides this one, write for themselves: not guests, nor the chair's side. They are
    counted up to SMALLEST: it matters only whether these are enough."""
    writers = (id for id in draft.each(SEATS, team) if id != besides and is_independent(draft, id))
    return sum(1 for _ in islice(writers, SMALLEST))


def check_knows_how_few(draft: Draft, zone: str) -> None:
    """Raises Refusal `group_is_small` if one or two people write on this wall, and the actor's phone has just woken.

    What it sends had waited on it, perhaps from before the others left the group: its author has to be told first.
    """
    team = team_of(draft, zone)
    if not (team and team.state == "on" and sits_in(draft, zone) and is_just_back(draft, draft.actor.person)):
        return
    if writers_of(draft, draft.get("zone", zone).team) < SMALLEST:
        raise Refusal("group_is_small")


def check_not_in_use(draft: Draft, zone: str) -> None:
    """Raises Refusal `teams_on` if this zone is the wall of a group that is meeting."""
    team = team_of(draft, zone)
    if team and team.state == "on":
        raise Refusal("teams_on")


def remove_wall(draft: Draft, zone: str) -> None:
    """Deletes the zone and, if it was a group's wall, the group with its seats."""
    record = draft.get("zone", zone)
    if record.team:
        for person in list(draft.find(SEATS, record.team)):
            draft.drop("seat", person)
        draft.drop("team", record.team)
    draft.drop("zone", zone)

"""The walls of small groups: ordinary zones, on which only the group's members write while the groups are meeting."""

from ..draft import Draft
from ..records.breakouts import Team
from ..refusal import Refusal


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


def check_not_in_use(draft: Draft, zone: str) -> None:
    """Raises Refusal `teams_on` if this zone is the wall of a group that is meeting."""
    team = team_of(draft, zone)
    if team and team.state == "on":
        raise Refusal("teams_on")


def remove_wall(draft: Draft, zone: str) -> None:
    """Deletes the zone and, if it was a group's wall, the group with its seats."""
    record = draft.get("zone", zone)
    if record.team:
        for person, seat in list(draft.of_kind("seat").items()):
            if seat.team == record.team:
                draft.drop("seat", person)
        draft.drop("team", record.team)
    draft.drop("zone", zone)

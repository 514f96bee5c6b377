"""The walls of small groups: zones like any other, on which only their own people write while the groups are on."""

from .draft import Draft
from .records.breakouts import Team
from .refusal import Refusal


def team_of(draft: Draft, zone: str) -> Team | None:
    """The small group whose wall this zone is."""
    found = draft.get("zone", zone)
    return draft.get("team", found.team) if found and found.team else None


def sits_in(draft: Draft, zone: str) -> bool:
    """Whether this actor sits in the group whose wall this zone is."""
    seat = draft.get("seat", draft.actor.person)
    return seat is not None and seat.team == draft.get("zone", zone).team


def check_may_write(draft: Draft, zone: str) -> None:
    """Whether this actor may put something here. Once everybody is back, a group's wall is everybody's."""
    team = team_of(draft, zone)
    if team and team.state == "on" and not draft.actor.is_chair_or_helper and not sits_in(draft, zone):
        raise Refusal("not_your_team")


def check_not_in_use(draft: Draft, zone: str) -> None:
    """No group's wall is taken from under its hands."""
    team = team_of(draft, zone)
    if team and team.state == "on":
        raise Refusal("teams_on")


def take_down(draft: Draft, zone: str) -> None:
    """The zone goes, and where it was a group's wall, the group with it."""
    found = draft.get("zone", zone)
    if found.team:
        for person, seat in list(draft.of_kind("seat").items()):
            if seat.team == found.team:
                draft.drop("seat", person)
        draft.drop("team", found.team)
    draft.drop("zone", zone)

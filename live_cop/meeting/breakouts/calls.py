"""Video calls of small groups: one link for each group, offered to its own people while it meets."""

from collections.abc import Sequence
from typing import ClassVar

from ..command import ByChair
from ..draft import Draft, Rules
from ..records.breakouts import Call, TeamCall
from ..refusal import Refusal
from ..texts.video_link import is_jitsi, room_beside
from ..texts.web_address import web_address
from .setup import active_groups


class TeamCallSet(ByChair, frozen=True, kw_only=True):
    """Sets the video link of a group, or removes it with None or ""."""

    name: ClassVar[str] = "team.call"
    team: str
    video_url: str | None


def set_link(draft: Draft, command: TeamCallSet) -> None:
    """Raises Refusal `unknown_team` if this group does not meet now, `too_long` or `bad_video_url`."""
    if command.team not in active_groups(draft):
        raise Refusal("unknown_team")
    _put(draft, command.team, web_address(command.video_url, "bad_video_url"))


def check_rooms(draft: Draft) -> None:
    """Raises Refusal `no_jitsi` unless rooms can be made from the meeting's video link."""
    if not is_jitsi(draft.singleton("meeting").video_url):
        raise Refusal("no_jitsi")


def open_calls(draft: Draft, teams: Sequence[str], links: Sequence[str], rooms: bool) -> None:
    """Gives each group the link that was typed for it or, with `rooms`, a room on the meeting's Jitsi server.

    Raises Refusal `too_long`, `bad_video_url` or `no_jitsi`.
    """
    if rooms:
        check_rooms(draft)
    for n, team in enumerate(teams):
        typed = web_address(links[n], "bad_video_url") if n < len(links) else None
        _put(draft, team, typed or (_room(draft) if rooms else None))


def _room(draft: Draft) -> str:
    """A new room. Anybody on the internet may open any room of a public server: its name is the only key to it, and so
    long that nobody guesses it."""
    return room_beside(draft.singleton("meeting").video_url, draft.new_id("room-") + draft.new_id(""))


def _put(draft: Draft, team: str, url: str | None) -> None:
    if url is None:
        draft.drop("team_call", team)
    else:
        draft.put(TeamCall(video_url=url), team)


WATCHED_KINDS = frozenset(("team", "teams", "seat", "person", "team_call"))


def update_after(draft: Draft) -> None:
    """Offers the links of the groups that meet to their people: to all of a group in which somebody is remote."""
    if not draft.of_kind("team_call") and not draft.of_kind("call"):
        return
    meeting = active_groups(draft)
    for team in list(draft.of_kind("team_call")):
        if team not in meeting:
            draft.drop("team_call", team)
    links = draft.of_kind("team_call")
    seats, people = draft.of_kind("seat"), draft.of_kind("person")
    remote = {seat.team for id, seat in seats.items() if id in people and people[id].place == "remote"}
    offered = {id: links[seat.team] for id, seat in seats.items() if seat.team in remote and seat.team in links}
    for id in list(draft.of_kind("call")):
        if id not in offered:
            draft.drop("call", id)
    for id, link in offered.items():
        draft.put(Call(video_url=link.video_url), id, audience=id)


RULES: Rules = {
    TeamCallSet: set_link,
}

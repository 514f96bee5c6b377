"""Meetings with small groups, and who sits where, for the tests of small groups."""

from collections import Counter
from typing import Any

from live_cop.meeting.audience import Viewer

from ..room import CHAIR, Room


def crowd(room_people: int, remote: int, order: str = "solution") -> Room:
    """A meeting in its first section, with so many people in the room and remote."""
    room = Room(order, people=0)
    for n in range(room_people + remote):
        room.join(Viewer(f"p{n:02}", "participant"), place="room" if n < room_people else "remote")
    room.do(CHAIR, "agenda.start")
    return room


def tables(room: Room) -> list[Counter[str]]:
    """For each group that is meeting, the number of people in the room and remote."""
    state = room.state
    found = {id: Counter[str]() for id, team in state.of_kind("team").items() if team.state == "on"}
    for person, seat in state.of_kind("seat").items():
        found[seat.team][state.get("person", person).place] += 1
    return list(found.values())


def team_of(room: Room, person: str) -> str:
    return str(room.state.get("seat", person).team)


def wall_of(room: Room, person: str) -> str:
    return str(room.state.get("team", team_of(room, person)).zone)


def viewer(person: str) -> Viewer:
    return Viewer(person, "participant")


def two_groups(people: int = 4, **args: Any) -> tuple[Room, str, str]:
    """So many people in two groups, and the id of one person in each."""
    room = crowd(people, 0)
    [first, second] = room.do(CHAIR, "teams.split", count=2, prompt="What would help?", **args)["teams"]
    seats = room.state.of_kind("seat")
    one, two = (next(id for id, seat in seats.items() if seat.team == team) for team in (first, second))
    return room, one, two


def members(room: Room, team: str) -> set[str]:
    """The people in a group."""
    return {person for person, seat in room.state.of_kind("seat").items() if seat.team == team}

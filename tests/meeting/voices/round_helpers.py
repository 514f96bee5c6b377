"""A round in progress, and how its queue looks, for tests of rounds and turns."""

from ..room import CHAIR, Room


def start_round(people: int = 4, **args) -> Room:
    room = Room(people=people)
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "round.start", **args)
    return room


def queue(room: Room) -> list[tuple[str, str]]:
    return [(t.person, t.state) for t in sorted(room.state.of_kind("turn").values(), key=lambda t: t.order)]


def waiting(room: Room) -> list[str]:
    return [person for person, state in queue(room) if state == "waiting"]


def speaker(room: Room) -> str | None:
    return next((person for person, state in queue(room) if state == "speaking"), None)


def turn_of(room: Room, person: str) -> str:
    return next(id for id, turn in room.state.of_kind("turn").items() if turn.person == person)


def current_round(room: Room):
    return room.state.get("round", room.section())

"""No button tells who wrote something: whatever somebody tries with cards, steps or offers that differ in nothing but
their authors, they are answered the same, and are shown the same changes."""

import re
from typing import Any

import msgspec
import pytest

from live_cop.meeting.audience import Actor, Viewer
from live_cop.meeting.decide import decide
from live_cop.meeting.refusal import Refusal
from live_cop.meeting.registry import COMMANDS, parse
from live_cop.meeting.voices.people import PersonLeave

from ..room import ANN, BEN, CHAIR, CLEO, HELPER, Room

#: The fields of commands that name something with an author, by what is meant.
OF_AUTHORS = {"note": "note", "notes": "note", "photo": "photo", "step": "step", "resource": "resource"}
OF_AUTHORS |= {"invite": "invite", "id": "note"}
SIZE = {"width": 800, "height": 600}
#: Valid values of other fields; where a command has several ways, all are tried.
VALUES: dict[str, list[Any]] = {
    "answer": ["yes", None],
    "ask": [True, False],
    "color": ["rose"],
    "description": ["A hand-drawn house"],
    "kind": ["note", "removed", "mine", "saved"],
    "lang": ["pl"],
    "name": ["Ann"],
    "signed": ["Somebody", None],
    "sort": ["question"],
    "state": ["noticed"],
    "text": ["other words", ""],
    "title": ["Together"],
    "to": [0, "the council"],
    "what": ["other words"],
    "who": ["all"],
    "x": [0.5],
    "y": [0.5],
}  # fmt: skip
COMMANDS_WITH_AUTHORS = sorted(
    name
    for name, command in COMMANDS.items()
    if command.permission != "system"
    and not command.by_http_only
    and any(field.encode_name in OF_AUTHORS for field in msgspec.structs.fields(command))
)


class Wall:
    """A meeting in which people whose devices, roles and fates differ have each added the same."""

    def __init__(self, *, held: bool = False) -> None:
        self.room = room = Room(people=2)
        room.join(CLEO)
        room.join(HELPER, role="helper")
        gone = Viewer("gone", "participant")
        room.join(gone)
        self.guests = [room.do(CHAIR, "guest.add")["guest"] for _ in range(2)]
        room.do(CHAIR, "photo.allow", who="all")
        room.do(CHAIR, "meeting.hold", on=held)
        #: By what it is, the ids, each by another author.
        self.things: dict[str, list[str]] = {kind: [] for kind in set(OF_AUTHORS.values())}
        authors = ((ANN, None), (BEN, None), (gone, None), (CHAIR, self.guests[0]))
        for number, (author, guest) in enumerate(authors):
            self._add_everything(author, guest, f"the words of {number}", f"{number}" * 64)
        room.system(PersonLeave(person=BEN.person))
        room.do(CHAIR, "person.remove", person=gone.person)
        self.attempts: list[tuple[Actor, str | None]] = [
            (CLEO, None), (HELPER, None), (CHAIR, None), (CHAIR, self.guests[1])
        ]  # fmt: skip

    def _add_everything(self, author: Actor, guest: str | None, words: str, picture: str) -> None:
        room, zone = self.room, self.room.zone()
        for kind, name, args in (
            ("note", "note.add", {"zone": zone, "text": words, "x": 0.25, "y": 0.25}),
            ("photo", "photo.add", {"zone": zone, "x": 0.25, "y": 0.25, "picture": picture, **SIZE}),
            ("step", "step.add", {"what": words}),
            ("invite", "invite.add", {"text": words}),
            ("resource", "resource.offer", {"title": words}),
        ):
            made = room.give(author, msgspec.convert(args, COMMANDS[name]), guest)
            self.things[kind].append(made[kind])

    def outcome(self, actor: Actor, guest: str | None, name: str, args: dict[str, Any], id: str) -> str:
        """What the actor learns of this attempt: the answer, and what changes for them and for everyone."""
        state, viewer = self.room.state, Viewer(actor.person, actor.role)
        try:
            found = decide(state, parse(name, args), actor, self.room.now, guest)
        except Refusal as error:
            return error.code
        changes = [
            f"{change.kind} {change.id} {_differs(state.get(change.kind, change.id), change.record)}"
            for change in found.changes
            if viewer.sees(change.audience) or viewer.sees(state.audience(change.kind, change.id) or "")
        ]
        number = next(each.index(id) for each in self.things.values() if id in each)
        theirs = {ids[number]: f"their {kind}" for kind, ids in self.things.items()}
        # Erasing words erases the same words everywhere, so those of each author are others.
        theirs[f"the words of {number}"] = "the words"
        told = [str(found.result), *changes]
        return "; ".join(sorted(re.sub("|".join(theirs), lambda match: theirs[match[0]], each) for each in told))


def _differs(before: Any, after: Any) -> dict[str, Any]:
    old, new = ({} if each is None else msgspec.to_builtins(each) for each in (before, after))
    return {field: new.get(field) for field in sorted(old.keys() | new.keys()) if old.get(field) != new.get(field)}


def _ways(command: type, id: str, wall: Wall) -> list[dict[str, Any]]:
    """Arguments that name this, in all the ways that are known of the other fields."""
    ways: list[dict[str, Any]] = [{}]
    other = {"zone": [wall.room.zone(1)], "into": wall.things["note"][-1:], "view": ["photo"]}
    for field in msgspec.structs.fields(command):
        name = field.encode_name
        values = [[id] if name == "notes" else id] if name in OF_AUTHORS else (VALUES | other).get(name, ())
        ways = [way | {name: value} for way in ways for value in values] or ways
    return ways


@pytest.fixture(scope="module", params=[False, True], ids=["shown", "held"])
def wall(request: pytest.FixtureRequest) -> Wall:
    return Wall(held=request.param)


@pytest.mark.parametrize("name", COMMANDS_WITH_AUTHORS)
def test_no_answer_and_no_change_depends_on_the_author(wall: Wall, name: str):
    command = COMMANDS[name]
    [kind] = {OF_AUTHORS[f.encode_name] for f in msgspec.structs.fields(command) if f.encode_name in OF_AUTHORS}
    # The last one is what others are merged into.
    ids = wall.things[kind][:3] if name == "note.merge" else wall.things[kind]
    tried = 0
    for actor, guest in wall.attempts:
        for ways in zip(*(_ways(command, id, wall) for id in ids), strict=True):
            found = {wall.outcome(actor, guest, name, args, id) for id, args in zip(ids, ways, strict=True)}
            assert len(found) == 1, (actor, guest, ways[0])
            tried += found != {"bad_args"}
    assert tried

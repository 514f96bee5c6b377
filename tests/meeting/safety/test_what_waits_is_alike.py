"""No button tells that something waits: in two meetings that differ only in what somebody who has just come has added,
whatever anybody tries is answered the same, and shows the same changes."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import msgspec
import pytest

from live_cop.meeting.audience import Viewer
from live_cop.meeting.decide import decide
from live_cop.meeting.refusal import Refusal
from live_cop.meeting.registry import COMMANDS, parse

from ...support.without_delays import REAL
from ..room import ANN, BEN, CHAIR, HELPER, Room

ZOE = Viewer("zoe", "participant")
SIZE = {"width": 800, "height": 600}
#: The commands that somebody can try. A close shows what waits, since nothing that somebody typed may be lost.
TRIED = sorted(
    name
    for name, each in COMMANDS.items()
    if each.permission != "system" and not each.by_http_only and name != "meeting.close"
)
#: An id: its prefix and eleven digits; what was made under way differs from meeting to meeting.
ID = re.compile(r"\b[a-z]+[0-9a-z]{11}\b")


class Wall:
    """A meeting in which somebody has just come; where something `waits`, they have added one of each kind."""

    def __init__(self, *, waits: bool) -> None:
        self.room = room = Room()
        room.join(HELPER, role="helper")
        room.do(CHAIR, "photo.allow", who="all")
        self.empty, self.hopes, self.alone = (
            room.do(CHAIR, "zone.add", title=title, **more)["zone"]
            for title, more in (("Empty", {}), ("Hopes", {"role": "hopes"}), ("Alone", {}))
        )
        room.do(CHAIR, "zone.write_alone", zone=self.alone)
        room.wait(5)
        self.notes = [room.note(ANN, text) for text in ("one", "two")]
        # Walls of groups that are over, which the next split deletes; and a zone that goes if the step is taken back.
        room.carry_out_all()
        room.do(CHAIR, "agenda.next")
        self.team, _ = (room.state.get("team", id).zone for id in room.do(CHAIR, "teams.split", count=2)["teams"])
        room.do(CHAIR, "teams.end")
        room.join(ZOE)
        room.carry_out_all()
        self.group = room.do(CHAIR, "group.add", zone=room.zone(), title="Together")["group"]
        talk = room.do(CHAIR, "section.add", title="A talk", kind="presentation")["section"]
        room.do(CHAIR, "agenda.start", section=talk)
        [self.new] = (id for id, zone in room.state.of_kind("zone").items() if zone.section == talk)
        if waits:
            self._add_everything()
        # Lots that are drawn from now on are the same in both.
        room.state.apply(99, [])

    def _add_everything(self) -> None:
        room = self.room
        for zone in (self.empty, self.hopes, self.alone, self.team, self.new):
            room.note(ZOE, f"waits in {zone}", zone=zone)
        room.note(ZOE, "waits in a group", group=self.group)
        for zone in (self.team, self.new):
            room.do(ZOE, "note.remove", note=room.note(ZOE, "not so", zone=zone))
        photo = {"zone": self.empty, "picture": "0" * 64, **SIZE}
        room.give(ZOE, msgspec.convert(photo, COMMANDS["photo.add"]))
        room.do(ZOE, "step.add", what="waits")
        room.do(ZOE, "invite.add", text="waits")
        room.do(ZOE, "resource.offer", title="waits")
        room.do(ZOE, "note.too", note=self.notes[0])

    def ways(self, name: str) -> Iterator[dict[str, Any]]:
        """Arguments for this command, with each zone, note and group of which everyone knows."""
        here = self.room.zone()
        values: dict[str, list[Any]] = {
            "zone": [self.empty, self.hopes, self.alone, self.team, self.new, here],
            "note": self.notes,
            "notes": [self.notes, self.notes[:1]],
            "into": self.notes[1:],
            "group": [self.group],
            "ask": [True, False],
            "keeps": ["steps"],
            "on": [True],
            "dots": [3],
            "to": [0],
            "title": ["other"],
            "text": ["one"],
            "who": ["nobody"],
            "count": [1, 2],
            "kind": ["zone", "note"],
            "id": [self.empty, self.notes[0]],
        }
        needed = [
            field.encode_name
            for field in msgspec.structs.fields(COMMANDS[name])
            if field.encode_name == "ask" or field.required
        ]
        for chosen in product(*(values.get(field, [None]) for field in needed)):
            yield dict(zip(needed, chosen, strict=True))

    def outcome(self, actor: Viewer, name: str, args: dict[str, Any]) -> str:
        """What the actor and everyone learn of this attempt: the answer, and what changes."""
        state = self.room.state
        try:
            found = decide(state, parse(name, args), actor, self.room.now)
        except Refusal as error:
            return error.code
        changes = [
            f"{change.kind} {_told(change.record)}"
            for change in found.changes
            if change.kind != "undo"
            and (actor.sees(change.audience) or actor.sees(state.audience(change.kind, change.id) or ""))
        ]
        return ID.sub("·", "; ".join([str(found.result), *sorted(changes)]))


def test_what_was_tried_deletes_zones_where_something_waits(walls: list[Wall]):
    """Nothing would be shown if it were refused."""
    for name, args, zone in (("teams.split", {"count": 2}, "team"), ("agenda.take_back", {}, "new")):
        for wall in walls:
            changes = decide(wall.room.state, parse(name, args), CHAIR, wall.room.now).changes
            assert getattr(wall, zone) in {each.id for each in changes if each.kind == "zone" and each.record is None}
            moved = {each.record.text: each.record.zone for each in changes if each.kind == "note" and each.record}
            assert moved == ({} if wall is walls[0] else {f"waits in {getattr(wall, zone)}": wall.room.zone()})


def _told(record: Any) -> dict[str, Any]:
    fields = {} if record is None else msgspec.to_builtins(record)
    # Places are drawn by lot.
    return {name: value for name, value in fields.items() if name not in ("x", "y")}


@pytest.fixture(scope="module")
def walls() -> Iterator[list[Wall]]:
    with pytest.MonkeyPatch.context() as patch:
        for module, attribute, value in REAL:
            patch.setattr(module, attribute, value)
        yield [Wall(waits=False), Wall(waits=True)]


@pytest.mark.parametrize("name", TRIED)
def test_no_answer_and_no_change_tells_that_something_waits(walls: list[Wall], name: str):
    for actor in (CHAIR, HELPER, BEN):
        for ways in zip(*(wall.ways(name) for wall in walls), strict=True):
            found = [wall.outcome(actor, name, args) for wall, args in zip(walls, ways, strict=True)]
            assert found[0] == found[1], (actor, ways[0])

"""The permissions of helpers: they write and tidy, but steer the meeting only as far as the protocol promises."""

import pytest

from live_cop.meeting.refusal import Refusal
from live_cop.meeting.registry import COMMANDS

from .room import CHAIR, HELPER, Room

#: The published protocol gives these to "chair or helper", so they stay so.
PROMISED = {
    "note.restore", "scale.add", "scale.open", "scale.close", "scale.show", "scale.hide", "agenda.start",
    "agenda.pause", "agenda.resume", "agenda.extend", "agenda.next", "section.add", "section.edit", "section.move",
    "section.remove", "zone.add", "zone.edit", "zone.move", "zone.remove", "snapshot.take", "meeting.lock",
    "meeting.unlock", "meeting.close", "meeting.reopen",
}  # fmt: skip
STEERING = {
    "round.start", "round.end", "agenda.back", "agenda.save", "scale.edit", "scale.remove", "board.show",
    "report.publish", "report.unpublish", "meeting.edit", "meeting.record", "meeting.pause", "meeting.resume",
}  # fmt: skip


def test_helpers_keep_the_commands_that_the_protocol_promises():
    assert {COMMANDS[name].permission for name in PROMISED} == {"helper"}


def test_only_the_chair_gives_the_other_steering_commands():
    alone = {name for name, kind in COMMANDS.items() if kind.permission == "chair"}
    assert alone >= STEERING and not alone & PROMISED


def test_a_helper_is_refused_the_chairs_commands():
    room = Room()
    room.join(HELPER, role="helper")
    room.do(HELPER, "agenda.start")
    with pytest.raises(Refusal, match=r"^not_allowed$"):
        room.do(HELPER, "round.start")
    with pytest.raises(Refusal, match=r"^not_allowed$"):
        room.do(HELPER, "board.show", view="wall")
    room.do(CHAIR, "round.start")
    room.do(HELPER, "round.next")
    room.do(HELPER, "snapshot.take")
    room.do(HELPER, "report.edit", conclusions="We ask first from now on.")

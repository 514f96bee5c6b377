"""Pausing, closing and reopening a meeting, and editing its facts."""

import pytest
from msgspec import UNSET, UnsetType

from live_cop.meeting.lifecycle.due import DueTick
from live_cop.meeting.schedule import next_due

from ..room import ANN, CHAIR, HELPER, Room, refused


def test_a_closed_meeting_refuses_commands_until_it_is_reopened():
    room = Room()
    note = room.note(ANN)
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "meeting.close")
    assert room.state.get("meeting", "meeting").closed_at == room.now
    for actor, name, args in ((ANN, "note.edit", {"note": note, "text": "x"}), (CHAIR, "agenda.start", {})):
        with refused("closed"):
            room.do(actor, name, **args)
    room.do(CHAIR, "report.edit", conclusions="We agreed to ask first.")
    room.do(CHAIR, "meeting.reopen")
    room.note(ANN, "one thought more")


def test_only_the_chair_writes_while_writing_is_paused():
    room = Room()
    room.do(CHAIR, "meeting.pause")
    with refused("paused"):
        room.note(ANN)
    room.note(CHAIR)
    room.do(CHAIR, "meeting.resume")
    room.note(ANN)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://", "no link", "http://[bad"])
def test_a_video_link_must_be_a_web_address(url):
    room = Room()
    with refused("bad_video_url"):
        room.do(CHAIR, "meeting.edit", video_url=url)
    room.do(CHAIR, "meeting.edit", video_url="https://meet.jit.si/Homes")


def closing(room: Room) -> int | None:
    at: int | UnsetType = room.state.get("meeting", "meeting").closing_at
    return None if at is UNSET else at


def test_a_close_that_was_announced_happens_later_and_until_then_the_meeting_is_open():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "meeting.close", seconds=30)
    at = room.now + 30_000
    assert closing(room) == at
    room.wait(29 / 60)
    room.system(DueTick())
    note = room.note(ANN, "sent in the last second")
    assert room.state.get("mine", note)
    # A helper and another console press it, too: nobody gets more time, and nobody less.
    room.do(HELPER, "meeting.close", seconds=300)
    room.do(CHAIR, "meeting.close", seconds=1)
    assert closing(room) == at and next_due(room.state) == at
    room.wait(1 / 60)
    room.system(DueTick())
    meeting = room.state.get("meeting", "meeting")
    assert (meeting.state, meeting.closed_at, closing(room)) == ("closed", at, None)
    assert room.state.of_kind("note") and not room.state.of_kind("mine") and next_due(room.state) is None
    with refused("closed"):
        room.do(CHAIR, "meeting.keep_open")


def test_a_close_that_was_announced_can_be_taken_back():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.do(HELPER, "meeting.close", seconds=30)
    for actor in (ANN, HELPER):
        with refused("not_allowed"):
            room.do(actor, "meeting.keep_open")
    for _ in range(2):
        room.do(CHAIR, "meeting.keep_open")
    assert closing(room) is None and next_due(room.state) is None
    room.wait(1)
    room.system(DueTick())
    assert room.state.get("meeting", "meeting").state == "live"


def test_a_close_at_once_replaces_one_that_was_announced():
    room = Room()
    room.do(CHAIR, "meeting.close", seconds=30)
    room.do(CHAIR, "meeting.close")
    room.do(CHAIR, "meeting.reopen")
    room.wait(1)
    room.system(DueTick())
    assert room.state.get("meeting", "meeting").state == "waiting" and closing(room) is None

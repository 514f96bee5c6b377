"""Pausing, closing and reopening a meeting, and editing its facts."""

import pytest

from ..room import ANN, CHAIR, Room, refused


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

"""The log of moderation."""

import pytest

from .room import BEN, BOARD, CHAIR, Room, log_entries, undo_from_log


@pytest.mark.parametrize(
    ("name", "args", "field"),
    [
        ("meeting.pause", {}, "paused"),
        ("meeting.lock", {}, "locked"),
        ("meeting.slow", {"seconds": 20}, "slow"),
        ("meeting.hold", {"on": True}, "hold"),
    ],
)
def test_every_action_is_logged_and_can_be_undone_from_the_log(name, args, field):
    room = Room()
    room.do(CHAIR, name, **args)
    assert log_entries(room) == [(name, True)] and getattr(room.state.get("meeting", "meeting"), field)
    undo_from_log(room)
    assert not getattr(room.state.get("meeting", "meeting"), field)
    # Only the newest entry about one thing can be undone.
    assert [undo for _, undo in log_entries(room)] == [False, True]
    assert b'"log"' not in room.seen(BEN) and b'"log"' not in room.seen(BOARD)


def test_the_log_keeps_the_newest_fifty_actions_that_changed_something():
    room = Room()
    room.do(CHAIR, "meeting.resume")
    assert log_entries(room) == []
    for _ in range(30):
        room.do(CHAIR, "meeting.pause")
        room.do(CHAIR, "meeting.resume")
    assert len(log_entries(room)) == 50

"""A link for the chair that the host of the server made."""

from live_cop.meeting.safety.chair_link import MeetingHostLink

from ..room import BEN, BOARD, CHAIR, Room, log_entries


def test_the_chair_sees_each_link_of_the_host_also_after_the_close_and_nobody_else_does():
    room = Room()
    room.system(MeetingHostLink())
    assert log_entries(room) == [("meeting.host_link", False)]
    assert b"meeting.host_link" in room.seen(CHAIR)
    assert b"meeting.host_link" not in room.seen(BEN) + room.seen(BOARD)
    room.do(CHAIR, "meeting.close")
    room.system(MeetingHostLink())
    assert log_entries(room)[-1] == ("meeting.host_link", False)

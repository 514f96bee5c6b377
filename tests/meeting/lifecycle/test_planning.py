"""A meeting before it starts: its date, its place, and that it is cancelled."""

import pytest

from live_cop.meeting.lifecycle import planning
from live_cop.meeting.ordering import ordered

from ..room import ANN, CHAIR, HELPER, MINUTE, Room, refused

THEN = 1_796_306_400_000


def test_when_and_where_can_be_changed_until_the_meeting_starts():
    room = Room()
    room.do(CHAIR, "meeting.edit", starts_at=THEN, venue=" The hall ", time_zone="Europe/London")
    meeting = room.state.get("meeting", "meeting")
    assert (meeting.starts_at, meeting.venue, meeting.time_zone) == (THEN, "The hall", "Europe/London")
    room.do(CHAIR, "meeting.edit", starts_at=None)
    assert room.state.get("meeting", "meeting").starts_at is None
    room.do(CHAIR, "agenda.start")
    with refused("has_started"):
        room.do(CHAIR, "meeting.edit", starts_at=THEN)
    room.do(CHAIR, "meeting.edit", venue="The other hall", title="Homes")
    for actor in (ANN, HELPER):
        with refused("not_allowed"):
            room.do(actor, "meeting.edit", venue="Elsewhere")


def test_a_change_to_what_an_invitation_says_is_counted():
    room = Room()

    def sequence() -> int:
        return int(room.state.get("meeting", "meeting").sequence)

    for n, change in enumerate(({"starts_at": THEN}, {"venue": "The hall"}, {"title": "Other"}), start=1):
        room.do(CHAIR, "meeting.edit", **change)
        assert sequence() == n
        room.do(CHAIR, "meeting.edit", **change)
        assert sequence() == n
    room.do(CHAIR, "meeting.edit", community="Homes")
    assert sequence() == 3
    room.do(CHAIR, "meeting.cancel")
    assert sequence() == 4 and room.state.get("meeting", "meeting").cancelled
    room.do(CHAIR, "meeting.restore")
    assert sequence() == 5 and not room.state.get("meeting", "meeting").cancelled
    # Whoever starts it holds it, and from then on no invitation changes any more.
    room.do(CHAIR, "meeting.cancel")
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "meeting.edit", title="Yet another")
    assert sequence() == 6 and not room.state.get("meeting", "meeting").cancelled
    with refused("has_started"):
        room.do(CHAIR, "meeting.cancel")


@pytest.mark.parametrize("name", ["Europe/", "../etc/passwd", "Europe/London\n", "x" * 65, "Lon don", "/UTC"])
def test_a_time_zone_has_the_form_of_one(name):
    room = Room()
    with refused("bad_time_zone"):
        room.do(CHAIR, "meeting.edit", time_zone=name)
    for good in ("Europe/London", "America/Argentina/Buenos_Aires", "UTC", "Etc/GMT+3", ""):
        room.do(CHAIR, "meeting.edit", time_zone=good)


def test_each_part_begins_when_those_before_it_end():
    room = Room()
    sections = [section for _, section in ordered(room.state.of_kind("section"))]
    assert planning.begins(room.state.get("meeting", "meeting"), sections) == [None] * 5
    room.do(CHAIR, "meeting.edit", starts_at=THEN)
    begins = planning.begins(room.state.get("meeting", "meeting"), sections)
    assert begins == [THEN + n * MINUTE for n in (0, 10, 50, 70, 90)]
    assert planning.length_in_minutes(sections) == 100
    assert planning.length_in_minutes([]) == 120

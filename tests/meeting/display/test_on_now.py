"""What the meeting is at, which every screen asks alike."""

import pytest

from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.records.display import OnNow

from ..room import CHAIR, CLEO, Room


def on_now(room: Room) -> OnNow:
    return room.state.get("on_now", "on_now")


@pytest.mark.parametrize("template", RUNNING_ORDERS)
def test_every_part_asks_its_own_question(template):
    room = Room(template)
    assert (on_now(room).view, on_now(room).zones) == ("join", [])
    room.do(CHAIR, "agenda.start")
    for section in RUNNING_ORDERS[template].sections:
        current = room.state.get("section", on_now(room).section)
        assert current.title == section.title
        asked = room.state.get("scale", on_now(room).scale).question if on_now(room).view == "scale" else section.prompt
        assert on_now(room).question == (asked or section.title)
        room.do(CHAIR, "agenda.next")
    room.do(CHAIR, "meeting.close")
    assert (on_now(room).view, on_now(room).zones) == ("end", [])


def test_the_answers_to_a_scale_are_written_in_its_zone():
    room = Room("blank")
    room.do(CHAIR, "agenda.start")
    scale = room.scale()
    assert on_now(room).zones == [room.state.get("scale", scale).zone]


def test_a_part_without_a_zone_uses_those_of_the_whole_meeting():
    room = Room("blank")
    room.do(CHAIR, "agenda.start")
    assert on_now(room).zones == [room.zone(0)]


def test_the_boards_own_view_changes_nothing_for_the_others():
    room = Room("blank")
    room.do(CHAIR, "agenda.start")
    before = on_now(room)
    room.do(CHAIR, "board.show", view="join")
    assert on_now(room) == before


def test_a_meeting_of_an_earlier_version_has_it_once_somebody_arrives():
    room = Room("blank")
    room.do(CHAIR, "agenda.start")
    before = on_now(room)
    del room.state._records["on_now"], room.state._entries["on_now", "on_now"]
    room.join(CLEO)
    assert on_now(room) == before

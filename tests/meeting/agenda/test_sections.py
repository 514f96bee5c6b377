"""Adding, editing, moving and removing sections."""

import pytest

from ..room import ANN, BOARD, CHAIR, MINUTE, Room, refused


def timer(room: Room):
    return room.state.get("timer", "timer")


def test_sections_are_added_moved_extended_and_removed_during_the_meeting():
    room = Room()
    room.do(CHAIR, "agenda.start")
    new = room.do(CHAIR, "section.add", title="Tea", minutes=5, after=room.section(0))["section"]
    assert room.section(1) == new
    room.do(CHAIR, "section.move", section=new, to=99)
    assert room.section(5) == new
    room.do(CHAIR, "section.edit", section=room.section(0), minutes=15)
    assert timer(room).ends_at == room.now + 15 * MINUTE
    room.do(CHAIR, "section.remove", section=new)
    assert new not in room.state.of_kind("section")
    with refused("section_running"):
        room.do(CHAIR, "section.remove", section=room.section(0))


def test_a_section_is_edited_field_by_field():
    room = Room("blank")
    section = room.section()
    room.do(CHAIR, "section.edit", section=section, kind="welcome", line="Tea is at the back.")
    room.do(CHAIR, "section.edit", section=section, title="Come in")
    record = room.state.get("section", section)
    assert (record.section_kind, record.line, record.title) == ("welcome", "Tea is at the back.", "Come in")
    with refused("bad_args"):
        room.do(CHAIR, "section.edit", section=section, kind="party")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "https://", "slides", "http://[bad"])
def test_the_link_of_a_section_must_be_a_web_address(link):
    room = Room("blank")
    section = room.section()
    for name, args in (("section.add", {"title": "A talk"}), ("section.edit", {"section": section})):
        with refused("bad_web_link"):
            room.do(CHAIR, name, kind="presentation", link=link, **args)
    assert room.state.get("section", section).link is None
    room.do(CHAIR, "section.edit", section=section, link=" https://slides.example/1 ", link_label="Slides")
    assert room.state.get("section", section).link == "https://slides.example/1"
    room.do(CHAIR, "section.edit", section=section, link=None)
    assert room.state.get("section", section).link is None


def test_everyone_sees_the_link_and_the_line_of_a_section():
    room = Room("blank")
    room.do(CHAIR, "section.edit", section=room.section(), line="Tea is at the back.", link="https://slides.example/1")
    assert b"Tea is at the back" in room.seen(BOARD) and b"slides.example" in room.seen(ANN)

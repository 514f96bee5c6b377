"""The prompt: the question that the chair asks now."""

import pytest

from ..room import ANN, BEN, BOARD, CHAIR, Room, refused


def test_everyone_sees_the_prompt_until_it_is_hidden():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "prompt.show", text="What else?")
    for viewer in (ANN, BOARD):
        assert b"What else?" in room.seen(viewer)
    room.do(CHAIR, "prompt.show", text="And what else?")
    assert room.state.get("prompt", "prompt").text == "And what else?"
    before = room.state.revision
    room.do(CHAIR, "prompt.hide")
    assert ["prompt", "prompt", None] in room.state.since(before, ANN)
    with refused("no_prompt"):
        room.do(CHAIR, "prompt.hide")
    with refused("not_allowed"):
        room.do(ANN, "prompt.show", text="Me too")
    with refused("empty"):
        room.do(CHAIR, "prompt.show", text="")


@pytest.mark.parametrize("name", ["agenda.next", "agenda.back", "meeting.close"])
def test_a_prompt_ends_with_its_section(name):
    room = Room()
    room.do(CHAIR, "agenda.start", section=room.section(1))
    room.do(CHAIR, "prompt.show", text="What else?")
    room.do(CHAIR, name)
    assert room.state.get("prompt", "prompt") is None


def asked_during_hopes(text="What else?"):
    """A room in which Ann has given her hope and the chair asks a question, and the zone for hopes."""
    room = Room("solution")
    sections = room.state.of_kind("section")
    hopes, zone = next((id, each) for id, each in room.state.of_kind("zone").items() if each.role == "hopes")
    assert zone.section in sections
    room.do(CHAIR, "agenda.start", section=zone.section)
    room.do(ANN, "note.add", zone=hopes, text="Fewer words")
    room.do(CHAIR, "prompt.show", text=text)
    return room, hopes


def zones_now(room):
    return room.state.get("on_now", "on_now").zones


def test_a_question_during_best_hopes_can_be_answered_by_those_who_have_given_theirs():
    room, hopes = asked_during_hopes()
    own, *others = zones_now(room)
    assert others == [hopes] and room.state.get("zone", own).title == "What else?"
    with refused("one_hope"):
        room.do(ANN, "note.add", zone=hopes, text="More time")
    room.do(ANN, "note.add", zone=own, text="More time")
    room.do(BEN, "note.add", zone=own, text="Tea")
    room.do(CHAIR, "prompt.hide")
    assert zones_now(room) == [hopes, own], "its answers stay"


def test_a_question_that_nobody_answers_leaves_no_zone():
    room, hopes = asked_during_hopes("Who is missing?")
    room.do(CHAIR, "prompt.show", text="What else?")
    assert {each.title for each in room.state.of_kind("zone").values()}.isdisjoint({"Who is missing?"})
    room.do(CHAIR, "prompt.hide")
    assert zones_now(room) == [hopes]


def test_a_question_that_is_asked_again_has_one_zone():
    room, hopes = asked_during_hopes()
    own = zones_now(room)[0]
    room.do(ANN, "note.add", zone=own, text="More time")
    room.do(CHAIR, "prompt.hide")
    room.do(CHAIR, "prompt.show", text="What else?")
    assert zones_now(room) == [own, hopes]


def test_a_long_question_is_the_prompt_of_its_zone():
    for text in ("Who is missing, and what would they say?", "w" * 300):
        room, _ = asked_during_hopes(text)
        zone = room.state.get("zone", zones_now(room)[0])
        assert (zone.prompt, zone.title) == (text, "Ideas"), "no part of it stays when it is erased"


def test_where_people_may_write_anyway_a_question_has_no_zone_of_its_own():
    room = Room()
    room.do(CHAIR, "agenda.start", section=room.section(1))
    zones = set(room.state.of_kind("zone"))
    room.do(CHAIR, "prompt.show", text="What else?")
    assert set(room.state.of_kind("zone")) == zones

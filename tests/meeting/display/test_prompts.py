"""The prompt: the question that the chair asks now."""

import pytest

from ..room import ANN, BOARD, CHAIR, Room, refused


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

"""Marks on a scale."""

import pytest

from ..room import ANN, BEN, BOARD, CHAIR, Room, refused


def test_nobody_learns_who_marked_what():
    room = Room()
    scale = room.scale()
    room.do(ANN, "scale.mark", scale=scale, value=7)
    assert b'"mark"' in room.seen(ANN)
    for viewer in (BEN, CHAIR, BOARD):
        assert b'"mark"' not in room.seen(viewer) and b'"tally"' not in room.seen(viewer)


def test_a_mark_can_change_and_be_withdrawn_until_the_scale_closes():
    room = Room()
    scale = room.scale()
    for value in (3, 9, None, 4):
        room.do(ANN, "scale.mark", scale=scale, value=value)
    assert room.state.get("scale", scale).received == 1
    assert room.state.get("mark", f"{scale}.ann").value == 4
    room.do(CHAIR, "scale.close", scale=scale)
    with refused("scale_not_open"):
        room.do(ANN, "scale.mark", scale=scale, value=5)
    with refused("scale_not_open"):
        room.do(ANN, "scale.unmark", scale=scale)


@pytest.mark.parametrize("value", [0, 11, -3])
def test_a_mark_off_the_scale_is_refused(value):
    room = Room()
    scale = room.scale()
    with refused("out_of_range"):
        room.do(ANN, "scale.mark", scale=scale, value=value)
    assert room.state.get("scale", scale).received == 0

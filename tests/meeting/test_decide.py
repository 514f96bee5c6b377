"""Who may give which command."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live_cop.meeting import registry
from live_cop.meeting.refusal import Refusal

from .room import ANN, BOARD, Room, refused


def test_a_board_gives_no_commands():
    room = Room()
    for name, kind in registry.COMMANDS.items():
        if kind.permission == "person" and name != "undo":
            with pytest.raises(Refusal):
                room.do(BOARD, name, zone=room.zone(), text="x", scale="s", value=1)


NOT_FOR_ALL = [kind for kind in registry.COMMANDS.values() if kind.permission in ("helper", "chair", "system")]


@given(st.sampled_from(NOT_FOR_ALL).flatmap(st.from_type))
def test_a_participant_cannot_give_the_commands_of_helpers_the_chair_or_the_server(command):
    room = Room(people=1)
    before = room.state.revision
    with refused("not_allowed"):
        room.give(ANN, command)
    assert room.state.revision == before

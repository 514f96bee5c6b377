"""Suggestions of whom to invite."""

import pytest

from ..room import ANN, BEN, BOARD, CHAIR, HELPER, Room, refused


@pytest.fixture
def room():
    return Room()


def test_only_the_chair_and_helpers_read_suggestions_and_everyone_sees_their_number(room):
    id = room.do(ANN, "invite.add", text="The housing officer")["invite"]
    for viewer, seen in ((CHAIR, True), (HELPER, True), (ANN, True), (BEN, False), (BOARD, False)):
        assert (b"The housing officer" in room.seen(viewer)) is seen
        assert b'["invites","invites",{"count":1}]' in room.seen(viewer)
    assert b"suggested" not in room.seen(CHAIR), "the chair does not learn who"
    with refused("unknown_invite"):
        room.do(BEN, "invite.remove", invite=id)
    room.do(ANN, "invite.remove", invite=id)
    assert room.state.get("invites", "invites").count == 0 and not room.state.of_kind("suggested")


def test_an_empty_or_too_long_suggestion_is_refused(room):
    with refused("empty"):
        room.do(ANN, "invite.add", text="  ")
    with refused("too_long"):
        room.do(ANN, "invite.add", text="x" * 121)

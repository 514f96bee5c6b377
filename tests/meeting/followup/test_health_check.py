"""The health check."""

import msgspec
import pytest

from ..room import ANN, CHAIR, Room, refused


@pytest.fixture
def room():
    return Room()


def test_counts_are_shown_only_when_the_check_is_closed(room):
    people = [type(ANN)(f"p{n}", "participant") for n in range(5)]
    with refused("review_not_open"):
        room.do(ANN, "review.answer", stage="forming")
    room.do(CHAIR, "review.open")
    with refused("review_open"):
        room.do(CHAIR, "review.open")
    for person in people:
        room.join(person)
        room.do(person, "review.answer", stage="performing")
    review = room.state.get("review", "review")
    assert review.received == 5 and review.counts is msgspec.UNSET
    assert b"performing" not in room.seen(CHAIR)
    room.do(people[0], "review.answer", stage=None)
    room.do(people[0], "review.answer", stage="forming")
    room.do(CHAIR, "meeting.close")
    assert room.state.get("review", "review").counts["performing"] == 4

"""Raised hands: one queue for the room and remote people, and private "me too" marks."""

import pytest

from live_cop.meeting.audience import Viewer
from live_cop.meeting.voices.people import PersonLeave

from ..room import ANN, BEN, BOARD, CHAIR, HELPER, Room, refused

CARL = Viewer("p2", "participant")


@pytest.fixture
def room() -> Room:
    room = Room(people=4)
    room.do(CHAIR, "agenda.start")
    return room


def up(room: Room) -> list[tuple[str, str]]:
    return [(h.person, h.state) for h in sorted(room.state.of_kind("hand").values(), key=lambda h: h.order)]


def test_hands_are_in_the_order_in_which_they_were_raised(room: Room):
    for person in (BEN, ANN, CARL):
        room.do(person, "hand.raise")
    assert [person for person, _ in up(room)] == ["ben", "ann", "p2"]
    with refused("hand_is_up"):
        room.do(ANN, "hand.raise")


def test_a_hand_needs_a_current_section():
    room = Room()
    with refused("no_section"):
        room.do(ANN, "hand.raise")


def test_people_lower_their_own_hand_and_the_chair_and_helpers_any(room: Room):
    hands = {person: room.do(person, "hand.raise")["hand"] for person in (ANN, BEN, CARL)}
    with refused("not_allowed"):
        room.do(ANN, "hand.lower", hand=hands[BEN])
    room.do(ANN, "hand.lower")
    room.do(BEN, "hand.lower", hand=hands[BEN])
    room.do(HELPER, "hand.lower", hand=hands[CARL])
    assert up(room) == []
    with refused("no_hand"):
        room.do(ANN, "hand.lower")
    with refused("unknown_hand"):
        room.do(CHAIR, "hand.lower", hand="no-such-hand")


def test_the_chair_calls_on_one_person_at_a_time(room: Room):
    ann, ben = (room.do(person, "hand.raise")["hand"] for person in (ANN, BEN))
    room.do(CHAIR, "hand.call", hand=ben)
    assert up(room) == [("ann", "waiting"), ("ben", "speaking")]
    room.do(CHAIR, "hand.call", hand=ann)
    assert up(room) == [("ann", "speaking")]
    room.do(CHAIR, "hand.call", hand=ann)
    with refused("no_hand"):
        room.do(BEN, "hand.done")
    room.do(ANN, "hand.done")
    assert up(room) == []
    with refused("not_allowed"):
        room.do(ANN, "hand.call", hand=ann)


def test_only_the_chair_and_helpers_end_somebody_elses_speaking(room: Room):
    hand = room.do(ANN, "hand.raise")["hand"]
    with refused("no_hand"):
        room.do(CHAIR, "hand.done")
    room.do(CHAIR, "hand.call", hand=hand)
    with refused("not_allowed"):
        room.do(BEN, "hand.done", hand=hand)
    room.do(CHAIR, "hand.done")
    assert up(room) == []


def test_me_too_is_counted_and_withdrawn(room: Room):
    hand = room.do(ANN, "hand.raise")["hand"]
    for person in (BEN, BEN, CARL):
        room.do(person, "hand.too", hand=hand)
    assert room.state.get("hand", hand).too == 2
    for _ in range(2):
        room.do(BEN, "hand.too", on=False)
    assert room.state.get("hand", hand).too == 1
    with refused("own_hand"):
        room.do(ANN, "hand.too")


def test_me_too_without_a_hand_goes_to_the_speaker_or_the_first_in_the_queue(room: Room):
    with refused("no_hand"):
        room.do(CARL, "hand.too")
    first, second = (room.do(person, "hand.raise")["hand"] for person in (ANN, BEN))
    room.do(CARL, "hand.too")
    room.do(CHAIR, "hand.call", hand=second)
    room.do(CARL, "hand.too")
    assert [room.state.get("hand", hand).too for hand in (first, second)] == [1, 1]


def test_only_the_person_who_said_me_too_knows_it(room: Room):
    hand = room.do(ANN, "hand.raise")["hand"]
    room.do(CARL, "hand.too", hand=hand)
    assert b"hand_too" in room.seen(CARL)
    for viewer in (ANN, BEN, CHAIR, HELPER, BOARD):
        assert b"hand_too" not in room.seen(viewer)
    room.do(CHAIR, "hand.lower", hand=hand)
    assert room.state.of_kind("hand_too") == {}


def test_hands_are_lowered_when_the_section_ends(room: Room):
    room.do(ANN, "hand.raise")
    room.do(CHAIR, "agenda.start", section=room.section(3))
    assert up(room) == []
    room.do(ANN, "hand.raise")
    room.do(CHAIR, "agenda.back")
    assert up(room) == []
    room.do(ANN, "hand.raise")
    room.do(CHAIR, "meeting.close")
    assert up(room) == []


def test_nobody_raises_a_hand_or_is_called_during_a_round(room: Room):
    ann, ben = (room.do(person, "hand.raise")["hand"] for person in (ANN, BEN))
    room.do(CHAIR, "hand.call", hand=ann)
    room.do(CHAIR, "round.start")
    assert up(room) == [("ben", "waiting")]
    with refused("round_is_on"):
        room.do(CHAIR, "hand.call", hand=ben)
    with refused("round_is_on"):
        room.do(CARL, "hand.raise")
    room.do(CHAIR, "round.end")
    room.do(CHAIR, "hand.call", hand=ben)
    assert up(room) == [("ben", "speaking")]


def test_a_hand_stays_up_when_the_connection_is_lost(room: Room):
    room.do(ANN, "hand.raise")
    room.system(PersonLeave(person="ann"))
    assert up(room) == [("ann", "waiting")]


def test_people_raise_hands_while_writing_is_paused(room: Room):
    room.do(CHAIR, "meeting.pause")
    room.do(ANN, "hand.raise")
    room.do(BEN, "hand.too")
    room.do(ANN, "hand.lower")
    assert up(room) == []

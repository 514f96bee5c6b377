"""When do we meet next: proposed times, private answers, and the time that is set."""

import pytest

from live_cop.meeting.audience import Viewer

from ..room import ANN, BEN, BOARD, CHAIR, Room, refused

MAY = 1_778_000_000_000
JUNE = MAY + 30 * 24 * 3_600_000


@pytest.fixture
def room():
    return Room()


def test_answers_are_private_and_only_counts_are_shown(room):
    date = room.do(CHAIR, "date.propose", at=MAY)["date"]
    room.do(ANN, "date.mark", date=date, answer="can")
    room.do(BEN, "date.mark", date=date, answer="can")
    room.do(BEN, "date.mark", date=date, answer="cannot")
    found = room.state.get("date", date)
    assert (found.received, found.can, found.maybe, found.cannot) == (2, 0, 0, 0)
    for n in range(3):
        person = Viewer(f"p{n}", "participant")
        room.join(person)
        room.do(person, "date.mark", date=date, answer="can")
    found = room.state.get("date", date)
    assert (found.received, found.can, found.maybe, found.cannot) == (5, 4, 0, 1)
    for other in (BEN, CHAIR, BOARD):
        assert b'.ann"' not in room.seen(other)
    room.do(BEN, "date.mark", date=date, answer=None)
    assert room.state.get("date", date).received == 4 and len(room.state.of_kind("date_mark")) == 4


def test_a_date_is_proposed_once_and_deleted_with_its_answers(room):
    date = room.do(CHAIR, "date.propose", at=MAY)["date"]
    with refused("date_there"):
        room.do(CHAIR, "date.propose", at=MAY)
    with refused("not_allowed"):
        room.do(ANN, "date.propose", at=JUNE)
    room.do(ANN, "date.mark", date=date, answer="maybe")
    room.do(CHAIR, "date.remove", date=date)
    assert not room.state.of_kind("date") and not room.state.of_kind("date_mark") and not room.state.of_kind("tally")
    with refused("unknown_date"):
        room.do(ANN, "date.mark", date=date, answer="can")


def test_eight_dates_are_the_limit(room):
    for n in range(8):
        room.do(CHAIR, "date.propose", at=MAY + n)
    with refused("too_many"):
        room.do(CHAIR, "date.propose", at=JUNE)


def test_the_next_meeting_can_be_set_after_the_close(room):
    with refused("no_next"):
        room.do(CHAIR, "next.clear")
    room.do(CHAIR, "meeting.close")
    room.do(CHAIR, "next.fix", at=JUNE, venue=" The library ", video_url="https://call.example/x")
    found = room.state.get("next", "next")
    assert (found.at, found.venue, found.minutes) == (JUNE, "The library", 100)
    with refused("bad_video_url"):
        room.do(CHAIR, "next.fix", at=JUNE, video_url="javascript:alert(1)")
    room.do(CHAIR, "next.clear")
    assert room.state.get("next", "next") is None


@pytest.mark.parametrize("at", [-1, 0, 10**15, "tomorrow", None])
def test_an_invalid_time_is_refused(room, at):
    with refused("bad_args"):
        room.do(CHAIR, "next.fix", at=at)
    with refused("bad_args"):
        room.do(CHAIR, "date.propose", at=at)

"""When do we meet next, who should be here, and where are we as a group."""

import msgspec
import pytest

from ..room import ANN, BEN, BOARD, CHAIR, HELPER, Room, refused

MAY = 1_778_000_000_000
JUNE = MAY + 30 * 24 * 3_600_000


@pytest.fixture
def room():
    return Room()


def test_everyone_marks_alone_and_only_the_numbers_are_seen(room):
    date = room.do(CHAIR, "date.propose", at=MAY)["date"]
    room.do(ANN, "date.mark", date=date, answer="can")
    room.do(BEN, "date.mark", date=date, answer="can")
    room.do(BEN, "date.mark", date=date, answer="cannot")
    found = room.state.get("date", date)
    assert (found.can, found.maybe, found.cannot) == (1, 0, 1)
    for other in (BEN, CHAIR, BOARD):
        assert b'.ann"' not in room.seen(other)
    room.do(BEN, "date.mark", date=date, answer=None)
    assert room.state.get("date", date).cannot == 0 and len(room.state.of_kind("date_mark")) == 1


def test_a_date_is_proposed_once_and_goes_with_its_answers(room):
    date = room.do(CHAIR, "date.propose", at=MAY)["date"]
    with refused("date_there"):
        room.do(CHAIR, "date.propose", at=MAY)
    with refused("not_allowed"):
        room.do(ANN, "date.propose", at=JUNE)
    room.do(ANN, "date.mark", date=date, answer="maybe")
    room.do(CHAIR, "date.remove", date=date)
    assert not room.state.of_kind("date") and not room.state.of_kind("date_mark")
    with refused("unknown_date"):
        room.do(ANN, "date.mark", date=date, answer="can")


def test_eight_dates_are_enough(room):
    for n in range(8):
        room.do(CHAIR, "date.propose", at=MAY + n)
    with refused("too_many"):
        room.do(CHAIR, "date.propose", at=JUNE)


def test_the_next_meeting_is_fixed_also_after_the_close(room):
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
def test_a_time_that_is_none_is_refused(room, at):
    with refused("bad_args"):
        room.do(CHAIR, "next.fix", at=at)
    with refused("bad_args"):
        room.do(CHAIR, "date.propose", at=at)


def test_suggestions_are_read_by_the_chairs_side_and_counted_for_all(room):
    id = room.do(ANN, "invite.add", text="The housing officer")["invite"]
    for viewer, seen in ((CHAIR, True), (HELPER, True), (ANN, True), (BEN, False), (BOARD, False)):
        assert (b"The housing officer" in room.seen(viewer)) is seen
        assert b'["invites","invites",{"count":1}]' in room.seen(viewer)
    assert b"suggested" not in room.seen(CHAIR), "the chair does not learn who"
    with refused("unknown_invite"):
        room.do(BEN, "invite.remove", invite=id)
    room.do(ANN, "invite.remove", invite=id)
    assert room.state.get("invites", "invites").count == 0 and not room.state.of_kind("suggested")


def test_an_empty_or_endless_suggestion_is_refused(room):
    with refused("empty"):
        room.do(ANN, "invite.add", text="  ")
    with refused("too_long"):
        room.do(ANN, "invite.add", text="x" * 121)


def test_the_review_is_counted_only_when_it_is_closed(room):
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
    assert review.answers == 5 and review.counts is msgspec.UNSET
    assert b"performing" not in room.seen(CHAIR)
    room.do(people[0], "review.answer", stage=None)
    room.do(people[0], "review.answer", stage="forming")
    room.do(CHAIR, "meeting.close")
    assert room.state.get("review", "review").counts["performing"] == 4


def test_when_the_meeting_closes_the_numbers_stay_and_whose_they_are_is_forgotten(room):
    date = room.do(CHAIR, "date.propose", at=MAY)["date"]
    room.do(CHAIR, "review.open")
    room.do(ANN, "date.mark", date=date, answer="can")
    room.do(ANN, "review.answer", stage="forming")
    room.do(ANN, "invite.add", text="The housing officer")
    step = room.do(ANN, "step.add", what="Ring the council")["step"]
    room.do(ANN, "step.offer", step=step, name="Annie")
    room.do(CHAIR, "meeting.close")
    assert not [kind for kind, _, entry in room.state.entries() if entry.record and entry.audience == "ann"]
    room.do(CHAIR, "meeting.reopen")
    with refused("date_settled"):
        room.do(ANN, "date.mark", date=date, answer="can")
    with refused("review_settled"):
        room.do(CHAIR, "review.open")
    assert room.state.get("date", date).can == 1 and room.state.get("review", "review").answers == 1
    assert room.state.get("step", step).who == ["Annie"]
    room.do(CHAIR, "step.withdraw", step=step, name="Annie")
    assert room.state.get("step", step).who == []


def test_a_group_that_keeps_only_the_next_steps_keeps_those(room):
    room.do(CHAIR, "meeting.record", keeps="steps")
    room.do(CHAIR, "review.open")
    room.do(ANN, "step.add", what="Ring the council")
    room.do(CHAIR, "next.fix", at=JUNE)
    room.do(CHAIR, "meeting.close")
    assert room.state.of_kind("step") and room.state.get("next", "next")
    assert not room.state.of_kind("review") and not room.state.of_kind("review_tally")

"""Scaling questions: drafts, opening, closing, and when the spread is shown."""

import pytest

from live_cop.meeting.audience import Viewer
from live_cop.meeting.refusal import Refusal

from ..room import ANN, BEN, BOARD, CHAIR, Room, refused


def crowd(room: Room, scale: str, values: list[int | None]) -> list[Viewer]:
    people = [Viewer(f"voice{n}", "participant") for n in range(len(values))]
    for person, value in zip(people, values, strict=True):
        room.join(person)
        room.do(person, "scale.mark", scale=scale, value=value)
    return people


def test_only_the_chair_sees_a_draft_and_opening_it_creates_its_one_point_up_zone():
    room = Room()
    scale = room.do(CHAIR, "scale.add", question="How near are we?")["scale"]
    assert b"How near" not in room.seen(ANN)
    with refused("unknown_scale"):
        room.do(ANN, "scale.mark", scale=scale, value=3)
    room.do(CHAIR, "scale.open", scale=scale)
    assert b"How near" in room.seen(ANN)
    zone = room.state.get("scale", scale).zone
    assert room.state.get("zone", zone).scale == scale


def test_the_spread_is_hidden_until_shown_and_until_enough_have_answered():
    room = Room()
    scale = room.scale(floor=5)
    crowd(room, scale, [2, 8, 8, None])
    room.do(CHAIR, "scale.mark", scale=scale, value=10)
    room.do(CHAIR, "scale.show", scale=scale)
    assert b"counts" not in room.seen(CHAIR) and b"counts" not in room.seen(BOARD)
    assert room.state.get("scale", scale).received == 5
    # "Not today" is an answer too, but the chair's own does not help to reach the floor.
    room.do(BEN, "scale.mark", scale=scale, value=8)
    room.carry_out_all()
    record = room.state.get("scale", scale)
    assert record.counts == [0, 1, 0, 0, 0, 0, 0, 3, 0, 1]
    assert (record.answers, record.not_today) == (5, 1)


def test_the_spread_is_counted_anew_when_enough_answers_have_changed():
    room = Room()
    scale = room.scale()
    people = crowd(room, scale, [2] * 6)
    room.do(CHAIR, "scale.show", scale=scale)
    for person in people[:4]:
        room.do(person, "scale.mark", scale=scale, value=9)
    room.do(people[4], "scale.unmark", scale=scale)
    room.carry_out_all()
    record = room.state.get("scale", scale)
    assert (record.counts[1], record.counts[8], record.answers, record.received) == (1, 4, 5, 5)


def test_if_most_people_withdraw_the_few_that_remain_are_not_counted_anew():
    room = Room()
    scale = room.scale()
    people = crowd(room, scale, [2] * 6)
    room.do(CHAIR, "scale.show", scale=scale)
    for person in people[:5]:
        room.do(person, "scale.unmark", scale=scale)
    room.carry_out_all()
    record = room.state.get("scale", scale)
    assert (record.counts[1], record.received) == (6, 1)


@pytest.mark.parametrize("args", [{"low": 5, "high": 5}, {"low": 0, "high": 30}, {"good_enough": 11}])
def test_a_scale_has_sensible_steps(args):
    room = Room()
    with pytest.raises(Refusal):
        room.do(CHAIR, "scale.add", question="?", **args)


def test_the_steps_of_an_open_scale_do_not_change():
    room = Room()
    scale = room.scale()
    with refused("scale_open"):
        room.do(CHAIR, "scale.edit", scale=scale, high=5)
    room.do(CHAIR, "scale.edit", scale=scale, good_enough=7)
    assert room.state.get("scale", scale).good_enough == 7


def test_closing_the_meeting_closes_its_scales():
    room = Room()
    scale = room.scale()
    room.do(CHAIR, "meeting.close")
    assert room.state.get("scale", scale).state == "closed"


def test_what_is_shown_at_the_close_stays_and_nothing_else_can_be_shown():
    room = Room()
    scale, hidden = room.scale(), room.scale()
    for person in crowd(room, scale, [2] * 5):
        room.do(person, "scale.mark", scale=hidden, value=3)
    room.do(CHAIR, "scale.show", scale=scale)
    room.do(CHAIR, "meeting.close")
    room.do(CHAIR, "meeting.reopen")
    assert room.state.get("scale", scale).counts[1] == 5
    for name, id in (("scale.hide", scale), ("scale.show", hidden)):
        with refused("scale_settled"):
            room.do(CHAIR, name, scale=id)


def test_removing_a_scale_deletes_its_marks_and_leaves_its_notes():
    room = Room()
    scale = room.scale()
    room.do(ANN, "scale.mark", scale=scale, value=7)
    note = room.note(ANN, zone=room.state.get("scale", scale).zone)
    room.do(CHAIR, "scale.remove", scale=scale)
    assert not room.state.of_kind("mark") and not room.state.of_kind("tally") and not room.state.of_kind("counted")
    assert room.state.get("note", note)


def test_from_the_spread_of_a_closed_scale_back_to_what_the_section_asks():
    """Hiding the spread would take it from the report as well."""
    room = Room("solution")
    room.do(CHAIR, "agenda.start")
    question = room.state.get("on_now", "on_now").question
    scale = room.do(CHAIR, "scale.add", question="How far?", low_label="", high_label="", low=1, high=10)["scale"]
    room.do(CHAIR, "scale.open", scale=scale)
    with refused("scale_open"):
        room.do(CHAIR, "scale.leave", scale=scale)
    room.do(CHAIR, "scale.show", scale=scale)
    room.do(CHAIR, "scale.close", scale=scale)
    assert room.state.get("on_now", "on_now").view == "scale"
    room.do(CHAIR, "scale.leave", scale=scale)
    now = room.state.get("on_now", "on_now")
    assert (now.view, now.question, now.scale) != ("scale", "How far?", scale) and now.question == question
    assert room.state.get("scale", scale).shown

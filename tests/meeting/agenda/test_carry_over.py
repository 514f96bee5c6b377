"""Copies of a meeting's plan, and what is carried over to the next meeting of a series."""

import pytest

from live_cop.meeting.agenda.carry_over import copy_running_order, next_running_order
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.audience import SYSTEM, Viewer
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen

from ..room import ANN, CHAIR, Room


@pytest.mark.parametrize("order", RUNNING_ORDERS)
def test_a_copy_has_the_plan_and_nobodys_notes(order):
    room = Room(order)
    room.note(ANN, "said in confidence")
    assert copy_running_order(room.state) == RUNNING_ORDERS[order]


def test_a_copy_keeps_the_kinds_and_drops_the_speakers_link():
    room = Room("solution")
    topic = room.section(4)
    room.do(CHAIR, "section.edit", section=topic, link="https://slides.example/1", link_label="Slides")
    again = copy_running_order(room.state)
    assert again.sections == RUNNING_ORDERS["solution"].sections
    assert [zone.role for zone in again.zones][:2] == ["hopes", None]


def test_a_copy_has_no_walls_of_small_groups():
    room = Room("solution", people=4)
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "teams.split", count=2)
    group = room.state.get("seat", "ann").team
    room.note(ANN, zone=room.state.get("team", group).zone)
    assert not [zone for zone in copy_running_order(room.state).zones if zone.title.startswith("Group")]


PEOPLE = [Viewer(f"p{n}", "participant") for n in range(6)]


def following(room: Room, place: int) -> Room:
    """The next meeting of the series, three months later."""
    after = Room.empty("K7M3QY", room.now + 90 * 24 * 3_600_000)
    after.give(SYSTEM, MeetingOpen(code="K7M3QY", title=f"Meeting {place}", order=next_running_order(room.state)))
    after.join(CHAIR, role="chair")
    return after


def marked(room: Room, scale: str, values: list[int]) -> None:
    room.do(CHAIR, "scale.open", scale=scale)
    for person, value in zip(PEOPLE, values, strict=False):
        room.join(person)
        room.do(person, "scale.mark", scale=scale, value=value)


def scale_of(room: Room) -> str:
    return next(iter(room.state.of_kind("scale")))


def started(people: int = 0) -> Room:
    room = Room("solution", people=people)
    room.do(CHAIR, "agenda.start")
    return room


def test_open_and_going_steps_are_carried_over_and_others_are_not():
    room = started()
    room.join(ANN)
    ids = {state: room.do(CHAIR, "step.add", what=state)["step"] for state in ("open", "noticed", "going", "let_go")}
    room.do(ANN, "step.offer", step=ids["going"], name="Ann")
    for state, id in ids.items():
        room.do(CHAIR, "step.state", step=id, state=state)
    second = following(room, 2)
    steps = list(second.state.of_kind("step").values())
    assert [(s.what, s.state, s.who) for s in steps] == [("open", "open", []), ("going", "open", ["Ann"])]
    assert steps[0].carried_from.title == "Homes that say yes" and steps[0].carried_from.at == room.now
    assert not second.state.of_kind("offer") and not second.state.of_kind("mine")
    third = following(second, 3)
    assert [s.carried_from.title for s in third.state.of_kind("step").values()] == ["Homes that say yes"] * 2


def test_a_scale_carries_over_the_spreads_that_were_shown():
    room = started()
    marked(room, scale_of(room), [2, 3, 3, 5, 6])
    room.do(CHAIR, "scale.show", scale=scale_of(room))
    room.do(CHAIR, "scale.edit", scale=scale_of(room), good_enough=7)
    second = following(room, 2)
    scale = second.state.get("scale", scale_of(second))
    assert [(m.title, m.at, m.counts, m.good_enough) for m in scale.memory] == [
        ("Homes that say yes", room.now, [0, 1, 2, 0, 1, 1, 0, 0, 0, 0], 7)
    ]
    assert scale.answers == 0 and scale.state == "draft"
    marked(second, scale_of(second), [5, 6, 6, 7, 8])
    second.do(CHAIR, "scale.show", scale=scale_of(second))
    third = following(second, 3)
    assert [m.title for m in third.state.get("scale", scale_of(third)).memory] == ["Homes that say yes", "Meeting 2"]


def test_a_spread_that_was_not_shown_is_not_carried_over():
    for marks, shown in (([2, 3, 3, 5, 6], False), ([2, 3, 3], True)):
        room = started()
        marked(room, scale_of(room), marks)
        room.do(CHAIR, "scale.show" if shown else "scale.hide", scale=scale_of(room))
        assert following(room, 2).state.get("scale", scale_of(following(room, 2))).memory == []


def test_changing_the_steps_of_a_scale_drops_its_earlier_spreads():
    room = started()
    marked(room, scale_of(room), [2, 3, 3, 5, 6])
    room.do(CHAIR, "scale.show", scale=scale_of(room))
    second = following(room, 2)
    second.do(CHAIR, "scale.edit", scale=scale_of(second), question="How near now?", low=1, high=10)
    assert second.state.get("scale", scale_of(second)).memory
    second.do(CHAIR, "scale.edit", scale=scale_of(second), high=5)
    assert second.state.get("scale", scale_of(second)).memory == []


def test_earlier_values_of_good_enough_are_kept():
    room = started()
    id = scale_of(room)
    room.do(CHAIR, "scale.edit", scale=id, good_enough=9)
    assert room.state.get("scale", id).good_enough_was == [], "while it is a draft nobody has seen it"
    room.do(CHAIR, "scale.open", scale=id)
    room.wait(5)
    room.do(CHAIR, "scale.edit", scale=id, good_enough=7)
    room.do(CHAIR, "scale.edit", scale=id, good_enough=7)
    moved = room.state.get("scale", id).good_enough_was
    assert [(m.value, m.at) for m in moved] == [(9, room.now)]
    second = following(room, 2)
    scale = second.state.get("scale", scale_of(second))
    assert scale.good_enough == 7 and [m.value for m in scale.good_enough_was] == [9]


def reviewed(room: Room, stages: list[str]) -> None:
    room.do(CHAIR, "review.open")
    for person, stage in zip(PEOPLE, stages, strict=False):
        room.join(person)
        room.do(person, "review.answer", stage=stage)
    room.do(CHAIR, "review.close")


def test_a_health_check_is_due_in_every_third_meeting_and_carried_over():
    room = started()
    assert following(room, 2).state.get("review", "review") is None
    third = following(following(room, 2), 3)
    review = third.state.get("review", "review")
    assert review.due and review.state == "waiting"
    assert third.state.audience("review", "review") == "@chair"
    reviewed(third, ["forming", "norming", "norming", "storming", "norming"])
    assert third.state.get("review", "review").counts == {
        "forming": 1, "storming": 1, "norming": 3, "performing": 0, "adjourning": 0,
    }  # fmt: skip
    fourth = following(third, 4).state.get("review", "review")
    assert not fourth.due and fourth.memory[0].counts["norming"] == 3


def test_a_health_check_with_few_answers_is_neither_shown_nor_carried_over():
    third = following(following(started(), 2), 3)
    reviewed(third, ["forming"] * 4)
    assert b'"counts"' not in third.seen(CHAIR).split(b'"review"')[1].split(b"]")[0]
    assert following(third, 4).state.get("review", "review") is None

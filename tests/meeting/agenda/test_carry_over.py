"""The thread from meeting to meeting: what is carried on, and what stays behind."""

from live_cop.meeting.agenda.carry_over import next_running_order
from live_cop.meeting.audience import SYSTEM, Viewer
from live_cop.meeting.lifecycle import MeetingOpen

from ..room import ANN, CHAIR, Room

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


def test_open_and_going_steps_go_on_and_the_others_stay():
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


def test_a_scale_remembers_the_spreads_that_were_seen():
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


def test_a_spread_that_nobody_saw_is_not_remembered():
    for marks, shown in (([2, 3, 3, 5, 6], False), ([2, 3, 3], True)):
        room = started()
        marked(room, scale_of(room), marks)
        room.do(CHAIR, "scale.show" if shown else "scale.hide", scale=scale_of(room))
        assert following(room, 2).state.get("scale", scale_of(following(room, 2))).memory == []


def test_a_memory_over_other_steps_is_let_go():
    room = started()
    marked(room, scale_of(room), [2, 3, 3, 5, 6])
    room.do(CHAIR, "scale.show", scale=scale_of(room))
    second = following(room, 2)
    second.do(CHAIR, "scale.edit", scale=scale_of(second), question="How near now?", low=1, high=10)
    assert second.state.get("scale", scale_of(second)).memory
    second.do(CHAIR, "scale.edit", scale=scale_of(second), high=5)
    assert second.state.get("scale", scale_of(second)).memory == []


def test_good_enough_moves_and_its_history_is_kept():
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


def test_the_review_comes_round_with_every_third_meeting_and_is_remembered():
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


def test_a_review_of_few_is_neither_shown_nor_remembered():
    third = following(following(started(), 2), 3)
    reviewed(third, ["forming"] * 4)
    assert b'"counts"' not in third.seen(CHAIR).split(b'"review"')[1].split(b"]")[0]
    assert following(third, 4).state.get("review", "review") is None

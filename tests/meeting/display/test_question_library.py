"""The community's library of questions."""

from live_cop.meeting.agenda.carry_over import copy_running_order
from live_cop.meeting.agenda.running_orders import PlannedQuestion
from live_cop.meeting.audience import SYSTEM
from live_cop.meeting.decide import decide
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.meeting.state import State

from ..room import ANN, BOARD, CHAIR, HELPER, Room, refused


def test_only_the_chair_and_helpers_see_and_edit_the_library():
    room = Room()
    question = room.do(CHAIR, "question.add", text=" What did you notice? ", group="better")["question"]
    assert room.state.get("question", question).text == "What did you notice?"
    for viewer in (ANN, BOARD):
        assert b"What did you notice" not in room.seen(viewer)
    assert b"What did you notice" in room.seen(HELPER)
    room.do(HELPER, "question.edit", question=question, text="What did you see?", group="up")
    record = room.state.get("question", question)
    assert (record.text, record.group) == ("What did you see?", "up")
    room.do(CHAIR, "question.remove", question=question)
    with refused("unknown_question"):
        room.do(CHAIR, "question.edit", question=question, text="x")
    with refused("not_allowed"):
        room.do(ANN, "question.add", text="x", group="up")
    with refused("bad_args"):
        room.do(CHAIR, "question.add", text="x", group="no such group")
    with refused("empty"):
        room.do(CHAIR, "question.add", text=" ", group="up")
    with refused("too_long"):
        room.do(CHAIR, "question.add", text="x" * 301, group="up")


def test_the_library_has_a_limit():
    room = Room()
    for n in range(100):
        room.do(CHAIR, "question.add", text=f"What else, {n}?", group="else")
    with refused("too_many"):
        room.do(CHAIR, "question.add", text="And?", group="else")


def test_the_next_meeting_has_the_library_as_it_is_now():
    room = Room()
    first = room.do(CHAIR, "question.add", text="First?", group="future")["question"]
    room.do(CHAIR, "question.add", text="Second?", group="up")
    room.do(CHAIR, "question.edit", question=first, text="First of all?")
    room.do(CHAIR, "meeting.close")
    room.do(CHAIR, "question.add", text="Third, when it was over?", group="closing")
    order = copy_running_order(room.state)
    assert order.questions == [
        PlannedQuestion("First of all?", "future"),
        PlannedQuestion("Second?", "up"),
        PlannedQuestion("Third, when it was over?", "closing"),
    ]
    state = State("CCCCCC", "epoch")
    decision = decide(state, MeetingOpen(code="CCCCCC", title="Again", order=order), SYSTEM, 0)
    state.apply(1, decision.changes)
    assert copy_running_order(state).questions == order.questions

"""The agenda, its timer and the plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live_cop.meeting.agenda.finish_time import savings
from live_cop.meeting.records.agenda import Section

from ..room import CHAIR, MINUTE, Room, refused


def timer(room: Room):
    return room.state.get("timer", "timer")


def test_the_first_start_opens_the_meeting_and_the_first_section():
    room = Room()
    room.do(CHAIR, "agenda.start")
    meeting = room.state.get("meeting", "meeting")
    assert (meeting.state, meeting.opened_at) == ("live", room.now)
    assert room.state.get("section", room.section(0)).state == "now"
    assert timer(room).ends_at == room.now + 10 * MINUTE


def test_a_pause_keeps_what_was_left():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.wait(3)
    room.do(CHAIR, "agenda.pause")
    room.wait(20)
    assert timer(room).left == 7 * MINUTE
    with refused("timer_paused"):
        room.do(CHAIR, "agenda.pause")
    room.do(CHAIR, "agenda.resume")
    assert timer(room).ends_at == room.now + 7 * MINUTE
    room.wait(1)
    room.do(CHAIR, "agenda.next")
    assert room.state.get("section", room.section(0)).spent == 4 * MINUTE


@pytest.mark.parametrize(
    ("waited", "minutes", "left"), [(3, 5, 12), (3, -1, 6), (9.5, -1, 0), (12, 5, 5), (12, -1, -2)]
)
def test_minutes_are_given_and_taken(waited, minutes, left):
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.wait(waited)
    room.do(CHAIR, "agenda.extend", minutes=minutes)
    assert timer(room).ends_at - room.now == left * MINUTE


def test_next_ends_a_section_with_a_snapshot_and_begins_the_following():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "agenda.next")
    states = [room.state.get("section", room.section(n)).state for n in range(3)]
    assert states == ["done", "now", "todo"]
    (snapshot,) = room.state.of_kind("snapshot").values()
    assert (snapshot.auto, snapshot.section) == (True, room.section(0))


def test_after_the_last_section_the_agenda_is_done():
    room = Room("blank")
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "agenda.next")
    assert timer(room) is None
    with refused("no_section_left"):
        room.do(CHAIR, "agenda.next")


def test_back_goes_on_with_the_minutes_that_were_left():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.wait(4)
    room.do(CHAIR, "agenda.next")
    room.wait(1)
    room.do(CHAIR, "agenda.back")
    assert timer(room).section == room.section(0)
    assert timer(room).ends_at == room.now + 6 * MINUTE
    assert room.state.get("section", room.section(1)).state == "todo"
    with refused("first_section"):
        room.do(CHAIR, "agenda.back")


def test_jump_to_any_section():
    room = Room()
    room.do(CHAIR, "agenda.start", section=room.section(3))
    assert timer(room).section == room.section(3)
    with refused("section_running"):
        room.do(CHAIR, "agenda.start", section=room.section(3))


def test_sections_are_added_moved_retimed_and_removed_while_live():
    room = Room()
    room.do(CHAIR, "agenda.start")
    new = room.do(CHAIR, "section.add", title="Tea", minutes=5, after=room.section(0))["section"]
    assert room.section(1) == new
    room.do(CHAIR, "section.move", section=new, to=99)
    assert room.section(5) == new
    room.do(CHAIR, "section.edit", section=room.section(0), minutes=15)
    assert timer(room).ends_at == room.now + 15 * MINUTE
    room.do(CHAIR, "section.remove", section=new)
    assert new not in room.state.of_kind("section")
    with refused("section_running"):
        room.do(CHAIR, "section.remove", section=room.section(0))


def test_the_plan_says_when_we_will_end_and_what_could_be_saved():
    room = Room()
    began = room.now
    room.do(CHAIR, "agenda.start")
    plan = room.state.get("plan", "plan")
    assert plan.planned_end == plan.finish == began + 100 * MINUTE
    room.do(CHAIR, "agenda.extend", minutes=10)
    plan = room.state.get("plan", "plan")
    assert plan.finish - plan.planned_end == 10 * MINUTE
    assert sum(minutes for _, minutes in plan.savings) == 10
    room.do(CHAIR, "agenda.save")
    plan = room.state.get("plan", "plan")
    assert plan.finish == plan.planned_end and not plan.savings
    assert room.state.get("section", room.section(1)).planned == 40


@given(st.lists(st.integers(1, 60), max_size=12), st.integers(0, 200))
def test_savings_never_take_more_than_half_nor_more_than_needed(minutes, over):
    todo = {str(n): Section(title="x", minutes=m) for n, m in enumerate(minutes)}
    saved = dict(savings(todo, over * MINUTE))
    assert sum(saved.values()) <= over
    for id, section in todo.items():
        assert section.minutes - saved.get(id, 0) >= min(section.minutes, max(2, section.minutes / 2))
    if sum(saved.values()) < over:
        assert all(s.minutes - saved.get(i, 0) <= max(2, (s.minutes + 1) // 2) for i, s in todo.items())

"""Will we end on time: the expected end, and the proposed savings."""

from hypothesis import given
from hypothesis import strategies as st

from live_cop.meeting.agenda.finish_time import savings
from live_cop.meeting.records.agenda import Section

from ..room import CHAIR, MINUTE, Room


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


def test_the_longest_sections_give_first_and_of_those_the_first():
    todo = {id: Section(title="x", minutes=minutes) for id, minutes in {"a": 8, "b": 10, "c": 10, "d": 2}.items()}
    assert savings(todo, 3 * MINUTE) == [("b", 2), ("c", 1)]
    assert savings(todo, 5 * MINUTE) == [("a", 1), ("b", 2), ("c", 2)]


def test_sections_of_any_length_take_no_time():
    """An imported file could stop the whole server with one long section."""
    long = 10**15
    todo = {id: Section(title="x", minutes=long) for id in "ab"}
    assert savings(todo, (long + 3) * MINUTE) == [("a", long // 2), ("b", long // 2)]
    assert savings(todo, (long - 1) * MINUTE) == [("a", long // 2), ("b", long // 2 - 1)]

"""Will we end on time: the expected end, and the proposed savings."""

from hypothesis import given
from hypothesis import strategies as st

from live_cop.meeting.agenda.finish_time import AgendaTick, savings
from live_cop.meeting.records.agenda import Section
from live_cop.meeting.refusal import Refusal

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


def test_a_round_that_cannot_fit_is_in_the_plan_before_it_starts_and_while_it_is_on():
    """83 voices of a minute in a part of ten minutes: the plan said that there were minutes to spare."""
    room = Room(people=82)
    began = room.now
    room.do(CHAIR, "section.edit", section=room.section(1), minutes=10, voice_seconds=60)
    # Before the meeting starts there is no end yet, but the part is known to be too short.
    plan = room.state.get("plan", "plan")
    assert (plan.finish, plan.needs) == (None, [(room.section(1), 83)])
    room.do(CHAIR, "agenda.start")
    assert finish(room) - began == (10 + 83 + 20 + 20 + 10) * MINUTE
    assert room.state.get("plan", "plan").needs == [(room.section(1), 83)]
    room.do(CHAIR, "agenda.next")
    assert finish(room) - began == (83 + 20 + 20 + 10) * MINUTE
    for _ in range(40):
        room.wait(0.5)
        room.do(CHAIR, "round.next")
    assert finish(room) - room.now == (43 + 20 + 20 + 10) * MINUTE
    room.do(CHAIR, "round.pace", seconds=15)
    # The person who speaks keeps the minute that they were given.
    assert finish(room) - room.now == (1 + 42 / 4 + 20 + 20 + 10) * MINUTE
    room.do(CHAIR, "round.end")
    assert finish(room) - room.now == (20 + 20 + 10) * MINUTE


def test_minutes_that_a_round_needs_are_not_proposed_as_savings():
    room = Room(people=38)
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "agenda.extend", minutes=120)
    saved = dict(room.state.get("plan", "plan").savings)
    assert saved[room.section(1)] == 1 and saved[room.section(2)] == 10


def test_a_section_to_which_the_chair_goes_back_starts_no_second_round_and_counts_none():
    room = Room(people=60)
    room.do(CHAIR, "agenda.start", section=room.section(1))
    room.do(CHAIR, "agenda.start", section=room.section(0))
    room.do(CHAIR, "agenda.start", section=room.section(1))
    room.do(CHAIR, "agenda.back")
    assert finish(room) - room.now == (10 + 40 + 20 + 20 + 10) * MINUTE


STEPS = st.sampled_from(
    [
        "wait", "round.next", "round.pace", "round.start", "round.end", "turn.extend", "turn.later", "turn.pass",
        "agenda.extend", "agenda.pause", "agenda.resume", "agenda.next", "guest.add",
    ]
)  # fmt: skip


@given(st.integers(1, 12), st.integers(1, 20), st.integers(10, 180), st.lists(STEPS, max_size=14), st.data())
def test_the_plan_never_says_less_than_what_is_left_of_the_round(people, minutes, seconds, steps, data):
    room = Room(people=people)
    room.do(CHAIR, "section.edit", section=room.section(1), minutes=minutes, voice_seconds=seconds)
    room.do(CHAIR, "agenda.start")
    for step in ["agenda.next", *steps]:
        args = {"seconds": data.draw(st.integers(10, 120))} if step in ("round.pace", "round.start") else {}
        args |= {"minutes": data.draw(st.integers(-10, 10))} if step == "agenda.extend" else {}
        try:
            room.wait(data.draw(st.floats(0.1, 3))) if step == "wait" else room.do(CHAIR, step, **args)
        except Refusal:
            continue
        room.system(AgendaTick())
        turns = room.state.of_kind("turn").values()
        waits = sum(turn.seconds * 1000 for turn in turns if turn.state == "waiting")
        speaks = sum(max(0, t.started_at + t.seconds * 1000 - room.now) for t in turns if t.state == "speaking")
        todo = [section for section in room.state.of_kind("section").values() if section.state == "todo"]
        assert finish(room) - room.now >= waits + speaks + sum(section.minutes for section in todo) * MINUTE


def finish(room: Room) -> int:
    return room.state.get("plan", "plan").finish

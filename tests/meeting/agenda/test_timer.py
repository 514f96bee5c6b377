"""Running the agenda: its timer, pauses, and going from section to section."""

import pytest

from ..room import CHAIR, MINUTE, Room, refused


def timer(room: Room):
    return room.state.get("timer", "timer")


def test_the_first_start_opens_the_meeting_and_its_first_section():
    room = Room()
    room.do(CHAIR, "agenda.start")
    meeting = room.state.get("meeting", "meeting")
    assert (meeting.state, meeting.opened_at) == ("live", room.now)
    assert room.state.get("section", room.section(0)).state == "now"
    assert timer(room).ends_at == room.now + 10 * MINUTE


def test_a_pause_keeps_the_time_left():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.wait(3)
    room.do(CHAIR, "agenda.pause")
    room.wait(20)
    assert timer(room).left == 7 * MINUTE
    with refused("timer_paused"):
        room.do(CHAIR, "agenda.pause")
    assert room.state.get("section", room.section(0)).running_since is None
    room.do(CHAIR, "agenda.resume")
    assert timer(room).ends_at == room.now + 7 * MINUTE
    assert room.state.get("section", room.section(0)).running_since == room.now
    with refused("timer_running"):
        room.do(CHAIR, "agenda.resume")
    room.wait(1)
    room.do(CHAIR, "agenda.next")
    assert room.state.get("section", room.section(0)).spent == 4 * MINUTE


@pytest.mark.parametrize(
    ("waited", "minutes", "left"), [(3, 5, 12), (3, -1, 6), (9.5, -1, 0), (12, 5, 5), (12, -1, -2)]
)
def test_a_section_is_extended_and_shortened(waited, minutes, left):
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.wait(waited)
    room.do(CHAIR, "agenda.extend", minutes=minutes)
    assert timer(room).ends_at - room.now == left * MINUTE
    assert timer(room).duration == max((waited + left) * MINUTE, 0)


def test_a_paused_section_is_extended_and_stays_paused():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.wait(3)
    room.do(CHAIR, "agenda.pause")
    room.do(CHAIR, "agenda.extend", minutes=5)
    paused = timer(room)
    assert (paused.running, paused.left, paused.duration) == (False, 12 * MINUTE, 15 * MINUTE)
    assert paused.section == room.section(0)


def test_next_ends_a_section_with_a_snapshot_and_starts_the_next_one():
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


def test_back_continues_with_the_time_that_was_left():
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


def test_the_chair_can_jump_to_any_section():
    room = Room()
    room.do(CHAIR, "agenda.start", section=room.section(3))
    assert timer(room).section == room.section(3)
    with refused("section_running"):
        room.do(CHAIR, "agenda.start", section=room.section(3))

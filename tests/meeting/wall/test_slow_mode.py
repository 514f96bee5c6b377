"""Slow mode."""

from ..room import ANN, BEN, CHAIR, Room, refused, undo_from_log


def test_each_person_adds_one_note_in_so_many_seconds():
    room = Room()
    room.do(CHAIR, "meeting.slow", seconds=30)
    room.note(ANN)
    with refused("slow_down") as caught:
        room.note(ANN)
    assert caught.value.params == {"n": 30}
    room.note(BEN)
    for _ in range(3):
        room.note(CHAIR)
    room.wait(0.5)
    room.note(ANN)
    undo_from_log(room)
    room.note(ANN)

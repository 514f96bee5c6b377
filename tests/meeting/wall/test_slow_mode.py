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


def test_a_note_with_a_name_hinders_none_without():
    """The attack: where all but one have just signed a note, one without a name would be by the one."""
    room = Room()
    room.do(CHAIR, "meeting.slow", seconds=30)
    room.note(ANN, signed="Ann")
    room.note(ANN)
    for signed in ("Ann", None, " "):
        with refused("slow_down"):
            room.note(ANN, signed=signed)

"""Banning people and lifting the ban."""

from live_cop.meeting.voices.people import PersonArrive

from ..room import ANN, BEN, CHAIR, Room, refused, undo_from_log


def test_a_person_is_banned_and_the_ban_is_lifted():
    room = Room()
    room.do(CHAIR, "person.remove", person="ann")
    assert not room.state.get("device", "ann").online
    with refused("kept_out"):
        room.note(ANN)
    with refused("kept_out"):
        room.join(ANN)
    assert b"kept_out" not in room.seen(BEN) and b"kept_out" in room.seen(CHAIR)
    room.system(PersonArrive(person="ann"))
    assert not room.state.get("device", "ann").online
    undo_from_log(room)
    room.join(ANN)
    room.note(ANN)


def test_a_banned_person_is_gone_from_all_screens_but_those_of_the_chairs_side():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.do(ANN, "person.edit", name="A name that hurts")
    room.do(ANN, "hand.raise")
    room.do(CHAIR, "person.remove", person="ann")
    assert b"A name that hurts" not in room.seen(BEN) and b"A name that hurts" in room.seen(CHAIR)
    assert not room.state.of_kind("hand")
    room.do(CHAIR, "person.let_in", person="ann")
    assert b"A name that hurts" in room.seen(BEN)


def test_the_chair_cannot_be_banned():
    room = Room()
    with refused("not_the_chair"):
        room.do(CHAIR, "person.remove", person="chair")
    with refused("not_allowed"):
        room.do(ANN, "person.remove", person="ben")

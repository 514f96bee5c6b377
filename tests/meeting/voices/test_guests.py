"""Guest chairs: the chair and helpers give commands for people without a device."""

import msgspec
import pytest

from live_cop.meeting.audience import Viewer
from live_cop.meeting.voices.people import PersonLeave

from ..room import ANN, BEN, BOARD, CHAIR, HELPER, Room, refused


@pytest.fixture
def room() -> Room:
    room = Room()
    room.join(HELPER, role="helper")
    return room


def test_a_guest_is_a_person_in_the_room_with_a_marker_of_their_own(room: Room):
    first = room.do(HELPER, "guest.add")["guest"]
    second = room.do(CHAIR, "guest.add", called="Mrs Khan")["guest"]
    assert msgspec.to_builtins(room.state.get("person", first)) == {
        "place": "room",
        "online": True,
        "role": "participant",
        "marker": "Guest chair 1",
        "guest": True,
    }
    assert room.state.get("person", second).name == "Mrs Khan"
    assert room.state.get("person", second).marker == "Guest chair 2"
    with refused("not_allowed"):
        room.do(ANN, "guest.add")
    with refused("too_long"):
        room.do(CHAIR, "guest.add", called="x" * 61)


def test_guests_have_a_limit(room: Room):
    for _ in range(60):
        room.do(CHAIR, "guest.add")
    with refused("too_many"):
        room.do(CHAIR, "guest.add")


def test_each_guest_has_marks_of_their_own(room: Room):
    guests = [room.do(HELPER, "guest.add")["guest"] for _ in range(2)]
    scale = room.scale(floor=3)
    for guest in guests:
        room.do(HELPER, "scale.mark", scale=scale, value=4, on_behalf_of=guest)
    room.do(HELPER, "scale.mark", scale=scale, value=7)
    room.do(HELPER, "scale.mark", scale=scale, value=6, on_behalf_of=guests[0])
    assert room.state.get("scale", scale).received == 3
    assert sorted(m.value for m in room.state.of_kind("mark").values()) == [4, 6, 7]
    room.do(HELPER, "scale.unmark", scale=scale, on_behalf_of=guests[1])
    assert room.state.get("scale", scale).received == 2


def test_nobody_sees_a_guests_private_records(room: Room):
    guest = room.do(HELPER, "guest.add")["guest"]
    scale = room.scale()
    note = room.do(HELPER, "note.add", zone=room.zone(), text="tea first", on_behalf_of=guest)["note"]
    room.do(HELPER, "scale.mark", scale=scale, value=4, on_behalf_of=guest)
    assert room.state.audience("mine", note) == guest
    for viewer in (ANN, CHAIR, HELPER, BOARD):
        seen = room.state.since(None, viewer)
        assert [kind for kind, _, _ in seen if kind in ("mine", "mark", "undo")] == []


def test_a_guests_note_can_be_edited_by_the_chair_or_helpers_and_on_the_guests_behalf(room: Room):
    guest = room.do(HELPER, "guest.add")["guest"]
    note = room.do(HELPER, "note.add", zone=room.zone(), text="tea first", on_behalf_of=guest)["note"]
    room.do(HELPER, "note.edit", note=note, text="tea first, forms second")
    room.do(HELPER, "note.edit", note=note, signed="Mrs Khan", on_behalf_of=guest)
    room.do(HELPER, "note.remove", note=note, on_behalf_of=guest)
    assert room.state.get("note", note) is None
    with refused("not_yours"):
        room.do(HELPER, "note.edit", note=room.note(ANN), text="theirs", on_behalf_of=guest)


def test_a_guest_has_a_hand_a_turn_and_a_name(room: Room):
    room.do(CHAIR, "agenda.start")
    guest = room.do(HELPER, "guest.add")["guest"]
    hand = room.do(HELPER, "hand.raise", on_behalf_of=guest)["hand"]
    assert room.state.get("hand", hand).person == guest
    room.do(HELPER, "hand.lower", on_behalf_of=guest)
    room.do(HELPER, "person.edit", name="Mrs Khan", on_behalf_of=guest)
    assert room.state.get("person", guest).name == "Mrs Khan"
    room.do(CHAIR, "round.start")
    late = room.do(HELPER, "guest.add")["guest"]
    row = [turn.person for turn in sorted(room.state.of_kind("turn").values(), key=lambda turn: turn.order)]
    assert row == ["ann", "ben", guest, "chair", "helper", late]
    room.do(HELPER, "turn.pass", on_behalf_of=guest)
    state = {turn.person: turn.state for turn in room.state.of_kind("turn").values()}
    assert state[guest] == "passed"


def test_only_the_chair_and_helpers_act_for_a_guest(room: Room):
    guest = room.do(HELPER, "guest.add")["guest"]
    words = {"zone": room.zone(), "text": "words"}
    for giver in (ANN, BOARD, Viewer(guest, "participant")):
        with refused("not_allowed"):
            room.do(giver, "note.add", **words, on_behalf_of=guest)
    with refused("unknown_person"):
        room.do(HELPER, "note.add", **words, on_behalf_of="no-such-person")
    for person in (ANN, CHAIR):
        with refused("not_a_guest"):
            room.do(HELPER, "note.add", **words, on_behalf_of=person.person)
    assert room.state.of_kind("note") == {}


def test_a_guest_has_the_permissions_of_a_participant(room: Room):
    guest = room.do(CHAIR, "guest.add")["guest"]
    for name, args in {"agenda.start": {}, "guest.add": {}, "zone.add": {"title": "Mine"}}.items():
        with refused("not_allowed"):
            room.do(CHAIR, name, **args, on_behalf_of=guest)
    room.do(CHAIR, "meeting.pause")
    with refused("paused"):
        room.do(CHAIR, "note.add", zone=room.zone(), text="words", on_behalf_of=guest)


def test_a_guest_never_goes_offline(room: Room):
    guest = room.do(CHAIR, "guest.add")["guest"]
    room.system(PersonLeave(person=guest))
    assert room.state.get("person", guest).online is True


def test_deleting_a_guest_keeps_their_notes_and_ends_their_turn(room: Room):
    room.do(CHAIR, "agenda.start")
    first, second = (room.do(CHAIR, "guest.add")["guest"] for _ in range(2))
    note = room.do(CHAIR, "note.add", zone=room.zone(), text="tea first", on_behalf_of=first)["note"]
    hand = room.do(ANN, "hand.raise")["hand"]
    room.do(CHAIR, "hand.too", hand=hand, on_behalf_of=first)
    room.do(CHAIR, "hand.raise", on_behalf_of=first)
    room.do(CHAIR, "guest.remove", guest=first)
    assert room.state.get("person", first) is None and room.state.get("note", note) is not None
    # As on a note: a number that fell would tell what somebody had supported.
    assert [(h.person, h.too) for h in room.state.of_kind("hand").values()] == [("ann", 1)]
    assert room.state.of_kind("undo") == {}
    room.do(CHAIR, "round.start")
    room.do(ANN, "turn.later")
    room.do(BEN, "turn.later")
    assert next(t.person for t in room.state.of_kind("turn").values() if t.state == "speaking") == second
    room.do(CHAIR, "guest.remove", guest=second)
    assert next(t.person for t in room.state.of_kind("turn").values() if t.state == "speaking") == "chair"
    assert room.state.get("round", room.section()).heard_room == 1
    for guest, code in ((second, "unknown_person"), ("ann", "not_a_guest")):
        with refused(code):
            room.do(CHAIR, "guest.remove", guest=guest)
    assert room.do(CHAIR, "guest.add")["guest"] not in (first, second)

"""Private writing: nobody sees the notes before they are shown, and nothing reveals their authors afterwards."""

import pytest

from live_cop.meeting.audience import EVERYONE
from live_cop.meeting.refusal import Refusal

from ..room import ANN, BEN, BOARD, CHAIR, HELPER, MINUTE, Room, pictures_of, refused

OTHERS = (BEN, CHAIR, HELPER, BOARD)


def alone() -> Room:
    room = Room()
    room.join(HELPER, role="helper")
    room.do(CHAIR, "zone.write_alone", zone=room.zone())
    return room


def test_only_its_author_sees_a_private_note_and_everyone_sees_the_number():
    room = alone()
    note = room.note(ANN, "hard to say")
    assert b"hard to say" in room.seen(ANN)
    for viewer in OTHERS:
        assert b"hard to say" not in room.seen(viewer) and note.encode() not in room.seen(viewer)
    assert room.state.get("zone", room.zone()).waiting == 1
    room.do(ANN, "note.remove", note=note)
    assert room.state.get("zone", room.zone()).waiting == 0
    room.do(ANN, "undo")
    assert room.state.get("zone", room.zone()).waiting == 1
    assert all(b"hard to say" not in room.seen(viewer) for viewer in OTHERS)


def test_all_notes_are_shown_at_once_in_an_order_that_reveals_nothing():
    """The same notes give the same result in whatever order and by whomever they were written."""
    shown = []
    for turns in (((ANN, "one"), (BEN, "two"), (ANN, "three")), ((BEN, "three"), (ANN, "one"), (BEN, "two"))):
        room = alone()
        before = [(room.note(person, text), room.wait(1))[0] for person, text in turns]
        assert room.do(CHAIR, "zone.show", zone=room.zone()) == {"shown": 3}
        notes = room.state.of_kind("note")
        assert not set(before) & set(notes), "an old id would say when a note was written"
        assert {note.at for note in notes.values()} == {room.now - room.now % MINUTE}
        assert {room.state.audience("note", id) for id in notes} == {EVERYONE}
        shown.append([(note.text, note.x, note.y) for note in notes.values()])
        assert all(len([k for k, _, _ in room.state.since(None, person) if k == "mine"]) for person in (ANN, BEN))
    assert shown[0] == shown[1]


def test_the_author_still_owns_a_note_that_was_shown():
    room = alone()
    room.note(ANN, "mine")
    room.do(CHAIR, "zone.show", zone=room.zone())
    [note] = room.state.of_kind("note")
    room.do(ANN, "note.edit", note=note, text="still mine")
    with refused("not_yours"):
        room.do(BEN, "note.edit", note=note, text="x")


def test_only_the_chair_starts_and_ends_private_writing():
    room = Room()
    zone = room.zone()
    for name in ("zone.write_alone", "zone.show"):
        with refused("not_allowed"):
            room.do(ANN, name, zone=zone)
    with refused("not_alone"):
        room.do(CHAIR, "zone.show", zone=zone)
    room.do(CHAIR, "zone.write_alone", zone=zone)
    with refused("alone_already"):
        room.do(CHAIR, "zone.write_alone", zone=zone)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("note.edit", {"text": "x"}),
        ("note.move", {"x": 0.1}),
        ("note.remove", {}),
        ("note.too", {}),
        ("note.split", {}),
        ("note.let", {}),
        ("note.restore", {}),
    ],
)
def test_guessing_the_id_of_a_hidden_note_reveals_nothing(name, args):
    """Ids are made from revisions, so anybody can guess them, the chair too."""
    room = alone()
    note = room.note(ANN, "hard to say")
    for viewer in (CHAIR, BEN):
        with pytest.raises(Refusal, match=r"unknown_note|not_allowed"):
            room.do(viewer, name, note=note, **args)
    with refused("unknown_note"):
        room.do(CHAIR, "group.add", zone=room.zone(), title="Found", notes=[note])
    with refused("unknown_note"):
        room.do(CHAIR, "note.sort", notes=[note], sort="data")
    with refused("unknown_note"):
        room.do(CHAIR, "note.hide", notes=[note])


def test_the_chair_cannot_restore_a_note_that_its_author_removed():
    room = alone()
    note = room.note(ANN, "better not")
    room.do(ANN, "note.remove", note=note)
    with refused("unknown_note"):
        room.do(CHAIR, "note.restore", note=note)
    room.do(CHAIR, "zone.show", zone=room.zone())
    # Nor does undo restore it once the other notes are shown.
    with refused("unknown_undo"):
        room.do(ANN, "undo")
    assert not room.state.of_kind("note")


def test_notes_do_not_move_in_or_out_during_private_writing():
    room = Room()
    elsewhere = room.note(ANN, zone=room.zone(1))
    there = room.note(ANN)
    room.do(CHAIR, "zone.write_alone", zone=room.zone())
    hidden = room.note(ANN, "hidden")
    with refused("writing_alone"):
        room.do(ANN, "note.move", note=elsewhere, zone=room.zone())
    with refused("writing_alone"):
        room.do(ANN, "note.move", note=hidden, zone=room.zone(1))
    with refused("writing_alone"):
        room.do(CHAIR, "group.add", zone=room.zone(), title="Both", notes=[elsewhere])
    room.do(ANN, "note.move", note=hidden, x=0.9, y=0.9)
    room.do(CHAIR, "note.move", note=there, zone=room.zone(1))
    assert room.state.audience("note", hidden) == ANN.person
    assert room.state.audience("note", there) == EVERYONE


def test_no_snapshot_holds_a_hidden_note_and_the_close_shows_none():
    room = alone()
    room.note(ANN, "hard to say")
    room.do(CHAIR, "snapshot.take")
    room.do(CHAIR, "meeting.close")
    assert all(not picture.notes for picture in pictures_of(room.state).values())
    assert all(b"hard to say" not in room.seen(viewer) for viewer in OTHERS)
    # Only the server has it now. If the meeting is reopened, it can still be shown.
    assert b"hard to say" not in room.seen(ANN)
    room.do(CHAIR, "meeting.reopen")
    room.do(CHAIR, "zone.show", zone=room.zone())
    assert b"hard to say" in room.seen(BOARD) and not room.state.of_kind("mine")


def test_private_notes_are_reviewed_when_they_are_shown():
    room = alone()
    room.note(ANN, "from a member")
    room.note(CHAIR, "from the chair")
    room.do(CHAIR, "meeting.hold", on=True)
    room.do(CHAIR, "zone.show", zone=room.zone())
    for text in (b"from the chair", b"from a member"):
        assert text not in room.seen(BOARD) and text in room.seen(CHAIR)

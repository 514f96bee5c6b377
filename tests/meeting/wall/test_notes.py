"""Adding, editing, moving, removing and restoring notes."""

import pytest

from live_cop.meeting.wall import notes

from ..room import ANN, BEN, BOARD, CHAIR, HELPER, Room, log_entries, refused


def test_everyone_sees_a_note_and_not_who_wrote_it():
    room = Room()
    note = room.note(ANN, "we listen first")
    for viewer in (BEN, BOARD, CHAIR):
        seen = room.seen(viewer, since=room.state.revision - 1)
        assert b"we listen first" in seen
        assert b"ann" not in seen and b"mine" not in seen
    assert [note] == [id for kind, id, _ in room.state.since(None, ANN) if kind == "mine"]


def test_text_is_trimmed_and_cleaned():
    room = Room()
    note = room.note(ANN, "  first line\r\nsecond <b>line</b> \u202eليس\x00 🙂 ")
    assert room.state.get("note", note).text == "first line\nsecond <b>line</b> ليس 🙂"


@pytest.mark.parametrize(("text", "code"), [("x" * 501, "too_long"), ("  \n ", "empty"), ("\u200b\ud800", "empty")])
def test_a_note_has_1_to_500_characters(text, code):
    room = Room()
    with refused(code):
        room.note(ANN, text)
    assert not room.state.of_kind("note")
    assert room.note(ANN, "🙂" * 500)


def test_only_its_author_and_the_chair_may_change_a_note():
    room = Room()
    note = room.note(ANN)
    for name, args in (("note.edit", {"text": "x"}), ("note.move", {"x": 0.1}), ("note.remove", {})):
        with refused("not_yours"):
            room.do(BEN, name, note=note, **args)
    room.do(ANN, "note.edit", note=note, text="mine, changed")
    room.do(CHAIR, "note.move", note=note, zone=room.zone(1))
    assert room.state.get("note", note).text == "mine, changed"
    assert room.state.get("note", note).zone == room.zone(1)


def test_only_the_author_signs_a_note():
    room = Room()
    note = room.note(ANN)
    with refused("not_yours"):
        room.do(CHAIR, "note.edit", note=note, signed="Ann")
    room.do(ANN, "note.edit", note=note, signed=" Ann ")
    assert room.state.get("note", note).signed == "Ann"
    room.do(CHAIR, "note.edit", note=note, signed=None)
    assert room.state.get("note", note).signed is None


def test_words_that_somebody_else_changed_lose_the_signature_and_the_log_says_so():
    """The attack: to put words into the mouth of a person who has signed a note."""
    room = Room()
    room.join(HELPER, role="helper")
    note, own = room.note(ANN, "we should ask", signed="Ann"), room.note(HELPER, "mine", signed="Hal")
    room.do(HELPER, "note.edit", note=note, text="we should not ask")
    assert room.state.get("note", note).signed is None
    assert log_entries(room) == [("note.edit", False)]
    assert "ask" not in str(room.state.of_kind("log"))
    room.do(HELPER, "undo")
    assert room.state.get("note", note).signed == "Ann"
    room.do(HELPER, "note.edit", note=note, text="we should ask", color="mint")
    room.do(HELPER, "note.edit", note=own, text="mine, changed")
    assert [room.state.get("note", id).signed for id in (note, own)] == ["Ann", "Hal"]
    assert len(log_entries(room)) == 1
    room.do(ANN, "note.edit", note=note, text="we should ask them")
    assert room.state.get("note", note).signed == "Ann" and len(log_entries(room)) == 1


def test_a_note_that_the_chair_removes_can_be_restored():
    room = Room()
    note = room.note(ANN, "put aside")
    before = room.state.revision
    room.do(CHAIR, "note.remove", note=note)
    assert b"put aside" not in room.seen(BEN) and b"put aside" not in room.seen(ANN)
    assert ["note", note, None] in room.state.since(before, BEN)
    assert b"put aside" in room.seen(CHAIR)
    room.do(CHAIR, "note.restore", note=note)
    assert b"put aside" in room.seen(BEN)
    with refused("unknown_note"):
        room.do(CHAIR, "note.restore", note=note)


def test_nobody_else_sees_a_note_that_its_author_removed():
    room = Room()
    note = room.note(ANN, "better not")
    room.do(ANN, "note.remove", note=note)
    assert b"better not" not in room.seen(CHAIR)
    assert b"better not" not in room.seen(BOARD)


def test_writing_and_removing_in_a_loop_comes_to_an_end(monkeypatch):
    room = Room()
    monkeypatch.setattr(notes, "MOST_NOTES_EVER", 5)
    for _ in range(5):
        room.do(ANN, "note.remove", note=room.note(ANN))
    with refused("too_many"):
        room.note(BEN)

"""Reviewing notes and hiding an author's notes: all of it can be undone, and nobody learns who wrote what."""

from ..room import ANN, BEN, BOARD, CHAIR, Room, refused, undo_from_log


def test_only_its_author_the_chair_and_helpers_see_a_note_in_review():
    room = Room()
    room.do(CHAIR, "meeting.hold", on=True)
    note = room.note(ANN, "look first")
    assert b"look first" in room.seen(ANN) and b"look first" in room.seen(CHAIR)
    for viewer in (BEN, BOARD):
        assert b"look first" not in room.seen(viewer)
    assert b"ann" not in room.seen(CHAIR, since=room.state.revision - 1)
    with refused("not_allowed"):
        room.do(ANN, "note.let", note=note)
    room.do(ANN, "note.edit", note=note, text="look twice")
    assert room.state.get("held", note).text == "look twice"
    room.do(CHAIR, "note.let", note=note)
    assert b"look twice" in room.seen(BEN) and not room.state.of_kind("held")
    with refused("not_held"):
        room.do(CHAIR, "note.let", note=note)
    # A changed text is reviewed again.
    room.do(ANN, "note.edit", note=note, text="something else")
    assert b"something else" not in room.seen(BEN) and b"look twice" not in room.seen(BEN)


def test_a_note_in_review_can_be_removed_and_is_in_no_snapshot():
    room = Room()
    room.do(CHAIR, "meeting.hold", on=True)
    note = room.note(ANN, "not like this")
    room.do(CHAIR, "snapshot.take")
    [picture] = room.state.of_kind("picture").values()
    assert not picture.notes
    room.do(CHAIR, "note.remove", note=note)
    assert not room.state.of_kind("held") and b"not like this" not in room.seen(ANN)
    room.do(CHAIR, "note.restore", note=note)
    assert b"not like this" in room.seen(BEN)


def test_the_chairs_notes_are_not_reviewed():
    room = Room()
    room.do(CHAIR, "meeting.hold", on=True)
    room.note(CHAIR, "welcome")
    assert b"welcome" in room.seen(BEN)


def test_all_notes_of_an_author_are_hidden_without_naming_them():
    room = Room()
    first, other, last = room.note(ANN, "bad"), room.note(BEN, "good"), room.note(ANN, "worse", zone=room.zone(1))
    before = room.state.revision
    assert room.do(CHAIR, "author.hide", note=first) == {"hidden": 2}
    assert set(room.state.of_kind("note")) == {other}
    assert set(room.state.of_kind("removed")) == {first, last}
    assert b"ann" not in room.seen(CHAIR, since=before)
    assert b"bad" not in room.seen(BEN) and b"bad" not in room.seen(ANN)
    undo_from_log(room)
    assert set(room.state.of_kind("note")) == {first, other, last}
    with refused("nothing_hidden"):
        room.do(CHAIR, "author.unhide", note=first)


def test_hiding_an_author_splits_their_notes_from_those_of_others():
    room = Room()
    one, two, three = room.note(ANN, "one"), room.note(BEN, "two"), room.note(ANN, "three")
    room.do(CHAIR, "note.merge", notes=[one], into=two)
    assert room.do(CHAIR, "author.hide", note=three) == {"hidden": 2}
    assert {note.text: note.merged or None for note in room.state.of_kind("note").values()} == {"two": None}
    undo_from_log(room)
    room.do(CHAIR, "note.merge", notes=[two], into=one)
    room.do(CHAIR, "author.hide", note=three)
    assert [note.text for note in room.state.of_kind("note").values()] == ["two"]


def test_hiding_an_author_leaves_their_private_notes():
    room = Room()
    seen = room.note(ANN, "seen", zone=room.zone(1))
    room.do(CHAIR, "zone.write_alone", zone=room.zone())
    hidden = room.note(ANN, "hidden")
    assert room.do(CHAIR, "author.hide", note=seen) == {"hidden": 1}
    assert hidden in room.state.of_kind("note")

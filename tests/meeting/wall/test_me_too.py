"""The mark "me too" on notes, also on merged and split ones."""

from msgspec import UNSET

from ..room import ANN, BEN, BOARD, CHAIR, CLEO, Room, refused, room_of_three


def test_others_say_me_too_once_and_nobody_sees_who():
    room = Room()
    note = room.note(ANN, "tea")
    with refused("own_note"):
        room.do(ANN, "note.too", note=note)
    room.do(BEN, "note.too", note=note)
    with refused("too_already"):
        room.do(BEN, "note.too", note=note)
    assert room.state.get("note", note).too == 1
    for viewer in (ANN, CHAIR, BOARD):
        seen = [record for kind, _, record in room.state.since(None, viewer) if kind not in ("person", "undo")]
        assert "ben" not in str(seen)
        assert "too" not in [kind for kind, _, _ in room.state.since(None, viewer)]
    room.do(BEN, "note.untoo", note=note)
    assert room.state.get("note", note).too is UNSET
    with refused("no_too"):
        room.do(BEN, "note.untoo", note=note)


def test_withdrawing_a_me_too_on_a_merged_note_leaves_those_of_others_after_a_split():
    room = room_of_three()
    one, two = room.note(ANN, "one"), room.note(ANN, "two")
    room.do(CLEO, "note.too", note=one)
    room.do(BEN, "note.too", note=two)
    room.do(CHAIR, "note.merge", notes=[two], into=one)
    room.do(BEN, "note.untoo", note=one)
    assert room.state.get("note", one).too == 1
    room.do(CHAIR, "note.split", note=one)
    assert room.state.get("note", one).too == 1, "Cleo's"
    assert room.state.get("note", two).too is UNSET, "Ben has taken his back"
    assert set(room.state.of_kind("too")) == {f"{one}.cleo"}


def test_each_me_too_on_merged_notes_is_withdrawn_by_itself():
    """A count that fell by two would tell that one person had marked both."""
    room = room_of_three()
    one, two, three = (room.note(ANN, text) for text in ("one", "two", "three"))
    for note in (one, two):
        for person in (BEN, CLEO):
            room.do(person, "note.too", note=note)
    room.do(CHAIR, "note.merge", notes=[two], into=one)
    room.do(CHAIR, "note.merge", notes=[one], into=three)
    counts = [room.state.get("note", three).too]
    for _ in range(2):
        room.do(BEN, "note.untoo", note=three)
        counts.append(room.state.get("note", three).too)
    assert counts == [4, 3, 2]
    with refused("no_too"):
        room.do(BEN, "note.untoo", note=three)
    room.do(CHAIR, "note.split", note=three)
    assert [room.state.get("note", id).too for id in (one, two, three)] == [1, 1, UNSET]
    assert set(room.state.of_kind("too")) == {f"{one}.cleo", f"{two}.cleo"}


def test_a_me_too_given_again_after_a_merge_stays_on_the_note_after_a_split():
    room = room_of_three()
    one, two = room.note(ANN, "one"), room.note(ANN, "two")
    room.do(BEN, "note.too", note=two)
    room.do(CHAIR, "note.merge", notes=[two], into=one)
    room.do(BEN, "note.untoo", note=one)
    room.do(BEN, "note.too", note=one)
    room.do(CHAIR, "note.split", note=one)
    assert [room.state.get("note", id).too for id in (one, two)] == [1, UNSET]

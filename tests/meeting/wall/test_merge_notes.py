"""Merging notes without losing words, and splitting them again."""

import pytest
from msgspec import UNSET

from ..room import ANN, BEN, CHAIR, CLEO, Room, refused, room_of_three


def test_merging_keeps_all_texts_and_marks():
    room = room_of_three()
    one, two, three = room.note(ANN, "ask first"), room.note(BEN, "Ask first!", signed="Ben"), room.note(BEN, "ask us")
    for person, note in ((CLEO, one), (CLEO, two), (ANN, two), (ANN, three)):
        room.do(person, "note.too", note=note)
    room.do(CHAIR, "note.merge", notes=[two, three], into=one)
    merged = room.state.get("note", one)
    assert merged.merged == ["Ask first!\n— Ben", "ask us"]
    assert merged.too == 4 and set(room.state.of_kind("note")) == {one}
    room.do(CHAIR, "note.split", note=one)
    assert [room.state.get("note", id).too for id in (one, two, three)] == [1, 2, 1]
    assert [room.state.get("note", id).text for id in (one, two, three)] == ["ask first", "Ask first!", "ask us"]
    assert room.state.get("note", one).merged is UNSET


@pytest.mark.parametrize("marks", [(ANN, CLEO), (BEN, CLEO), (CLEO, CLEO)], ids=["authors", "theirs", "twice"])
def test_the_sum_of_marks_does_not_tell_who_gave_them(marks):
    """The attack: to merge two notes and see the sum shrink told that the author of one had marked the other, or that
    one person had marked both."""
    room = room_of_three()
    one, two = room.note(ANN, "one"), room.note(BEN, "two")
    for note, person in ((two, marks[0]), (one, marks[1])):
        if not (person is BEN and note == two):
            room.do(person, "note.too", note=note)
    before = sum(room.state.get("note", note).too or 0 for note in (one, two))
    room.do(CHAIR, "note.merge", notes=[two], into=one)
    assert room.state.get("note", one).too == before


def test_a_split_restores_notes_that_were_merged_twice():
    room = Room()
    one, two, three = (room.note(ANN, text) for text in ("1", "2", "3"))
    room.do(CHAIR, "note.merge", notes=[three], into=two)
    room.do(CHAIR, "note.merge", notes=[two, one], into=one)
    assert room.state.get("note", one).merged == ["2", "3"]
    room.do(CHAIR, "note.split", note=one)
    assert {note.text for note in room.state.of_kind("note").values()} == {"1", "2", "3"}
    assert all(note.merged is UNSET for note in room.state.of_kind("note").values())


def test_a_note_is_not_merged_with_itself():
    room = Room()
    note = room.note(ANN)
    with refused("nothing_to_merge"):
        room.do(CHAIR, "note.merge", notes=[note], into=note)
    with refused("not_merged"):
        room.do(CHAIR, "note.split", note=note)


@pytest.mark.parametrize("grouped", [True, False])
def test_a_note_that_is_split_off_stands_beside_the_one_it_was_part_of(grouped: bool):
    """It follows a moved note: to its zone, and into its group or else to a free place."""
    room = Room()
    here, there = room.zone(0), room.zone(1)
    one, two = room.note(ANN, "one", zone=here), room.note(BEN, "two", zone=here, x=0.9, y=0.1)
    elsewhere = room.note(BEN, "already there", zone=there)
    room.do(CHAIR, "note.merge", notes=[two], into=one)
    room.do(CHAIR, "note.move", note=one, zone=there)
    group = room.do(CHAIR, "group.add", zone=there, title="Together", notes=[one])["group"] if grouped else None
    room.do(CHAIR, "note.split", note=one)
    split = room.state.get("note", two)
    assert (split.zone, split.group) == (there, group)
    if grouped:
        assert (split.x, split.y) == (0.9, 0.1), "in a group nothing has a place of its own"
    else:
        others = [room.state.get("note", id) for id in (one, elsewhere)]
        assert all(abs(split.x - other.x) > 0.05 or abs(split.y - other.y) > 0.05 for other in others)
        assert split.x != 0.9 and split.y != 0.1


def test_removing_ones_own_note_leaves_the_notes_merged_into_it():
    room = Room()
    one, two = room.note(ANN, "one"), room.note(BEN, "two")
    room.do(CHAIR, "note.merge", notes=[two], into=one)
    room.do(ANN, "note.remove", note=one)
    assert [note.text for note in room.state.of_kind("note").values()] == ["two"]


def test_merged_notes_stay_in_earlier_snapshots():
    from live_cop.report.compile import compile

    room = Room()
    one, two = room.note(ANN, "one"), room.note(BEN, "two")
    room.do(CHAIR, "snapshot.take")
    room.do(CHAIR, "note.merge", notes=[two], into=one)
    [shot] = compile(room.state, room.now).snapshots
    assert shot.gone == 0

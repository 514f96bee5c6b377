"""Sorting together: what a note is, notes merged, "me too", the dot vote."""

import pytest
from msgspec import UNSET

from live_cop.meeting.audience import Viewer

from ..room import ANN, BEN, BOARD, CHAIR, Room, refused

CLEO = Viewer("cleo", "participant")


def room_of_three() -> Room:
    room = Room()
    room.join(CLEO)
    return room


def test_notes_are_told_apart_by_what_they_are():
    room = Room()
    one, two = room.note(ANN), room.note(BEN)
    room.do(CHAIR, "note.sort", notes=[one, two], sort="question")
    room.do(ANN, "note.edit", note=one, sort="data")
    assert [room.state.get("note", id).note_type for id in (one, two)] == ["data", "question"]
    room.do(CHAIR, "note.sort", notes=[two], sort=None)
    assert room.state.get("note", two).note_type is UNSET
    with refused("not_allowed"):
        room.do(ANN, "note.sort", notes=[two], sort="data")


def test_me_too_is_said_once_by_others_and_nobody_sees_by_whom():
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


def test_merging_keeps_all_words_and_unites_the_marks():
    room = room_of_three()
    one, two, three = room.note(ANN, "ask first"), room.note(BEN, "Ask first!", signed="Ben"), room.note(BEN, "ask us")
    for person, note in ((CLEO, one), (CLEO, two), (ANN, two), (ANN, three)):
        room.do(person, "note.too", note=note)
    room.do(CHAIR, "note.merge", notes=[two, three], into=one)
    merged = room.state.get("note", one)
    assert merged.merged == ["Ask first!\n— Ben", "ask us"]
    # Cleo once; Ann's would be on her own note.
    assert merged.too == 1 and set(room.state.of_kind("note")) == {one}
    room.do(CHAIR, "note.split", note=one)
    assert [room.state.get("note", id).too for id in (one, two, three)] == [1, 2, 1]
    assert [room.state.get("note", id).text for id in (one, two, three)] == ["ask first", "Ask first!", "ask us"]
    assert room.state.get("note", one).merged is UNSET


def test_taking_back_a_me_too_leaves_everybody_elses_when_the_notes_are_split():
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


def test_a_me_too_on_both_notes_is_taken_back_from_both():
    room = room_of_three()
    one, two, three = (room.note(ANN, text) for text in ("one", "two", "three"))
    for note in (one, two):
        for person in (BEN, CLEO):
            room.do(person, "note.too", note=note)
    room.do(CHAIR, "note.merge", notes=[two], into=one)
    room.do(CHAIR, "note.merge", notes=[one], into=three)
    assert room.state.get("note", three).too == 2
    room.do(BEN, "note.untoo", note=three)
    room.do(CHAIR, "note.split", note=three)
    assert [room.state.get("note", id).too for id in (one, two, three)] == [1, 1, UNSET]
    assert set(room.state.of_kind("too")) == {f"{one}.cleo", f"{two}.cleo"}


def test_a_me_too_that_came_with_another_note_can_be_said_again_and_then_stays():
    room = room_of_three()
    one, two = room.note(ANN, "one"), room.note(ANN, "two")
    room.do(BEN, "note.too", note=two)
    room.do(CHAIR, "note.merge", notes=[two], into=one)
    room.do(BEN, "note.untoo", note=one)
    room.do(BEN, "note.too", note=one)
    room.do(CHAIR, "note.split", note=one)
    assert [room.state.get("note", id).too for id in (one, two)] == [1, UNSET]


def test_what_was_merged_twice_comes_apart_whole():
    room = Room()
    one, two, three = (room.note(ANN, text) for text in ("1", "2", "3"))
    room.do(CHAIR, "note.merge", notes=[three], into=two)
    room.do(CHAIR, "note.merge", notes=[two, one], into=one)
    assert room.state.get("note", one).merged == ["2", "3"]
    room.do(CHAIR, "note.split", note=one)
    assert {note.text for note in room.state.of_kind("note").values()} == {"1", "2", "3"}
    assert all(note.merged is UNSET for note in room.state.of_kind("note").values())


@pytest.mark.parametrize("grouped", [True, False])
def test_a_note_that_is_split_off_stands_beside_the_one_it_was_part_of(grouped: bool):
    """Wherever that has been moved to since: in its zone, and in its group or else in a free place."""
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


def test_one_note_is_not_merged_with_itself():
    room = Room()
    note = room.note(ANN)
    with refused("nothing_to_merge"):
        room.do(CHAIR, "note.merge", notes=[note], into=note)
    with refused("not_merged"):
        room.do(CHAIR, "note.split", note=note)


def test_an_author_takes_back_their_own_words_and_nobody_elses():
    room = Room()
    one, two = room.note(ANN, "one"), room.note(BEN, "two")
    room.do(CHAIR, "note.merge", notes=[two], into=one)
    room.do(ANN, "note.remove", note=one)
    assert [note.text for note in room.state.of_kind("note").values()] == ["two"]


def test_words_that_were_merged_stay_in_earlier_pictures():
    from live_cop.report.compile import compile

    room = Room()
    one, two = room.note(ANN, "one"), room.note(BEN, "two")
    room.do(CHAIR, "snapshot.take")
    room.do(CHAIR, "note.merge", notes=[two], into=one)
    [shot] = compile(room.state, room.now).snapshots
    assert shot.gone == 0


def voting(dots: int = 3) -> tuple[Room, list[str]]:
    room = room_of_three()
    notes = [room.note(ANN, text) for text in ("tea", "cake")]
    room.do(CHAIR, "vote.open", zone=room.zone(), dots=dots)
    return room, notes


def test_nobody_spends_more_dots_than_they_have():
    room, (tea, cake) = voting(2)
    room.do(ANN, "vote.give", note=tea)
    room.do(ANN, "vote.give", note=tea)
    with refused("no_dots_left"):
        room.do(ANN, "vote.give", note=cake)
    room.do(ANN, "vote.take", note=tea)
    room.do(ANN, "vote.give", note=cake)
    own = room.state.get("dots", f"{room.zone()}.ann")
    assert (own.notes, own.left) == ({tea: 1, cake: 1}, 0)
    room.do(ANN, "vote.take", note=tea)
    with refused("no_dot_here"):
        room.do(ANN, "vote.take", note=tea)


def test_counts_are_seen_at_the_close_and_not_before():
    room, (tea, cake) = voting()
    for person in (ANN, BEN, CLEO):
        room.do(person, "vote.give", note=cake)
    assert room.state.get("zone", room.zone()).voters == 3
    for viewer in (ANN, CHAIR, BOARD):
        assert b"votes" not in room.seen(viewer)
    assert b'"dots",' not in room.seen(CHAIR)
    assert room.do(CHAIR, "vote.close", zone=room.zone()) == {"counted": True}
    assert [room.state.get("note", id).votes for id in (tea, cake)] == [0, 3]
    assert not room.state.of_kind("dots"), "who gave what is not kept"
    with refused("vote_not_open"):
        room.do(ANN, "vote.give", note=tea)


def test_fewer_than_three_are_not_counted():
    room, (tea, _) = voting()
    for person in (ANN, BEN):
        room.do(person, "vote.give", note=tea)
    assert room.do(CHAIR, "vote.close", zone=room.zone()) == {"counted": False}
    assert room.state.get("note", tea).votes is UNSET


def test_dots_come_back_from_a_note_that_goes_and_follow_one_that_is_merged():
    room, (tea, cake) = voting(2)
    room.do(BEN, "vote.give", note=tea)
    room.do(BEN, "vote.give", note=cake)
    room.do(CHAIR, "note.merge", notes=[tea], into=cake)
    assert room.state.get("dots", f"{room.zone()}.ben").notes == {cake: 2}
    room.do(CHAIR, "note.remove", note=cake)
    assert room.state.get("dots", f"{room.zone()}.ben").left == 2


def test_dots_return_to_the_note_they_were_given_to_when_it_is_split_off():
    room, (tea, cake) = voting(3)
    zone = room.zone()
    room.do(BEN, "vote.give", note=tea)
    room.do(BEN, "vote.give", note=cake)
    room.do(CLEO, "vote.give", note=tea)
    room.do(CHAIR, "note.merge", notes=[tea], into=cake)
    room.do(CHAIR, "note.split", note=cake)
    assert room.state.get("dots", f"{zone}.ben").notes == {tea: 1, cake: 1}
    assert room.state.get("dots", f"{zone}.cleo").notes == {tea: 1}
    # One that was taken away meanwhile does not come back.
    room.do(CHAIR, "note.merge", notes=[tea], into=cake)
    room.do(CLEO, "vote.take", note=cake)
    room.do(CLEO, "vote.give", note=cake)
    room.do(CHAIR, "note.split", note=cake)
    assert room.state.get("dots", f"{zone}.ben").notes == {tea: 1, cake: 1}
    assert room.state.get("dots", f"{zone}.cleo").notes == {cake: 1}
    assert room.state.get("dots", f"{zone}.cleo").left == 2


def test_dots_that_came_with_a_merged_note_count_for_the_note_it_is_part_of():
    room, (tea, cake) = voting(1)
    for person in (ANN, BEN, CLEO):
        room.do(person, "vote.give", note=tea)
    room.do(CHAIR, "note.merge", notes=[tea], into=cake)
    room.do(CHAIR, "vote.close", zone=room.zone())
    assert room.state.get("note", cake).votes == 3


def test_counts_of_a_vote_go_apart_with_the_notes():
    room, (tea, cake) = voting(2)
    for person in (ANN, BEN, CLEO):
        room.do(person, "vote.give", note=tea)
    room.do(ANN, "vote.give", note=cake)
    room.do(CHAIR, "vote.close", zone=room.zone())
    room.do(CHAIR, "note.merge", notes=[tea], into=cake)
    assert room.state.get("note", cake).votes == 4
    room.do(CHAIR, "note.split", note=cake)
    assert [room.state.get("note", id).votes for id in (tea, cake)] == [3, 1]


def test_the_close_of_the_meeting_counts_what_is_open():
    room, (tea, _) = voting()
    for person in (ANN, BEN, CLEO):
        room.do(person, "vote.give", note=tea)
    room.do(CHAIR, "meeting.close")
    assert room.state.get("note", tea).votes == 3 and not room.state.get("zone", room.zone()).voting


@pytest.mark.parametrize("by", ["votes", "too", None])
def test_a_zone_stands_in_the_order_that_the_chair_chose(by):
    room = Room()
    room.do(CHAIR, "zone.sort", zone=room.zone(), by=by)
    assert room.state.get("zone", room.zone()).sorted_by == by

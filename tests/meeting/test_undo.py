"""Undo: a person's own last actions, without undoing or revealing anybody else's."""

import msgspec
import pytest

from live_cop.meeting import undo
from live_cop.meeting.audience import EVERYONE

from .room import ANN, BEN, CHAIR, MINUTE, Room, refused


def test_undo_reverses_the_actors_last_actions_one_by_one():
    room = Room()
    note = room.note(ANN, "first")
    room.do(ANN, "note.edit", note=note, text="second")
    room.do(ANN, "note.remove", note=note)
    for expected in ("second", "first"):
        assert room.do(ANN, "undo")["undone"]
        assert room.state.get("note", note).text == expected
    assert room.do(ANN, "undo")["undone"] == "note.add"
    assert room.state.get("note", note) is None
    with refused("unknown_undo"):
        room.do(ANN, "undo")


def test_undo_never_reverses_what_somebody_else_did_since():
    room = Room()
    note = room.note(ANN)
    room.do(ANN, "note.edit", note=note, text="changed")
    room.do(CHAIR, "note.edit", note=note, text="tidied")
    assert room.do(ANN, "undo") == {"undone": None}
    assert room.state.get("note", note).text == "tidied"


def test_a_drag_is_one_undo_step():
    room = Room()
    note = room.note(ANN, x=0.1, y=0.1)
    for share in (0.2, 0.3, 0.4):
        room.do(ANN, "note.move", note=note, x=share, y=share)
    room.do(ANN, "undo")
    assert room.state.get("note", note).x == 0.1


def test_a_step_can_be_undone_for_some_minutes():
    room = Room()
    note = room.note(ANN)
    room.wait(2)
    assert room.do(ANN, "undo") == {"undone": "note.add"}
    note = room.note(ANN)
    room.wait(3)
    with refused("unknown_undo"):
        room.do(ANN, "undo")
    assert room.state.get("note", note)
    # What is too old is forgotten with the next step, and not undone in its place.
    other = room.note(ANN)
    assert {entry.id for step in room.state.get("undo", "ann").steps for entry in step.touched} == {other}


def test_the_minute_of_a_step_is_all_that_is_kept_of_its_time():
    room = Room()
    room.now += 1_234
    room.note(ANN)
    assert room.state.get("undo", "ann").steps[0].until % MINUTE == 0


def test_a_step_cannot_be_undone_in_another_part_of_the_agenda():
    room = Room()
    room.do(CHAIR, "agenda.start")
    note = room.note(ANN)
    room.do(CHAIR, "agenda.next")
    with refused("unknown_undo"):
        room.do(ANN, "undo")
    assert room.state.get("note", note)


def test_a_press_undoes_the_step_that_was_shown_and_no_other():
    room = Room()
    first, second = room.note(ANN, "first"), room.note(ANN, "second")
    shown = room.state.get("undo", "ann").steps[-1].touched[0].now
    assert room.do(ANN, "undo", revision=shown) == {"undone": "note.add"}
    with refused("unknown_undo"):
        room.do(ANN, "undo", revision=shown)
    assert room.state.get("note", first) and not room.state.get("note", second)


def test_undoing_a_group_restores_its_notes():
    room = Room()
    one, two = room.note(ANN, x=0.1, y=0.1), room.note(BEN, x=0.8, y=0.8)
    room.do(CHAIR, "group.add", zone=room.zone(), title="Together", notes=[one, two])
    room.do(CHAIR, "undo")
    assert not room.state.of_kind("group")
    assert room.state.get("note", two).group is None


def test_a_group_with_somebody_elses_note_is_not_undone():
    room = Room()
    group = room.do(CHAIR, "group.add", zone=room.zone(), title="Together", notes=[room.note(ANN)])["group"]
    added = room.note(BEN, group=group)
    assert room.do(CHAIR, "undo") == {"undone": None}
    assert room.state.get("note", added).group == group
    assert room.state.get("group", group)


def test_a_move_is_not_undone_into_a_place_that_is_gone():
    room = Room()
    here, there = room.zone(0), room.zone(1)
    note = room.note(ANN, zone=here)
    room.do(ANN, "note.move", note=note, zone=there)
    room.do(CHAIR, "zone.remove", zone=here)
    assert room.do(ANN, "undo") == {"undone": None}
    assert room.state.get("note", note).zone == there


@pytest.mark.parametrize("fate", ["stays", "removed", "moved away"])
def test_a_note_returns_to_its_group_only_where_that_still_is(fate):
    room = Room()
    here, there = room.zone(0), room.zone(1)
    note = room.note(ANN, zone=here)
    group = room.do(CHAIR, "group.add", zone=here, title="Together", notes=[note])["group"]
    room.do(ANN, "note.move", note=note, zone=there)
    if fate == "removed":
        room.do(CHAIR, "group.remove", group=group)
    elif fate == "moved away":
        room.do(CHAIR, "group.move", group=group, zone=there)
    undone = room.do(ANN, "undo")["undone"]
    found = room.state.get("note", note)
    assert (undone, found.zone, found.group) == (("note.move", here, group) if fate == "stays" else (None, there, None))


def test_a_removed_group_returns_with_its_notes():
    room = Room()
    notes = [room.note(ANN), room.note(BEN)]
    group = room.do(CHAIR, "group.add", zone=room.zone(), title="Together", notes=notes)["group"]
    room.do(CHAIR, "group.remove", group=group)
    assert room.do(CHAIR, "undo") == {"undone": "group.remove"}
    assert {room.state.get("note", note).group for note in notes} == {group}


def test_a_group_is_moved_back_while_nobody_else_has_put_a_note_into_it():
    for added in (False, True):
        room = Room()
        here, there = room.zone(0), room.zone(1)
        group = room.do(CHAIR, "group.add", zone=here, title="Together", notes=[room.note(ANN, zone=here)])["group"]
        room.do(CHAIR, "group.move", group=group, zone=there)
        if added:
            room.note(BEN, zone=there, group=group)
        assert room.do(CHAIR, "undo") == {"undone": None if added else "group.move"}
        assert room.state.get("group", group).zone == (there if added else here)


def test_a_group_is_moved_back_inside_its_zone_whatever_is_in_it_by_then():
    room = Room()
    group = room.do(CHAIR, "group.add", zone=room.zone(), title="Together", notes=[room.note(ANN)], x=0.1, y=0.1)
    room.do(CHAIR, "group.move", group=group["group"], x=0.5, y=0.5)
    room.note(BEN, group=group["group"])
    assert room.do(CHAIR, "undo") == {"undone": "group.move"}
    assert room.state.get("group", group["group"]).x == 0.1


@pytest.mark.parametrize("change", ["note.move", "note.edit", "note.remove"])
def test_the_chairs_undo_steps_do_not_name_the_author_of_a_note_in_review(change):
    room = Room()
    room.do(CHAIR, "meeting.hold", on=True)
    note = room.note(ANN)
    before = room.state.entry("note", note)
    room.do(
        CHAIR, change, note=note, **{"note.move": {"x": 0.5, "y": 0.5}, "note.edit": {"text": "other"}}.get(change, {})
    )
    steps = room.state.get("undo", "chair").steps
    assert [step.what for step in steps] == [change] and b'"ann"' not in msgspec.json.encode(steps)
    assert room.do(CHAIR, "undo") == {"undone": change}
    after = room.state.entry("note", note)
    assert (after.record, after.audience) == (before.record, ANN.person)


def test_the_chairs_undo_steps_do_not_name_an_author_who_once_removed_the_note():
    room = Room()
    note = room.note(ANN)
    room.do(ANN, "note.remove", note=note)
    room.do(ANN, "undo")
    room.do(CHAIR, "note.remove", note=note)
    assert b'"ann"' not in msgspec.json.encode(room.state.get("undo", "chair"))
    room.do(CHAIR, "undo")
    assert room.state.audience("note", note) == EVERYONE


def test_steps_hold_no_more_records_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(undo, "MOST_RECORDS", 8)
    room = Room()
    notes = [room.note(ANN) for _ in range(5)]
    group = room.do(CHAIR, "group.add", zone=room.zone(), title="Many", notes=notes)["group"]
    for place in (1, 0, 2):
        room.do(CHAIR, "group.move", group=group, zone=room.zone(place))
    assert sum(len(step.touched) for step in room.state.get("undo", "chair").steps) <= 8
    assert room.do(CHAIR, "undo")["undone"] == "group.move"
    assert room.state.get("group", group).zone == room.zone(0)
    monkeypatch.setattr(undo, "MOST_RECORDS", 5)
    room.do(CHAIR, "group.move", group=group, zone=room.zone(2))
    assert room.state.get("undo", "chair") is None, "an earlier step would be undone in its place"

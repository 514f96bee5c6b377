"""The wall: notes, groups, zones."""

import pytest

from live_cop.meeting.wall.placement import free_place, grid_side

from ..room import ANN, BEN, BOARD, CHAIR, Room, refused


def test_a_note_is_on_the_wall_for_everyone_and_never_says_who_wrote_it():
    room = Room()
    note = room.note(ANN, "we listen first")
    for viewer in (BEN, BOARD, CHAIR):
        seen = room.seen(viewer, since=room.state.revision - 1)
        assert b"we listen first" in seen
        assert b"ann" not in seen and b"mine" not in seen
    assert [note] == [id for kind, id, _ in room.state.since(None, ANN) if kind == "mine"]


def test_words_are_trimmed_and_kept_as_typed():
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


def test_nobody_signs_for_somebody_else():
    room = Room()
    note = room.note(ANN)
    with refused("not_yours"):
        room.do(CHAIR, "note.edit", note=note, signed="Ann")
    room.do(ANN, "note.edit", note=note, signed=" Ann ")
    assert room.state.get("note", note).signed == "Ann"
    room.do(CHAIR, "note.edit", note=note, signed=None)
    assert room.state.get("note", note).signed is None


def test_a_note_that_the_chair_puts_aside_is_gone_for_all_and_can_come_back():
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


def test_what_its_author_takes_back_not_even_the_chair_sees_any_more():
    room = Room()
    note = room.note(ANN, "better not")
    room.do(ANN, "note.remove", note=note)
    assert b"better not" not in room.seen(CHAIR)
    assert b"better not" not in room.seen(BOARD)


def test_new_notes_find_a_place_of_their_own():
    taken: list[tuple[float, float]] = []
    for _ in range(300):
        taken.append(free_place(taken))
    assert len(set(taken)) == 300
    assert all(0 < x < 1 and 0 < y < 1 for x, y in taken)
    assert grid_side(0) == 3


def test_a_group_takes_its_notes_along():
    room = Room()
    one, two = room.note(ANN), room.note(BEN)
    group = room.do(CHAIR, "group.add", zone=room.zone(), title="Being asked", notes=[one, two])["group"]
    room.do(CHAIR, "group.move", group=group, zone=room.zone(1))
    assert {room.state.get("note", id).zone for id in (one, two)} == {room.zone(1)}
    room.do(ANN, "note.move", note=one, group=None, x=0.9, y=0.9)
    assert room.state.get("note", one).group is None
    room.do(CHAIR, "group.remove", group=group)
    assert room.state.get("note", two).group is None
    assert len(room.state.of_kind("note")) == 2


def test_a_note_joins_a_group_of_its_own_zone_only():
    room = Room()
    group = room.do(CHAIR, "group.add", zone=room.zone(1), title="Elsewhere")["group"]
    note = room.note(ANN)
    with refused("unknown_group"):
        room.do(ANN, "note.move", note=note, group=group)
    room.do(ANN, "note.move", note=note, zone=room.zone(1), group=group)
    assert room.state.get("note", note).group == group


def test_a_zone_with_notes_stays():
    room = Room()
    note = room.note(ANN)
    with refused("zone_not_empty"):
        room.do(CHAIR, "zone.remove", zone=room.zone())
    room.do(CHAIR, "note.move", note=note, zone=room.zone(1))
    gone = room.zone()
    room.do(CHAIR, "zone.remove", zone=gone)
    assert gone not in room.state.of_kind("zone")


def test_zones_can_be_put_in_another_order():
    room = Room()
    first, second = room.zone(0), room.zone(1)
    room.do(CHAIR, "zone.move", zone=first, to=1)
    assert (room.zone(0), room.zone(1)) == (second, first)
    assert sorted(zone.order for zone in room.state.of_kind("zone").values()) == list(range(6))


def test_while_contributions_are_paused_only_the_chair_writes():
    room = Room()
    room.do(CHAIR, "meeting.pause")
    with refused("paused"):
        room.note(ANN)
    room.note(CHAIR)
    room.do(CHAIR, "meeting.resume")
    room.note(ANN)


def test_undo_takes_ones_own_last_actions_back_one_by_one():
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


def test_undo_never_undoes_what_somebody_else_did_since():
    room = Room()
    note = room.note(ANN)
    room.do(ANN, "note.edit", note=note, text="changed")
    room.do(CHAIR, "note.edit", note=note, text="tidied")
    assert room.do(ANN, "undo") == {"undone": None}
    assert room.state.get("note", note).text == "tidied"


def test_a_drag_is_undone_as_one():
    room = Room()
    note = room.note(ANN, x=0.1, y=0.1)
    for share in (0.2, 0.3, 0.4):
        room.do(ANN, "note.move", note=note, x=share, y=share)
    room.do(ANN, "undo")
    assert room.state.get("note", note).x == 0.1


def test_undoing_a_group_brings_its_notes_back_to_their_places():
    room = Room()
    one, two = room.note(ANN, x=0.1, y=0.1), room.note(BEN, x=0.8, y=0.8)
    room.do(CHAIR, "group.add", zone=room.zone(), title="Together", notes=[one, two])
    room.do(CHAIR, "undo")
    assert not room.state.of_kind("group")
    assert room.state.get("note", two).group is None


def test_undoing_a_group_leaves_nobodys_note_in_a_group_that_is_gone():
    room = Room()
    group = room.do(CHAIR, "group.add", zone=room.zone(), title="Together", notes=[room.note(ANN)])["group"]
    added = room.note(BEN, group=group)
    assert room.do(CHAIR, "undo") == {"undone": None}
    assert room.state.get("note", added).group == group
    assert room.state.get("group", group)

"""Named groups of notes."""

from live_cop.meeting.wall import groups

from ..room import ANN, BEN, CHAIR, Room, refused


def test_a_group_moves_with_its_notes():
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


def test_a_note_that_was_hidden_while_its_group_moved_returns_without_it():
    room = Room()
    one, two = room.note(ANN), room.note(BEN)
    group = room.do(CHAIR, "group.add", zone=room.zone(), title="Being asked", notes=[one, two])["group"]
    room.do(CHAIR, "note.hide", notes=[one])
    room.do(CHAIR, "group.move", group=group, zone=room.zone(1))
    room.do(CHAIR, "note.unhide", notes=[one])
    assert (room.state.get("note", one).zone, room.state.get("note", one).group) == (room.zone(), None)


def test_a_note_joins_only_a_group_in_its_own_zone():
    room = Room()
    group = room.do(CHAIR, "group.add", zone=room.zone(1), title="Elsewhere")["group"]
    note = room.note(ANN)
    with refused("unknown_group"):
        room.do(ANN, "note.move", note=note, group=group)
    room.do(ANN, "note.move", note=note, zone=room.zone(1), group=group)
    assert room.state.get("note", note).group == group


def test_there_is_an_end_to_groups(monkeypatch):
    room = Room()
    monkeypatch.setattr(groups, "MOST_GROUPS", 2)
    for title in ("One", "Two"):
        room.do(CHAIR, "group.add", zone=room.zone(), title=title)
    with refused("too_many"):
        room.do(CHAIR, "group.add", zone=room.zone(), title="Three")

"""The default place of a new note."""

from live_cop.meeting.wall.placement import free_place, grid_side

from ..room import ANN, BEN, CHAIR, Room


def test_every_new_note_gets_a_free_place():
    taken: list[tuple[float, float]] = []
    for _ in range(300):
        taken.append(free_place(taken))
    assert len(set(taken)) == 300
    assert all(0 < x < 1 and 0 < y < 1 for x, y in taken)
    assert grid_side(0) == 3


def places(room: Room, kind: str = "note") -> list[tuple[float, float]]:
    return [(note.x, note.y) for note in room.state.of_kind(kind).values()]


def test_no_gap_tells_that_the_author_of_a_note_has_another_that_waits():
    """The attack: a note stood one cell further on where its author had a note that waited."""
    room = Room()
    room.do(CHAIR, "meeting.hold", on=True)
    room.note(ANN, "hidden")
    room.do(CHAIR, "meeting.hold", on=False)
    shown = room.note(ANN, "shown")
    note = room.state.get("note", shown)
    assert (note.x, note.y) == free_place([])


def test_the_places_of_notes_in_review_do_not_sort_them_by_author():
    room = Room()
    room.do(CHAIR, "meeting.hold", on=True)
    for person in (ANN, ANN, BEN):
        room.note(person, "look first")
    assert set(places(room, "held")) == {free_place([])}


def test_ones_own_private_notes_do_not_lie_on_top_of_each_other():
    room = Room()
    room.do(CHAIR, "zone.write_alone", zone=room.zone())
    for text in ("one", "two"):
        room.note(ANN, text)
    assert len(set(places(room))) == 2

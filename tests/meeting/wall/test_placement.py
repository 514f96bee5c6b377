"""The default place of a new note."""

from typing import Any

import pytest

from live_cop.meeting.draft import Draft
from live_cop.meeting.wall import placement
from live_cop.meeting.wall.placement import Promised, grid_side, place_in, rows_in_use

from ...support.without_delays import REAL
from ..room import ANN, BEN, CHAIR, Room


@pytest.fixture(autouse=True)
def lots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lots are drawn here, as in a real meeting."""
    for module, name, value in REAL:
        if module is placement:
            monkeypatch.setattr(placement, name, value)


def test_every_new_note_gets_a_free_place():
    room = Room()
    draft, promised = Draft(room.state, ANN, 0), Promised()
    taken = [place_in(draft, room.zone(), promised=promised) for _ in range(300)]
    assert len(set(taken)) == 300
    for number, (x, y) in enumerate(taken):
        cells = grid_side(number + 1)
        before = {(int(x * cells), int(y * cells)) for x, y in taken[:number]}
        assert (int(x * cells), int(y * cells)) not in before
    assert all(0 < x < 1 and 0 < y < 1 for x, y in taken)
    assert grid_side(0) == 3


def test_the_first_rows_have_room_for_all_notes_of_a_grid():
    for notes in range(1, 300):
        cells = grid_side(notes)
        assert notes <= rows_in_use(cells) * cells
    assert [rows_in_use(cells) for cells in (3, 4, 5, 8, 12)] == [2, 3, 4, 7, 12]


def test_a_few_notes_stand_together_at_the_top():
    room = Room()
    for n in range(6):
        room.note(ANN, f"note {n}")
    assert {cell(note) for note in room.state.of_kind("note").values()} == {(x, y) for x in range(3) for y in range(2)}


def places(room: Room, kind: str = "note") -> list[tuple[float, float]]:
    return [(note.x, note.y) for note in room.state.of_kind(kind).values()]


def cell(note: Any) -> tuple[int, int]:
    """The column and the row of a note in a grid of three."""
    return int(note.x * 3), int(note.y * 3)


def test_a_place_does_not_name_the_grid_in_which_it_was_drawn():
    """The attack: centres of cells gave the number of notes there had been, and so who wrote before whom."""
    found = set()
    for secret in range(60):
        room = Room()
        room.state.secret = bytes([secret])
        room.note(ANN, "the first")
        [(x, y)] = places(room)
        found |= {int(x * 3 % 1 * 10), int(y * 3 % 1 * 10)}
    assert found == set(range(10))


def test_places_do_not_tell_in_which_order_people_wrote():
    """The attack: the first free place in reading order gave the order of writing, in the report too."""
    found = set()
    firsts = [0] * 6
    for secret in range(180):
        room = Room()
        room.state.secret = bytes([secret])
        notes = [room.state.get("note", room.note(ANN, f"note {n}")) for n in range(6)]
        order = sorted(range(6), key=lambda n: (notes[n].y, notes[n].x))
        found.add(tuple(order))
        firsts[order[0]] += 1
    assert len(found) > 100
    # Each of them stands first in a sixth of the meetings.
    assert all(15 < times < 45 for times in firsts)


def test_no_gap_tells_that_the_author_of_a_note_has_another_that_waits():
    """The attack: a note never stood where its author had a note that waited."""
    same = 0
    for secret in range(60):
        room = Room()
        room.state.secret = bytes([secret])
        room.do(CHAIR, "meeting.hold", on=True)
        hidden = room.state.get("note", room.note(ANN, "hidden"))
        room.do(CHAIR, "meeting.hold", on=False)
        shown = room.state.get("note", room.note(ANN, "shown"))
        same += cell(shown) == cell(hidden)
    assert same > 0


def test_the_places_of_notes_in_review_do_not_sort_them_by_author():
    """Notes in review take no place from each other, whoever wrote them."""
    same = {ANN: 0, BEN: 0}
    for secret in range(60):
        room = Room()
        room.state.secret = bytes([secret])
        room.do(CHAIR, "meeting.hold", on=True)
        for person in same:
            first, second = (room.state.get("held", room.note(each, "look first")) for each in (ANN, person))
            same[person] += cell(first) == cell(second)
    assert all(same.values())


def test_ones_own_private_notes_do_not_lie_on_top_of_each_other():
    room = Room()
    room.do(CHAIR, "zone.write_alone", zone=room.zone())
    for text in ("one", "two"):
        room.note(ANN, text)
    assert len(set(places(room))) == 2

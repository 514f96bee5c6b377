"""Types of notes, and sorting a zone."""

import pytest
from msgspec import UNSET

from ..room import ANN, BEN, CHAIR, Room, refused


def test_notes_get_a_type():
    room = Room()
    one, two = room.note(ANN), room.note(BEN)
    room.do(CHAIR, "note.sort", notes=[one, two], sort="question")
    room.do(ANN, "note.edit", note=one, sort="data")
    assert [room.state.get("note", id).note_type for id in (one, two)] == ["data", "question"]
    room.do(CHAIR, "note.sort", notes=[two], sort=None)
    assert room.state.get("note", two).note_type is UNSET
    with refused("not_allowed"):
        room.do(ANN, "note.sort", notes=[two], sort="data")


@pytest.mark.parametrize("by", ["votes", "too", None])
def test_a_zone_stores_the_count_by_which_it_is_sorted(by):
    room = Room()
    room.do(CHAIR, "zone.sort", zone=room.zone(), by=by)
    assert room.state.get("zone", room.zone()).sorted_by == by

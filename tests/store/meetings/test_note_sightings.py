"""Where everyone saw the notes: from the shared journal, without words and without people."""

import msgspec

from ...meeting.room import ANN, BEN, CHAIR


def told(keeper, revision=None):
    """The moves as (note, zone, group)."""
    keeper.keep()
    state = keeper.room.state
    return [
        (move.note, move.zone, move.group)
        for move in keeper.store.note_sightings(state.code, revision or state.revision)
    ]


def test_every_place_where_everyone_saw_a_note(keeper, room):
    here, there = room.zone(0), room.zone(1)
    note = room.note(text="tea", zone=here)
    room.do(CHAIR, "note.move", note=note, zone=there)
    group = room.do(CHAIR, "group.add", zone=there, title="Small", notes=[note])["group"]
    assert told(keeper) == [(note, here, None), (note, there, None), (note, there, group)]


def test_they_end_at_the_revision_that_was_asked_for(keeper, room):
    note = room.note(zone=room.zone(0))
    then = room.state.revision
    room.do(CHAIR, "note.move", note=note, zone=room.zone(1))
    assert told(keeper, then) == [(note, room.zone(0), None)]
    assert [move.revision for move in keeper.store.note_sightings(room.state.code, then)] == [then]


def test_what_was_alone_held_or_taken_off_is_no_move(keeper, room):
    zone = room.zone()
    room.do(CHAIR, "zone.write_alone", zone=zone)
    alone = room.note(ANN, zone=zone)
    room.do(CHAIR, "meeting.hold", on=True)
    held = room.note(BEN, zone=room.zone(1))
    assert told(keeper) == []
    room.do(CHAIR, "note.let", note=held)
    assert told(keeper) == [(held, room.zone(1), None)]
    room.do(CHAIR, "note.remove", note=held)
    assert told(keeper) == [(held, room.zone(1), None)]
    assert alone not in {note for note, *_ in told(keeper)}


def test_they_hold_no_words_and_stay_when_it_is_forgotten_who_did_what(keeper, room):
    room.note(ANN, text="an unmistakable sentence", signed="Marguerite")
    before = told(keeper)
    room.do(CHAIR, "meeting.close")
    keeper.keep()
    assert told(keeper) == before != []
    written = msgspec.json.encode(keeper.store.note_sightings(room.state.code, room.state.revision))
    assert b"unmistakable" not in written and b"Marguerite" not in written and b'"ann"' not in written


def test_a_meeting_that_is_not_there_has_none(store):
    assert store.note_sightings("AAAAAA", 5) == []

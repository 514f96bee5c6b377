"""Where everyone saw each note: from the shared journal, without words and without people."""

import msgspec

from ...meeting.room import ANN, BEN, CHAIR


def sightings(stored, revision=None):
    """The sightings as (note, zone, group)."""
    stored.save()
    state = stored.room.state
    return [
        (each.note, each.zone, each.group)
        for each in stored.store.note_sightings(state.code, revision or state.revision)
    ]


def test_each_zone_and_group_in_which_everyone_saw_a_note(stored, room):
    first, second = room.zone(0), room.zone(1)
    note = room.note(text="tea", zone=first)
    stored.save()
    room.wait(1)
    room.do(CHAIR, "note.move", note=note, zone=second)
    stored.save()
    room.wait(1)
    group = room.do(CHAIR, "group.add", zone=second, title="Small", notes=[note])["group"]
    assert sightings(stored) == [(note, first, None), (note, second, None), (note, second, group)]


def test_within_a_minute_nothing_tells_an_order(stored, room):
    notes = [room.note(text=f"thought {number}") for number in range(12)]
    room.do(CHAIR, "note.move", note=notes[3], zone=room.zone(1))
    seen = sightings(stored)
    assert [note for note, *_ in seen] == sorted(notes)
    assert (notes[3], room.zone(1), None) in seen
    assert {each.minute % 60_000 for each in stored.store.note_sightings("K7M3QX", room.state.revision)} == {0}


def test_sightings_end_at_the_given_revision(stored, room):
    note = room.note(zone=room.zone(0))
    revision = room.state.revision
    room.do(CHAIR, "note.move", note=note, zone=room.zone(1))
    assert sightings(stored, revision) == [(note, room.zone(0), None)]


def test_private_held_and_removed_notes_are_no_sightings(stored, room):
    zone = room.zone()
    room.do(CHAIR, "zone.write_alone", zone=zone)
    private = room.note(ANN, zone=zone)
    room.do(CHAIR, "meeting.hold", on=True)
    held = room.note(BEN, zone=room.zone(1))
    assert sightings(stored) == []
    room.do(CHAIR, "note.let", note=held)
    assert sightings(stored) == [(held, room.zone(1), None)]
    room.do(CHAIR, "note.remove", note=held)
    assert sightings(stored) == [(held, room.zone(1), None)]
    assert private not in {note for note, *_ in sightings(stored)}


def test_sightings_contain_no_words_and_survive_the_close(stored, room):
    room.note(ANN, text="an unmistakable sentence", signed="Marguerite")
    before = sightings(stored)
    # The close is a sighting of its own only where it comes in another minute.
    room.do(CHAIR, "meeting.close")
    stored.save()
    assert sightings(stored) == before != []
    written = msgspec.json.encode(stored.store.note_sightings(room.state.code, room.state.revision))
    assert b"unmistakable" not in written and b"Marguerite" not in written and b'"ann"' not in written


def test_an_unknown_meeting_has_no_sightings(store):
    assert store.note_sightings("AAAAAA", 5) == []

"""Translations that the chair and the helpers write beside a note."""

import msgspec
from msgspec import UNSET

from live_cop.meeting.records.wall import Note

from ..room import ANN, BEN, BOARD, CHAIR, HELPER, Room, log_entries, pictures_of, refused

SECRET = "the words that were translated"


def prepared() -> tuple[Room, str]:
    room = Room()
    room.join(HELPER, role="helper")
    note = room.note(ANN, "Kolejka jest za długa i ludzie odchodzą")
    room.do(HELPER, "note.translate", note=note, lang="en", text=f" {SECRET} ")
    return room, note


def translations(room: Room, note: str, kind: str = "note") -> dict[str, str] | None:
    return room.state.get(kind, note).translations or None


def test_everyone_sees_a_translation_and_not_who_wrote_it():
    room, note = prepared()
    assert translations(room, note) == {"en": SECRET}
    for viewer in (ANN, BEN, BOARD):
        seen = room.seen(viewer, since=room.state.revision - 1)
        assert SECRET.encode() in seen and b"helper" not in seen
    assert ("note.translate", False) in log_entries(room)


def test_there_is_one_in_each_language():
    room, note = prepared()
    room.do(CHAIR, "note.translate", note=note, lang="cy", text="geiriau")
    room.do(CHAIR, "note.translate", note=note, lang="en", text="better words")
    assert translations(room, note) == {"cy": "geiriau", "en": "better words"}
    room.do(CHAIR, "note.translate", note=note, lang="en", text="")
    room.do(CHAIR, "note.translate", note=note, lang="cy", text="  ")
    assert translations(room, note) is None


def test_only_the_chairs_side_adds_one_and_the_author_may_take_it_off():
    room, note = prepared()
    with refused("not_allowed"):
        room.do(ANN, "note.translate", note=note, lang="cy", text="x")
    for text in ("x", ""):
        with refused("not_yours"):
            room.do(BEN, "note.translate", note=note, lang="en", text=text)
    entries = len(log_entries(room))
    room.do(ANN, "note.translate", note=note, lang="en", text="")
    assert translations(room, note) is None
    # An entry would tell the chair's side who wrote the note.
    assert len(log_entries(room)) == entries


def test_refusals():
    room, note = prepared()
    for code, args in (
        ("same_language", {"lang": "pl", "text": "x"}),
        ("other_wording", {"lang": "cy", "text": "x", "wording": "Kolejka"}),
        ("too_long", {"lang": "cy", "text": "x" * 501}),
        ("bad_args", {"lang": "xx", "text": "x"}),
        ("unknown_note", {"lang": "cy", "text": "x", "note": "n0"}),
    ):
        with refused(code):
            room.do(CHAIR, "note.translate", **{"note": note} | args)
    room.do(CHAIR, "zone.write_alone", zone=room.zone(1))
    alone = room.note(ANN, "not yet", zone=room.zone(1))
    with refused("unknown_note"):
        room.do(CHAIR, "note.translate", note=alone, lang="cy", text="x")
    room.do(CHAIR, "meeting.close")
    with refused("closed"):
        room.do(CHAIR, "note.translate", note=note, lang="cy", text="x")


def test_it_can_be_undone_like_a_change_of_the_words():
    room, note = prepared()
    room.do(HELPER, "undo")
    assert translations(room, note) is None
    room.do(CHAIR, "note.translate", note=note, lang="en", text=SECRET)
    room.do(ANN, "note.edit", note=note, text="Kolejka jest krótsza")
    # An author may take back a name; the translation would still have it.
    assert translations(room, note) is None
    room.do(ANN, "undo")
    assert translations(room, note) == {"en": SECRET}


def test_it_goes_where_the_note_goes():
    room, note = prepared()
    other = room.note(BEN, "the same")
    room.do(CHAIR, "note.remove", note=note)
    assert translations(room, note, "removed") == {"en": SECRET}
    room.do(CHAIR, "note.restore", note=note)
    room.do(CHAIR, "note.edit", note=note, color="rose", sort="question")
    room.do(CHAIR, "note.merge", notes=[note], into=other)
    assert translations(room, other) is None and translations(room, note, "folded") == {"en": SECRET}
    room.do(CHAIR, "note.split", note=other)
    assert translations(room, note) == {"en": SECRET}
    room.do(CHAIR, "snapshot.take")
    [picture] = pictures_of(room.state).values()
    assert {id: each.translations for id, each in picture.notes}[note] == {"en": SECRET}


def everything(room: Room) -> bytes:
    """All records with the history, as the server would write them."""
    changes = []
    for revision, made in room.journal:
        redactions = [each for at, each in room.erased.items() if at >= revision]
        for change in made:
            record = change.record
            for each in redactions:
                record = record and each.redact(change.kind, change.id, record)
            changes.append(record)
    return msgspec.json.encode([changes, [entry.record for _, _, entry in room.state.entries()]])


def test_erased_words_leave_no_translation_anywhere():
    for erase in (
        lambda room, note: room.do(CHAIR, "words.erase", kind="note", id=note),
        lambda room, note: room.do(CHAIR, "words.erase", kind="note", id=note, field="text"),
        lambda room, note: (room.do(ANN, "notes.erase_mine"), room.carry_out_all()),
    ):
        room, note = prepared()
        room.do(CHAIR, "snapshot.take")
        room.do(CHAIR, "note.edit", note=note, sort="question")
        assert SECRET.encode() in everything(room)
        erase(room, note)
        assert SECRET.encode() not in everything(room)


def test_a_translation_can_be_erased_alone():
    room, note = prepared()
    room.do(CHAIR, "words.erase", kind="note", id=note, field="translations")
    assert SECRET.encode() not in everything(room)
    assert room.state.get("note", note).text.startswith("Kolejka")


def test_words_that_are_erased_from_another_note_take_its_translations_along():
    room, note = prepared()
    part = room.state.get("note", note).text.rpartition(" ")[0]
    room.do(CHAIR, "words.erase", kind="note", id=room.note(BEN, part))
    assert part not in room.state.get("note", note).text
    assert translations(room, note) is None and SECRET.encode() not in everything(room)


def test_erased_words_go_from_the_translations_of_other_notes():
    room, note = prepared()
    room.do(CHAIR, "words.erase", kind="note", id=room.note(BEN, SECRET.upper()))
    assert translations(room, note) is None
    assert isinstance(room.state.get("note", note), Note) and room.state.get("note", note).text != UNSET

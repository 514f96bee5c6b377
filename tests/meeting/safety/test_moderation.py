"""Reviewing notes and hiding chosen ones: all of it can be undone, and nobody learns who wrote what."""

import contextlib
from collections.abc import Iterator
from typing import Any

from msgspec import structs

from live_cop.meeting import registry
from live_cop.meeting.refusal import Refusal

from ..room import ANN, BEN, BOARD, CHAIR, HELPER, Room, log_entries, pictures_of, refused, undo_from_log


def test_only_its_author_the_chair_and_helpers_see_a_note_in_review():
    room = Room()
    room.do(CHAIR, "meeting.hold", on=True)
    note = room.note(ANN, "look first")
    assert b"look first" in room.seen(ANN) and b"look first" in room.seen(CHAIR)
    for viewer in (BEN, BOARD):
        assert b"look first" not in room.seen(viewer)
    assert b"ann" not in room.seen(CHAIR, since=room.state.revision - 1)
    with refused("not_allowed"):
        room.do(ANN, "note.let", note=note)
    room.do(ANN, "note.edit", note=note, text="look twice")
    assert room.state.get("held", note).text == "look twice"
    room.do(CHAIR, "note.let", note=note)
    assert b"look twice" in room.seen(BEN) and not room.state.of_kind("held")
    with refused("not_held"):
        room.do(CHAIR, "note.let", note=note)
    # A changed text is reviewed again.
    room.do(ANN, "note.edit", note=note, text="something else")
    assert b"something else" not in room.seen(BEN) and b"look twice" not in room.seen(BEN)


def test_a_note_in_review_can_be_removed_and_is_in_no_snapshot():
    room = Room()
    room.do(CHAIR, "meeting.hold", on=True)
    note = room.note(ANN, "not like this")
    room.do(CHAIR, "snapshot.take")
    [picture] = pictures_of(room.state).values()
    assert not picture.notes
    room.do(CHAIR, "note.remove", note=note)
    assert not room.state.of_kind("held") and b"not like this" not in room.seen(ANN)
    room.do(CHAIR, "note.restore", note=note)
    assert b"not like this" in room.seen(BEN)


def test_the_chairs_notes_are_not_reviewed():
    room = Room()
    room.do(CHAIR, "meeting.hold", on=True)
    room.note(CHAIR, "welcome")
    assert b"welcome" in room.seen(BEN)


def commands_about_a_note(note: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every command that names one note, by name and arguments, whatever its facet."""
    for name, command in registry.COMMANDS.items():
        fields = {field.encode_name: field for field in structs.fields(command)}
        if command.permission == "system" or not {"note", "notes", "id"} & fields.keys():
            continue
        args: dict[str, Any] = {"note": note, "notes": [note], "id": note, "kind": "note", "into": note}
        args |= {"title": "Together", "sort": "data", "answer": "yes", "text": "other words"}
        yield name, {field: args[field] for field in fields if field in args}


def gone_from_the_wall(room: Room, name: str, args: dict[str, Any]) -> set[str]:
    before = set(room.state.public("note"))
    with contextlib.suppress(Refusal):
        room.do(CHAIR, name, **args)
    return before - set(room.state.public("note"))


def test_no_command_about_one_note_moves_the_other_notes_of_its_author():
    """The attack: to hide all notes of an author, and bring them back, sorted a wall into its authors."""
    names = [name for name, _ in commands_about_a_note("")]
    assert {"note.remove", "note.hide", "words.erase"} <= set(names)
    for name in names:
        room = Room()
        zone = room.zone()
        notes = [room.note(author, f"{n} by {author.person}", zone=zone) for n in range(3) for author in (ANN, BEN)]
        [args] = [args for other, args in commands_about_a_note(notes[0]) if other == name]
        if "zone" in {field.name for field in structs.fields(registry.COMMANDS[name])}:
            args["zone"] = zone
        assert gone_from_the_wall(room, name, args) <= {notes[0]}, name


def test_the_chairs_side_hides_several_chosen_notes_and_brings_them_back():
    room = Room()
    room.join(HELPER, role="helper")
    first, other, last = room.note(ANN, "bad"), room.note(BEN, "good"), room.note(ANN, "worse", zone=room.zone(1))
    with refused("not_allowed"):
        room.do(ANN, "note.hide", notes=[first])
    before = room.state.revision
    assert room.do(HELPER, "note.hide", notes=[first, last]) == {"hidden": 2}
    assert set(room.state.of_kind("note")) == {other}
    assert {id for id in room.state.of_kind("removed") if room.state.audience("removed", id) == "@chair"} == {
        first,
        last,
    }
    assert b"ann" not in room.seen(CHAIR, since=before)
    assert b"bad" not in room.seen(BEN) and b"bad" not in room.seen(ANN)
    with refused("unknown_note"):
        room.do(CHAIR, "note.hide", notes=[first, last])
    undo_from_log(room)
    assert set(room.state.of_kind("note")) == {first, other, last}
    with refused("nothing_hidden"):
        room.do(CHAIR, "note.unhide", notes=[first])
    assert log_entries(room) == [("note.hide", False), ("note.unhide", True)]


def test_a_note_that_was_taken_back_meanwhile_does_not_stop_the_others_from_being_hidden():
    room = Room()
    kept, gone = room.note(ANN, "kept"), room.note(BEN, "gone")
    room.do(BEN, "note.remove", note=gone)
    assert room.do(CHAIR, "note.hide", notes=[kept, gone]) == {"hidden": 1}
    assert room.state.audience("removed", gone) == "ben"
    room.do(CHAIR, "note.unhide", notes=[kept, gone])
    assert set(room.state.of_kind("note")) == {kept}


def test_hiding_leaves_private_notes_and_keeps_merged_ones_together():
    room = Room()
    one, two = room.note(ANN, "one", zone=room.zone(1)), room.note(BEN, "two", zone=room.zone(1))
    room.do(CHAIR, "note.merge", notes=[two], into=one)
    room.do(CHAIR, "zone.write_alone", zone=room.zone())
    private = room.note(ANN, "private")
    assert room.do(CHAIR, "note.hide", notes=[private, one, two]) == {"hidden": 1}
    assert set(room.state.of_kind("note")) == {private}
    undo_from_log(room)
    assert room.state.get("note", one).merged == ["two"]


def test_a_note_in_review_that_was_hidden_is_in_review_again_once_it_is_back():
    room = Room()
    room.do(CHAIR, "meeting.hold", on=True)
    note = room.note(ANN, "look first")
    room.do(CHAIR, "note.hide", notes=[note])
    assert b"look first" not in room.seen(ANN)
    undo_from_log(room)
    assert b"look first" in room.seen(ANN) and b"look first" not in room.seen(BEN)
    room.do(CHAIR, "note.let", note=note)
    assert b"look first" in room.seen(BEN)

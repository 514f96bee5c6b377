"""Loading and rebuilding a meeting: both journals together are the meeting, and the shared one names nobody."""

import json

import pytest
from sqlite_utils import Database

from live_cop.meeting.audience import CHAIR as CHAIRS_SIDE
from live_cop.meeting.audience import EVERYONE

from ...meeting.room import ANN, BEN, CHAIR
from ...support.stores import path_of
from ..stored_room import StoredRoom, full_state, run_eventful_meeting

PRIVATE_KINDS = {"mine", "mark", "tally", "undo", "picture", "pictured"}


@pytest.fixture
def tables(stored, room):
    run_eventful_meeting(room)
    stored.save()
    db = Database(path_of(stored.store))
    yield db
    db.close()


def changes(tables, journal):
    """All changes in a journal, each as its position, kind, id, record, audience."""
    return [change for row in tables[journal].rows for change in json.loads(row["changes"])]


def test_a_rebuild_from_the_journals_equals_a_load(stored, room, tables):
    rebuilt = stored.store.rebuild("K7M3QX")
    assert full_state(rebuilt) == full_state(stored.on_disk()) == full_state(room.state)


def test_the_shared_journal_contains_nothing_private(tables):
    shared = changes(tables, "journal")
    assert {audience for *_, audience in shared} == {EVERYONE, CHAIRS_SIDE}
    assert not {kind for _, kind, *_ in shared} & PRIVATE_KINDS


def test_private_changes_are_in_the_private_journal_only(tables):
    private = changes(tables, "private_journal")
    assert not {audience for *_, audience in private} & {EVERYONE, CHAIRS_SIDE}
    assert {kind for _, kind, *_ in private} >= PRIVATE_KINDS


def test_the_shared_journal_does_not_show_who_wrote_or_marked(stored, room):
    before = room.state.revision
    room.note(ANN, "a kind word")
    scale = room.scale(floor=3)
    room.do(BEN, "scale.mark", scale=scale, value=7)
    room.do(BEN, "scale.unmark", scale=scale)
    room.do(CHAIR, "scale.remove", scale=scale)
    stored.save()
    db = Database(path_of(stored.store))
    rows = [str(row) for row in db["journal"].rows_where("revision > ?", [before])]
    db.close()
    assert len(rows) == room.state.revision - before
    assert not [row for row in rows if "ann" in row or "ben" in row]


def test_every_command_has_a_row_even_if_all_its_changes_are_private(stored, room, tables):
    revisions = [row["revision"] for row in tables["journal"].rows_where(order_by="revision")]
    assert revisions == list(range(1, room.state.revision + 1))


def test_a_screen_that_was_away_learns_of_a_removal_after_a_restart(store, room):
    """A screen that was offline when a note was removed must be told so, also by a restarted server."""
    stored = StoredRoom(store, room)
    note = room.note(ANN)
    cursor = room.state.revision
    room.do(CHAIR, "note.remove", note=note)
    stored.save()
    assert ["note", note, None] in stored.on_disk().since(cursor, BEN)
    assert stored.on_disk().since(cursor, BEN) == room.state.since(cursor, BEN)


def test_an_unknown_meeting_is_none(store):
    assert store.load("AAAAAA") is None
    assert store.rebuild("AAAAAA") is None

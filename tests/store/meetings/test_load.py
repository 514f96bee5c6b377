"""The journals: together they are the meeting, and the shared one alone says nothing about anybody."""

import json

import pytest
from sqlite_utils import Database

from live_cop.meeting.audience import CHAIR as CHAIRS_SIDE
from live_cop.meeting.audience import EVERYONE

from ...meeting.room import ANN, BEN, CHAIR
from ..kept import Keeper, eventful, everything

PRIVATE_KINDS = {"mine", "mark", "tally", "undo", "picture"}


@pytest.fixture
def tables(keeper, room):
    eventful(room)
    keeper.keep()
    db = Database(keeper.store.path)
    yield db
    db.close()


def changes(tables, journal):
    """All changes in a journal, each as its place, kind, id, record, audience."""
    return [change for row in tables[journal].rows for change in json.loads(row["changes"])]


def test_the_journals_alone_give_the_meeting_that_a_restart_gives(keeper, room, tables):
    played = keeper.store.rebuild("K7M3QX")
    assert everything(played) == everything(keeper.on_disk()) == everything(room.state)


def test_the_shared_journal_holds_nothing_that_is_one_persons_own(tables):
    shared = changes(tables, "journal")
    assert {audience for *_, audience in shared} == {EVERYONE, CHAIRS_SIDE}
    assert not {kind for _, kind, *_ in shared} & PRIVATE_KINDS


def test_what_is_private_is_in_the_private_journal_only(tables):
    private = changes(tables, "private_journal")
    assert not {audience for *_, audience in private} & {EVERYONE, CHAIRS_SIDE}
    assert {kind for _, kind, *_ in private} >= PRIVATE_KINDS


def test_nobody_learns_from_the_shared_journal_who_wrote_or_marked(keeper, room):
    before = room.state.revision
    room.note(ANN, "a kind word")
    scale = room.scale(floor=3)
    room.do(BEN, "scale.mark", scale=scale, value=7)
    room.do(BEN, "scale.unmark", scale=scale)
    room.do(CHAIR, "scale.remove", scale=scale)
    keeper.keep()
    db = Database(keeper.store.path)
    rows = [str(row) for row in db["journal"].rows_where("revision > ?", [before])]
    db.close()
    assert len(rows) == room.state.revision - before
    assert not [row for row in rows if "ann" in row or "ben" in row]


def test_every_command_has_its_line_also_one_that_is_all_private(keeper, room, tables):
    revisions = [row["revision"] for row in tables["journal"].rows_where(order_by="revision")]
    assert revisions == list(range(1, room.state.revision + 1))


def test_what_was_lost_by_whom_survives_so_that_they_are_still_told(store, room):
    """A screen that was away when a note went must be told that it is gone, also by a server that has restarted."""
    keeper = Keeper(store, room)
    note = room.note(ANN)
    cursor = room.state.revision
    room.do(CHAIR, "note.remove", note=note)
    keeper.keep()
    assert ["note", note, None] in keeper.on_disk().since(cursor, BEN)
    assert keeper.on_disk().since(cursor, BEN) == room.state.since(cursor, BEN)


def test_a_meeting_that_never_was(store):
    assert store.load("AAAAAA") is None
    assert store.rebuild("AAAAAA") is None

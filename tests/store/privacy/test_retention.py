"""Expired data is deleted completely, and nothing else is."""

import sqlite3
from datetime import UTC, datetime

import pytest

from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.change import to_the_minute
from live_cop.meeting.contacts.attendance import Entry
from live_cop.meeting.lifecycle.lifecycle import MeetingOpen
from live_cop.store.attendance import Attended, Consent
from live_cop.store.lock import InUse
from live_cop.store.opening import open_store
from live_cop.store.privacy.retention import DAY_MS, MEETING_COLUMNS, PRACTICE_MS, RetentionPolicy
from live_cop.store.store import Store

from ...meeting.room import ANN, CHAIR, Room
from ...support.stores import ABOUT_THE_FILE, path_of
from ..stored_room import StoredRoom
from .test_erase_text import on_disk

DEFAULT_POLICY = RetentionPolicy(attendance_days=90, wall_days=365)


def meeting(store: Store, code: str, *, closed: bool = True) -> int:
    """Stores a meeting with a note and a snapshot. Returns the time of its last command."""
    room = Room()
    room.state.code = code
    stored = StoredRoom(store, room)
    room.note(ANN, f"what was said in {code}")
    room.do(CHAIR, "snapshot.take")
    room.wait(60)
    if closed:
        room.do(CHAIR, "meeting.close")
    stored.save()
    return room.now


def test_every_table_with_rows_of_a_meeting_is_listed(store):
    with sqlite3.connect(path_of(store)) as db:
        tables = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
        of_meetings = {
            table for table in tables for row in db.execute(f"pragma table_info({table})") if row[1] == "meeting"
        }
    assert of_meetings | {"meetings"} | {"attendance", "deciders"} == set(MEETING_COLUMNS)


@pytest.mark.parametrize("closed", [True, False])
def test_a_meeting_is_deleted_when_it_expires_and_not_before(store, closed):
    ended = meeting(store, "AAAAAA", closed=closed)
    store.links.create("AAAAAA", "chair", "chair")
    store.new_join_code("AAAAAA")
    # The journal, which knows when an open meeting was last used, has minutes only.
    over = (ended if closed else to_the_minute(ended)) + 365 * DAY_MS
    assert store.purge(over - 1, DEFAULT_POLICY).meetings == [] and store.load("AAAAAA")
    found = store.expired(over, DEFAULT_POLICY)
    assert (found.meetings, found.notes, found.pictures) == (["AAAAAA"], 1, 2 if closed else 1)
    assert store.load("AAAAAA"), "listing deletes nothing"
    assert store.purge(over, DEFAULT_POLICY) == found
    assert store.load("AAAAAA") is None and store.expired(over, DEFAULT_POLICY).meetings == []
    left = on_disk(path_of(store).parent)
    assert b"AAAAAA" not in left and b"what was said" not in left and not store.scrub_pending


def test_what_a_crash_leaves_of_practice_is_deleted_after_an_hour(store):
    room = Room.empty("PPPPPP", 1_700_000_000_000)
    room.system(MeetingOpen(code="PPPPPP", title="Homes that say yes", order=RUNNING_ORDERS["blank"], practice=True))
    StoredRoom(store, room).save()
    meeting(store, "AAAAAA", closed=False)
    over = to_the_minute(room.now) + PRACTICE_MS
    assert store.purge(over - 1, DEFAULT_POLICY).meetings == []
    assert store.purge(over + 60_000, DEFAULT_POLICY).meetings == ["PPPPPP"] and store.load("AAAAAA")


def test_each_community_has_its_own_policy(store):
    ended = meeting(store, "AAAAAA")
    meeting(store, "CCCCCC")
    community, _ = store.communities.create("One", 1)
    assert (
        store.retention_policy(community.id, DEFAULT_POLICY)
        == store.retention_policy(None, DEFAULT_POLICY)
        == DEFAULT_POLICY
    )
    store.add_to_community(community.id, "CCCCCC", 1)
    store.set_retention_policy(community.id, RetentionPolicy(attendance_days=30, wall_days=91))
    assert store.retention_policy(community.id, DEFAULT_POLICY) == RetentionPolicy(attendance_days=30, wall_days=91)
    assert store.purge(ended + 91 * DAY_MS, DEFAULT_POLICY).meetings == ["CCCCCC"]
    assert (
        store.load("AAAAAA")
        and store.communities.of_meeting("CCCCCC") is None
        and store.communities.by_id(community.id)
    )
    store.add_to_community(community.id, "AAAAAA", 1)
    store.set_retention_policy(community.id, RetentionPolicy(attendance_days=30, wall_days=730))
    assert store.purge(ended + 729 * DAY_MS, DEFAULT_POLICY).meetings == []


def test_the_period_of_a_reopened_meeting_begins_at_its_last_command(store):
    room = Room()
    stored = StoredRoom(store, room)
    room.do(CHAIR, "meeting.close")
    closed = room.now
    room.wait(60 * 24 * 400)
    room.do(CHAIR, "meeting.reopen")
    stored.save()
    assert store.purge(closed + 400 * DAY_MS, DEFAULT_POLICY).meetings == []


@ABOUT_THE_FILE
def test_an_exclusive_store_refuses_a_folder_in_use(tmp_path):
    store = open_store(tmp_path)
    with pytest.raises(InUse):
        open_store(tmp_path, exclusive=True)
    store.close()
    open_store(tmp_path, exclusive=True).close()


def test_an_attendance_entry_expires_after_its_own_period(store):
    day, entry = "2026-11-21", Entry(name="Ann", email="ann@example.org", write=True)
    words = Consent("en-1", "You may write to me.", day)
    community, _ = store.communities.create("One", 1)
    store.set_retention_policy(community.id, RetentionPolicy(attendance_days=30, wall_days=365))
    for token, owner in (("alone", "AAAAAA"), ("together", community.id)):
        assert store.attendance.add(token, owner, entry, words, Attended("AAAAAA", day), on_paper=False)
    midnight = int(datetime(2026, 11, 21, tzinfo=UTC).timestamp() * 1000)
    assert not store.purge(midnight + 30 * DAY_MS - 1, DEFAULT_POLICY)
    assert len(store.purge(midnight + 30 * DAY_MS, DEFAULT_POLICY).entries) == 1
    assert store.attendance.by_token("together") is None and store.attendance.by_token("alone")
    assert len(store.expired(midnight + 90 * DAY_MS, DEFAULT_POLICY).entries) == 1 and store.attendance.by_token(
        "alone"
    )
    assert len(store.purge(midnight + 90 * DAY_MS, DEFAULT_POLICY).entries) == 1
    assert b"ann@example.org" not in on_disk(path_of(store).parent)


def test_another_meeting_extends_the_period_of_an_entry(store):
    words = Consent("en-1", "You may write to me.", "2026-08-01")
    assert store.attendance.add(
        "ann", "AAAAAA", Entry(name="Ann"), words, Attended("AAAAAA", "2026-08-01"), on_paper=False
    )
    assert store.attendance.change("ann", 1, Entry(name="Ann"), words, Attended("CCCCCC", "2026-11-21"))
    december = int(datetime(2026, 12, 1, tzinfo=UTC).timestamp() * 1000)
    assert not store.purge(december, DEFAULT_POLICY) and store.attendance.by_token("ann")

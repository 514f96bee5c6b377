"""What has been kept for long enough goes, all of it, and nothing else."""

import sqlite3
from datetime import UTC, datetime

import pytest

from live_cop.meeting.contacts.attendance import Entry
from live_cop.store.attendance import Attended, Consent
from live_cop.store.lock import InUse
from live_cop.store.privacy.retention import DAY_MS, OF_A_MEETING, RetentionPolicy
from live_cop.store.store import Store

from ...meeting.room import ANN, CHAIR, Room
from ..kept import Keeper
from .test_erase_text import on_disk

USUAL = RetentionPolicy(attendance_days=90, wall_days=365)


def meeting(store: Store, code: str, *, closed: bool = True) -> int:
    """A meeting with a note and a picture. Answers when the last thing happened in it."""
    room = Room()
    room.state.code = code
    keeper = Keeper(store, room)
    room.note(ANN, f"what was said in {code}")
    room.do(CHAIR, "snapshot.take")
    room.wait(60)
    if closed:
        room.do(CHAIR, "meeting.close")
    keeper.keep()
    return room.now


def test_every_table_with_rows_of_a_meeting_is_known(store):
    with sqlite3.connect(store.path) as db:
        tables = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
        of_meetings = {
            table for table in tables for row in db.execute(f"pragma table_info({table})") if row[1] == "meeting"
        }
    assert of_meetings | {"meetings"} | {"attendance", "deciders"} == set(OF_A_MEETING)


@pytest.mark.parametrize("closed", [True, False])
def test_a_meeting_goes_when_its_time_is_over_and_not_before(store, closed):
    ended = meeting(store, "AAAAAA", closed=closed)
    store.create_link("AAAAAA", "chair", "chair")
    store.new_join_code("AAAAAA")
    over = ended + 365 * DAY_MS
    assert store.purge(over - 1, USUAL).meetings == [] and store.load("AAAAAA")
    found = store.expired(over, USUAL)
    assert (found.meetings, found.notes, found.pictures) == (["AAAAAA"], 1, 2 if closed else 1)
    assert store.load("AAAAAA"), "looking deletes nothing"
    assert store.purge(over, USUAL) == found
    assert store.load("AAAAAA") is None and store.expired(over, USUAL).meetings == []
    left = on_disk(store.path.parent)
    assert b"AAAAAA" not in left and b"what was said" not in left and not store.scrub_pending


def test_others_stay_and_each_community_has_its_own_time(store):
    ended = meeting(store, "AAAAAA")
    meeting(store, "CCCCCC")
    community, _ = store.create_community("One", 1)
    assert store.retention_policy(community.id, USUAL) == store.retention_policy(None, USUAL) == USUAL
    store.add_to_community(community.id, "CCCCCC", 1)
    store.set_retention_policy(community.id, RetentionPolicy(attendance_days=30, wall_days=91))
    assert store.retention_policy(community.id, USUAL) == RetentionPolicy(attendance_days=30, wall_days=91)
    assert store.purge(ended + 91 * DAY_MS, USUAL).meetings == ["CCCCCC"]
    assert store.load("AAAAAA") and store.community_of("CCCCCC") is None and store.community(community.id)
    store.add_to_community(community.id, "AAAAAA", 1)
    store.set_retention_policy(community.id, RetentionPolicy(attendance_days=30, wall_days=730))
    assert store.purge(ended + 729 * DAY_MS, USUAL).meetings == []


def test_a_meeting_that_was_opened_again_counts_from_what_happened_last(store):
    room = Room()
    keeper = Keeper(store, room)
    room.do(CHAIR, "meeting.close")
    closed = room.now
    room.wait(60 * 24 * 400)
    room.do(CHAIR, "meeting.reopen")
    keeper.keep()
    assert store.purge(closed + 400 * DAY_MS, USUAL).meetings == []


def test_it_is_alone_when_it_has_to_be(tmp_path):
    store = Store(tmp_path)
    with pytest.raises(InUse):
        Store(tmp_path, exclusive=True)
    store.close()
    Store(tmp_path, exclusive=True).close()


def test_an_entry_of_the_attendance_list_goes_after_its_own_time(store):
    day, entry = "2026-11-21", Entry(name="Ann", email="ann@example.org", write=True)
    words = Consent("en-1", "You may write to me.", day)
    community, _ = store.create_community("One", 1)
    store.set_retention_policy(community.id, RetentionPolicy(attendance_days=30, wall_days=365))
    for token, of in (("alone", "AAAAAA"), ("together", community.id)):
        assert store.attendance.add(token, of, entry, words, Attended("AAAAAA", day), on_paper=False)
    midnight = int(datetime(2026, 11, 21, tzinfo=UTC).timestamp() * 1000)
    assert not store.purge(midnight + 30 * DAY_MS - 1, USUAL)
    assert len(store.purge(midnight + 30 * DAY_MS, USUAL).entries) == 1
    assert store.attendance.by_token("together") is None and store.attendance.by_token("alone")
    assert len(store.expired(midnight + 90 * DAY_MS, USUAL).entries) == 1 and store.attendance.by_token("alone")
    assert len(store.purge(midnight + 90 * DAY_MS, USUAL).entries) == 1
    assert b"ann@example.org" not in on_disk(store.path.parent)


def test_who_comes_again_stays_on_the_list(store):
    words = Consent("en-1", "You may write to me.", "2026-08-01")
    assert store.attendance.add(
        "ann", "AAAAAA", Entry(name="Ann"), words, Attended("AAAAAA", "2026-08-01"), on_paper=False
    )
    assert store.attendance.change("ann", 1, Entry(name="Ann"), words, Attended("CCCCCC", "2026-11-21"))
    december = int(datetime(2026, 12, 1, tzinfo=UTC).timestamp() * 1000)
    assert not store.purge(december, USUAL) and store.attendance.by_token("ann")

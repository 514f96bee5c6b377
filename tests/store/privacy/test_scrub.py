"""A large file is cleared of deleted data piece by piece, with everything else going on in between."""

import random
import sqlite3
from contextlib import closing

import pytest

from live_cop.store.privacy import scrub
from live_cop.store.privacy.retention import DAY_MS, RetentionPolicy
from live_cop.store.store import Store

from ...meeting.room import ANN, CHAIR, Room
from ..stored_room import StoredRoom
from .test_erase_text import SECRET, fill, on_disk

POLICY = RetentionPolicy(attendance_days=90, wall_days=365)


@pytest.fixture
def pieces(monkeypatch):
    """Every file is a large one, of many pieces."""
    monkeypatch.setattr(scrub, "SMALL_FILE_BYTES", 0)
    monkeypatch.setattr(scrub, "PIECE_BYTES", 16_384)


def is_sound(store: Store) -> bool:
    with closing(sqlite3.connect(store.path)) as db:
        return bool(db.execute("pragma integrity_check").fetchone() == ("ok",))


def test_words_leave_a_large_file_piece_by_piece_while_others_write(store, pieces):
    room, stored, note = fill(store)
    other = Room()
    other.state.code = "CCCCCC"
    busy = StoredRoom(store, other)
    chance = random.Random(3)
    room.do(CHAIR, "words.erase", kind="note", id=note)
    stored.save()
    assert store.scrub_pending, "the commit did not wait for it"
    steps = 0
    while store.scrub_piece() is False:
        # Rows of mixed sizes, so that pages are split and pages move.
        for _ in range(3):
            other.note(ANN, "kind " * chance.randint(1, 90))
        busy.save()
        steps += 1
    assert steps > 5 and not store.scrub_pending and is_sound(store)
    assert SECRET[3:20].encode() not in on_disk(store.path.parent)
    assert store.load("CCCCCC").state.of_kind("note") == other.state.of_kind("note")


def test_an_erasure_during_a_scrub_begins_it_anew(store, pieces):
    room, stored, note = fill(store)
    later = room.note(ANN, "the last words that were said about number nine")
    room.do(CHAIR, "words.erase", kind="note", id=note)
    stored.save()
    for _ in range(5):
        store.scrub_piece()
    room.do(CHAIR, "words.erase", kind="note", id=later)
    stored.save()
    store.scrub()
    left = on_disk(store.path.parent)
    assert b"number nine" not in left and SECRET[3:20].encode() not in left and is_sound(store)


def test_what_is_deleted_goes_in_pieces_and_a_killed_server_finishes_it(store, tmp_path):
    room, stored, _ = fill(store)
    room.do(CHAIR, "meeting.close")
    stored.save()
    code, now = room.state.code, room.now + 366 * DAY_MS
    assert not store.purge_meeting(code, room.now, POLICY) and store.load(code), "it has not expired"
    assert store.purge_meeting(code, now, POLICY)
    assert store.load(code) is None and store.remains() == [code]
    assert store.purge_piece(code)
    killed = tmp_path / "killed"
    killed.mkdir()
    for path in store.path.parent.iterdir():
        (killed / path.name).write_bytes(path.read_bytes())
    again = Store(killed)
    assert again.remains() == [code], "some of it was left"
    again.purge(now, POLICY)
    assert again.remains() == [] and b"kind kind" not in on_disk(killed) and is_sound(again)
    again.close()

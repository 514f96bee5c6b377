"""An uploaded file becomes rows in a process of its own, which are written in pieces."""

import subprocess
import sys

import msgspec
import pytest
from msgspec.structs import replace

from live_cop.meeting.refusal import Refusal
from live_cop.report.compile import compile
from live_cop.store import import_worker
from live_cop.store.import_worker import Outcome, Upload, rows_of
from live_cop.store.opening import open_store
from live_cop.store.privacy.retention import DAY_MS, RetentionPolicy

from ..faults.hostile.large import large_file
from ..support.servers import ROOT
from .stored_room import full_state

POLICY = RetentionPolicy(attendance_days=90, wall_days=365)


def upload(file: bytes) -> Upload:
    return Upload(file, "ACDEFG", "e1", b"s" * 16, 60_000)


def test_the_pieces_are_the_meeting_once_the_last_is_written(store, monkeypatch):
    monkeypatch.setattr(import_worker, "PIECE_BYTES", 10_000)
    pieces = rows_of(upload(large_file(100, 5, 20)))
    assert len(pieces) > 5
    for piece in pieces[:-1]:
        store.write_piece(piece)
        assert store.load("ACDEFG") is None and store.remains() == [], "it is on its way"
    store.write_piece(pieces[-1])
    loaded = store.load("ACDEFG").state
    assert full_state(loaded) == full_state(store.rebuild("ACDEFG"))
    report = compile(loaded, 0)
    assert sum(zone.count for zone in report.zones) == 100 and len(report.snapshots) == 5


def test_an_old_meeting_is_kept_from_the_day_on_which_it_was_imported(store):
    now = 100_000 * DAY_MS
    for piece in rows_of(replace(upload(large_file(3, 0)), at=now)):
        store.write_piece(piece)
    assert store.load("ACDEFG").state.get("meeting", "meeting").closed_at < now - 1_000 * DAY_MS
    assert store.expired(now + 365 * DAY_MS - 1, POLICY).meetings == []
    assert store.expired(now + 365 * DAY_MS, POLICY).meetings == ["ACDEFG"]


def test_what_was_not_imported_completely_is_deleted(tmp_path):
    store = open_store(tmp_path)
    for piece in rows_of(upload(large_file(500, 0)))[:-1]:
        store.write_piece(piece)
    store.close()
    store = open_store(tmp_path)
    assert store.remains() == ["ACDEFG"]
    store.purge(0, POLICY)
    assert store.remains() == []
    store.close()


def test_a_file_that_is_no_meeting_is_refused():
    with pytest.raises(Refusal):
        rows_of(upload(b"{}"))
    command = [sys.executable, "-m", "live_cop.store.import_worker"]
    given = msgspec.msgpack.encode(upload(b"hello"))
    done = subprocess.run(command, input=given, capture_output=True, cwd=ROOT, check=True, timeout=60)
    assert msgspec.msgpack.decode(done.stdout, type=Outcome) == Outcome(refusal="not_a_meeting_file")

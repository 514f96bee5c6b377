"""A batch is committed whole or not at all, whatever happens meanwhile."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from live_cop.store.errors import StoreError
from live_cop.store.opening import open_store
from live_cop.store.sqlite import file
from live_cop.store.store import Store

from ...meeting.room import ANN, BEN, CHAIR, Room
from ...support.stores import ABOUT_THE_FILE, path_of
from ..stored_room import StoredRoom, full_disk, full_state, run_eventful_meeting

CHECKOUT = Path(__file__).parents[3]


def test_a_commit_survives_a_restart(tmp_path, room):
    first = open_store(tmp_path)
    stored = StoredRoom(first, room)
    run_eventful_meeting(room)
    stored.save()
    first.close()
    second = open_store(tmp_path)
    assert full_state(second.load("K7M3QX").state) == full_state(room.state)
    second.close()


def test_a_batch_gives_the_same_meeting_as_one_commit_at_a_time(tmp_path, room):
    run_eventful_meeting(room)
    batched, single = open_store(tmp_path / "batched"), open_store(tmp_path / "single")
    batch = StoredRoom(batched, room).commits()
    batched.commit(batch)
    for commit in batch:
        single.commit([commit])
    assert full_state(batched.load("K7M3QX").state) == full_state(single.load("K7M3QX").state)
    assert batched.load("K7M3QX").answers == single.load("K7M3QX").answers
    batched.close()
    single.close()


def test_one_batch_may_hold_several_meetings(store, room):
    other = Room()
    other.state.code = "AAAAAA"
    other.note(ANN, "said elsewhere")
    store.commit([*StoredRoom(store, room).commits(), *StoredRoom(store, other).commits()])
    assert full_state(store.load("K7M3QX").state) == full_state(room.state)
    assert full_state(store.load("AAAAAA").state) == full_state(other.state)


def test_one_bad_commit_in_a_batch_rolls_all_of_it_back(stored, room):
    before = full_state(stored.on_disk())
    room.note(ANN)
    room.note(BEN)
    batch = stored.commits()
    with pytest.raises(StoreError):
        stored.store.commit([*batch, batch[0]])
    assert full_state(stored.on_disk()) == before
    assert not {commit.key for commit in batch} & set(answers(stored.store))
    stored.store.commit(batch)
    assert full_state(stored.on_disk()) == full_state(room.state)


def test_no_revision_is_written_twice(stored, room):
    room.note(ANN, "the first to be saved")
    batch = stored.commits()
    stored.store.commit(batch)
    with pytest.raises(StoreError):
        stored.store.commit([msgspec.structs.replace(batch[0], key="another")])
    assert full_state(stored.on_disk()) == full_state(room.state)
    assert ("ben", "another") not in answers(stored.store)


@ABOUT_THE_FILE
def test_a_full_disk_stores_nothing_and_the_batch_succeeds_later(stored, room):
    before = full_state(stored.on_disk())
    run_eventful_meeting(room)
    batch = stored.commits()
    with full_disk():
        with pytest.raises(StoreError):
            stored.store.commit(batch)
        assert not stored.store.is_healthy()
    assert full_state(stored.on_disk()) == before
    assert stored.store.is_healthy()
    stored.store.commit(batch)
    assert full_state(stored.on_disk()) == full_state(room.state)


def test_text_that_cannot_be_encoded_is_refused_and_the_next_commit_succeeds(stored, room):
    before = full_state(stored.on_disk())
    room.note(ANN)
    batch = stored.commits()
    for broken in ({"name": "half \ud800"}, {"answer": {"half": "\ud800"}}):
        with pytest.raises(StoreError):
            stored.store.commit([msgspec.structs.replace(batch[0], **broken)])
        assert full_state(stored.on_disk()) == before
    stored.store.commit(batch)
    assert full_state(stored.on_disk()) == full_state(room.state)


def test_a_reader_during_commits_sees_whole_revisions_only(stored, room):
    start, truth = room.state.revision, {room.state.revision: room.state.entries()}
    batches = []
    for number in range(60):
        room.note(ANN, f"note {number}")
        truth[room.state.revision] = room.state.entries()
        batches.append(stored.commits())
    with ThreadPoolExecutor(1) as writer:
        written = writer.submit(lambda: [stored.store.commit(batch) for batch in batches])
        seen = [stored.on_disk()]
        while not written.done():
            seen.append(stored.on_disk())
        written.result()
    for state in seen:
        assert state.entries() == truth[state.revision]
    revisions = [state.revision for state in seen]
    assert revisions == sorted(revisions) and revisions[0] >= start
    assert stored.on_disk().revision == room.state.revision


@ABOUT_THE_FILE
def test_a_killed_process_loses_nothing_that_it_confirmed(tmp_path):
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.store.committing_process", str(tmp_path)],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
    )
    confirmed = [int(writer.stdout.readline()) for _ in range(40)]
    writer.kill()
    rest, _ = writer.communicate(timeout=30)
    assert writer.returncode == -signal.SIGKILL
    # What is still in the pipe was confirmed too; its last line may be cut off.
    confirmed += [int(line) for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    store = open_store(tmp_path)
    state = store.load("K7M3QX").state
    assert state.revision >= confirmed[-1]
    assert full_state(state) == full_state(store.rebuild("K7M3QX"))
    store.close()


def test_a_file_that_was_moved_away_is_an_error_and_not_created_again(stored, tmp_path):
    path_of(stored.store).rename(tmp_path / "elsewhere.sqlite")
    assert not stored.store.is_healthy()
    with pytest.raises(StoreError):
        stored.store.load("K7M3QX")
    assert not path_of(stored.store).exists()


def test_a_health_check_really_writes(store):
    log = path_of(store).with_name(path_of(store).name + "-wal")
    before = log.stat().st_size
    assert store.is_healthy()
    assert log.stat().st_size > before


def test_a_changed_record_leaves_no_trace_of_its_old_text(store, room):
    stored = StoredRoom(store, room)
    note = room.note(ANN, "a name that must not stay")
    stored.save()
    room.do(ANN, "note.edit", note=note, text="a kind word")
    room.do(CHAIR, "note.remove", note=note)
    stored.save()
    with file.connection(path_of(store)) as db:
        # As a purge does.
        db.execute("delete from journal")
        db.execute("delete from private_journal")
        db.execute("delete from records where kind in ('undo', 'removed')")
    store.close()
    assert b"a name that must not stay" not in path_of(store).read_bytes()


def answers(store: Store) -> set[tuple[str, str]]:
    return set(store.load("K7M3QX").answers)

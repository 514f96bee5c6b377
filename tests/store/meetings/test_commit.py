"""A commit is kept whole or not at all, whatever happens meanwhile."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from live_cop.store import file
from live_cop.store.file import StoreError
from live_cop.store.store import Store

from ...meeting.room import ANN, BEN, CHAIR, Room
from ..kept import Keeper, eventful, everything, full_disk

CHECKOUT = Path(__file__).parents[3]


def test_what_was_committed_is_there_after_a_restart(tmp_path, room):
    first = Store(tmp_path)
    keeper = Keeper(first, room)
    eventful(room)
    keeper.keep()
    first.close()
    second = Store(tmp_path)
    assert everything(second.load("K7M3QX").state) == everything(room.state)
    second.close()


def test_a_batch_gives_the_same_meeting_as_one_commit_at_a_time(tmp_path, room):
    eventful(room)
    together, apart = Store(tmp_path / "together"), Store(tmp_path / "apart")
    batch = Keeper(together, room).commits()
    together.commit(batch)
    for commit in batch:
        apart.commit([commit])
    assert everything(together.load("K7M3QX").state) == everything(apart.load("K7M3QX").state)
    assert together.load("K7M3QX").answers == apart.load("K7M3QX").answers
    together.close()
    apart.close()


def test_one_batch_may_hold_several_meetings(store, room):
    other = Room()
    other.state.code = "AAAAAA"
    other.note(ANN, "said elsewhere")
    store.commit([*Keeper(store, room).commits(), *Keeper(store, other).commits()])
    assert everything(store.load("K7M3QX").state) == everything(room.state)
    assert everything(store.load("AAAAAA").state) == everything(other.state)


def test_one_bad_command_in_a_batch_and_nothing_of_it_is_kept(keeper, room):
    before = everything(keeper.on_disk())
    room.note(ANN)
    room.note(BEN)
    batch = keeper.commits()
    with pytest.raises(StoreError):
        keeper.store.commit([*batch, batch[0]])
    assert everything(keeper.on_disk()) == before
    assert not {commit.key for commit in batch} & set(answers(keeper.store))
    keeper.store.commit(batch)
    assert everything(keeper.on_disk()) == everything(room.state)


def test_two_owners_can_never_both_write_a_revision(keeper, room, tmp_path):
    other = Store(tmp_path / "data")
    room.note(ANN, "the first to come")
    batch = keeper.commits()
    keeper.store.commit(batch)
    with pytest.raises(StoreError):
        other.commit([msgspec.structs.replace(batch[0], key="another")])
    other.close()
    assert everything(keeper.on_disk()) == everything(room.state)
    assert ("ben", "another") not in answers(keeper.store)


def test_a_full_disk_keeps_nothing_and_afterwards_all_goes_on(keeper, room):
    before = everything(keeper.on_disk())
    eventful(room)
    batch = keeper.commits()
    with full_disk():
        with pytest.raises(StoreError):
            keeper.store.commit(batch)
        assert not keeper.store.writable()
    assert everything(keeper.on_disk()) == before
    assert keeper.store.writable()
    keeper.store.commit(batch)
    assert everything(keeper.on_disk()) == everything(room.state)


def test_what_is_no_text_is_refused_and_the_next_commit_goes_through(keeper, room):
    before = everything(keeper.on_disk())
    room.note(ANN)
    batch = keeper.commits()
    for broken in ({"name": "half \ud800"}, {"answer": {"half": "\ud800"}}):
        with pytest.raises(StoreError):
            keeper.store.commit([msgspec.structs.replace(batch[0], **broken)])
        assert everything(keeper.on_disk()) == before
    keeper.store.commit(batch)
    assert everything(keeper.on_disk()) == everything(room.state)


def test_who_reads_during_commits_sees_whole_revisions_only(keeper, room):
    start, truth = room.state.revision, {room.state.revision: room.state.entries()}
    batches = []
    for number in range(60):
        room.note(ANN, f"note {number}")
        truth[room.state.revision] = room.state.entries()
        batches.append(keeper.commits())
    with ThreadPoolExecutor(1) as writer:
        written = writer.submit(lambda: [keeper.store.commit(batch) for batch in batches])
        seen = [keeper.on_disk()]
        while not written.done():
            seen.append(keeper.on_disk())
        written.result()
    for state in seen:
        assert state.entries() == truth[state.revision]
    revisions = [state.revision for state in seen]
    assert revisions == sorted(revisions) and revisions[0] >= start
    assert keeper.on_disk().revision == room.state.revision


def test_a_killed_server_loses_nothing_that_it_had_confirmed(tmp_path):
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.store.writer", str(tmp_path)], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
    )
    confirmed = [int(writer.stdout.readline()) for _ in range(40)]
    writer.kill()
    rest, _ = writer.communicate(timeout=30)
    assert writer.returncode == -signal.SIGKILL
    # What stands in the pipe was confirmed too; the last line may be cut off.
    confirmed += [int(line) for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    store = Store(tmp_path)
    state = store.load("K7M3QX").state
    assert state.revision >= confirmed[-1]
    assert everything(state) == everything(store.rebuild("K7M3QX"))
    store.close()


def test_a_file_that_was_moved_away_is_noticed_and_not_made_anew(keeper, tmp_path):
    keeper.store.path.rename(tmp_path / "elsewhere.sqlite")
    assert not keeper.store.writable()
    with pytest.raises(StoreError):
        keeper.store.load("K7M3QX")
    assert not keeper.store.path.exists()


def test_a_health_check_really_writes(store):
    log = store.path.with_name(store.path.name + "-wal")
    before = log.stat().st_size
    assert store.writable()
    assert log.stat().st_size > before


def test_a_changed_record_leaves_no_trace_of_what_it_was(store, room):
    keeper = Keeper(store, room)
    note = room.note(ANN, "a name that must not stay")
    keeper.keep()
    room.do(ANN, "note.edit", note=note, text="a kind word")
    room.do(CHAIR, "note.remove", note=note)
    keeper.keep()
    with file.connection(store.path) as db:
        # As purging will do.
        db.execute("delete from journal")
        db.execute("delete from private_journal")
        db.execute("delete from records where kind in ('undo', 'removed')")
    store.close()
    assert b"a name that must not stay" not in store.path.read_bytes()


def answers(store: Store) -> set[tuple[str, str]]:
    return set(store.load("K7M3QX").answers)

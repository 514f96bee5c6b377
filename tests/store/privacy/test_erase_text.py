"""After words are erased, no file of the data folder contains them in any row or byte, also after a kill."""

import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from live_cop.store.opening import open_store
from live_cop.store.privacy.retention import RetentionPolicy
from live_cop.store.sqlite import file, scrub
from live_cop.store.store import Store

from ...meeting.room import ANN, BEN, CHAIR, Room
from ...meeting.safety.test_erase_text import SECRET, everywhere
from ...support.servers import ROOT
from ...support.stores import ABOUT_THE_FILE, path_of
from ..stored_room import StoredRoom, full_state, run_eventful_meeting

pytestmark = ABOUT_THE_FILE

DEFAULT_POLICY = RetentionPolicy(attendance_days=90, wall_days=365_000)


def on_disk(folder: Path) -> bytes:
    """Every byte of every file: the database, its log and the index of the log."""
    return b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def fill(store: Store) -> tuple[Room, StoredRoom, str]:
    """A meeting in which the secret words are everywhere, saved in many batches. Returns the note they are from."""
    room = Room("solution")
    stored = StoredRoom(store, room)
    chance = random.Random(5)
    run_eventful_meeting(room)
    stored.save()
    note = everywhere(room)
    stored.save()
    words = [f"{SECRET} {n}" for n in range(40)]
    for n in range(400):
        # Rows of mixed sizes, so that pages are split again and again.
        room.note(ANN if n % 10 == 0 else BEN, words[n // 10] if n % 10 == 0 else "kind " * chance.randint(1, 90),
                  zone=room.zone(1))  # fmt: skip
        if n % 7 == 0:
            stored.save()
        if n % 100 == 0:
            room.do(CHAIR, "snapshot.take")
    stored.save()
    return room, stored, note


def assert_equal_everywhere(store: Store, room: Room) -> None:
    code = room.state.code
    assert full_state(store.load(code).state) == full_state(store.rebuild(code)) == full_state(room.state)


def test_two_erasures_of_one_batch_both_reach_a_row_that_holds_both_words(tmp_path):
    """A group that is made changes both notes in one row of the journal."""
    store = open_store(tmp_path)
    room = Room("solution")
    stored = StoredRoom(store, room)
    words = ("the first to go", "the second to go")
    notes = [room.note(ANN, text, zone=room.zone(1)) for text in words]
    room.do(CHAIR, "group.add", zone=room.zone(1), title="Both", notes=notes)
    stored.save()
    for note in notes:
        room.do(CHAIR, "words.erase", kind="note", id=note)
    stored.save()
    assert_equal_everywhere(store, room)
    store.close()
    found = on_disk(tmp_path)
    assert [text for text in words if text.encode() in found] == []


def test_an_erased_text_is_in_no_file_at_once_and_after_a_restart(tmp_path):
    store = open_store(tmp_path)
    room, stored, note = fill(store)
    assert on_disk(tmp_path).count(SECRET.encode()) > 50
    room.do(CHAIR, "words.erase", kind="note", id=note)
    stored.save()
    assert SECRET.encode() not in on_disk(tmp_path) and not store.scrub_pending
    assert_equal_everywhere(store, room)
    store.purge(0, DEFAULT_POLICY)
    assert SECRET[3:20].encode() not in on_disk(tmp_path), "after the nightly run not even a fragment is left"
    store.close()
    store = open_store(tmp_path)
    assert SECRET.encode() not in on_disk(tmp_path)
    assert_equal_everywhere(store, room)
    store.close()


def test_a_persons_erased_notes_are_in_no_file(tmp_path):
    store = open_store(tmp_path)
    room, stored, _ = fill(store)
    own = {note.text for id, note in room.state.of_kind("note").items() if room.state.audience("mine", id) == "ann"}
    assert len(own) > 40
    room.do(ANN, "notes.erase_mine")
    room.carry_out_all()
    stored.save()
    left = on_disk(tmp_path)
    assert not any(text.encode() in left for text in own if text[-1].isdigit())
    assert b"kind kind" in left
    assert_equal_everywhere(store, room)
    store.close()


def test_only_words_before_the_erasure_are_removed(tmp_path):
    """Equal words written later in the same batch are new words."""
    store = open_store(tmp_path)
    room = Room()
    stored = StoredRoom(store, room)
    room.do(CHAIR, "words.erase", kind="note", id=room.note(ANN, SECRET))
    again = room.note(BEN, SECRET)
    stored.save()
    assert store.load(room.state.code).state.get("note", again).text == SECRET
    assert_equal_everywhere(store, room)
    store.close()


def test_a_reader_delays_the_scrub_which_stays_pending(tmp_path):
    """A backup reads the log for minutes, and the erasure does not wait for it."""
    store = open_store(tmp_path)
    room, stored, note = fill(store)
    with file.connection(path_of(store)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from journal").fetchone()
        room.do(CHAIR, "words.erase", kind="note", id=note)
        stored.save()
        assert store.scrub_pending and SECRET.encode() in on_disk(tmp_path)
        assert SECRET not in str(store.load(room.state.code))
    store.scrub()
    assert not store.scrub_pending and SECRET.encode() not in on_disk(tmp_path)
    store.close()


def test_a_killed_server_scrubs_when_it_starts_again(tmp_path, monkeypatch):
    store = open_store(tmp_path)
    room, stored, note = fill(store)
    room.do(CHAIR, "words.erase", kind="note", id=note)
    with monkeypatch.context() as patch:
        patch.setattr(scrub.Scrubber, "step", lambda self: None)
        stored.save()
    left = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    store.close()
    killed = tmp_path / "killed"
    killed.mkdir()
    for name, raw in left.items():
        (killed / name).write_bytes(raw)
    assert SECRET.encode() in on_disk(killed)
    store = open_store(killed)
    assert SECRET.encode() not in on_disk(killed) and not store.scrub_pending
    assert_equal_everywhere(store, room)
    store.close()


@pytest.mark.parametrize("moment", range(6))
def test_a_kill_during_an_erasure_leaves_the_state_before_or_after_it(tmp_path, moment):
    """A process erases one text after another and is killed at some moment."""
    command = [sys.executable, "-m", "tests.store.erasing_process", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        confirmed = [process.stdout.readline() for _ in range(1 + 2 * moment)]
        process.send_signal(signal.SIGKILL)
        confirmed += process.stdout.readlines()
    erased = [line.strip() for line in confirmed if line.endswith(".\n")]
    assert len(erased) >= 2 * moment + 1
    store = open_store(tmp_path)
    state, rebuilt = store.load("K7M3QX").state, store.rebuild("K7M3QX")
    assert full_state(state) == full_state(rebuilt)
    texts = {note.text for note in state.of_kind("note").values()}
    left = on_disk(tmp_path)
    for n in range(40):
        words = f"words of person number {n}."
        assert (words in texts) == (words.encode() in left)
        assert words not in erased or words not in texts
    with sqlite3.connect(path_of(store)) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
    store.close()

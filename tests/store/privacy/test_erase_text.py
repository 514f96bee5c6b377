"""After words are erased no file of the data folder holds them: not a row, not a byte, also not after a kill."""

import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from live_cop.store import file
from live_cop.store.privacy import scrub
from live_cop.store.privacy.retention import RetentionPolicy
from live_cop.store.store import Store

from ...meeting.room import ANN, BEN, CHAIR, Room
from ...meeting.safety.test_erase_text import SECRET, everywhere
from ...servers import ROOT
from ..kept import Keeper, eventful, everything

USUAL = RetentionPolicy(attendance_days=90, wall_days=365_000)


def on_disk(folder: Path) -> bytes:
    """Every byte of every file: the database, its log and its index."""
    return b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def busy(store: Store) -> tuple[Room, Keeper, str]:
    """A meeting in which the words came to everywhere, kept in many batches. Answers the note that began it."""
    room = Room("solution")
    keeper = Keeper(store, room)
    chance = random.Random(5)
    eventful(room)
    keeper.keep()
    note = everywhere(room)
    keeper.keep()
    words = [f"{SECRET} {n}" for n in range(40)]
    for n in range(400):
        # Rows of all sizes between each other, so that pages are divided again and again.
        room.note(ANN if n % 10 == 0 else BEN, words[n // 10] if n % 10 == 0 else "kind " * chance.randint(1, 90),
                  zone=room.zone(1))  # fmt: skip
        if n % 7 == 0:
            keeper.keep()
        if n % 100 == 0:
            room.do(CHAIR, "snapshot.take")
    keeper.keep()
    return room, keeper, note


def agree(store: Store, room: Room) -> None:
    code = room.state.code
    assert everything(store.load(code).state) == everything(store.rebuild(code)) == everything(room.state)


def test_a_text_is_in_no_file_at_once_and_after_a_restart(tmp_path):
    store = Store(tmp_path)
    room, keeper, note = busy(store)
    assert on_disk(tmp_path).count(SECRET.encode()) > 50
    room.do(CHAIR, "words.erase", kind="note", id=note)
    keeper.keep()
    assert SECRET.encode() not in on_disk(tmp_path) and not store.scrub_pending
    agree(store, room)
    store.purge(0, USUAL)
    assert SECRET[3:20].encode() not in on_disk(tmp_path), "at night not even a piece is left"
    store.close()
    store = Store(tmp_path)
    assert SECRET.encode() not in on_disk(tmp_path)
    agree(store, room)
    store.close()


def test_what_a_person_wrote_is_in_no_file(tmp_path):
    store = Store(tmp_path)
    room, keeper, _ = busy(store)
    mine = {note.text for id, note in room.state.of_kind("note").items() if room.state.audience("mine", id) == "ann"}
    assert len(mine) > 40
    room.do(ANN, "notes.erase_mine")
    keeper.keep()
    left = on_disk(tmp_path)
    assert not any(text.encode() in left for text in mine if text[-1].isdigit())
    assert b"kind kind" in left
    agree(store, room)
    store.close()


def test_only_what_was_said_until_then_goes(tmp_path):
    """Words that are written again in the same batch are new words."""
    store = Store(tmp_path)
    room = Room()
    keeper = Keeper(store, room)
    room.do(CHAIR, "words.erase", kind="note", id=room.note(ANN, SECRET))
    again = room.note(BEN, SECRET)
    keeper.keep()
    assert store.load(room.state.code).state.get("note", again).text == SECRET
    agree(store, room)
    store.close()


def test_while_somebody_reads_it_is_owed_and_done_later(tmp_path):
    """A backup reads the log for minutes; nobody waits for it."""
    store = Store(tmp_path)
    room, keeper, note = busy(store)
    with file.connection(store.path) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from journal").fetchone()
        room.do(CHAIR, "words.erase", kind="note", id=note)
        keeper.keep()
        assert store.scrub_pending and SECRET.encode() in on_disk(tmp_path)
        assert SECRET not in str(store.load(room.state.code))
    store.scrub()
    assert not store.scrub_pending and SECRET.encode() not in on_disk(tmp_path)
    store.close()


def test_a_server_that_is_killed_over_it_does_it_when_it_starts(tmp_path, monkeypatch):
    store = Store(tmp_path)
    room, keeper, note = busy(store)
    room.do(CHAIR, "words.erase", kind="note", id=note)
    with monkeypatch.context() as patch:
        patch.setattr(scrub, "scrub", lambda *args: False)
        keeper.keep()
    left = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    store.close()
    killed = tmp_path / "killed"
    killed.mkdir()
    for name, raw in left.items():
        (killed / name).write_bytes(raw)
    assert SECRET.encode() in on_disk(killed)
    store = Store(killed)
    assert SECRET.encode() not in on_disk(killed) and not store.scrub_pending
    agree(store, room)
    store.close()


@pytest.mark.parametrize("moment", range(6))
def test_killed_in_the_middle_it_is_before_or_after(tmp_path, moment):
    """A process erases one text after the other and is killed at some moment of it."""
    command = [sys.executable, "-m", "tests.store.eraser", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        confirmed = [process.stdout.readline() for _ in range(1 + 2 * moment)]
        process.send_signal(signal.SIGKILL)
        confirmed += process.stdout.readlines()
    erased = [line.strip() for line in confirmed if line.endswith(".\n")]
    assert len(erased) >= 2 * moment + 1
    store = Store(tmp_path)
    state, again = store.load("K7M3QX").state, store.rebuild("K7M3QX")
    assert everything(state) == everything(again)
    there = {note.text for note in state.of_kind("note").values()}
    left = on_disk(tmp_path)
    for n in range(40):
        words = f"words of person number {n}."
        assert (words in there) == (words.encode() in left)
        assert words not in erased or words not in there
    with sqlite3.connect(store.path) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
    store.close()

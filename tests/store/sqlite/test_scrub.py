"""A large file is cleared of deleted data piece by piece, with everything else going on in between."""

import random
import sqlite3
from contextlib import closing, suppress
from io import FileIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from live_cop.store.opening import open_store
from live_cop.store.privacy import traces
from live_cop.store.privacy.retention import DAY_MS, RetentionPolicy
from live_cop.store.sqlite import database, scrub
from live_cop.store.store import Store

from ...meeting.room import ANN, CHAIR, Room
from ...support.stores import ABOUT_THE_FILE, path_of
from ..privacy.test_erase_text import SECRET, fill, on_disk
from ..stored_room import StoredRoom

pytestmark = ABOUT_THE_FILE

POLICY = RetentionPolicy(attendance_days=90, wall_days=365)


@pytest.fixture
def pieces(monkeypatch):
    """Every file is a large one, of many pieces."""
    monkeypatch.setattr(scrub, "SMALL_FILE_BYTES", 0)
    monkeypatch.setattr(scrub, "PIECE_BYTES", 16_384)


def is_sound(store: Store) -> bool:
    with closing(sqlite3.connect(path_of(store))) as db:
        return bool(db.execute("pragma integrity_check").fetchone() == ("ok",))


@pytest.mark.slow
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
    assert SECRET[3:20].encode() not in on_disk(path_of(store).parent)
    assert store.load("CCCCCC").state.of_kind("note") == other.state.of_kind("note")


def test_what_was_cleared_is_on_the_disk_after_each_piece(store, pieces, monkeypatch):
    """Otherwise all who write would wait at the end of a large file until the whole of it is there."""
    room, stored, note = fill(store)
    room.do(CHAIR, "words.erase", kind="note", id=note)
    stored.save()
    written, waiting = [], []

    class Watched(FileIO):
        def write(self, data):
            written.append(self.tell())
            waiting.append(self.tell())
            return super().write(data)

    scrubber = store._database._scrubber
    scrubber.close()
    scrubber._file = Watched(path_of(store), "r+b")
    monkeypatch.setattr(scrub.os, "fsync", lambda file: waiting.clear())
    done: bool | None = False
    while done is False:
        done = store.scrub_piece()
        assert not waiting
    assert done and len({at // 16_384 for at in written}) > 1, "there was something in several pieces"


def test_a_scrub_comes_to_its_end_however_often_more_is_erased(store, pieces, monkeypatch):
    """What is done at night waits for that."""
    monkeypatch.setattr(scrub, "PIECE_BYTES", 1 << 18)
    room, stored, note = fill(store)
    notes = [note, *(room.note(CHAIR, f"what number {n} said", zone=room.zone(1)) for n in range(40))]
    done: list[bool | None] = []
    while not any(done):
        room.do(CHAIR, "words.erase", kind="note", id=notes[len(done)])
        stored.save()
        done.append(store.scrub_piece())
    assert len(done) > 2 and SECRET[3:20].encode() not in on_disk(path_of(store).parent)
    assert store.scrub_pending, "the later ones are still to be cleared"
    store.scrub()
    left = on_disk(path_of(store).parent)
    assert not store.scrub_pending and not any(f"number {n} said".encode() in left for n in range(len(done) - 1))
    assert f"number {len(done) - 1} said".encode() in left, "nobody has erased that"


def test_what_is_erased_during_a_scrub_is_cleared_by_the_next_one(store, pieces):
    room, stored, note = fill(store)
    later = room.note(ANN, "the last words that were said about number nine")
    room.do(CHAIR, "words.erase", kind="note", id=note)
    stored.save()
    for _ in range(5):
        store.scrub_piece()
    room.do(CHAIR, "words.erase", kind="note", id=later)
    stored.save()
    store.scrub()
    left = on_disk(path_of(store).parent)
    assert b"number nine" not in left and SECRET[3:20].encode() not in left and is_sound(store)


def test_a_stop_does_not_wait_for_a_large_file_and_the_next_start_knows_it(store, pieces, monkeypatch):
    room, stored, note = fill(store)
    room.do(CHAIR, "words.erase", kind="note", id=note)
    stored.save()
    monkeypatch.setattr(database, "CLOSE_SECONDS", 0)
    store.close()
    again = open_store(path_of(store).parent)
    assert again.scrub_pending, "it goes on"
    again.scrub()
    again.close()
    assert SECRET[3:20].encode() not in on_disk(path_of(store).parent)


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
    for path in path_of(store).parent.iterdir():
        (killed / path.name).write_bytes(path.read_bytes())
    again = open_store(killed)
    assert again.remains() == [code], "some of it was left"
    again.purge(now, POLICY)
    assert again.remains() == [] and b"kind kind" not in on_disk(killed) and is_sound(again)
    again.close()


class Killed(Exception):
    """The process ends here."""


class FileOfDoomed:
    """The file of a scrubber that is killed before it writes so many times."""

    def __init__(self, file: Any, writes: int) -> None:
        self._file, self._left = file, writes

    def write(self, data: bytes) -> None:
        if not self._left:
            raise Killed
        self._left -= 1
        self._file.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class AnyFile:
    """A file of SQLite that has lived: rows and keys of all sizes, in pages of any size, with much that was deleted."""

    def __init__(self, path: Path, chance: random.Random, page: int, auto_vacuum: str, secure_delete: bool) -> None:
        self.path, self._chance, self._page = path, chance, page
        self.db = self.connect()
        for name, value in (("page_size", page), ("auto_vacuum", auto_vacuum), ("secure_delete", secure_delete)):
            self.db.execute(f"pragma {name} = {value}")
        self.db.execute("pragma journal_mode = wal")
        self.db.execute("pragma synchronous = off")
        self.db.execute("create table chores (name text primary key)")
        self._tables = ["rows", "keys"]
        self.db.execute("create table rows (a text, b integer, c blob, primary key (a, b))")
        self.db.execute("create table keys (a text, b integer, c blob, primary key (a, b)) without rowid")
        self.db.execute("create index by_content on rows (c, b)")

    def connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, isolation_level=None)

    def live(self) -> None:
        """A transaction with some rows of all sizes, in one page or in many."""
        self.db.execute("begin")
        for _ in range(self._chance.randint(1, 60)):
            table, part = self._chance.choice(self._tables), self._chance.randint(2, 7)
            content = self._chance.randbytes(
                self._chance.choice((0, 1, 3, 50, 200, 1_000, min(3 * self._page, 20_000)))
            )
            match self._chance.choice("iiiiduu"):
                case "i":
                    a, b = (
                        f"{part}" * self._chance.randint(1, 40),
                        self._chance.getrandbits(self._chance.randint(1, 60)),
                    )
                    self.db.execute(f"insert or replace into {table} values (?, ?, ?)", (a, b, content))
                case "d":
                    self.db.execute(f"delete from {table} where b % {part} = 0")
                case "u":
                    self.db.execute(f"update {table} set c = ? where b % {part} = 1", (content,))
        if not self._chance.randrange(8):
            self.db.execute(f"delete from {self._chance.choice(self._tables)}")
        self.db.execute("commit")

    def content(self) -> list[Any]:
        """All rows, read by somebody who has just come; none if the file is damaged."""
        with closing(self.connect()) as db:
            is_whole = db.execute("pragma integrity_check").fetchone() == ("ok",)
            return [db.execute(f"select * from {each} order by a, b").fetchall() for each in self._tables if is_whole]


@given(
    seed=st.integers(0, 1 << 30),
    page=st.sampled_from((512, 1024, 4096, 8192, 65_536)),
    auto_vacuum=st.sampled_from(("none", "full", "incremental")),
    secure_delete=st.booleans(),
    piece=st.sampled_from((1, 16_384, scrub.PIECE_BYTES)),
    writes=st.integers(0, 40),
)
@example(seed=60, page=512, auto_vacuum="incremental", secure_delete=False, piece=1, writes=40)
@settings(max_examples=40)
def test_no_file_loses_anything_by_a_scrub_that_is_killed_or_goes_to_its_end(
    seed: int, page: int, auto_vacuum: str, secure_delete: bool, piece: int, writes: int
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(scrub, "PIECE_BYTES", piece)
        chance = random.Random(seed)
        file = AnyFile(Path(folder, "any.sqlite"), chance, page, auto_vacuum, secure_delete)
        scrubber = scrub.Scrubber(file.db, file.path)
        whole = scrubber._file
        for _ in range(chance.randint(3, 10)):
            file.live()
            there = file.content()
            traces.mark_dirty(file.db)
            with suppress(Killed):
                scrubber._file = FileOfDoomed(whole, writes)  # type: ignore[assignment]
                while scrubber.step() is False:
                    assert file.content() == there
            assert file.content() == there
            scrubber._file = whole
            scrubber.restart()
            while scrubber.step() is False:
                pass
            assert file.content() == there and not traces.is_dirty(file.db)
        file.db.close()
        scrubber.close()

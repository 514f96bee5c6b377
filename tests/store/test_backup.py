"""Backups are whole, made while others write, and the way back leaves nobody with what never was."""

import os
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from live_cop.meeting.contacts.mailing import Mailing
from live_cop.store import backup, file, schema
from live_cop.store.backup import BackupError
from live_cop.store.file import StoreError
from live_cop.store.mailings import StoredMailing
from live_cop.store.store import Store

from ..meeting.room import ANN, BEN, CHAIR, Room
from .kept import Keeper, eventful, everything, full_disk
from .test_schema import add_a_table

CHECKOUT = Path(__file__).parents[2]
CODE = "K7M3QX"


@pytest.fixture
def data(tmp_path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def safe(tmp_path) -> Path:
    folder = tmp_path / "safe"
    folder.mkdir()
    return folder


@pytest.fixture
def busy(keeper, room) -> Keeper:
    """A meeting in which something of each sort has happened; its store is open."""
    eventful(room)
    keeper.keep()
    return keeper


@contextmanager
def opened(folder: Path):
    store = Store(folder)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def writing(data: Path):
    """Another process that commits without a pause; gives what it has confirmed so far."""
    command = [sys.executable, "-m", "tests.store.writer", str(data)]
    writer = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
    try:
        yield lambda: int(writer.stdout.readline())
    finally:
        writer.kill()
        writer.communicate(timeout=30)


@contextmanager
def a_backup(data: Path, to: Path):
    """Another process in the middle of a backup; it goes on when it is told something."""
    script = (
        "import sys; from pathlib import Path; from live_cop.store import backup\n"
        "backup._look_through = lambda *_: (print('copied', flush=True), sys.stdin.read(1))\n"
        "backup.back_up(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    command = [sys.executable, "-c", script, str(data), str(to)]
    process = subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "copied\n"
        yield process
    finally:
        process.kill()
        process.communicate(timeout=30)


def the_part(folder: Path) -> Path:
    [part] = folder.glob(".live-cop-*Z.sqlite3.????????.part")
    return part


def age(part: Path) -> None:
    """As if nothing had been written to it for longer than a backup ever pauses."""
    then = time.time() - backup.QUIET_SECONDS - 60
    os.utime(part, (then, then))


def content(path: Path) -> str:
    with closing(sqlite3.connect(path)) as db:
        return "\n".join(db.iterdump())


def as_data(path: Path, folder: Path) -> Store:
    """The copy as it is, opened as the data of a server."""
    folder.mkdir()
    (folder / file.NAME).write_bytes(path.read_bytes())
    return Store(folder)


def look(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "in_use.lock"}


def reason(work) -> str:
    with pytest.raises(BackupError) as caught:
        work()
    return caught.value.reason


class TestBackup:
    def test_it_is_the_meeting_in_one_file_for_its_owner_alone(self, busy, data, safe, tmp_path):
        path = backup.back_up(data, safe)
        assert re.fullmatch(r"live-cop-\d{4}-\d\d-\d\dT\d{6}Z\.sqlite3", path.name)
        assert list(safe.iterdir()) == [path]
        assert path.stat().st_mode & 0o077 == 0
        assert content(path) == content(data / file.NAME)
        assert list(safe.iterdir()) == [path], "who reads it leaves nothing beside it"
        store = as_data(path, tmp_path / "other")
        assert everything(store.load(CODE).state) == everything(busy.room.state)
        store.close()

    def test_a_file_is_replaced_by_the_newer_one(self, busy, data, safe):
        path = safe / "live_cop.sqlite3"
        assert backup.back_up(data, path) == path
        busy.room.note(ANN, "and one more")
        busy.keep()
        backup.back_up(data, path)
        assert content(path) == content(data / file.NAME)

    def test_two_in_one_second_have_two_names(self, busy, data, safe):
        paths = [backup.back_up(data, safe) for _ in range(3)]
        assert sorted(set(paths)) == paths == sorted(safe.iterdir())

    def test_while_another_process_writes_it_is_the_meeting_at_one_moment(self, data, safe, tmp_path, monkeypatch):
        # Slow enough that the writer commits many times between the first page and the last.
        monkeypatch.setattr(backup, "PAGES", 1)
        with writing(data) as confirmed:
            for _ in range(100):
                before = confirmed()
            for n in range(3):
                path = backup.back_up(data, safe / f"{n}.sqlite3")
                store = as_data(path, tmp_path / f"data-{n}")
                state = store.load(CODE).state
                assert state.revision >= before
                assert everything(state) == everything(store.rebuild(CODE))
                [note] = state.of_kind("note").values()
                assert note.text == f"words {int(note.text.split()[1])}"
                store.close()
                before = state.revision
            # The writer wrote on all the time, and in the end is far beyond the last copy.
            while confirmed() < before + 50:
                pass

    def test_a_writer_never_waits_for_it(self, busy, data, safe, monkeypatch):
        monkeypatch.setattr(backup, "PAGES", 1)
        # A write that finds the file locked fails at once, and so would the test.
        busy.store._writer.execute("pragma busy_timeout = 0")
        pages = 0

        def commit(_: float) -> None:
            nonlocal pages
            pages += 1
            busy.room.note(ANN, "said while it is copied")
            busy.keep()

        monkeypatch.setattr(backup.time, "sleep", commit)
        before = content(data / file.NAME)
        path = backup.back_up(data, safe / "a.sqlite3")
        assert content(path) == before, "what is written meanwhile is for the next one"
        assert pages > 5

    def test_what_a_killed_backup_left_is_swept_away_by_the_next(self, busy, data, safe):
        others = {".live-cop-2020.part", "thesis.part", ".thesis.docx.0a1b2c3d.part"}
        for name in others:
            (safe / name).write_text("not ours to throw away")
        with a_backup(data, safe) as dead:
            part = the_part(safe)
            dead.kill()
            dead.wait(timeout=30)
        assert part.exists()
        # SQLite's own file beside it is left too when it is killed in a worse moment.
        part.with_name(part.name + "-journal").touch()
        age(part)
        path = backup.back_up(data, safe)
        assert {each.name for each in safe.iterdir()} == {*others, path.name}

    def test_one_that_has_only_just_begun_is_left_alone(self, busy, data, safe):
        part = safe / ".live-cop-2026-01-01T000000Z.sqlite3.0a1b2c3d.part"
        part.touch()
        backup.back_up(data, safe)
        assert part.exists()

    def test_one_that_is_still_at_work_is_left_alone(self, busy, data, safe):
        with a_backup(data, safe) as living:
            part = the_part(safe)
            age(part)
            other = backup.back_up(data, safe / "other.sqlite3")
            assert part.exists() and living.poll() is None
            living.communicate("go on", timeout=30)
            assert living.returncode == 0
        names = {path.name for path in safe.iterdir()}
        assert len(names) == 2 and other.name in names and part.name not in names

    def test_only_the_oldest_of_its_own_go(self, busy, data, safe):
        others = ["live-cop-2020-01-01.sqlite3", "notes.txt", "live-cop-2020-01-01T000000Z.sqlite3.old"]
        for name in (*others, *(f"live-cop-2020-01-0{n}T000000Z.sqlite3" for n in range(1, 8))):
            (safe / name).touch()
        newest = backup.back_up(data, safe)
        backup.prune(safe, 3)
        left = {path.name for path in safe.iterdir()}
        assert left == {
            *others,
            "live-cop-2020-01-06T000000Z.sqlite3",
            "live-cop-2020-01-07T000000Z.sqlite3",
            newest.name,
        }

    def test_a_full_disk_leaves_the_last_good_one(self, busy, data, safe):
        path = backup.back_up(data, safe / "a.sqlite3")
        before = look(safe)
        with full_disk():
            assert reason(lambda: backup.back_up(data, path)) == "full"
        assert look(safe) == before

    def test_a_damaged_file_never_replaces_a_good_backup(self, busy, data, safe):
        path = backup.back_up(data, safe / "a.sqlite3")
        before = look(safe)
        busy.store.close()
        spoil(data / file.NAME)
        assert reason(lambda: backup.back_up(data, path)) == "damaged"
        assert look(safe) == before

    def test_what_it_refuses(self, busy, data, safe, tmp_path):
        (safe / "thesis.docx").write_text("years of work")
        before = look(safe)
        assert reason(lambda: backup.back_up(tmp_path / "nowhere", safe)) == "no_data"
        assert reason(lambda: backup.back_up(safe, safe)) == "no_data"
        assert reason(lambda: backup.back_up(data, tmp_path / "nowhere" / "a.sqlite3")) == "no_folder"
        assert reason(lambda: backup.back_up(data, data / file.NAME)) == "itself"
        assert reason(lambda: backup.back_up(data, safe / "thesis.docx")) == "not_ours"
        assert look(safe) == before and not (tmp_path / "nowhere").exists()

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
    def test_a_folder_that_is_read_only(self, busy, data, safe):
        safe.chmod(0o500)
        assert reason(lambda: backup.back_up(data, safe)) == "cannot_write"
        safe.chmod(0o700)

    def test_a_file_or_folder_of_somebody_else(self, busy, data, safe, tmp_path, monkeypatch):
        real, closed = Path.stat, []

        def stat(path, **options):
            if any(path.is_relative_to(folder) for folder in closed):
                raise PermissionError(13, "Permission denied")
            return real(path, **options)

        monkeypatch.setattr(Path, "stat", stat)
        closed[:] = [data]
        assert reason(lambda: backup.back_up(data, safe)) == "cannot_read"
        closed[:] = [safe]
        assert reason(lambda: backup.back_up(data, safe)) == "cannot_write"
        assert reason(lambda: backup.restore(safe / "a.sqlite3", tmp_path / "new")) == "cannot_read"

    def test_a_refused_write_is_a_folder_that_cannot_be_written_to(self, busy, data, safe, monkeypatch):
        def refuse(*_):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(backup.os, "open", refuse)
        assert reason(lambda: backup.back_up(data, safe)) == "cannot_write"


class TestRestore:
    def test_there_and_back(self, busy, data, safe):
        copied = everything(busy.room.state)
        path = backup.back_up(data, safe)
        before = look(safe)
        busy.room.note(BEN, "lost with the restore")
        busy.keep()
        newest = everything(busy.room.state)
        busy.store.close()
        kept = backup.restore(path, data)
        assert look(safe) == before, "the backup itself is left as it is"
        with opened(data) as store:
            state = store.load(CODE).state
            assert state.entries() == copied[3]
            assert state.revision == copied[2] + backup.LEAP
            assert everything(state) == everything(store.rebuild(CODE))
            assert store.load(CODE).answers
        # And what was there can be had back in the same way.
        assert kept is not None and kept.parent == data
        backup.restore(kept, data)
        with opened(data) as store:
            assert store.load(CODE).state.entries() == newest[3]

    def test_letters_that_waited_then_may_have_gone_since(self, busy, data, safe):
        kept = StoredMailing("m1", CODE, "https://x", "2026-11-21", Mailing("report", "s"))
        busy.store.mailings.add(kept, ["ann", "ben", "eve"], "example.org", 0)
        ann, ben, _ = busy.store.mailings.letters("m1")
        busy.store.mailings.mark_sending(ann)
        busy.store.mailings.record_result(ann, "sent")
        busy.store.mailings.mark_sending(ben)
        path = backup.back_up(data, safe)
        busy.store.close()
        backup.restore(path, data)
        with opened(data) as store:
            assert [each.state for each in store.mailings.letters("m1")] == ["sent", "unsure", "unsure"]
            assert store.mailings.waiting_letters() == []

    def test_each_meeting_gets_an_epoch_that_no_screen_knows(self, busy, data, safe):
        other = Room()
        other.state.code = "AAAAAA"
        busy.store.commit(Keeper(busy.store, other).commits())
        path = backup.back_up(data, safe)
        busy.store.close()
        epochs = {"epoch"}
        for _ in range(2):
            backup.restore(path, data)
            with opened(data) as store:
                epochs |= {store.load(code).state.epoch for code in (CODE, "AAAAAA")}
        assert len(epochs) == 5

    def test_no_id_is_given_a_second_time(self, busy, data, safe):
        path = backup.back_up(data, safe)
        lost = {busy.room.note(ANN, f"lost {n}") for n in range(20)}
        busy.keep()
        busy.store.close()
        backup.restore(path, data)
        with opened(data) as store:
            room = Room()
            room.state = store.load(CODE).state
            keeper = Keeper(store, room)
            keeper.state = store.load(CODE).state
            new = {room.note(ANN, f"new {n}") for n in range(20)}
            keeper.keep()
            assert not lost & new
            room.do(CHAIR, "agenda.next")
            keeper.keep()
            assert everything(keeper.on_disk()) == everything(room.state) == everything(store.rebuild(CODE))

    def test_into_a_folder_that_is_not_there_yet(self, busy, data, safe, tmp_path):
        path = backup.back_up(data, safe)
        assert backup.restore(path, tmp_path / "new" / "data") is None
        made = tmp_path / "new" / "data"
        assert {path.name for path in made.iterdir()} == {file.NAME, "in_use.lock"}
        assert all(path.stat().st_mode & 0o077 == 0 for path in (made, *made.iterdir()))

    def test_not_while_a_server_has_the_folder(self, busy, data, safe):
        path = backup.back_up(data, safe)
        before = content(data / file.NAME)
        assert reason(lambda: backup.restore(path, data)) == "in_use"
        assert content(data / file.NAME) == before
        busy.store.close()
        backup.restore(path, data)

    def test_a_killed_server_does_not_count_and_loses_nothing(self, data, safe):
        with writing(data) as confirmed:
            for _ in range(50):
                last = confirmed()
            path = backup.back_up(data, safe)
            assert reason(lambda: backup.restore(path, data)) == "in_use"
        assert (data / f"{file.NAME}-wal").stat().st_size
        kept = backup.restore(path, data)
        assert {path.name for path in data.iterdir()} == {file.NAME, kept.name, f"{kept.name}-wal", "in_use.lock"}
        backup.restore(kept, data)
        with opened(data) as store:
            assert store.load(CODE).state.revision >= last + backup.LEAP

    def test_not_while_something_else_has_the_file_open(self, busy, data, safe):
        path = backup.back_up(data, safe)
        busy.store.close()
        with closing(sqlite3.connect(data / file.NAME)) as db:
            db.execute("select * from meetings").fetchall()
            assert reason(lambda: backup.restore(path, data)) == "in_use"
        assert {path.name for path in data.iterdir()} == {file.NAME, "in_use.lock"}

    def test_nobody_starts_in_the_middle_of_it(self, busy, data, safe, monkeypatch):
        path = backup.back_up(data, safe)
        busy.store.close()

        def try_to_start(part: Path) -> None:
            with pytest.raises(StoreError, match="being restored"):
                Store(data)

        monkeypatch.setattr(backup, "_renew", try_to_start)
        backup.restore(path, data)
        Store(data).close()

    def test_a_database_that_is_damaged_is_kept_as_it_is_with_its_log(self, data, safe):
        with writing(data) as confirmed:
            for _ in range(50):
                confirmed()
            path = backup.back_up(data, safe)
        for name in (file.NAME, f"{file.NAME}-wal"):
            spoil(data / name, start=0)
        before = look(data)
        kept = backup.restore(path, data)
        assert look(data)[kept.name] == before[file.NAME]
        assert look(data)[f"{kept.name}-wal"] == before[f"{file.NAME}-wal"]
        assert not (data / f"{file.NAME}-wal").exists()
        with opened(data) as store:
            assert everything(store.load(CODE).state) == everything(store.rebuild(CODE))

    def test_a_copy_with_a_log_beside_it_is_read_with_it(self, data, tmp_path):
        with writing(data) as confirmed:
            for _ in range(50):
                last = confirmed()
        raw = tmp_path / "raw"
        raw.mkdir()
        for name in (file.NAME, f"{file.NAME}-wal"):
            (raw / name).write_bytes((data / name).read_bytes())
        backup.restore(raw / file.NAME, data)
        with opened(data) as store:
            assert store.load(CODE).state.revision >= last + backup.LEAP

    def test_a_file_system_without_second_names(self, busy, data, safe, monkeypatch):
        path = backup.back_up(data, safe)
        busy.store.close()
        before = content(data / file.NAME)

        def refuse(*_):
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(backup.os, "link", refuse)
        kept = backup.restore(path, data)
        assert content(kept) == before and kept.stat().st_mode & 0o077 == 0

    def test_what_it_refuses_it_leaves_alone(self, busy, data, safe, monkeypatch):
        good = backup.back_up(data, safe / "good.sqlite3")
        bad = {
            "not_ours": safe / "shopping.txt",
            "damaged": safe / "damaged.sqlite3",
            "newer": safe / "newer.sqlite3",
            "no_file": safe / "nowhere.sqlite3",
        }
        bad["not_ours"].write_text("milk, bread and a good deal more " * 50)
        bad["damaged"].write_bytes(good.read_bytes())
        spoil(bad["damaged"])
        with monkeypatch.context() as patch:
            patch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, add_a_table])
            Store(safe / "later").close()
        (safe / "later" / file.NAME).rename(bad["newer"])
        with closing(sqlite3.connect(safe / "other.sqlite3")) as db:
            db.execute("create table recipes (name)")
        (safe / "empty.sqlite3").touch()
        busy.store.close()
        before = look(data)
        for expected, path in bad.items():
            assert reason(lambda path=path: backup.restore(path, data)) == expected
        for name in ("other.sqlite3", "empty.sqlite3"):
            assert reason(lambda name=name: backup.restore(safe / name, data)) == "not_ours"
        assert reason(lambda: backup.restore(safe, data)) == "no_file"
        with full_disk():
            assert reason(lambda: backup.restore(good, data)) == "full"
        assert look(data) == before


def spoil(path: Path, start: int | None = None) -> None:
    """Overwrites a good part of the file, from the middle or from `start` (a byte)."""
    whole = bytearray(path.read_bytes())
    start = len(whole) // 2 // 4096 * 4096 if start is None else start
    whole[start : start + 8192] = b"\xa5" * 8192
    path.write_bytes(whole)

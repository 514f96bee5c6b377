"""Backups are complete although others write, and after a restore no screen keeps a state that was lost."""

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
from live_cop.store import atomic_file
from live_cop.store.errors import StoreError
from live_cop.store.mailings import StoredMailing
from live_cop.store.opening import open_store
from live_cop.store.sqlite import backup, file, schema
from live_cop.store.sqlite.backup import BackupError
from live_cop.store.store import Store

from ...meeting.room import ANN, BEN, CHAIR, Room
from ...support.stores import ABOUT_THE_FILE
from ..stored_room import StoredRoom, full_disk, full_state, run_eventful_meeting
from .test_schema import add_a_table

pytestmark = ABOUT_THE_FILE

CHECKOUT = Path(__file__).parents[2]
CODE = "K7M3QX"
#: What is in the folder besides the data.
BESIDE = {"in_use.lock", "server.lock", "last_backup.txt"}


@pytest.fixture
def data(tmp_path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def safe(tmp_path) -> Path:
    folder = tmp_path / "safe"
    folder.mkdir()
    return folder


@pytest.fixture
def busy(stored, room) -> StoredRoom:
    """An eventful meeting whose store is open."""
    run_eventful_meeting(room)
    stored.save()
    return stored


@contextmanager
def opened(folder: Path):
    store = open_store(folder)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def writing(data: Path):
    """Another process that commits without a pause; yields a function that reads its next confirmed revision."""
    command = [sys.executable, "-m", "tests.store.committing_process", str(data)]
    writer = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
    try:
        yield lambda: int(writer.stdout.readline())
    finally:
        writer.kill()
        writer.communicate(timeout=30)


@contextmanager
def running_backup(data: Path, to: Path):
    """Another process in the middle of a backup; it continues when it reads a character."""
    script = (
        "import sys; from pathlib import Path; from live_cop.store.sqlite import backup\n"
        "backup._check = lambda *_: (print('copied', flush=True), sys.stdin.read(1))\n"
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


def temporary_file(folder: Path) -> Path:
    [part] = folder.glob(".live-cop-*Z.sqlite3.????????.part")
    return part


def make_old(part: Path) -> None:
    """Dates the file as if nothing had been written to it for longer than a backup ever pauses."""
    then = time.time() - atomic_file.ABANDONED_AFTER_SECONDS - 60
    os.utime(part, (then, then))


def content(path: Path) -> str:
    with closing(sqlite3.connect(path)) as db:
        return "\n".join(db.iterdump())


def open_copy(path: Path, folder: Path) -> Store:
    """A store on an unchanged copy of this file."""
    folder.mkdir()
    (folder / file.NAME).write_bytes(path.read_bytes())
    return open_store(folder)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in BESIDE}


def reason_of(work) -> str:
    with pytest.raises(BackupError) as caught:
        work()
    return caught.value.reason


class TestBackup:
    def test_a_backup_is_one_file_readable_by_its_owner_only(self, busy, data, safe, tmp_path):
        path = backup.back_up(data, safe)
        assert re.fullmatch(r"live-cop-\d{4}-\d\d-\d\dT\d{6}Z\.sqlite3", path.name)
        assert list(safe.iterdir()) == [path]
        assert path.stat().st_mode & 0o077 == 0
        assert content(path) == content(data / file.NAME)
        assert list(safe.iterdir()) == [path], "reading it creates no file beside it"
        store = open_copy(path, tmp_path / "other")
        assert full_state(store.load(CODE).state) == full_state(busy.room.state)
        store.close()

    def test_a_backup_replaces_an_older_one_of_the_same_name(self, busy, data, safe):
        path = safe / "live_cop.sqlite3"
        assert backup.back_up(data, path) == path
        busy.room.note(ANN, "and one more")
        busy.save()
        backup.back_up(data, path)
        assert content(path) == content(data / file.NAME)

    def test_backups_in_the_same_second_have_different_names(self, busy, data, safe):
        paths = [backup.back_up(data, safe) for _ in range(3)]
        assert sorted(set(paths)) == paths == sorted(safe.iterdir())

    def test_a_backup_during_writes_is_the_meeting_at_one_moment(self, data, safe, tmp_path, monkeypatch):
        # Slow enough that the writer commits many times between the first page and the last.
        monkeypatch.setattr(backup, "PAGES", 1)
        with writing(data) as confirmed:
            for _ in range(100):
                before = confirmed()
            for n in range(3):
                path = backup.back_up(data, safe / f"{n}.sqlite3")
                store = open_copy(path, tmp_path / f"data-{n}")
                state = store.load(CODE).state
                assert state.revision >= before
                assert full_state(state) == full_state(store.rebuild(CODE))
                [note] = state.of_kind("note").values()
                assert note.text == f"words {int(note.text.split()[1])}"
                store.close()
                before = state.revision
            # The writer continued all the time and is far beyond the last copy at the end.
            while confirmed() < before + 50:
                pass

    def test_a_writer_never_waits_for_a_backup(self, busy, data, safe, monkeypatch):
        monkeypatch.setattr(backup, "PAGES", 1)
        # A write that finds the file locked fails at once, and so would the test.
        busy.store._database._writer.execute("pragma busy_timeout = 0")
        pages = 0

        def commit(_: float) -> None:
            nonlocal pages
            pages += 1
            busy.room.note(ANN, "said while it is copied")
            busy.save()

        monkeypatch.setattr(backup.time, "sleep", commit)
        before = content(data / file.NAME)
        path = backup.back_up(data, safe / "a.sqlite3")
        assert content(path) == before, "later commits belong to the next backup"
        assert pages > 5

    def test_the_next_backup_removes_the_files_of_a_killed_one(self, busy, data, safe):
        others = {".live-cop-2020.part", "thesis.part", ".thesis.docx.0a1b2c3d.part"}
        for name in others:
            (safe / name).write_text("not ours to remove")
        with running_backup(data, safe) as killed:
            part = temporary_file(safe)
            killed.kill()
            killed.wait(timeout=30)
        assert part.exists()
        # Killed at another moment, it leaves SQLite's journal too.
        part.with_name(part.name + "-journal").touch()
        make_old(part)
        path = backup.back_up(data, safe)
        assert {each.name for each in safe.iterdir()} == {*others, path.name}

    def test_a_new_temporary_file_is_not_removed(self, busy, data, safe):
        part = safe / ".live-cop-2026-01-01T000000Z.sqlite3.0a1b2c3d.part"
        part.touch()
        backup.back_up(data, safe)
        assert part.exists()

    def test_the_temporary_file_of_a_running_backup_is_not_removed(self, busy, data, safe):
        with running_backup(data, safe) as running:
            part = temporary_file(safe)
            make_old(part)
            other = backup.back_up(data, safe / "other.sqlite3")
            assert part.exists() and running.poll() is None
            running.communicate("x", timeout=30)
            assert running.returncode == 0
        names = {path.name for path in safe.iterdir()}
        assert len(names) == 2 and other.name in names and part.name not in names

    def test_prune_removes_only_the_oldest_dated_backups(self, busy, data, safe):
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

    def test_a_full_disk_leaves_the_previous_backup(self, busy, data, safe):
        path = backup.back_up(data, safe / "a.sqlite3")
        before = files_of(safe)
        with full_disk():
            assert reason_of(lambda: backup.back_up(data, path)) == "full"
        assert files_of(safe) == before

    def test_a_damaged_file_never_replaces_a_good_backup(self, busy, data, safe):
        path = backup.back_up(data, safe / "a.sqlite3")
        before = files_of(safe)
        busy.store.close()
        damage(data / file.NAME)
        assert reason_of(lambda: backup.back_up(data, path)) == "damaged"
        assert files_of(safe) == before

    def test_refusals_change_nothing(self, busy, data, safe, tmp_path):
        (safe / "thesis.docx").write_text("years of work")
        before = files_of(safe)
        assert reason_of(lambda: backup.back_up(tmp_path / "nowhere", safe)) == "no_data"
        assert reason_of(lambda: backup.back_up(safe, safe)) == "no_data"
        assert reason_of(lambda: backup.back_up(data, tmp_path / "nowhere" / "a.sqlite3")) == "no_folder"
        assert reason_of(lambda: backup.back_up(data, data / file.NAME)) == "itself"
        assert reason_of(lambda: backup.back_up(data, safe / "thesis.docx")) == "not_ours"
        assert files_of(safe) == before and not (tmp_path / "nowhere").exists()

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
    def test_a_read_only_folder_cannot_be_written(self, busy, data, safe):
        safe.chmod(0o500)
        assert reason_of(lambda: backup.back_up(data, safe)) == "cannot_write"
        safe.chmod(0o700)

    def test_a_file_or_folder_without_permission_is_an_error(self, busy, data, safe, tmp_path, monkeypatch):
        real, closed = Path.stat, []

        def stat(path, **options):
            if any(path.is_relative_to(folder) for folder in closed):
                raise PermissionError(13, "Permission denied")
            return real(path, **options)

        monkeypatch.setattr(Path, "stat", stat)
        closed[:] = [data]
        assert reason_of(lambda: backup.back_up(data, safe)) == "cannot_read"
        closed[:] = [safe]
        assert reason_of(lambda: backup.back_up(data, safe)) == "cannot_write"
        assert reason_of(lambda: backup.restore(safe / "a.sqlite3", tmp_path / "new")) == "cannot_read"

    def test_a_refused_write_is_reported_as_cannot_write(self, busy, data, safe, monkeypatch):
        def refuse(*_):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(backup.os, "open", refuse)
        assert reason_of(lambda: backup.back_up(data, safe)) == "cannot_write"


class TestRestore:
    def test_a_restore_and_its_reversal(self, busy, data, safe):
        copied = full_state(busy.room.state)
        path = backup.back_up(data, safe)
        before = files_of(safe)
        busy.room.note(BEN, "lost with the restore")
        busy.save()
        newest = full_state(busy.room.state)
        busy.store.close()
        aside = backup.restore(path, data)
        assert files_of(safe) == before, "the backup itself is unchanged"
        with opened(data) as store:
            state = store.load(CODE).state
            assert state.entries() == copied[3]
            assert state.revision == copied[2] + backup.REVISION_LEAP
            assert full_state(state) == full_state(store.rebuild(CODE))
            assert store.load(CODE).answers
        # The data that was set aside can be restored in the same way.
        assert aside is not None and aside.parent == data
        backup.restore(aside, data)
        with opened(data) as store:
            assert store.load(CODE).state.entries() == newest[3]

    def test_letters_that_were_waiting_become_unsure(self, busy, data, safe):
        mailing = StoredMailing("m1", CODE, "https://x", "2026-11-21", Mailing("report", "s"))
        busy.store.mailings.add(mailing, ["ann", "ben", "eve"], "example.org", 0)
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

    def test_each_meeting_gets_a_new_epoch(self, busy, data, safe):
        other = Room()
        other.state.code = "AAAAAA"
        busy.store.commit(StoredRoom(busy.store, other).commits())
        path = backup.back_up(data, safe)
        busy.store.close()
        epochs = {"epoch"}
        for _ in range(2):
            backup.restore(path, data)
            with opened(data) as store:
                epochs |= {store.load(code).state.epoch for code in (CODE, "AAAAAA")}
        assert len(epochs) == 5

    def test_no_id_is_used_twice(self, busy, data, safe):
        path = backup.back_up(data, safe)
        lost = {busy.room.note(ANN, f"lost {n}") for n in range(20)}
        busy.save()
        busy.store.close()
        backup.restore(path, data)
        with opened(data) as store:
            room = Room()
            room.state = store.load(CODE).state
            stored = StoredRoom(store, room)
            stored.state = store.load(CODE).state
            new = {room.note(ANN, f"new {n}") for n in range(20)}
            stored.save()
            assert not lost & new
            room.do(CHAIR, "agenda.next")
            stored.save()
            assert full_state(stored.on_disk()) == full_state(room.state) == full_state(store.rebuild(CODE))

    def test_restoring_into_a_missing_folder_creates_it(self, busy, data, safe, tmp_path):
        path = backup.back_up(data, safe)
        assert backup.restore(path, tmp_path / "new" / "data") is None
        created = tmp_path / "new" / "data"
        assert {path.name for path in created.iterdir()} <= {file.NAME, *BESIDE}
        assert all(path.stat().st_mode & 0o077 == 0 for path in (created, *created.iterdir()))

    def test_a_restore_is_refused_while_a_server_uses_the_folder(self, busy, data, safe):
        path = backup.back_up(data, safe)
        before = content(data / file.NAME)
        assert reason_of(lambda: backup.restore(path, data)) == "in_use"
        assert content(data / file.NAME) == before
        busy.store.close()
        backup.restore(path, data)

    def test_a_killed_server_does_not_prevent_a_restore_and_loses_nothing(self, data, safe):
        with writing(data) as confirmed:
            for _ in range(50):
                last = confirmed()
            path = backup.back_up(data, safe)
            assert reason_of(lambda: backup.restore(path, data)) == "in_use"
        assert (data / f"{file.NAME}-wal").stat().st_size
        aside = backup.restore(path, data)
        names = {path.name for path in data.iterdir()} - BESIDE
        assert names == {file.NAME, aside.name, f"{aside.name}-wal"}
        backup.restore(aside, data)
        with opened(data) as store:
            assert store.load(CODE).state.revision >= last + backup.REVISION_LEAP

    def test_a_restore_is_refused_while_the_file_is_open(self, busy, data, safe):
        path = backup.back_up(data, safe)
        busy.store.close()
        with closing(sqlite3.connect(data / file.NAME)) as db:
            db.execute("select * from meetings").fetchall()
            assert reason_of(lambda: backup.restore(path, data)) == "in_use"
        assert {path.name for path in data.iterdir()} <= {file.NAME, *BESIDE}

    def test_no_server_starts_during_a_restore(self, busy, data, safe, monkeypatch):
        path = backup.back_up(data, safe)
        busy.store.close()

        def try_to_start(part: Path) -> None:
            with pytest.raises(StoreError, match="restoring"):
                open_store(data)

        monkeypatch.setattr(backup, "_start_new_epochs", try_to_start)
        backup.restore(path, data)
        open_store(data).close()

    def test_a_damaged_database_is_set_aside_unchanged_with_its_log(self, data, safe):
        with writing(data) as confirmed:
            for _ in range(50):
                confirmed()
            path = backup.back_up(data, safe)
        for name in (file.NAME, f"{file.NAME}-wal"):
            damage(data / name, start=0)
        before = files_of(data)
        aside = backup.restore(path, data)
        assert files_of(data)[aside.name] == before[file.NAME]
        assert files_of(data)[f"{aside.name}-wal"] == before[f"{file.NAME}-wal"]
        assert not (data / f"{file.NAME}-wal").exists()
        with opened(data) as store:
            assert full_state(store.load(CODE).state) == full_state(store.rebuild(CODE))

    def test_a_copy_is_read_with_its_log(self, data, tmp_path):
        with writing(data) as confirmed:
            for _ in range(50):
                last = confirmed()
        raw = tmp_path / "raw"
        raw.mkdir()
        for name in (file.NAME, f"{file.NAME}-wal"):
            (raw / name).write_bytes((data / name).read_bytes())
        backup.restore(raw / file.NAME, data)
        with opened(data) as store:
            assert store.load(CODE).state.revision >= last + backup.REVISION_LEAP

    def test_a_file_system_without_hard_links(self, busy, data, safe, monkeypatch):
        path = backup.back_up(data, safe)
        busy.store.close()
        before = content(data / file.NAME)

        def refuse(*_):
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(backup.os, "link", refuse)
        aside = backup.restore(path, data)
        assert content(aside) == before and aside.stat().st_mode & 0o077 == 0

    def test_a_refused_restore_changes_nothing(self, busy, data, safe, monkeypatch):
        good = backup.back_up(data, safe / "good.sqlite3")
        bad = {
            "not_ours": safe / "shopping.txt",
            "damaged": safe / "damaged.sqlite3",
            "newer": safe / "newer.sqlite3",
            "no_file": safe / "nowhere.sqlite3",
        }
        bad["not_ours"].write_text("milk, bread and a good deal more " * 50)
        bad["damaged"].write_bytes(good.read_bytes())
        damage(bad["damaged"])
        with monkeypatch.context() as patch:
            patch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, add_a_table])
            open_store(safe / "later").close()
        (safe / "later" / file.NAME).rename(bad["newer"])
        with closing(sqlite3.connect(safe / "other.sqlite3")) as db:
            db.execute("create table recipes (name)")
        (safe / "empty.sqlite3").touch()
        busy.store.close()
        before = files_of(data)
        for expected, path in bad.items():
            assert reason_of(lambda path=path: backup.restore(path, data)) == expected
        for name in ("other.sqlite3", "empty.sqlite3"):
            assert reason_of(lambda name=name: backup.restore(safe / name, data)) == "not_ours"
        assert reason_of(lambda: backup.restore(safe, data)) == "no_file"
        with full_disk():
            assert reason_of(lambda: backup.restore(good, data)) == "full"
        assert files_of(data) == before


def damage(path: Path, start: int | None = None) -> None:
    """Overwrites 8 KiB of the file, from its middle or from the byte `start`."""
    whole = bytearray(path.read_bytes())
    start = len(whole) // 2 // 4096 * 4096 if start is None else start
    whole[start : start + 8192] = b"\xa5" * 8192
    path.write_bytes(whole)

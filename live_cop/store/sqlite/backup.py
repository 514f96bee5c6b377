"""Backups: copies of the whole file while meetings are in progress, and restoring one.

A copy is written to a temporary file, checked and synced to the disk, and only then takes its place. So the path of a
backup, and the path of the data, always name one whole file. The key that signs cookies is left out on purpose: with
it, the holder of a backup could act as anybody in any meeting.
"""

import os
import re
import secrets
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..atomic_file import SIDECAR_SUFFIXES, atomic_replacement, sidecar, sync_to_disk
from ..errors import CannotOpen
from ..folder import SYSTEM_REASONS, give_to_folder_owner, make_folder
from ..lock import FolderLock, InUse
from . import check, file

#: Pages copied at a time, about a megabyte, and the pause in seconds after them, in which the server has the disk.
PAGES = 256
PAUSE_SECONDS = 0.005
#: A restored meeting continues with revisions, and so with ids, that nobody can have seen before the restore: more than
#: a meeting leaves out that is read from disk 100,000 times after the backup (see loaded_meetings.py).
REVISION_LEAP = 10**12
_STAMP = "%Y-%m-%dT%H%M%SZ"
_DATED_NAME = re.compile(r"live-cop-\d{4}-\d\d-\d\dT\d{6}Z\.sqlite3")
_MAGIC = b"SQLite format 3\0"
#: In the data folder: where the last backup was put, so that a server that cannot start can say how to go back to it.
_LAST = "last_backup.txt"


class BackupError(Exception):
    """A backup or restore failed, and nothing was changed.

    `reason` is one word: no_data, no_file, no_folder, itself, not_ours, damaged, newer, cannot_read, cannot_write,
    full, in_use, in_use_database or failed. `params` hold the paths and the error that a message about it needs."""

    def __init__(self, reason: str, **params: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params


def back_up(data: Path, to: Path) -> Path:
    """Copies the data in the folder `data`, also while a server is running on it.

    `to` is a folder, in which a file with the time in its name is created, or a file, which is replaced. Returns the
    path of the copy. Raises BackupError."""
    source = data / file.NAME
    require_readable(source, "no_data")
    with backup_errors(source, to), _folder_lock(data):
        return put(data, to, source, lambda copy: _copy_database(file.connect(source), copy))


def put(data: Path, to: Path, source: Path, make: Callable[[Path], None]) -> Path:
    """Puts the file that `make` writes there as a backup, and notes that in the folder `data`. Raises BackupError."""
    with backup_errors(source, to):
        is_folder = to.is_dir()
        folder = to if is_folder else to.parent
        if not folder.is_dir():
            raise BackupError("no_folder", folder=folder)
    with backup_errors(source, folder):
        path = _unused_dated_path(folder) if is_folder else to
        _require_replaceable(path, source)
        write(path, source, make)
    _remember(data, path)
    return path


def write(path: Path, source: Path, make: Callable[[Path], None]) -> None:
    """Lets `make` write a file of ours, checks it, and gives it its name."""
    with atomic_replacement(path, _DATED_NAME.pattern) as copy:
        make(copy)
        _check(copy, source)
        sync_to_disk(copy)


def newest(data: Path) -> Path | None:
    """The newest backup that can be found, or None: where the last one was put, or in the data folder itself."""
    found: list[Path] = []
    with suppress(OSError, UnicodeError):
        last = Path((data / _LAST).read_text(encoding="utf-8").strip())
        found = [last, *_dated_in(last.parent)]
    with suppress(OSError):
        found += _dated_in(data)
    with suppress(OSError):
        return max((path for path in found if path.is_file()), key=lambda path: path.stat().st_mtime, default=None)
    return None


def _dated_in(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if _DATED_NAME.fullmatch(path.name)]


def _remember(data: Path, path: Path) -> None:
    """Notes where the last backup is. Without the note the backup is as good."""
    note = data / _LAST
    with suppress(OSError, UnicodeError), atomic_replacement(note) as new:
        new.write_text(f"{path.absolute()}\n", encoding="utf-8")


def prune(folder: Path, keep: int) -> None:
    """Removes all backups with a time in their names except the newest `keep`. Raises BackupError."""
    with backup_errors(folder, folder):
        for path in sorted(_dated_in(folder))[:-keep]:
            path.unlink(missing_ok=True)


def restore(source: Path, data: Path) -> Path | None:
    """Replaces the data by a backup, and gives each meeting a new epoch.

    Returns the path to which the previous data was moved, or None if there was none. Raises BackupError, also while
    anything uses the data."""
    require_readable(source, "no_file")
    with backup_errors(source, data):
        make_folder(data)
        with _folder_lock(data, exclusive=True):
            path = data / file.NAME
            with atomic_replacement(path, _DATED_NAME.pattern) as copy:
                prepare(source, copy)
                sync_to_disk(copy)
                return _set_aside(path)


def prepare(source: Path, copy: Path) -> None:
    """Writes what a backup is to be restored from: a copy that was checked, with a new epoch for each meeting."""
    _copy_database(check.connect_read_only(source), copy)
    _check(copy, source)
    _start_new_epochs(copy)


def path_aside(data: Path) -> Path:
    """Where what was there before a restore is kept."""
    return data / f"live_cop-before-{datetime.now(UTC).strftime(_STAMP)}-{secrets.token_hex(2)}.sqlite"


@contextmanager
def backup_errors(source: Path, folder: Path) -> Iterator[None]:
    """Raises the errors of SQLite, of the system and of the lock as a BackupError."""
    try:
        yield
    except sqlite3.Error as error:
        raise BackupError(file.reason_of(error), path=source, folder=folder, error=error) from error
    except InUse:
        raise BackupError("in_use", folder=folder) from None
    except OSError as error:
        reason = SYSTEM_REASONS.get(error.errno or 0, "failed")
        raise BackupError(reason, path=source, folder=folder, error=error.strerror) from error


@contextmanager
def _folder_lock(data: Path, *, exclusive: bool = False) -> Iterator[None]:
    lock = FolderLock(data, exclusive=exclusive)
    try:
        yield
    finally:
        lock.release()


def _copy_database(source: sqlite3.Connection, copy: Path) -> None:
    """Copies the database as it is at one moment, whatever is written meanwhile, to one file without a log."""
    with closing(source) as db, closing(sqlite3.connect(copy, isolation_level=None)) as target:
        # A read transaction fixes the moment. Without it, each commit of the server would restart the copy.
        db.execute("begin")
        db.execute("select count(*) from sqlite_master").fetchone()
        target.execute("pragma synchronous = off")
        db.backup(target, pages=PAGES, progress=lambda *_: time.sleep(PAUSE_SECONDS))
        target.execute("pragma journal_mode = delete")
        _clear_traces(target, copy)
        # All of it is in this one file, whatever the data was doing.
        check.need_no_log(target)


def _clear_traces(db: sqlite3.Connection, copy: Path) -> None:
    """Writes the copy anew if the file has still to be cleared of deleted data, or its places tell in which order
    photographs came: a backup is kept longer than either stays in the file."""
    if not file.has_table(db, "chores") or db.execute("select 1 from chores limit 1").fetchone() is None:
        return
    db.execute("delete from chores")
    file.vacuum(db, copy.parent)


def _check(copy: Path, source: Path) -> None:
    """Raises BackupError unless the copy is an undamaged file of ours that this version can read."""
    with closing(check.connect_read_only(copy)) as db:
        try:
            check.require_ours(db, source)
        except CannotOpen as error:
            raise BackupError(error.reason, **error.params) from None
        if not check.are_pages_whole(db, "integrity_check"):
            raise BackupError("damaged", path=source)


def _start_new_epochs(copy: Path) -> None:
    """Separates the restored meetings from later states that screens may still hold.

    A new epoch lets every screen receive everything again, and a leap of the revision keeps any id from being used
    twice. Letters that were waiting may have been sent since the backup, so they become `unsure`."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as db:
        db.execute("pragma synchronous = off")
        with file.transaction(db):
            query = "update meetings set epoch = lower(hex(randomblob(8))), revision = revision + ?"
            db.execute(query, (REVISION_LEAP,))
            # An empty step, so that a replay of the journals still gives the same revision.
            db.execute(
                "insert into journal (meeting, revision, at, name, changes)"
                " select code, revision, ?, 'meeting.restored', '[]' from meetings",
                (time.time_ns() // 1_000_000,),
            )
            # A backup of an older version has no such table.
            if file.has_table(db, "letters"):
                db.execute("update letters set state = 'unsure' where state in ('waiting', 'sending')")


def _set_aside(path: Path) -> Path | None:
    """Gives the present data and its log a second name with the time in it, and returns that, or None without data.

    The data keeps its own name too until the restored file replaces it, so there is no moment without data."""
    if not path.exists() and not sidecar(path, "-wal").exists():
        return None
    aside = path_aside(path.parent)
    try:
        for suffix in ("", "-wal"):
            if (present := sidecar(path, suffix)).exists():
                _link_or_copy(present, sidecar(aside, suffix))
        if path.exists():
            _checkpoint(path)
    except BaseException:
        for suffix in ("", "-wal"):
            sidecar(aside, suffix).unlink(missing_ok=True)
        raise
    # A log that could not be moved into the old file must not be applied to the new one.
    for suffix in SIDECAR_SUFFIXES:
        sidecar(path, suffix).unlink(missing_ok=True)
    return aside if aside.exists() else sidecar(aside, "-wal")


def _link_or_copy(path: Path, name: Path) -> None:
    try:
        os.link(path, name)
    except OSError:
        # Not every file system supports hard links.
        shutil.copy2(path, name)
        give_to_folder_owner(name)
        sync_to_disk(name)


def _checkpoint(path: Path) -> None:
    """Moves the log into the file, unless the file is damaged. Raises sqlite3.OperationalError if the file is open."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as db:
        try:
            db.execute("pragma journal_mode = delete")
        except sqlite3.Error as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise


def _unused_dated_path(folder: Path) -> Path:
    """An unused path with this second (UTC) in its name; waits for the next second if it is taken."""
    while (path := folder / f"live-cop-{datetime.now(UTC).strftime(_STAMP)}.sqlite3").exists():
        time.sleep(0.1)
    return path


def require_readable(path: Path, missing: str) -> None:
    """Raises BackupError with the reason `missing` if there is no such file, and `cannot_read` if it is unreadable."""
    try:
        exists = path.is_file()
        readable = os.access(path, os.R_OK)
    except PermissionError:
        exists, readable = True, False
    if not exists:
        raise BackupError(missing, path=path, folder=path.parent)
    if not readable:
        raise BackupError("cannot_read", path=path)


def _require_replaceable(path: Path, source: Path) -> None:
    """Raises BackupError if the backup would replace the data itself, or a file that is no database."""
    if not path.exists():
        return
    if source.exists() and path.samefile(source):
        raise BackupError("itself", path=path)
    with path.open("rb") as present:
        if present.read(len(_MAGIC)) != _MAGIC:
            raise BackupError("not_ours", path=path)

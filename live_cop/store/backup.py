"""Backups: a whole copy of the file while meetings are on, and the way back.

A copy is made under a name of its own, looked through, written to the disk, and only then takes its place; so under
the name of a backup, and under that of the data, there is always one whole file. The key that signs cookies is left out
on purpose: with it, who has a backup could be anybody in any meeting.
"""

import errno
import os
import re
import secrets
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import file
from .lock import FolderLock, InUse, lock
from .schema import MIGRATIONS

WINDOWS = os.name == "nt"
#: Pages copied in one go, about a megabyte, and the pause after them in seconds, in which the server has the disk.
PAGES = 256
PAUSE_SECONDS = 0.005
#: Nobody who copies leaves the copy alone for so long.
QUIET_SECONDS = 600
#: A restored meeting goes on with revisions (and so with ids) that nobody can have seen before the restore.
LEAP = 1_000_000
_STAMP = "%Y-%m-%dT%H%M%SZ"
_DATED = re.compile(r"live-cop-\d{4}-\d\d-\d\dT\d{6}Z\.sqlite3")
_MAGIC = b"SQLite format 3\0"
_BESIDE = ("-journal", "-wal", "-shm")
_TABLES = {"meetings", "records", "journal", "private_journal", "answers", "keys", "roles", "migrations"}
_OF_SQLITE = {
    sqlite3.SQLITE_NOTADB: "not_ours",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "cannot_write",
    sqlite3.SQLITE_CANTOPEN: "cannot_write",
    sqlite3.SQLITE_PERM: "cannot_write",
    sqlite3.SQLITE_BUSY: "in_use",
}
_OF_THE_SYSTEM = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EACCES: "cannot_write",
    errno.EPERM: "cannot_write",
    errno.EROFS: "cannot_write",
}


class BackupError(Exception):
    """It could not be done, and nothing was changed. `reason` is one word: no_data, no_file, no_folder, itself,
    not_ours, damaged, newer, cannot_read, cannot_write, full, in_use or failed; `params` say what it is about."""

    def __init__(self, reason: str, **params: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params


def back_up(data: Path, to: Path) -> Path:
    """Copies the data in folder `data` as it is now; a server may be running on it. `to` is a folder, which gets a file
    with the time in its name, or a file, which is replaced. Answers the path of the copy. Raises BackupError."""
    source = data / file.NAME
    _must_read(source, "no_data")
    with _told(source, to):
        dated = to.is_dir()
        folder = to if dated else to.parent
        if not folder.is_dir():
            raise BackupError("no_folder", folder=folder)
    with _told(source, folder), _used(data):
        path = _dated(folder) if dated else to
        _may_replace(path, source)
        with _whole(path) as part:
            _copy(file.connect(source), part)
            _look_through(part, source)
            _to_disk(part)
    return path


def prune(folder: Path, keep: int) -> None:
    """Removes all backups with the time in their names but the newest `keep`. Raises BackupError."""
    with _told(folder, folder):
        dated = sorted(path for path in folder.iterdir() if _DATED.fullmatch(path.name))
        for path in dated[:-keep]:
            path.unlink(missing_ok=True)


def restore(source: Path, data: Path) -> Path | None:
    """Puts the backup in place of the data, each meeting with a new epoch. Answers the path under which the data that
    was there is kept, or None where there was none. Raises BackupError, also while anything uses the data."""
    _must_read(source, "no_file")
    with _told(source, data):
        file.make_folder(data)
        with _used(data, exclusive=True):
            path = data / file.NAME
            with _whole(path) as part:
                _copy(_reader(source), part)
                _look_through(part, source)
                _renew(part)
                _to_disk(part)
                return _keep(path)


@contextmanager
def _told(source: Path, folder: Path) -> Iterator[None]:
    """Whatever goes wrong inside comes out as a BackupError."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0)
        reason = _OF_SQLITE.get(code & 0xFF, "failed")
        # A write that fails is nearly always a disk that is full, or a limit of the same sort.
        reason = "full" if code == sqlite3.SQLITE_IOERR_WRITE else reason
        raise BackupError(reason, path=source, folder=folder, error=error) from error
    except InUse:
        raise BackupError("in_use", folder=folder) from None
    except OSError as error:
        reason = _OF_THE_SYSTEM.get(error.errno or 0, "failed")
        raise BackupError(reason, path=source, folder=folder, error=error.strerror) from error


@contextmanager
def _used(data: Path, *, exclusive: bool = False) -> Iterator[None]:
    hold = FolderLock(data, exclusive=exclusive)
    try:
        yield
    finally:
        hold.release()


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A new file beside `path`, readable by its owner only, that takes the place of `path` at the end or, if anything
    goes wrong, is removed."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    _sweep(path)
    try:
        with _claimed(part):
            yield part
        part.replace(path)
        _to_disk(path.parent)
    finally:
        _drop(part)


@contextmanager
def _claimed(part: Path) -> Iterator[None]:
    """Makes the file and shows others that somebody is at work on it, until this process ends or is done with it."""
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        # On Windows a lock would keep SQLite from writing. Nor is it needed: nobody can remove an open file there.
        if not WINDOWS:
            with suppress(OSError, InUse):
                lock(handle, exclusive=True)
        file.give_to_folder_owner(part)
        yield
        # Fresh again: whoever sweeps here leaves it alone in the moment until it has its name.
        os.utime(part)
    finally:
        # Windows renames and removes only files that nobody has open.
        os.close(handle)


def _sweep(path: Path) -> None:
    """Throws away what was begun beside `path` by somebody who was killed over it: each would be as big as the data.
    That it cannot be done stops nobody."""
    name = re.compile(rf"(\.(?:{_DATED.pattern}|{re.escape(path.name)})\.[0-9a-f]{{8}}\.part)(?:-journal|-wal|-shm)?")
    with suppress(OSError):
        found = {path.with_name(known[1]) for each in path.parent.iterdir() if (known := name.fullmatch(each.name))}
        for part in found:
            if _is_dead(part):
                _drop(part)


def _is_dead(part: Path) -> bool:
    """Whether nobody is at work on this: nobody holds it, and it has been left alone for a while, as it is not in the
    moment before its maker holds it, nor on a disk in the network that forgets who holds what."""
    try:
        if time.time() - part.stat().st_mtime < QUIET_SECONDS:
            return False
        with part.open("rb+") as held:
            if not WINDOWS:
                lock(held, exclusive=True)
    except FileNotFoundError:
        return True
    except (OSError, InUse):
        return False
    return True


def _drop(part: Path) -> None:
    for end in ("", *_BESIDE):
        _beside(part, end).unlink(missing_ok=True)


def _copy(source: sqlite3.Connection, part: Path) -> None:
    """The database at one moment, whatever is written to it meanwhile, and in one file without a log beside it."""
    with closing(source) as db, closing(sqlite3.connect(part, isolation_level=None)) as copy:
        # This moment. Without it, each commit of the server would make the copy start all over again.
        db.execute("begin")
        db.execute("select count(*) from sqlite_master").fetchone()
        copy.execute("pragma synchronous = off")
        db.backup(copy, pages=PAGES, progress=lambda *_: time.sleep(PAUSE_SECONDS))
        copy.execute("pragma journal_mode = delete")


def _reader(path: Path) -> sqlite3.Connection:
    """A connection that leaves nothing beside the file. One with a log beside it may be written to by somebody."""
    how = "mode=ro" if _beside(path, "-wal").exists() else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None, timeout=file.PATIENCE)


def _look_through(part: Path, source: Path) -> None:
    """Raises BackupError unless this is a whole file of ours that this version can read."""
    with closing(_reader(part)) as db:
        if not {name for (name,) in db.execute("select name from sqlite_master where type = 'table'")} >= _TABLES:
            raise BackupError("not_ours", path=source)
        [[newest]] = db.execute("select max(number) from migrations")
        if newest is None:
            raise BackupError("not_ours", path=source)
        if newest > len(MIGRATIONS):
            raise BackupError("newer", path=source)
        whole = db.execute("pragma integrity_check(1)").fetchone()[0] == "ok"
        if not whole or db.execute("pragma foreign_key_check").fetchone():
            raise BackupError("damaged", path=source)


def _renew(part: Path) -> None:
    """Makes the restored meetings others than those that screens may still remember further on than the backup: a new
    epoch, so that everything is sent anew, and a leap of the revision, so that no id is given a second time. And
    letters that waited then may have been sent since: nobody is to have one twice."""
    with closing(sqlite3.connect(part, isolation_level=None)) as db:
        db.execute("pragma synchronous = off")
        with file.transaction(db):
            db.execute("update meetings set epoch = lower(hex(randomblob(8))), revision = revision + ?", (LEAP,))
            # So that the journals alone still give the meeting.
            db.execute(
                "insert into journal (meeting, revision, at, name, changes)"
                " select code, revision, ?, 'meeting.restored', '[]' from meetings",
                (time.time_ns() // 1_000_000,),
            )
            # A backup of an older version has none.
            if db.execute("select 1 from sqlite_master where name = 'letters'").fetchone():
                db.execute("update letters set state = 'unsure' where state in ('waiting', 'sending')")


def _keep(path: Path) -> Path | None:
    """The present data under a name with the time in it, its log too, without a moment in which there is none under
    its own."""
    if not path.exists():
        return None
    kept = path.with_name(f"live_cop-before-{datetime.now(UTC).strftime(_STAMP)}-{secrets.token_hex(2)}.sqlite")
    try:
        for end in ("", "-wal"):
            if (there := _beside(path, end)).exists():
                _second_name(there, _beside(kept, end))
        _fold(path)
    except BaseException:
        for end in ("", "-wal"):
            _beside(kept, end).unlink(missing_ok=True)
        raise
    # A log that could not be folded in must not be taken for that of the file that comes now.
    for end in _BESIDE:
        _beside(path, end).unlink(missing_ok=True)
    return kept


def _second_name(path: Path, name: Path) -> None:
    try:
        os.link(path, name)
    except OSError:
        # Not every file system can give one file two names.
        shutil.copy2(path, name)
        file.give_to_folder_owner(name)
        _to_disk(name)


def _fold(path: Path) -> None:
    """Brings what stands in the log into the file, where that can be. Raises sqlite3.OperationalError when somebody has
    the file open."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as db:
        try:
            db.execute("pragma journal_mode = delete")
        except sqlite3.Error as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _dated(folder: Path) -> Path:
    """A path that nobody has, named after this second (UTC) or the first one that is free."""
    while (path := folder / f"live-cop-{datetime.now(UTC).strftime(_STAMP)}.sqlite3").exists():
        time.sleep(0.1)
    return path


def _must_read(path: Path, missing: str) -> None:
    """Raises BackupError for a file that is not there, with the reason `missing`, and for one that is not for us."""
    try:
        there = path.is_file()
        readable = os.access(path, os.R_OK)
    except PermissionError:
        there, readable = True, False
    if not there:
        raise BackupError(missing, path=path, folder=path.parent)
    if not readable:
        raise BackupError("cannot_read", path=path)


def _may_replace(path: Path, source: Path) -> None:
    """Raises BackupError where the backup would take the place of the data, or of something that is no database."""
    if not path.exists():
        return
    if path.samefile(source):
        raise BackupError("itself", path=path)
    with path.open("rb") as there:
        if there.read(len(_MAGIC)) != _MAGIC:
            raise BackupError("not_ours", path=path)


def _to_disk(path: Path) -> None:
    """Waits until what was written to this file, or the names in this folder, are safely on the disk."""
    if WINDOWS and path.is_dir():
        # Windows opens no folders; its file system keeps a journal of names.
        return
    handle = os.open(path, os.O_RDWR if WINDOWS else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

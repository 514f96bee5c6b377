"""Replaces a file atomically: a temporary file beside it takes its place when it is complete and on the disk.

So a path always names either the old whole file or the new whole file. A temporary file whose process was killed is as
large as the data, so the next replacement of a file in the same folder removes it.
"""

import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .folder import give_to_folder_owner
from .lock import InUse, lock

WINDOWS = os.name == "nt"
#: A process that writes a temporary file never pauses for so many seconds.
ABANDONED_AFTER_SECONDS = 600
#: The files that SQLite puts beside a database. They are removed in this order, which is SQLite's: an index (-shm)
#: without its log (-wal) shows that somebody else removed the log.
SIDECAR_SUFFIXES = ("-journal", "-shm", "-wal")


@contextmanager
def atomic_replacement(path: Path, siblings: str = r"(?!)") -> Iterator[Path]:
    """Yields a new file beside `path`, readable by its owner only, which replaces `path` at the end of the block.

    If the block raises, the new file is removed and `path` stays as it was. First removes abandoned temporary files
    of `path` and of files in the same folder whose names match the pattern `siblings`."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    _remove_abandoned(path, siblings)
    try:
        with _created_and_locked(temporary):
            yield temporary
        temporary.replace(path)
        sync_to_disk(path.parent)
    finally:
        _remove(temporary)


def sidecar(path: Path, suffix: str) -> Path:
    """The file that SQLite puts beside a database under this suffix."""
    return path.with_name(path.name + suffix)


def sync_to_disk(path: Path) -> None:
    """Waits until the content of this file, or the names in this folder, are on the disk."""
    if WINDOWS and path.is_dir():
        # Windows cannot open folders; its file system keeps a journal of names.
        return
    handle = os.open(path, os.O_RDWR if WINDOWS else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _created_and_locked(temporary: Path) -> Iterator[None]:
    """Creates the file and holds a lock on it during the block, which shows other processes that it is in use."""
    handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        # On Windows a lock would stop SQLite from writing, and none is needed: an open file cannot be removed there.
        if not WINDOWS:
            with suppress(OSError, InUse):
                lock(handle, exclusive=True)
        give_to_folder_owner(temporary)
        yield
        # A fresh date: between the unlock and the rename no other process may take it for abandoned.
        os.utime(temporary)
    finally:
        # Closed before the rename, since Windows renames and removes only files that are not open.
        os.close(handle)


def _remove_abandoned(path: Path, siblings: str) -> None:
    """Removes temporary files of killed processes. Failing to do so is no reason to stop."""
    name = re.compile(rf"(\.(?:{siblings}|{re.escape(path.name)})\.[0-9a-f]{{8}}\.part)(?:-journal|-wal|-shm)?")
    with suppress(OSError):
        matches = (name.fullmatch(each.name) for each in path.parent.iterdir())
        for temporary in {path.with_name(match[1]) for match in matches if match}:
            if _is_abandoned(temporary):
                _remove(temporary)


def _is_abandoned(temporary: Path) -> bool:
    """Whether no process writes to the file: it is old, and nobody holds its lock.

    Its age counts because its process does not hold the lock in the first moment, and because some network file
    systems lose locks."""
    try:
        if time.time() - temporary.stat().st_mtime < ABANDONED_AFTER_SECONDS:
            return False
        with temporary.open("rb+") as opened:
            if not WINDOWS:
                lock(opened, exclusive=True)
    except FileNotFoundError:
        return True
    except (OSError, InUse):
        return False
    return True


def _remove(temporary: Path) -> None:
    for suffix in ("", *SIDECAR_SUFFIXES):
        sidecar(temporary, suffix).unlink(missing_ok=True)

"""The locks on a data folder: who uses it (`IN_USE`), and who alone writes to it (`WRITER`).

Stores and backups share the first; restoring a backup and purging need it exclusively. The second is held by the one
store that is open: two servers would not know of each other's meetings. The processes of one server, which do, share
it.

They are locks of the operating system, so they are released however their process ends, and they hold for every path
that leads to the folder. portalocker uses `flock` on Linux and macOS and `LockFileEx` on Windows.
"""

import os
from pathlib import Path
from typing import IO

import portalocker
from portalocker import LockFlags

from . import file

IN_USE, WRITER = "in_use.lock", "server.lock"


class InUse(Exception):
    """Another process holds a lock that excludes this one."""


class NoLocks(OSError):
    """The file system has no locks, as some network file systems."""


def lock(handle: IO[bytes] | int, *, exclusive: bool) -> None:
    """Locks an open file without waiting. Raises InUse, or NoLocks."""
    kind = LockFlags.EXCLUSIVE if exclusive else LockFlags.SHARED
    try:
        portalocker.lock(handle, kind | LockFlags.NON_BLOCKING)
    except portalocker.AlreadyLocked:
        raise InUse from None
    except portalocker.LockException as error:
        cause = error.__cause__
        raise NoLocks(getattr(cause, "errno", None), getattr(cause, "strerror", None) or error.strerror) from error


class FolderLock:
    """A lock on a folder, held from construction until `release`. Raises InUse or OSError."""

    def __init__(self, folder: Path, name: str = IN_USE, *, exclusive: bool = False) -> None:
        path = folder / name
        self._file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        try:
            file.give_to_folder_owner(path)
            lock(self._file, exclusive=exclusive)
        except BaseException:
            self._file.close()
            raise

    def share(self) -> None:
        """From now on others may share it."""
        lock(self._file, exclusive=False)

    def is_alone(self) -> bool:
        """Whether nobody else shares it. It may no longer be held after that: for whoever is about to release it."""
        try:
            lock(self._file, exclusive=True)
        except (InUse, NoLocks):
            return False
        return True

    def release(self) -> None:
        """Closing the file releases the lock."""
        self._file.close()


def is_held(folder: Path, name: str) -> bool:
    """Whether somebody holds this lock exclusively."""
    try:
        with (folder / name).open("rb") as opened:
            lock(opened, exclusive=False)
    except InUse:
        return True
    except OSError:
        pass
    return False

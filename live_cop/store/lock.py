"""The lock on a data folder. Stores and backups share it; restoring a backup and purging need it exclusively.

It is a lock of the operating system, so it is released however its process ends. portalocker uses `flock` on Linux and
macOS and `LockFileEx` on Windows.
"""

import os
from pathlib import Path
from typing import IO

import portalocker
from portalocker import LockFlags

from . import file

NAME = "in_use.lock"


class InUse(Exception):
    """Another process holds a lock that excludes this one."""


def lock(handle: IO[bytes] | int, *, exclusive: bool) -> None:
    """Locks an open file without waiting. Raises InUse, or OSError where the file system has no locks."""
    kind = LockFlags.EXCLUSIVE if exclusive else LockFlags.SHARED
    try:
        portalocker.lock(handle, kind | LockFlags.NON_BLOCKING)
    except portalocker.AlreadyLocked:
        raise InUse from None
    except portalocker.LockException as error:
        raise OSError(error.strerror) from error


class FolderLock:
    """The lock on a folder, held from construction until `release`. Raises InUse or OSError."""

    def __init__(self, folder: Path, *, exclusive: bool = False) -> None:
        path = folder / NAME
        self._file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        try:
            file.give_to_folder_owner(path)
            lock(self._file, exclusive=exclusive)
        except BaseException:
            self._file.close()
            raise

    def release(self) -> None:
        """Closing the file releases the lock."""
        self._file.close()

"""The locks on a data folder: who uses it (`IN_USE`), who alone writes to it (`WRITER`), and who writes the whole file
anew (`SORTING`), for which all others wait.

Stores and backups share the first; restoring a backup and purging need it exclusively. The second is held by the one
store that is open: two servers would not know of each other's meetings. The processes of one server, which do, share
it.

They are locks of the operating system, so they are released however their process ends, and they hold for every path
that leads to the folder. portalocker uses `flock` on Linux and macOS and `LockFileEx` on Windows.
"""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, TypeVar

import portalocker
from portalocker import LockFlags

from .folder import give_to_folder_owner

IN_USE, WRITER, SORTING = "in_use.lock", "server.lock", "sorting.lock"
#: Seconds for which a process of a server waits for the first one, which looks through the file: see check.py.
JOIN_SECONDS = 60
T = TypeVar("T")


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
            give_to_folder_owner(path)
            lock(self._file, exclusive=exclusive)
        except BaseException:
            self._file.close()
            raise

    def share(self) -> None:
        """From now on others may share it. Waits for one that takes it alone at just this moment; raises InUse where
        that takes too long."""
        _patiently(lambda: lock(self._file, exclusive=False))

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


def join(folder: Path) -> tuple[FolderLock, bool]:
    """The writer's lock for one of several processes that share it, and whether that is the first one. The first holds
    it alone, while it looks through the file, until it says `share`; others wait for that. Raises InUse or OSError."""

    def attempt() -> tuple[FolderLock, bool]:
        for is_first in (True, False):
            with suppress(InUse):
                return FolderLock(folder, WRITER, exclusive=is_first), is_first
        raise InUse

    return _patiently(attempt)


def _patiently(attempt: Callable[[], T]) -> T:
    """Makes this attempt until it does not raise InUse; raises that where it takes too long."""
    until = time.monotonic() + JOIN_SECONDS
    while True:
        try:
            return attempt()
        except InUse:
            if time.monotonic() > until:
                raise
        time.sleep(0.05)


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

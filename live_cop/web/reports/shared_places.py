"""How many reports are made at a time on a machine on which several processes of a server run.

Each process has its own queue (live/fair_queue.py) for its own meetings. Beside that it needs one of the places of all
of them: a lock on a file, which ends with its process whatever happens.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ...store.lock import FolderLock, InUse

#: How often it is looked for a free place.
LOOK_SECONDS = 0.05


class SharedPlaces:
    """So many places, as locks in a folder; any number as long as there is none."""

    def __init__(self, places: int) -> None:
        self._places = places
        self.folder: Path | None = None

    @contextmanager
    def hold(self, timeout: float) -> Iterator[bool]:
        """One of the places, for the block, which is told whether one became free in time. For a thread."""
        lock, until = None, time.monotonic() + timeout
        while self.folder is not None and lock is None and time.monotonic() < until:
            lock = self._free_one(self.folder)
            if lock is None:
                time.sleep(LOOK_SECONDS)
        try:
            yield self.folder is None or lock is not None
        finally:
            if lock is not None:
                lock.release()

    def _free_one(self, folder: Path) -> FolderLock | None:
        for number in range(self._places):
            try:
                return FolderLock(folder, f"report-{number}.lock", exclusive=True)
            except InUse:
                continue
        return None

"""Clears the traces of deleted data from the file.

SQLite overwrites what it deletes, but a page that was once split or emptied can still hold a copy in its free space,
and the write-ahead log holds pages as they were. A scrub overwrites the free space of every page with zeros, some pages
at a time, so that everything else goes on in between. That it is pending is a row (privacy/traces.py).

The format of the file is described at https://www.sqlite.org/fileformat2.html, sections 1.6 and 1.8, and will not
change.
"""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from ..privacy import traces

#: The largest file, in bytes, that is scrubbed in one go, within the commit: that takes about 20 ms.
SMALL_FILE_BYTES = 4 << 20
#: Bytes of the file that are cleared at a time, in about 10 ms. Every writer waits for that long.
PIECE_BYTES = 1 << 20
#: Milliseconds for which a checkpoint waits for readers. A backup may read for minutes.
_CHECKPOINT_WAIT_MS = 20
#: The first byte of a page with rows or keys. All other pages begin with the number of a page, whose first byte is one
#: of these only in a file of more than 128 GB.
_INTERIOR, _LEAF = (2, 5), (10, 13)
#: The page with this byte is SQLite's for locks, and holds nothing.
_LOCK_BYTE = 1 << 30


def is_small(path: Path) -> bool:
    """Whether the file is so small that nobody notices when it is scrubbed in one go."""
    return path.stat().st_size <= SMALL_FILE_BYTES


class Scrubber:
    """Scrubs the file at `path` over the connection of this process's one writer. `is_shared` says whether other
    processes use the file.

    It keeps the file open until `close`: to close it while SQLite uses it would release SQLite's own locks."""

    def __init__(self, db: sqlite3.Connection, path: Path, *, is_shared: bool = False) -> None:
        self._db = db
        self._is_shared = is_shared
        self._wal = path.with_name(f"{path.name}-wal")
        self._file = path.open("r+b", buffering=0)
        self._position = 0
        #: The rows of the deletions whose traces are gone once this scrub has come to the end of the file.
        self._pending: list[tuple[str]] = []

    def restart(self) -> None:
        """Begins anew, so that the end of this scrub is also that of what has just been deleted."""
        self._position = 0

    def step(self) -> bool | None:
        """Clears one more piece. True if it was the last one: nothing is pending any more. None if somebody reads the
        log, so that it has to wait."""
        if not checkpoint(self._db):
            return None
        # Pages in the connection's memory have their free space as it was, and would be written to the file again.
        self._db.execute("pragma shrink_memory")
        self._db.execute("begin immediate")
        try:
            if self._wal.exists() and self._wal.stat().st_size:
                return None
            if not self._position:
                self._pending = traces.pending(self._db)
            is_last = self._clear_piece()
            if is_last:
                os.fsync(self._file.fileno())
                traces.done(self._db, self._pending)
                self._position = 0
            if self._is_shared:
                # After a commit, other processes read the pages anew that they have in memory, as they were before.
                self._db.execute("update openings set writes = writes + 1")
            self._db.execute("commit")
            return is_last
        finally:
            if self._db.in_transaction:
                self._db.execute("rollback")

    def close(self) -> None:
        """Closes the file. All connections of this process must be closed before."""
        self._file.close()

    def _clear_piece(self) -> bool:
        """Clears the next pages; whether they were the last ones."""
        self._file.seek(0)
        head = self._file.read(100)
        size = int.from_bytes(head[16:18])
        size = 1 << 16 if size == 1 else size
        usable, is_auto_vacuum = size - head[20], any(head[52:56])
        self._file.seek(self._position)
        piece = self._file.read(max(PIECE_BYTES, size))
        is_changed = False
        for start in range(0, len(piece) - size + 1, size):
            place = self._position + start
            if is_auto_vacuum and _is_map(place // size, _LOCK_BYTE // size, usable):
                continue
            page = piece[start : start + size]
            for begin, end in _free_space(page, 0 if place else len(head), usable):
                if page.count(0, begin, end) != end - begin:
                    self._file.seek(place + begin)
                    self._file.write(bytes(end - begin))
                    is_changed = True
        if is_changed:
            # What is left for the end, for which every writer waits, would be the more the larger the file is.
            os.fsync(self._file.fileno())
        self._position += len(piece)
        return len(piece) < max(PIECE_BYTES, size)


def _is_map(index: int, lock: int, usable: int) -> bool:
    """Whether the page with this index, from 0, tells where other pages belong: a file with `auto_vacuum` has such a
    page before all pages that it tells of, each with five bytes. Its bytes can look like the beginning of rows."""
    every = usable // 5 + 1
    return index != lock and (index % every == 1 or (index == lock + 1 and lock % every == 1))


def _free_space(page: bytes, header: int, usable: int) -> Iterator[tuple[int, int]]:
    """From where to where a page has nothing in it: between its directory and its cells, and where cells were."""
    kind = page[header]
    if kind not in (*_INTERIOR, *_LEAF):
        return
    free, cells, content = (int.from_bytes(page[header + at : header + at + 2]) for at in (1, 3, 5))
    directory = header + (12 if kind in _INTERIOR else 8) + 2 * cells
    content = content or 1 << 16
    if not directory <= content <= usable:
        return
    yield directory, content
    while content <= free <= usable - 4:
        following, size = (int.from_bytes(page[free + at : free + at + 2]) for at in (0, 2))
        if not 4 <= size <= usable - free:
            return
        yield free + 4, free + size
        if following <= free:
            return
        free = following


def checkpoint(db: sqlite3.Connection) -> bool:
    """Moves the write-ahead log into the file and empties it. Returns whether no reader prevented that."""
    [[timeout]] = db.execute("pragma busy_timeout")
    db.execute(f"pragma busy_timeout = {_CHECKPOINT_WAIT_MS}")
    try:
        busy, *_ = db.execute("pragma wal_checkpoint(truncate)").fetchone()
        return not busy
    finally:
        db.execute(f"pragma busy_timeout = {timeout}")

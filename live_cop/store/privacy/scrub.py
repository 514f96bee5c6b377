"""Clears the traces of deleted data from the file.

SQLite overwrites what it deletes, but a page that was once split can still hold a copy in its free space, and the
write-ahead log holds pages as they were. That a scrub is pending is a row of its own, written in the transaction of the
deletion, so it survives a crash. The row says nothing about what was deleted.
"""

import sqlite3
from collections.abc import Collection
from pathlib import Path

#: The largest file, in bytes, that is rewritten during meetings. Rewriting takes about 10 ms for each megabyte, and
#: every writer waits for that long.
SMALL_FILE_BYTES = 32 << 20
#: Bytes of the file searched at a time, which is for how long the rest of the server waits.
_CHUNK = 1 << 18
#: Milliseconds for which a checkpoint waits for readers. A backup may read for minutes.
_CHECKPOINT_WAIT_MS = 100


def mark_dirty(db: sqlite3.Connection) -> None:
    """Records that a scrub is pending. Inside the transaction of the deletion."""
    db.execute("insert into chores (name) values ('clear') on conflict (name) do nothing")


def is_dirty(db: sqlite3.Connection) -> bool:
    """Whether a scrub is pending."""
    return db.execute("select 1 from chores").fetchone() is not None


def scrub(db: sqlite3.Connection, path: Path, traces: Collection[bytes] = ()) -> bool:
    """Clears the traces of deleted data. Returns whether that succeeded; it fails while somebody reads the log.

    Rewriting the file takes a moment in which nobody else can write. With `traces` (byte strings) the file is rewritten
    only if it contains one of them; otherwise that is left for the night, and at most a fragment remains until then."""
    if not checkpoint(db):
        return False
    if traces and not _contains(path, traces):
        return True
    db.execute("vacuum")
    if not checkpoint(db):
        return False
    db.execute("delete from chores")
    return True


def is_small(path: Path) -> bool:
    """Whether the file is so small that hardly anybody notices when it is rewritten."""
    return path.stat().st_size <= SMALL_FILE_BYTES


def checkpoint(db: sqlite3.Connection) -> bool:
    """Moves the write-ahead log into the file and empties it. Returns whether no reader prevented that."""
    [[timeout]] = db.execute("pragma busy_timeout")
    db.execute(f"pragma busy_timeout = {_CHECKPOINT_WAIT_MS}")
    try:
        busy, *_ = db.execute("pragma wal_checkpoint(truncate)").fetchone()
        return not busy
    finally:
        db.execute(f"pragma busy_timeout = {timeout}")


def _contains(path: Path, traces: Collection[bytes]) -> bool:
    longest = max(map(len, traces))
    tail = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            window = tail + chunk
            if any(trace in window for trace in traces):
                return True
            tail = window[-longest:]
    return False

"""What must still be done to the file itself after something was deleted from it.

SQLite overwrites what it deletes, but a page that was once divided can still hold a copy in the space between its rows,
and the log holds the pages as they were. That there is something to do is a row of its own, written with the deletion:
so it is not forgotten, whatever happens before it is done. What was deleted is not in it.
"""

import sqlite3
from collections.abc import Collection
from pathlib import Path

#: Bytes of a file that can be written anew while people meet: it takes some 10 ms for each megabyte, and all who write
#: wait for that long.
QUICK = 32 << 20
#: How much of the file is looked through in one go. Looking holds up the rest of the server for that long only.
_CHUNK = 1 << 18
#: How long the log waits for whoever reads it, in milliseconds. A backup may read for minutes.
_PATIENCE = 100


def mark_dirty(db: sqlite3.Connection) -> None:
    """Notes that traces may be left. Inside the transaction that deletes."""
    db.execute("insert into chores (name) values ('clear') on conflict (name) do nothing")


def is_dirty(db: sqlite3.Connection) -> bool:
    """Whether traces may be left."""
    return db.execute("select 1 from chores").fetchone() is not None


def scrub(db: sqlite3.Connection, path: Path, traces: Collection[bytes] = ()) -> bool:
    """Leaves no trace of what was deleted; whether that could be done.

    To write the file anew takes a moment, in which nobody else writes. With `traces` that is left for a quiet hour
    unless one of them is found in the file: what may be left till then is a broken piece."""
    if not fold(db):
        return False
    if traces and not _holds(path, traces):
        return True
    db.execute("vacuum")
    if not fold(db):
        return False
    db.execute("delete from chores")
    return True


def is_quick(path: Path) -> bool:
    """Whether a file is so small that hardly anybody notices when it is written anew."""
    return path.stat().st_size <= QUICK


def fold(db: sqlite3.Connection) -> bool:
    """Folds the log into the file and empties it; whether nobody was reading it just then."""
    [[patience]] = db.execute("pragma busy_timeout")
    db.execute(f"pragma busy_timeout = {_PATIENCE}")
    try:
        busy, *_ = db.execute("pragma wal_checkpoint(truncate)").fetchone()
        return not busy
    finally:
        db.execute(f"pragma busy_timeout = {patience}")


def _holds(path: Path, traces: Collection[bytes]) -> bool:
    longest = max(map(len, traces))
    end = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            here = end + chunk
            if any(trace in here for trace in traces):
                return True
            end = here[-longest:]
    return False

"""Remembers what is still to be done to the file: to clear the traces of deleted data, and to write it anew where the
places of pictures tell in which order they came. How that is done is the database's own.

That it is pending is a row of its own, written in the transaction of the deletion or the close, so it survives a crash.
The row says nothing about what it is for. Each deletion and each close writes one of its own, and whoever does the work
deletes those that were there when it began: other processes may delete or close something meanwhile.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from ..database import Connection, Database

#: What the names of the rows begin with that ask for the file to be written anew; all others ask for a scrub.
_SORT = "sort "


@contextmanager
def deletion(database: Database) -> Iterator[Connection]:
    """A transaction of the writer that deletes, after which the traces are to be cleared."""
    with database.writing() as db:
        before = db.total_changes
        yield db
        deleted = db.total_changes > before
        if deleted:
            mark_dirty(db)
    if deleted:
        database.deleted(at_once=False)


def mark_dirty(db: Connection) -> None:
    """Records that a scrub is pending. Inside the transaction of the deletion."""
    db.execute("insert into chores (name) values (?)", (f"clear {secrets.token_hex(8)}",))


def is_dirty(db: Connection) -> bool:
    """Whether a scrub is pending."""
    return bool(pending(db))


def pending(db: Connection) -> list[tuple[str]]:
    """The rows of the deletions whose traces are to be cleared now."""
    return [row for row in _all(db) if not row[0].startswith(_SORT)]


def mark_unsorted(db: Connection) -> None:
    """Records that pictures lie in the order in which they came: SQLite gives each the next pages of the file. Inside
    the transaction that closes their meeting."""
    db.execute("insert into chores (name) values (?)", (f"{_SORT}{secrets.token_hex(8)}",))


def unsorted(db: Connection) -> list[tuple[str]]:
    """The rows of the meetings whose pictures lie in the order in which they came."""
    return [row for row in _all(db) if row[0].startswith(_SORT)]


def done(db: Connection, rows: list[tuple[str]]) -> None:
    """What these rows asked for is done. Inside a transaction."""
    db.executemany("delete from chores where name = ?", rows)


def _all(db: Connection) -> list[tuple[str]]:
    return [(name,) for (name,) in db.execute("select name from chores").fetchall()]

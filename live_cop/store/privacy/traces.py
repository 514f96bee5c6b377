"""Remembers that traces of deleted data are to be cleared: how, is the database's own.

That this is pending is a row of its own, written in the transaction of the deletion, so it survives a crash. The row
says nothing about what was deleted. Each deletion writes one of its own, and a scrub deletes those that were there when
it began: other processes may delete something meanwhile.
"""

import secrets

from ..database import Connection

#: The row that says that the places of pictures still tell in which order they came.
_UNSORTED = "sort pictures"


def mark_dirty(db: Connection) -> None:
    """Records that a scrub is pending. Inside the transaction of the deletion."""
    db.execute("insert into chores (name) values (?)", (f"clear {secrets.token_hex(8)}",))


def is_dirty(db: Connection) -> bool:
    """Whether a scrub is pending."""
    return db.execute("select 1 from chores where name <> ?", (_UNSORTED,)).fetchone() is not None


def pending(db: Connection) -> list[tuple[str]]:
    """The rows of the deletions whose traces are to be cleared now."""
    return [tuple(row) for row in db.execute("select name from chores where name <> ?", (_UNSORTED,)).fetchall()]


def cleared(db: Connection, done: list[tuple[str]]) -> None:
    """The traces of these deletions are gone."""
    db.executemany("delete from chores where name = ?", done)


def mark_unsorted(db: Connection) -> None:
    """Records that pictures lie in the order in which they came: SQLite gives each the next pages of the file. Inside
    the transaction that closes their meeting."""
    db.execute("insert into chores (name) values (?) on conflict do nothing", (_UNSORTED,))


def is_unsorted(db: Connection) -> bool:
    """Whether pictures of closed meetings may lie in the order in which they came."""
    return db.execute("select 1 from chores where name = ?", (_UNSORTED,)).fetchone() is not None


def sorted_now(db: Connection) -> None:
    """They lie in the order of their addresses. Inside a transaction."""
    db.execute("delete from chores where name = ?", (_UNSORTED,))

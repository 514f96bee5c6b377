"""Moves everything from one database into another one that is empty, and compares the two row by row.

What is not moved: leases, which are of processes that are gone, and what was still to be cleared of deleted data, since
none of it comes along.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from . import leases
from .database import Connection, Database
from .errors import StoreError
from .privacy.retention import BULKY

#: The columns of each table, and in what order its rows are read: those with a `rowid` as they were inserted.
TABLES = {
    "meetings": ("code, epoch, revision, created_at, secret", "code"),
    "records": ("meeting, kind, id, revision, audience, lost, record", "rowid"),
    "journal": ("meeting, revision, at, name, changes", "revision"),
    "private_journal": ("meeting, revision, place, changes", "revision, place"),
    "answers": ("meeting, key, revision, answer", "rowid"),
    "note_sightings": ("meeting, minute, note, zone, note_group", "minute, note"),
    "pictures": ("meeting, digest, media, bytes, width, height", "digest"),
    "keys": ("hash, meeting, role, person, version, alive", "hash"),
    "roles": ("meeting, role, version", "meeting, role"),
    "join_codes": ("code, meeting", "code"),
    "communities": (
        "id, name, key, created_at, attendance_days, wall_days, accent, logo_digest, logo_width, logo_height, logo,"
        " time_zone, running_orders",
        "id",
    ),
    "belonging": ("meeting, community, added_at", "meeting"),
    "breadth": ("meeting, counted", "meeting"),
    "attendance": (
        "id, owner, key, stop, name, organisation, email, kind, write, named, words, agreed, on_paper, day, version",
        "id",
    ),
    "attended": ("entry, meeting, day", "entry, meeting"),
    "consent_words": ("version, text, day", "version"),
    "deciders": ("id, owner, name, role, organisation, email", "id"),
    "mailings": ("id, meeting, number, kind, subject, words, length, link, base, day, reply_to, sequence", "id"),
    "letters": ("mailing, recipient, meeting, state, tries, reason, message_id", "mailing, recipient"),
}
#: How many rows are written at a time; a picture may have megabytes.
PIECE_ROWS, PIECE_PICTURES = 500, 10


class Unequal(StoreError):
    """A row was not found again as it was."""


def is_empty(database: Database) -> bool:
    """Whether nothing has ever been stored there, or nothing is left of it."""
    with database.connection() as db:
        return is_nothing_there(db)


def is_nothing_there(db: Connection) -> bool:
    """The same of what this connection sees."""
    return not any(db.execute(f"select 1 from {table} limit 1").fetchone() for table in TABLES)


def is_in_use(database: Database) -> bool:
    """Whether processes of a server own something there."""
    with database.connection() as db:
        return bool(leases.in_force(db, database.now_ms(db)))


def move(source: Database, target: Database) -> int:
    """Copies everything, and returns how many rows that are. The target has all of it then, or nothing. Raises
    Unequal, and StoreError."""
    with source.snapshot() as old, target.writing() as new:
        return copy(old, new)


def copy(old: Connection, new: Connection) -> int:
    """The same from one connection to another, inside a transaction of each; compared before it is there for good."""
    for table, (columns, order) in TABLES.items():
        marks = ", ".join("?" * len(columns.split(", ")))
        size = PIECE_PICTURES if table == "pictures" else PIECE_ROWS
        rows = _rows(old, table, columns, order)
        while piece := list(islice(rows, size)):
            new.executemany(f"insert into {table} ({columns}) values ({marks})", piece)
    return _compare(old, new)


def _compare(old: Connection, new: Connection) -> int:
    """How many rows both have. Raises Unequal where they differ."""
    count = 0
    for table, (columns, order) in TABLES.items():
        theirs = _rows(new, table, columns, order)
        for row in _rows(old, table, columns, order):
            if row != next(theirs, None):
                raise Unequal(f"a row of {table} is not the same")
            count += 1
        if next(theirs, None) is not None:
            raise Unequal(f"{table} has a row too many")
    return count


def _rows(db: Connection, table: str, columns: str, order: str) -> Iterator[Sequence[Any]]:
    """The rows of a table; those of the large ones meeting by meeting, since they are held in memory."""
    if table not in BULKY:
        yield from map(tuple, db.execute(f"select {columns} from {table} order by {order}"))
        return
    for (code,) in db.execute(f"select distinct meeting from {table} order by meeting").fetchall():
        yield from map(tuple, db.execute(f"select {columns} from {table} where meeting = ? order by {order}", (code,)))

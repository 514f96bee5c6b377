"""The keys behind capability links. Only their hashes are kept, so a stolen file opens no meeting.

A role of a meeting has a version in force. A link of a newer version can be given out while the old holder still works;
when it is first opened its version comes into force, and sessions of older versions end.
"""

import hashlib
import secrets
import sqlite3
from typing import NamedTuple

from .file import transaction


class Grant(NamedTuple):
    """What a link stands for."""

    meeting: str
    role: str
    person: str
    version: int


def mint(db: sqlite3.Connection, grant: Grant) -> str:
    """A new token that stands for this. It cannot be read back later."""
    token = secrets.token_urlsafe(24)
    db.execute(
        "insert into keys (hash, meeting, role, person, version, alive) values (?, ?, ?, ?, ?, 1)",
        (hash_of(token), *grant),
    )
    return token


def find(db: sqlite3.Connection, token: str) -> Grant | None:
    """What a token stands for, or None for one that never was or is dead."""
    row = db.execute(
        "select meeting, role, person, version from keys where hash = ? and alive", (hash_of(token),)
    ).fetchone()
    return Grant(*row) if row else None


def alive(db: sqlite3.Connection, meeting: str, role: str, version: int) -> bool:
    """Whether a role has a link of this version that works."""
    found = "select 1 from keys where meeting = ? and role = ? and version = ? and alive"
    return db.execute(found, (meeting, role, version)).fetchone() is not None


def version(db: sqlite3.Connection, meeting: str, role: str) -> int:
    """The version of a role that is in force; 1 from the start."""
    row = db.execute("select version from roles where meeting = ? and role = ?", (meeting, role)).fetchone()
    return row[0] if row else 1


def activate(db: sqlite3.Connection, meeting: str, role: str, version: int) -> None:
    """Puts a version in force; it never goes back to an older one."""
    db.execute(
        "insert into roles (meeting, role, version) values (?, ?, ?)"
        " on conflict (meeting, role) do update set version = max(version, excluded.version)",
        (meeting, role, version),
    )


def retire(db: sqlite3.Connection, meeting: str, role: str) -> int:
    """Kills all links of a role. Answers the version that a new link should have."""
    with transaction(db):
        db.execute("update keys set alive = 0 where meeting = ? and role = ?", (meeting, role))
        row = db.execute("select max(version) from keys where meeting = ? and role = ?", (meeting, role)).fetchone()
    return (row[0] or 0) + 1


def hash_of(token: str) -> str:
    """What is kept of a token."""
    # A token that a browser sends may hold anything, also what is no text; it is then simply unknown.
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()

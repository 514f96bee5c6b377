"""The tokens behind capability links. Only their hashes are stored, so a stolen file opens no meeting.

Each role of a meeting has a version in force. A link of a newer version can be handed out while the present holder
still works. When it is first opened, its version comes into force and sessions of older versions end.
"""

import hashlib
import secrets
from typing import NamedTuple

from .database import Connection


class Grant(NamedTuple):
    """What a link stands for."""

    meeting: str
    role: str
    person: str
    version: int


def create(db: Connection, grant: Grant) -> str:
    """Stores a grant and returns its new token, which cannot be read back later."""
    token = secrets.token_urlsafe(24)
    db.execute(
        "insert into keys (hash, meeting, role, person, version, alive) values (?, ?, ?, ?, ?, 1)",
        (hash_of(token), *grant),
    )
    return token


def find(db: Connection, token: str) -> Grant | None:
    """The grant of a token, or None if it is unknown or revoked."""
    row = db.execute(
        "select meeting, role, person, version from keys where hash = ? and alive = 1", (hash_of(token),)
    ).fetchone()
    return Grant(*row) if row else None


def is_alive(db: Connection, meeting: str, role: str, version: int) -> bool:
    """Whether a role has a valid link of this version."""
    query = "select 1 from keys where meeting = ? and role = ? and version = ? and alive = 1"
    return db.execute(query, (meeting, role, version)).fetchone() is not None


def version(db: Connection, meeting: str, role: str) -> int:
    """The version of a role that is in force; 1 from the start."""
    row = db.execute("select version from roles where meeting = ? and role = ?", (meeting, role)).fetchone()
    return row[0] if row else 1


def activate(db: Connection, meeting: str, role: str, version: int) -> None:
    """Puts a version in force. An older version than the present one changes nothing."""
    db.execute(
        "insert into roles (meeting, role, version) values (?, ?, ?)"
        " on conflict (meeting, role) do update set version = excluded.version where excluded.version > roles.version",
        (meeting, role, version),
    )


def revoke(db: Connection, meeting: str, role: str) -> int:
    """Revokes all links of a role. Returns the version for a new link. Inside a transaction."""
    db.execute("update keys set alive = 0 where meeting = ? and role = ?", (meeting, role))
    row = db.execute("select max(version) from keys where meeting = ? and role = ?", (meeting, role)).fetchone()
    return (row[0] or 0) + 1


def next_version(db: Connection, meeting: str, role: str) -> int:
    """The version for a new link whose holder takes over the role. Those that there are still work until then."""
    row = db.execute("select max(version) from keys where meeting = ? and role = ?", (meeting, role)).fetchone()
    return max(row[0] or 0, version(db, meeting, role)) + 1


def hash_of(token: str) -> str:
    """The SHA-256 of a token, in hex: all that is stored of it."""
    # A browser may send any token, even half a surrogate pair: that is then an unknown token, not an error.
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()

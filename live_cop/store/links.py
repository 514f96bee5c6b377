"""The tokens behind capability links. Only their hashes are stored, so a stolen file opens no meeting.

Each role of a meeting has a version in force. A link of a newer version can be handed out while the present holder
still works. When it is first opened, its version comes into force and sessions of older versions end.
"""

import hashlib
import secrets
from typing import NamedTuple

from .database import Connection, Database


class Grant(NamedTuple):
    """What a link stands for."""

    meeting: str
    role: str
    person: str
    version: int


class Links:
    """The links of all meetings. Every method raises StoreError where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, meeting: str, role: str, person: str, version: int = 1) -> str:
        """Creates a link for a role of a meeting and returns its token, which cannot be read back later."""
        with self._database.connection() as db:
            return add(db, Grant(meeting, role, person, version))

    def create_next(self, meeting: str, role: str, person: str) -> str:
        """Creates a link whose holder takes over a role, and returns its token. Until then nothing changes: the links
        that there are still work."""
        with self._database.transaction() as db:
            version = max(_newest(db, meeting, role), _version(db, meeting, role)) + 1
            return add(db, Grant(meeting, role, person, version))

    def find(self, token: str) -> Grant | None:
        """The grant of a link's token, or None if it is unknown or revoked."""
        with self._database.connection() as db:
            row = db.execute(
                "select meeting, role, person, version from keys where hash = ? and alive = 1", (hash_of(token),)
            ).fetchone()
            return Grant(*row) if row else None

    def has(self, meeting: str, role: str, version: int) -> bool:
        """Whether a role has a valid link of this version."""
        query = "select 1 from keys where meeting = ? and role = ? and version = ? and alive = 1"
        with self._database.connection() as db:
            return db.execute(query, (meeting, role, version)).fetchone() is not None

    def version(self, meeting: str, role: str) -> int:
        """The version of a role that is in force; 1 from the start."""
        with self._database.connection() as db:
            return _version(db, meeting, role)

    def activate(self, meeting: str, role: str, version: int) -> None:
        """Puts a version in force. An older version than the present one changes nothing."""
        with self._database.connection() as db:
            db.execute(
                "insert into roles (meeting, role, version) values (?, ?, ?) on conflict (meeting, role)"
                " do update set version = excluded.version where excluded.version > roles.version",
                (meeting, role, version),
            )

    def revoke(self, meeting: str, role: str) -> int:
        """Revokes all links of a role; sessions continue. Returns the version for a new link."""
        with self._database.transaction() as db:
            db.execute("update keys set alive = 0 where meeting = ? and role = ?", (meeting, role))
            return _newest(db, meeting, role) + 1


def add(db: Connection, grant: Grant) -> str:
    """Stores a grant and returns its new token."""
    token = secrets.token_urlsafe(24)
    db.execute(
        "insert into keys (hash, meeting, role, person, version, alive) values (?, ?, ?, ?, ?, 1)",
        (hash_of(token), *grant),
    )
    return token


def _newest(db: Connection, meeting: str, role: str) -> int:
    """The newest version of which there is or was a link; 0 if there is none."""
    row = db.execute("select max(version) from keys where meeting = ? and role = ?", (meeting, role)).fetchone()
    return row[0] or 0


def _version(db: Connection, meeting: str, role: str) -> int:
    row = db.execute("select version from roles where meeting = ? and role = ?", (meeting, role)).fetchone()
    return row[0] if row else 1


def hash_of(token: str) -> str:
    """The SHA-256 of a token, in hex: all that is stored of it."""
    # A browser may send any token, even half a surrogate pair: that is then an unknown token, not an error.
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()

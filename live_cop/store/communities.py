"""Communities: a name, a link that cannot be guessed, and the meetings that belong to it.

As with the keys of a meeting, only the hash of a link's token is kept. A community has one link at a time: whoever has
it, or was let in by it, holds the community; a new link ends both.
"""

import secrets
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ..meeting.records.base import Record
from . import codec
from .links import hash_of


class Community(NamedTuple):
    """A community; `key` is the hash of the link in force."""

    id: str
    name: str
    key: str


class MeetingSummary(NamedTuple):
    """A meeting of a community as it stands on disk: some of its records, by (kind, id), and when it was opened."""

    code: str
    created_at: int
    records: Mapping[tuple[str, str], Record]


def make(db: sqlite3.Connection, name: str, at: int) -> tuple[Community, str]:
    """A new community, and the token of its link. It cannot be read back later."""
    token = secrets.token_urlsafe(24)
    community = Community(secrets.token_hex(6), name, hash_of(token))
    db.execute("insert into communities (id, name, key, created_at) values (?, ?, ?, ?)", (*community, at))
    return community, token


def by_token(db: sqlite3.Connection, token: str) -> Community | None:
    """The community that a link opens, or None."""
    row = db.execute("select id, name, key from communities where key = ?", (hash_of(token),)).fetchone()
    return Community(*row) if row else None


def by_id(db: sqlite3.Connection, id: str) -> Community | None:
    """The community with this id, or None."""
    row = db.execute("select id, name, key from communities where id = ?", (id,)).fetchone()
    return Community(*row) if row else None


def renew(db: sqlite3.Connection, id: str) -> str:
    """A new link; the old one is dead at once, and so is what it let in."""
    token = secrets.token_urlsafe(24)
    db.execute("update communities set key = ? where id = ?", (hash_of(token), id))
    return token


def belongs(db: sqlite3.Connection, meeting: str) -> str | None:
    """The id of the community that a meeting belongs to, or None."""
    row = db.execute("select community from belonging where meeting = ?", (meeting,)).fetchone()
    return row[0] if row else None


def add(db: sqlite3.Connection, id: str, meeting: str, at: int) -> bool:
    """Puts a meeting into a community. Answers False for one that belongs to another already. Inside a transaction."""
    db.execute(
        "insert into belonging (meeting, community, added_at) values (?, ?, ?) on conflict (meeting) do nothing",
        (meeting, id, at),
    )
    return belongs(db, meeting) == id


def meetings(db: sqlite3.Connection, id: str, kinds: Iterable[str]) -> list[MeetingSummary]:
    """The community's meetings, the oldest first, each with its records of these kinds."""
    wanted = list(kinds)
    db.execute("begin")
    codes = db.execute(
        "select b.meeting, m.created_at from belonging b join meetings m on m.code = b.meeting"
        " where b.community = ? order by m.created_at, m.code",
        (id,),
    ).fetchall()
    marks = ", ".join("?" * len(wanted))
    found = []
    for code, created_at in codes:
        rows: list[Any] = db.execute(
            f"select kind, id, record from records where meeting = ? and record is not null and kind in ({marks})",
            (code, *wanted),
        ).fetchall()
        records = {(kind, rid): codec.decode_record(kind, text) for kind, rid, text in rows}
        found.append(
            MeetingSummary(code, created_at, {key: record for key, record in records.items() if record is not None})
        )
    return found

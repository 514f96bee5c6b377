"""The attendance list: who may be written to and who may be named, by their own word, and nothing else.

It stands apart from everything that was said. No row points to a participant, no time is finer than a day, ids are
random, and the tables are kept in the order of those ids: so nothing tells who came when, and the list cannot be laid
beside the journal. As with all links, only the hash of a personal link's token is kept.

A list belongs to a community where the meeting has one, else to the meeting; `of` is the one or the other.
"""

import secrets
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..meeting.contacts.attendance import Decider, Entry
from . import communities, file
from .links import hash_of

#: More than any community has; it keeps a broken program from filling the disk.
MOST = 5_000
#: How long an erased entry waits for others before its last copy is taken out of the log, in milliseconds.
_FOLD_WAIT = 250
_FIELDS = "e.name, e.organisation, e.email, e.kind, e.write, e.named"


class Consent(NamedTuple):
    """The words that somebody agreed to: their version, the text as it was shown, and the day."""

    version: str
    text: str
    day: str


class Attended(NamedTuple):
    """A meeting that somebody says they were at, and its day."""

    meeting: str
    day: str


class AttendanceEntry(NamedTuple):
    """An entry as it is kept. `version` counts its changes; `day` is that of the last meeting attended."""

    id: str
    owner: str
    entry: Entry
    consent: Consent
    on_paper: bool
    day: str
    version: int
    meetings: list[Attended]


class Recipient(NamedTuple):
    """A person who agreed to be written to. `unsubscribe_token` is the token of their link that ends it."""

    id: str
    name: str
    email: str
    unsubscribe_token: str


class DeciderEntry(NamedTuple):
    id: str
    decider: Decider


class Attendance:
    """The list's part of the store's door."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, token: str, of: str, entry: Entry, agreed: Consent, there: Attended | None, on_paper: bool) -> bool:
        """Puts an entry on the list, for the holder of this token. Sent twice, it is there once. Answers False where
        the list is full."""
        with file.connection(self._path) as db, file.transaction(db):
            of = _owner(db, of)
            if db.execute("select 1 from attendance where key = ?", (hash_of(token),)).fetchone():
                return True
            if db.execute("select count(*) from attendance where owner = ?", (of,)).fetchone()[0] >= MOST:
                return False
            id = secrets.token_hex(8)
            _keep_words(db, agreed)
            db.execute(
                "insert into attendance (id, owner, key, stop, name, organisation, email, kind, write, named,"
                " words, agreed, on_paper, day, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                (
                    id, of, hash_of(token), secrets.token_urlsafe(24), *_columns(entry),
                    agreed.version, agreed.day, on_paper, there.day if there else agreed.day,
                ),
            )  # fmt: skip
            _was_there(db, id, there)
            return True

    def by_token(self, token: str) -> AttendanceEntry | None:
        """The entry that a personal link opens, or None."""
        with file.connection(self._path) as db:
            db.execute("begin")
            found = _entries(db, "e.key = ?", hash_of(token))
            return found[0] if found else None

    def change(self, token: str, version: int, entry: Entry, agreed: Consent, there: Attended | None) -> bool:
        """Changes an entry as it was at this version. Answers False where it has been changed or erased since."""
        with file.connection(self._path) as db, file.transaction(db):
            row = db.execute(
                "select id from attendance where key = ? and version = ?", (hash_of(token), version)
            ).fetchone()
            if row is None:
                return False
            _keep_words(db, agreed)
            db.execute(
                "update attendance set name = ?, organisation = ?, email = ?, kind = ?, write = ?, named = ?,"
                " words = ?, agreed = ?, on_paper = 0, version = version + 1 where id = ?",
                (*_columns(entry), agreed.version, agreed.day, row[0]),
            )
            _was_there(db, row[0], there)
            return True

    def erase(self, token: str) -> bool:
        """Erases the entry that a personal link opens. Answers whether there was one."""
        return self._erase("key = ?", hash_of(token))

    def remove(self, of: str, id: str) -> bool:
        """Erases an entry of this list. Answers whether there was one."""
        return self._erase("id = ? and owner = ?", id, of)

    def entries(self, of: str) -> list[AttendanceEntry]:
        """All entries, in an order that says nothing."""
        with file.connection(self._path) as db:
            db.execute("begin")
            return _entries(db, "e.owner = ?", _owner(db, of))

    def recipients(self, of: str) -> list[Recipient]:
        """Who ticked that they may be written to about this community."""
        with file.connection(self._path) as db:
            rows = db.execute(
                "select id, name, email, stop from attendance where owner = ? and write and email != '' order by id",
                (_owner(db, of),),
            )
            return [Recipient(*row) for row in rows]

    def is_unsubscribe_token(self, stop: str) -> bool:
        """Whether an entry has this token to stop being written to."""
        with file.connection(self._path) as db:
            return db.execute("select 1 from attendance where stop = ?", (stop,)).fetchone() is not None

    def unsubscribe(self, stop: str) -> bool:
        """Takes the first tick back, once and for all tries. Answers False where no entry has this token."""
        with file.connection(self._path) as db, file.transaction(db):
            done = db.execute(
                "update attendance set write = 0, version = version + 1 where stop = ? and write", (stop,)
            )
            known = db.execute("select 1 from attendance where stop = ?", (stop,)).fetchone()
            return done.rowcount > 0 or known is not None

    def named_in_report(self, meeting: str) -> list[tuple[str, str]]:
        """Name and organisation of those who were at this meeting and may be named, by name."""
        with file.connection(self._path) as db:
            rows = db.execute(
                "select e.name, e.organisation from attendance e join attended a on a.entry = e.id"
                " where a.meeting = ? and e.named and e.name != ''",
                (meeting,),
            )
            return sorted((tuple(row) for row in rows), key=lambda row: (row[0].casefold(), *row))

    def backgrounds(self, meeting: str) -> list[tuple[str, str]]:
        """Organisation and kind of experience of each who was at this meeting: for `report.breadth`, which merges
        what is few. They are not to be shown as they are."""
        with file.connection(self._path) as db:
            rows = db.execute(
                "select e.organisation, e.kind from attendance e join attended a on a.entry = e.id"
                " where a.meeting = ? order by e.id",
                (meeting,),
            )
            return [tuple(row) for row in rows]

    def deciders(self, of: str) -> list[DeciderEntry]:
        """The second list: boards and deciders."""
        with file.connection(self._path) as db:
            rows = db.execute(
                "select id, name, role, organisation, email from deciders where owner = ? order by id",
                (_owner(db, of),),
            )
            return [DeciderEntry(id, Decider(*rest)) for id, *rest in rows]

    def add_decider(self, of: str, decider: Decider) -> bool:
        """Puts a line on the second list. Answers False where that is full."""
        with file.connection(self._path) as db, file.transaction(db):
            of = _owner(db, of)
            if db.execute("select count(*) from deciders where owner = ?", (of,)).fetchone()[0] >= MOST:
                return False
            db.execute(
                "insert into deciders (id, owner, name, role, organisation, email) values (?, ?, ?, ?, ?, ?)",
                (secrets.token_hex(8), of, decider.name, decider.role, decider.organisation, decider.email),
            )
            return True

    def remove_decider(self, of: str, id: str) -> bool:
        """Takes a line off the second list. Answers whether there was one."""
        with file.connection(self._path) as db:
            gone = db.execute("delete from deciders where id = ? and owner = ?", (id, _owner(db, of))).rowcount
            _fold(db)
            return gone > 0

    def _erase(self, which: str, *values: str) -> bool:
        with file.connection(self._path) as db:
            with file.transaction(db):
                if which.endswith("owner = ?"):
                    values = (*values[:-1], _owner(db, values[-1]))
                row = db.execute(f"select id from attendance where {which}", values).fetchone()
                if row is None:
                    return False
                db.execute("delete from attended where entry = ?", row)
                db.execute("delete from attendance where id = ?", row)
            _fold(db)
            return True


def move(db: sqlite3.Connection, meeting: str, community: str) -> None:
    """A meeting has come into a community: its lists become the community's. Inside a transaction."""
    for table in ("attendance", "deciders"):
        db.execute(f"update {table} set owner = ? where owner = ?", (community, meeting))


def _owner(db: sqlite3.Connection, of: str) -> str:
    """To whom the list belongs: the community of a meeting, where it has one."""
    return communities.belongs(db, of) or of


def _columns(entry: Entry) -> tuple[str | bool, ...]:
    return (entry.name, entry.organisation, entry.email, entry.kind, entry.write, entry.named)


def _keep_words(db: sqlite3.Connection, agreed: Consent) -> None:
    db.execute("insert into consent_words (version, text, day) values (?, ?, ?) on conflict do nothing", agreed)


def _was_there(db: sqlite3.Connection, id: str, there: Attended | None) -> None:
    if there is not None:
        db.execute("insert into attended (entry, meeting, day) values (?, ?, ?) on conflict do nothing", (id, *there))
        db.execute("update attendance set day = max(day, ?) where id = ?", (there.day, id))


def _entries(db: sqlite3.Connection, where: str, value: str) -> list[AttendanceEntry]:
    rows = db.execute(
        f"select e.id, e.owner, {_FIELDS}, e.words, w.text, e.agreed, e.on_paper, e.day, e.version"
        f" from attendance e join consent_words w on w.version = e.words where {where} order by e.id",
        (value,),
    ).fetchall()
    there: dict[str, list[Attended]] = {row[0]: [] for row in rows}
    for id, meeting, day in db.execute(
        f"select a.entry, a.meeting, a.day from attended a join attendance e on e.id = a.entry where {where}"
        " order by a.day desc, a.meeting",
        (value,),
    ):
        there[id].append(Attended(meeting, day))
    return [
        AttendanceEntry(
            id, of, Entry(name, organisation, email, kind, bool(write), bool(named)), Consent(words, text, agreed),
            bool(on_paper), day, version, there[id],
        )
        for id, of, name, organisation, email, kind, write, named, words, text, agreed, on_paper, day, version in rows
    ]  # fmt: skip


def _fold(db: sqlite3.Connection) -> None:
    """Takes what was erased out of the write-ahead log too. A log that others read just now is folded the next time."""
    with suppress(sqlite3.Error):
        db.execute(f"pragma busy_timeout = {_FOLD_WAIT}")
        db.execute("pragma wal_checkpoint(truncate)")

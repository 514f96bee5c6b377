"""The attendance list: people who agreed to be written to or named, and nothing else about them.

It is separate from everything that was said. No row points to a participant, no time is finer than a day, ids are
random, and the tables are stored in the order of those ids. So nothing shows who came when, and the list cannot be
matched with the journal. As with all links, only the hash of a personal link's token is stored.

A list belongs to the community of a meeting, or to the meeting itself if it has none. `owner` is the id of either; a
meeting's code stands for its community.
"""

import secrets
from typing import NamedTuple

from ..meeting.contacts.attendance import Decider, Entry
from ..meeting.texts.fold import fold
from . import communities
from .database import Connection, Database
from .links import hash_of

#: The largest number of rows in a list, more than any community has: a faulty program must not fill the disk.
MAX_ENTRIES = 5_000
_FIELDS = "e.name, e.organisation, e.email, e.kind, e.write, e.named"


class Consent(NamedTuple):
    """The words that a person agreed to: their version, the text as shown, and the day."""

    version: str
    text: str
    day: str


class Attended(NamedTuple):
    """A meeting that a person says they attended, and its day."""

    meeting: str
    day: str


class AttendanceEntry(NamedTuple):
    """An entry as stored. `version` counts its changes; `day` is the day of the last meeting attended."""

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
    """The attendance lists and the deciders. Every method raises StoreError where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, token: str, owner: str, entry: Entry, consent: Consent, attended: Attended | None, on_paper: bool
    ) -> bool:
        """Adds an entry for the holder of this token. Adding it again changes nothing. Returns False if the list is
        full. `on_paper` says that the consent was given on paper."""
        with self._database.transaction() as db:
            owner = _list_owner(db, owner)
            if db.execute("select 1 from attendance where key = ?", (hash_of(token),)).fetchone():
                return True
            if db.execute("select count(*) from attendance where owner = ?", (owner,)).fetchone()[0] >= MAX_ENTRIES:
                return False
            id = secrets.token_hex(8)
            _store_words(db, consent)
            db.execute(
                "insert into attendance (id, owner, key, stop, name, organisation, email, kind, write, named,"
                " words, agreed, on_paper, day, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                (
                    id, owner, hash_of(token), secrets.token_urlsafe(24), *_columns(entry),
                    consent.version, consent.day, int(on_paper), attended.day if attended else consent.day,
                ),
            )  # fmt: skip
            _store_attended(db, id, attended)
            return True

    def by_token(self, token: str) -> AttendanceEntry | None:
        """The entry of a personal link, or None."""
        with self._database.snapshot() as db:
            entries = _entries(db, "e.key = ?", hash_of(token))
            return entries[0] if entries else None

    def change(self, token: str, version: int, entry: Entry, consent: Consent, attended: Attended | None) -> bool:
        """Changes the entry of a personal link. Returns False if it no longer has this version or was erased."""
        with self._database.transaction() as db:
            row = db.execute(
                "select id from attendance where key = ? and version = ?", (hash_of(token), version)
            ).fetchone()
            if row is None:
                return False
            _store_words(db, consent)
            db.execute(
                "update attendance set name = ?, organisation = ?, email = ?, kind = ?, write = ?, named = ?,"
                " words = ?, agreed = ?, on_paper = 0, version = version + 1 where id = ?",
                (*_columns(entry), consent.version, consent.day, row[0]),
            )
            _store_attended(db, row[0], attended)
            return True

    def erase(self, token: str) -> bool:
        """Erases the entry of a personal link. Returns whether there was one."""
        return self._erase("key = ?", hash_of(token))

    def remove(self, owner: str, id: str) -> bool:
        """Erases the entry with this id from the owner's list. Returns whether there was one."""
        return self._erase("id = ? and owner = ?", id, owner)

    def entries(self, owner: str) -> list[AttendanceEntry]:
        """All entries of the list, in the order of their random ids."""
        with self._database.snapshot() as db:
            return _entries(db, "e.owner = ?", _list_owner(db, owner))

    def recipients(self, owner: str) -> list[Recipient]:
        """The people who agreed to be written to about this community and gave an address."""
        with self._database.connection() as db:
            rows = db.execute(
                "select id, name, email, stop from attendance where owner = ? and write = 1 and email != ''"
                " order by id",
                (_list_owner(db, owner),),
            )
            return [Recipient(*row) for row in rows]

    def is_unsubscribe_token(self, token: str) -> bool:
        """Whether this is the unsubscribe token of an entry."""
        with self._database.connection() as db:
            return db.execute("select 1 from attendance where stop = ?", (token,)).fetchone() is not None

    def unsubscribe(self, token: str) -> bool:
        """Withdraws the consent to be written to; again is harmless. Returns False for an unknown token."""
        with self._database.transaction() as db:
            db.execute("update attendance set write = 0, version = version + 1 where stop = ? and write = 1", (token,))
            return db.execute("select 1 from attendance where stop = ?", (token,)).fetchone() is not None

    def named_in_report(self, meeting: str) -> list[tuple[str, str]]:
        """The name and organisation of each attendee of this meeting who agreed to be named, sorted by name."""
        with self._database.connection() as db:
            rows = db.execute(
                "select e.name, e.organisation from attendance e join attended a on a.entry = e.id"
                " where a.meeting = ? and e.named = 1 and e.name != ''",
                (meeting,),
            )
            return sorted((tuple(row) for row in rows), key=lambda row: (fold(row[0]), *row))

    def deciders(self, owner: str) -> list[DeciderEntry]:
        """The decision-makers to whom recommendations are sent."""
        with self._database.connection() as db:
            rows = db.execute(
                "select id, name, role, organisation, email from deciders where owner = ? order by id",
                (_list_owner(db, owner),),
            )
            return [DeciderEntry(id, Decider(*rest)) for id, *rest in rows]

    def add_decider(self, owner: str, decider: Decider) -> bool:
        """Adds a decider. Returns False if the list is full."""
        with self._database.transaction() as db:
            owner = _list_owner(db, owner)
            if db.execute("select count(*) from deciders where owner = ?", (owner,)).fetchone()[0] >= MAX_ENTRIES:
                return False
            db.execute(
                "insert into deciders (id, owner, name, role, organisation, email) values (?, ?, ?, ?, ?, ?)",
                (secrets.token_hex(8), owner, decider.name, decider.role, decider.organisation, decider.email),
            )
            return True

    def remove_decider(self, owner: str, id: str) -> bool:
        """Removes a decider from the owner's list. Returns whether there was one."""
        with self._database.connection() as db:
            query = "delete from deciders where id = ? and owner = ?"
            removed = db.execute(query, (id, _list_owner(db, owner))).rowcount
        self._database.clear("deciders")
        return removed > 0

    def _erase(self, condition: str, *values: str) -> bool:
        with self._database.transaction() as db:
            if condition.endswith("owner = ?"):
                values = (*values[:-1], _list_owner(db, values[-1]))
            row = db.execute(f"select id from attendance where {condition}", values).fetchone()
            if row is None:
                return False
            db.execute("delete from attended where entry = ?", (row[0],))
            db.execute("delete from attendance where id = ?", (row[0],))
        self._database.clear("attendance", "attended")
        return True


def move(db: Connection, meeting: str, community: str) -> None:
    """Gives the lists of a meeting to the community that it joins. Inside a transaction."""
    for table in ("attendance", "deciders"):
        db.execute(f"update {table} set owner = ? where owner = ?", (community, meeting))


def _list_owner(db: Connection, owner: str) -> str:
    """The community of a meeting, if it has one; any other id as it is."""
    return communities.community_of(db, owner) or owner


def _columns(entry: Entry) -> tuple[str | int, ...]:
    return (entry.name, entry.organisation, entry.email, entry.kind, int(entry.write), int(entry.named))


def _store_words(db: Connection, consent: Consent) -> None:
    db.execute("insert into consent_words (version, text, day) values (?, ?, ?) on conflict do nothing", consent)


def _store_attended(db: Connection, id: str, attended: Attended | None) -> None:
    if attended is not None:
        query = "insert into attended (entry, meeting, day) values (?, ?, ?) on conflict do nothing"
        db.execute(query, (id, *attended))
        db.execute("update attendance set day = ? where id = ? and day < ?", (attended.day, id, attended.day))


def _entries(db: Connection, where: str, value: str) -> list[AttendanceEntry]:
    rows = db.execute(
        f"select e.id, e.owner, {_FIELDS}, e.words, w.text, e.agreed, e.on_paper, e.day, e.version"
        f" from attendance e join consent_words w on w.version = e.words where {where} order by e.id",
        (value,),
    ).fetchall()
    meetings: dict[str, list[Attended]] = {row[0]: [] for row in rows}
    for id, meeting, day in db.execute(
        f"select a.entry, a.meeting, a.day from attended a join attendance e on e.id = a.entry where {where}"
        " order by a.day desc, a.meeting",
        (value,),
    ):
        meetings[id].append(Attended(meeting, day))
    return [
        AttendanceEntry(
            id, owner, Entry(name, organisation, email, kind, bool(write), bool(named)), Consent(words, text, agreed),
            bool(on_paper), day, version, meetings[id],
        )
        for (
            id, owner, name, organisation, email, kind, write, named, words, text, agreed, on_paper, day, version,
        ) in rows
    ]  # fmt: skip

"""Leases: which of several processes on one file owns a meeting.

A lease is a row: what is owned, by which process, under which number (the fence), and until when. Its owner renews it
every half second. Where that ends, because the process is dead or stands still, another one takes the lease under the
next number. Every commit checks owner and fence in its own transaction (`require`), so a process that woke up too late
writes nothing, whatever it believes.

`until` is a time of the clock of the database's host, and never later than one lease from now: if that clock is set
back, leases of processes that are gone do not last for longer.
"""

import secrets
from collections.abc import Collection, Mapping

from .database import Connection, Database
from .errors import StoreError

#: How long a lease lasts, in milliseconds: the longest time in which nobody serves the meetings of a process that died.
LEASE_MS = 2_000
#: Seconds after which its owner renews it.
RENEW_SECONDS = 0.5
#: A lease that has less left, in milliseconds, should have been renewed: its owner is slow, or gone.
OVERDUE_MS = LEASE_MS - int(1.5 * RENEW_SECONDS * 1000)
#: Leases that are no meeting's: sending letters, and the daily work. Codes of meetings are six letters and digits.
MAIL, DAILY = "mail", "daily"
#: And each process has one that says that it is there: this, and its name.
PRESENT = "process "


class Elsewhere(StoreError):
    """Another process owns this. `owner` is its name, and `is_overdue` whether it should have renewed its lease."""

    def __init__(self, owner: str, *, is_overdue: bool) -> None:
        super().__init__(f"process {owner} owns it")
        self.owner = owner
        self.is_overdue = is_overdue


class Fenced(StoreError):
    """A commit was refused, because this process no longer owns these meetings."""

    def __init__(self, codes: Collection[str]) -> None:
        super().__init__("another process has taken over")
        self.codes = frozenset(codes)


class Leases:
    """The leases of one process, by what they are of. `name` says which process it is to whoever asks for something
    that it owns; in the file it has a number of its own behind it, since the next process may have the same name."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        #: What this process owns for as long as it is there.
        self.presence = f"{PRESENT}{name or 0}"
        self._owner = f"{name} {secrets.token_hex(8)}"
        #: How often a lease was taken that its owner had not given back.
        self.taken_over = 0

    @property
    def owner(self) -> str:
        """This process, as no other one is ever called."""
        return self._owner

    def owner_of(self, what: str) -> str:
        """The process that owns this at the moment, as it calls itself; "" where none does."""
        with self._database.connection() as db:
            now = self._database.now_ms(db)
            row = db.execute("select owner, until from owners where meeting = ?", (what,)).fetchone()
        return str(row[0]) if row is not None and now < row[1] <= now + LEASE_MS else ""

    def present(self) -> int:
        """How many processes are there at the moment, on all machines."""
        with self._database.connection() as db:
            now = self._database.now_ms(db)
            # Not `like`: this one finds them in the index.
            [(count,)] = db.execute(
                "select count(*) from owners where meeting > ? and meeting < ? and until > ? and until <= ?",
                (PRESENT, f"{PRESENT}~", now, now + LEASE_MS),
            ).fetchall()
            return int(count)

    def claim(self, what: str) -> int:
        """Takes a lease, also one that this process has, and returns its fence. Raises Elsewhere."""
        with self._database.connection() as db:
            _require_free(db, what, self._owner, self._database.now_ms(db))
        with self._database.lease_transaction() as db:
            now = self._database.now_ms(db)
            before = _require_free(db, what, self._owner, now)
            # One statement, which waits for a commit of the present owner: nobody takes it at the same time.
            row = db.execute(
                "insert into owners (meeting, owner, fence, until) values (?, ?, 1, ?) on conflict (meeting)"
                " do update set owner = excluded.owner, fence = owners.fence + 1, until = excluded.until"
                " where owners.owner = excluded.owner or owners.until <= ? or owners.until > ? returning fence",
                (what, self._owner, now + LEASE_MS, now, now + LEASE_MS),
            ).fetchone()
            if row is None:
                _require_free(db, what, self._owner, now)
                # It has been given back at just this moment.
                raise Elsewhere("", is_overdue=True)
            self.taken_over += before not in ("", self._owner) and what != self.presence
            return int(row[0])

    def renew(self) -> dict[str, int]:
        """Renews all leases of this process that no other one has taken, and returns their fences.

        A commit holds those of its meetings. One that takes seconds, of a large meeting that is closed, must not keep
        the other leases from being renewed; it renews its own (`renew_held`)."""
        with self._database.lease_transaction() as db:
            # In one order, as all who lock several of these rows.
            free = f"select meeting from owners where owner = ? order by meeting{self._database.lock_free_rows}"
            db.execute(
                f"update owners set until = ? where owner = ? and meeting in ({free})",
                (self._database.now_ms(db) + LEASE_MS, self._owner, self._owner),
            )
            rows = db.execute("select meeting, fence from owners where owner = ?", (self._owner,))
            return {what: int(fence) for what, fence in rows.fetchall()}

    def renew_held(self, db: Connection, fences: Mapping[str, int]) -> None:
        """Renews the leases that `require` holds in this transaction, at its end."""
        until = self._database.now_ms(db) + LEASE_MS
        db.executemany("update owners set until = ? where meeting = ?", [(until, what) for what in sorted(fences)])

    def give_back(self, leases: Mapping[str, int]) -> None:
        """Gives back those of these leases that this process still has under these fences."""
        with self._database.lease_transaction() as db:
            db.executemany(
                "update owners set owner = '', until = 0 where meeting = ? and owner = ? and fence = ?",
                [(what, self._owner, fence) for what, fence in sorted(leases.items())],
            )

    def require(self, db: Connection, fences: Mapping[str, int]) -> None:
        """Raises Fenced unless this process owns all of these meetings, until the end of this transaction."""
        if not fences:
            return
        marks = ", ".join("?" * len(fences))
        rows = db.execute(
            f"select meeting, fence from owners where owner = ? and meeting in ({marks})"
            f" order by meeting{self._database.lock_rows}",
            (self._owner, *fences),
        )
        owned = {(what, int(fence)) for what, fence in rows}
        if lost := [code for code, fence in fences.items() if (code, fence) not in owned]:
            raise Fenced(lost)


def in_force(db: Connection, now: int) -> set[str]:
    """What is owned by some process at the moment."""
    rows = db.execute("select meeting from owners where until > ? and until <= ?", (now, now + LEASE_MS))
    return {what for (what,) in rows}


def is_of_a_meeting(what: str) -> bool:
    """Whether this lease is a meeting's."""
    return what not in (MAIL, DAILY) and not what.startswith(PRESENT)


def end_those_of(db: Connection, name: str) -> None:
    """The process with this name is gone: its leases end at once."""
    db.execute("update owners set until = 0 where owner like ? || ' %'", (name,))


def _require_free(db: Connection, what: str, owner: str, now: int) -> str:
    """Who had it last; "" for nobody, and where it was given back. Raises Elsewhere."""
    row = db.execute("select owner, until from owners where meeting = ?", (what,)).fetchone()
    if row is not None and row[0] != owner and now < row[1] <= now + LEASE_MS:
        raise Elsewhere(row[0].rpartition(" ")[0], is_overdue=row[1] - now < OVERDUE_MS)
    return str(row[0]) if row is not None else ""

"""Leases: which of several processes on one file owns a meeting.

A lease is a row: what is owned, by which process, under which number (the fence), and until when. Its owner renews it
every half second. Where that ends, because the process is dead or stands still, another one takes the lease under the
next number. Every commit checks owner and fence in its own transaction (`require`), so a process that woke up too late
writes nothing, whatever it believes.

`until` is a time of the host's clock, and never later than one lease from now: if that clock is set back, leases of
processes that are gone do not last for longer.
"""

import secrets
import sqlite3
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from . import file
from .file import StoreError

#: How long a lease lasts, in milliseconds: the longest time in which nobody serves the meetings of a process that died.
LEASE_MS = 2_000
#: Seconds after which its owner renews it.
RENEW_SECONDS = 0.5
#: A lease that has less left, in milliseconds, should have been renewed: its owner is slow, or gone.
OVERDUE_MS = LEASE_MS - int(1.5 * RENEW_SECONDS * 1000)
#: Leases that are no meeting's: sending letters, and the daily work. Codes of meetings are six letters and digits.
MAIL, DAILY = "mail", "daily"


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

    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        self._owner = f"{name} {secrets.token_hex(8)}"
        #: How often a lease was taken that its owner had not given back.
        self.taken_over = 0

    def claim(self, what: str) -> int:
        """Takes a lease, also one that this process has, and returns its fence. Raises Elsewhere."""
        with self._connection() as db:
            _require_free(db, what, self._owner)
            with file.transaction(db):
                before = _require_free(db, what, self._owner)
                row = db.execute(
                    "insert into owners (meeting, owner, fence, until) values (?, ?, 1, ?) on conflict (meeting)"
                    " do update set owner = excluded.owner, fence = fence + 1, until = excluded.until returning fence",
                    (what, self._owner, _now() + LEASE_MS),
                ).fetchone()
                self.taken_over += before not in ("", self._owner)
                return int(row[0])

    def renew(self) -> dict[str, int]:
        """Renews all leases of this process that no other one has taken, and returns their fences."""
        with self._connection() as db, file.transaction(db):
            rows = db.execute(
                "update owners set until = ? where owner = ? returning meeting, fence",
                (_now() + LEASE_MS, self._owner),
            )
            return {what: int(fence) for what, fence in rows.fetchall()}

    def give_back(self, leases: Mapping[str, int]) -> None:
        """Gives back those of these leases that this process still has under these fences."""
        with self._connection() as db, file.transaction(db):
            db.executemany(
                "update owners set owner = '', until = 0 where meeting = ? and owner = ? and fence = ?",
                [(what, self._owner, fence) for what, fence in leases.items()],
            )

    def require(self, db: sqlite3.Connection, fences: Mapping[str, int]) -> None:
        """Raises Fenced unless this process owns all of these meetings, until the end of this transaction."""
        lost = [
            code
            for code, fence in fences.items()
            if db.execute("select owner, fence from owners where meeting = ?", (code,)).fetchone()
            != (self._owner, fence)
        ]
        if lost:
            raise Fenced(lost)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with file.connection(self._path) as db:
            # A lease is over when the machine loses its power, and all processes with it: it need not be on the disk at
            # once. But what comes from the log into the file meanwhile must be, so it is not `off`.
            db.execute("pragma synchronous = normal")
            yield db


def in_force(db: sqlite3.Connection) -> set[str]:
    """What is owned by some process at the moment."""
    now = _now()
    rows = db.execute("select meeting from owners where until > ? and until <= ?", (now, now + LEASE_MS))
    return {what for (what,) in rows}


def end_all(db: sqlite3.Connection) -> None:
    """Nobody else uses the file: what is left of leases is of processes that are gone."""
    db.execute("delete from owners")


def end_those_of(path: Path, name: str) -> None:
    """The process with this name is gone: its leases end at once."""
    with file.connection(path) as db:
        db.execute("update owners set until = 0 where owner like ? || ' %'", (name,))


def _require_free(db: sqlite3.Connection, what: str, owner: str) -> str:
    """Who had it last; "" for nobody, and where it was given back. Raises Elsewhere."""
    row = db.execute("select owner, until from owners where meeting = ?", (what,)).fetchone()
    now = _now()
    if row is not None and row[0] != owner and now < row[1] <= now + LEASE_MS:
        raise Elsewhere(row[0].rpartition(" ")[0], is_overdue=row[1] - now < OVERDUE_MS)
    return str(row[0]) if row is not None else ""


def _now() -> int:
    return time.time_ns() // 1_000_000

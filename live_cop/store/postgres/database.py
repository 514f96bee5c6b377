"""A PostgreSQL database, over psycopg: connections that wait for their next use, and transactions.

A commit goes to the database in one piece (pipeline mode), so it costs one way there and back, not one for each
statement. What commits write is guarded by leases; everything else is written by one at a time, as in a SQLite file,
under a lock of the database (`_ALONE`), so that what was looked up stays true until it is written.

psycopg waits in the thread that calls it: never call this on the event loop (see live/off_loop.py).
"""

import re
import selectors
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import lru_cache
from typing import Any

import msgspec
import psycopg
from psycopg import sql
from psycopg.pq import TransactionStatus

from ..database import Connection, Result
from ..errors import CannotOpen, StoreError, without_words
from ..privacy import traces
from .schema import WITH_WORDS, migrate

#: The lock of whoever writes what no lease guards. Any number, but always the same.
_ALONE = 7_240_002
#: For how long a transaction may wait for its next statement, and a statement for a lock, in milliseconds. A process
#: that stands still in the middle of a commit keeps nobody from anything for longer. What takes longer to find out is
#: found before (see `Rows.prepare`).
_IDLE_MS, _LOCK_MS = 5_000, 10_000
#: How a dead way to the database is noticed: seconds, and milliseconds for what was sent and not acknowledged.
CONNECT = {
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "application_name": "live_cop",
    "client_encoding": "utf8",
}
#: Connections that are kept for later: as many as an engine has threads.
_MOST_IDLE = 20


class PostgresConnection:
    """A connection with the SQL of the store; see Connection."""

    def __init__(self, db: psycopg.Connection) -> None:
        self._db = db
        self._written: list[psycopg.Cursor] = []

    @property
    def total_changes(self) -> int:
        """See Connection."""
        return sum(max(cursor.rowcount, 0) for cursor in self._written)

    def execute(self, query: str, values: Sequence[Any] | Mapping[str, Any] = (), /) -> Result:
        """See Connection."""
        cursor = self._db.cursor()
        self._note(query, cursor)
        if not values:
            return cursor.execute(query.encode())
        return cursor.execute(_named(query) if isinstance(values, Mapping) else _positional(query), _storable(values))

    def executemany(self, query: str, rows: Iterable[Sequence[Any]], /) -> None:
        """See Connection."""
        if rows := list(rows):
            cursor = self._db.cursor()
            self._note(query, cursor)
            cursor.executemany(_positional(query), rows)

    def _note(self, query: str, cursor: psycopg.Cursor) -> None:
        if query.startswith(("insert", "update", "delete")):
            self._written.append(cursor)


@lru_cache(maxsize=500)
def _positional(query: str) -> bytes:
    return query.replace("%", "%%").replace("?", "%s").encode()


@lru_cache(maxsize=100)
def _named(query: str) -> bytes:
    return re.sub(r":(\w+)", r"%(\1)s", query.replace("%", "%%")).encode()


def _storable(values: Sequence[Any] | Mapping[str, Any]) -> Sequence[Any] | Mapping[str, Any]:
    """PostgreSQL has no text with a zero byte: whoever asks for such a code or name asks for nothing that there is."""
    if isinstance(values, Mapping) or not any(isinstance(value, str) and "\0" in value for value in values):
        return values
    return [value.replace("\0", "\ufffd") if isinstance(value, str) else value for value in values]


class PostgresDatabase:
    """The database at this address, whose tables are made or migrated; see Database. With `patient` a transaction may
    take its time. Raises CannotOpen."""

    lock_rows, lock_free_rows = " for update", " for update skip locked"
    #: A scrub is a vacuum, beside which everything else goes on.
    scrubs_beside = True

    def __init__(self, url: str, *, patient: bool = False) -> None:
        self._url = url
        self._idle_ms = 0 if patient else _IDLE_MS
        #: The one that was used last comes last, and is used next.
        self._idle: deque[psycopg.Connection] = deque(maxlen=_MOST_IDLE)
        self._damaged = False
        try:
            with self._connect() as db:
                migrate(db)
            with self.connection() as found:
                self.scrub_pending = traces.is_dirty(found)
        except psycopg.Error as error:
            raise cannot_open(error) from None

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """See Database."""
        with self._kept() as db:
            yield PostgresConnection(db)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """See Database."""
        with self._kept() as db:
            db.execute("begin isolation level repeatable read read only")
            yield PostgresConnection(db)
            db.execute("commit")

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """See Database."""
        with self._transaction(alone=True, in_one_piece=False) as db:
            yield db

    @contextmanager
    def lease_transaction(self) -> Iterator[Connection]:
        """See Database."""
        with self._transaction(alone=False, in_one_piece=False) as db:
            yield db

    @contextmanager
    def writing(self, *, alone: bool = True) -> Iterator[Connection]:
        """See Database."""
        with self._transaction(alone=alone, in_one_piece=not alone) as db:
            yield db

    def now_ms(self, db: Connection) -> int:
        """See Database: the clock of the database's host, since the machines' own may differ."""
        query = "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)"
        return int(db.execute(query).fetchone()[0])

    def clear(self, *tables: str) -> None:
        """See Database. What a backup or a standby still reads is cleared by the next vacuum."""
        with suppress(StoreError):
            self._vacuum(*tables)

    def deleted(self, *, at_once: bool) -> None:
        """See Database."""
        self.scrub_pending = True

    def scrub_piece(self) -> bool | None:
        """See Database: all in one piece. It runs in any thread, beside everything else."""
        try:
            with self.connection() as db:
                pending = traces.pending(db)
            self._vacuum(*WITH_WORDS)
            with self.connection() as db:
                traces.done(db, pending)
                self.scrub_pending = traces.is_dirty(db)
        except StoreError:
            return None
        return True

    def compact(self) -> None:
        """Writes all tables anew, so that nothing of deleted rows is left in them."""
        with self._kept() as db:
            db.execute("vacuum (full)")

    def sort(self) -> None:
        """See Database: transaction numbers tell the order here, also of rows that are written anew."""
        with self.transaction() as db:
            traces.done(db, traces.unsorted(db))

    def is_being_sorted(self) -> bool:
        """See Database. Nobody waits for it here."""
        return False

    def is_healthy(self) -> bool:
        """See Database."""
        if self._damaged:
            return False
        try:
            with self.lease_transaction() as db:
                db.execute("select code, secret from meetings limit 1").fetchone()
                db.execute("update openings set writes = writes + 1")
        except StoreError:
            return False
        return True

    @property
    def damaged(self) -> bool:
        """See Database."""
        return self._damaged

    def close(self) -> None:
        """See Database."""
        while self._idle:
            self._idle.pop().close()

    def _connect(self) -> psycopg.Connection:
        db = psycopg.connect(self._url, autocommit=True, **CONNECT)  # type: ignore[arg-type]
        db.execute(f"set idle_in_transaction_session_timeout = {self._idle_ms}".encode())
        db.execute(f"set lock_timeout = {_LOCK_MS}".encode())
        return db

    def _take(self) -> psycopg.Connection:
        while True:
            try:
                db = self._idle.pop()
            except IndexError:
                return self._connect()
            # Nobody has asked anything: what there is to read is the end of the connection.
            if not db.closed and not _is_readable(db):
                return db
            db.close()

    @contextmanager
    def _kept(self) -> Iterator[psycopg.Connection]:
        """A connection that is kept for the next use, unless the database failed."""
        with self._errors():
            db = self._take()
            try:
                yield db
            except BaseException as error:
                if isinstance(error, psycopg.Error) or not _rolled_back(db):
                    db.close()
                    raise
                self._keep(db)
                raise
            self._keep(db)

    def _keep(self, db: psycopg.Connection) -> None:
        if len(self._idle) < _MOST_IDLE:
            self._idle.append(db)
        else:
            db.close()

    @contextmanager
    def _transaction(self, *, alone: bool, in_one_piece: bool) -> Iterator[PostgresConnection]:
        with self._kept() as db, db.pipeline() if in_one_piece else nullcontext():
            db.execute("begin")
            if alone:
                db.execute("select pg_advisory_xact_lock(%s)", (_ALONE,))
            yield PostgresConnection(db)
            db.execute("commit")

    def _vacuum(self, *tables: str) -> None:
        with self._kept() as db:
            db.execute(sql.SQL("vacuum {}").format(sql.SQL(", ").join(map(sql.Identifier, tables))))

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Raises every error of the database, and content that nobody can have written, as a StoreError."""
        try:
            yield
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            self._damaged = True
            raise StoreError(without_words(error)) from error
        except psycopg.Error as error:
            raise failed(error) from error


def cannot_open(error: psycopg.Error) -> CannotOpen:
    """Why the database cannot be used, for whoever runs the server."""
    if isinstance(error, psycopg.ProgrammingError):
        # Its text may quote the address, and there is a password in it.
        return CannotOpen("database_address" if error.sqlstate is None else "database_rights")
    return CannotOpen("no_database", error=" ".join(str(error).split()))


def failed(error: psycopg.Error) -> StoreError:
    """What went wrong, without what people wrote."""
    # Only a lost connection says no more than what happened: other errors may quote words.
    what = str(error) if error.sqlstate is None and isinstance(error, psycopg.OperationalError) else ""
    return StoreError(what or f"{type(error).__name__} {error.sqlstate or ''}")


def _is_readable(db: psycopg.Connection) -> bool:
    with selectors.DefaultSelector() as selector:
        selector.register(db.fileno(), selectors.EVENT_READ)
        return bool(selector.select(0))


def _rolled_back(db: psycopg.Connection) -> bool:
    """Whether the connection is as it was before the transaction that is under way."""
    try:
        if db.info.transaction_status != TransactionStatus.IDLE:
            db.execute("rollback")
    except psycopg.Error:
        return False
    return not db.closed

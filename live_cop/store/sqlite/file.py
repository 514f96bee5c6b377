"""The SQLite file: connecting to it, transactions, and its errors."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from ..errors import StoreError, without_words

NAME = "live_cop.sqlite"
#: Seconds for which a write waits for another one. A commit takes milliseconds; this allows for a very slow disk.
BUSY_TIMEOUT_SECONDS = 10
#: What an error of SQLite means, by its code.
SQLITE_REASONS = {
    sqlite3.SQLITE_NOTADB: "not_ours",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "cannot_write",
    sqlite3.SQLITE_CANTOPEN: "cannot_write",
    sqlite3.SQLITE_PERM: "cannot_write",
    sqlite3.SQLITE_BUSY: "in_use",
}
#: The files in which this process has met damage. Damage does not heal: a backup has to be restored.
_damaged: set[Path] = set()


def reason_of(error: sqlite3.Error) -> str:
    """What an error of SQLite means, in one word; "failed" for one that says nothing."""
    if _is_undecodable(error):
        return "damaged"
    code = getattr(error, "sqlite_errorcode", 0)
    # A failing write is nearly always a full disk, or a limit of the same kind.
    return "full" if code == sqlite3.SQLITE_IOERR_WRITE else SQLITE_REASONS.get(code & 0xFF, "failed")


def _is_undecodable(error: sqlite3.Error) -> bool:
    """Whether a text in the file is not UTF-8. It is Python that finds this, so there is no code of SQLite."""
    return isinstance(error, sqlite3.OperationalError) and str(error).startswith("Could not decode to UTF-8")


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """Raises every SQLite error of the block, and content that nobody can have written, as a StoreError."""
    try:
        yield
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        _damaged.add(path)
        raise StoreError(without_words(error)) from error
    except sqlite3.Error as error:
        if reason_of(error) in ("damaged", "not_ours"):
            _damaged.add(path)
        raise StoreError(without_words(error) if _is_undecodable(error) else str(error)) from error


def note_damage(path: Path) -> None:
    """Remembers that the file is damaged."""
    _damaged.add(path)


def is_damaged(path: Path) -> bool:
    """Whether this process has met damage in the file."""
    return path in _damaged


def connect(path: Path) -> sqlite3.Connection:
    """A connection without implicit transactions. The file must exist: one that was moved away is not created again."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_TIMEOUT_SECONDS)
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = full")
    db.execute("pragma secure_delete = on")
    return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Commits everything that the block writes, or rolls all of it back on any exception."""
    db.execute("begin immediate")
    try:
        yield
        db.execute("commit")
    except BaseException:
        # SQLite rolls back on its own when the disk is full.
        if db.in_transaction:
            db.execute("rollback")
        raise


@contextmanager
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """A short-lived connection, closed at the end of the block. Raises StoreError for SQLite errors."""
    with sqlite_errors(path), closing(connect(path)) as db:
        yield db


def has_table(db: sqlite3.Connection, name: str) -> bool:
    """Whether there is such a table: files of earlier versions lack some."""
    return db.execute("select 1 from sqlite_master where type = 'table' and name = ?", (name,)).fetchone() is not None


def vacuum(db: sqlite3.Connection, folder: Path) -> None:
    """Writes the whole file of this connection anew. The copy that SQLite makes for this holds words too: it lies in
    `folder`, and not in one of the system's."""
    quoted = str(folder).replace("'", "''")
    db.execute(f"pragma temp_store_directory = '{quoted}'")
    db.execute("vacuum")

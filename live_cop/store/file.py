"""The SQLite file: creating it, connecting to it, transactions, and its errors."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

NAME = "live_cop.sqlite"
#: Seconds for which a write waits for another one. A commit takes milliseconds; this allows for a very slow disk.
BUSY_TIMEOUT_SECONDS = 10


class StoreError(Exception):
    """Reading or writing failed, and nothing was changed."""


@contextmanager
def sqlite_errors() -> Iterator[None]:
    """Raises every SQLite error of the block as a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(str(error)) from error


def make_folder(folder: Path) -> None:
    """Creates the folder if it is missing, readable by its owner only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def give_to_folder_owner(path: Path) -> None:
    """Gives a file that root created to the owner of its folder, so that a server without root rights can open it.

    Does nothing for other users, nor on Windows, which has no owner of this kind."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid)


def make_file(folder: Path) -> Path:
    """The path of the file in this folder. Creates both if they are missing, readable by their owner only."""
    make_folder(folder)
    path = folder / NAME
    path.touch(mode=0o600)
    return path


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
    with sqlite_errors(), closing(connect(path)) as db:
        yield db

"""The SQLite file itself: how it is opened, and what it is called when it cannot be used."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

NAME = "live_cop.sqlite"
#: How long a write waits for another one, in seconds. A commit takes milliseconds; this is for a very slow disk.
PATIENCE = 10


class StoreError(Exception):
    """The disk did not take it, or did not give it: nothing was changed."""


@contextmanager
def sqlite_errors() -> Iterator[None]:
    """Whatever SQLite refuses inside comes out as a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(str(error)) from error


def make_folder(folder: Path) -> None:
    """Makes the folder, where it is not there yet, for its owner's eyes only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def give_to_folder_owner(path: Path) -> None:
    """Gives a file that root made to the owner of its folder: a server that does not run as root must be able to open
    it. Windows has no owner of this kind."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid)


def make_file(folder: Path) -> Path:
    """The file in this folder, for its owner's eyes only; both are made where they are not there yet."""
    make_folder(folder)
    path = folder / NAME
    path.touch(mode=0o600)
    return path


def connect(path: Path) -> sqlite3.Connection:
    """A connection that commits when told to, to a file that is there: one that was moved away is not made anew."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=PATIENCE)
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = full")
    db.execute("pragma secure_delete = on")
    return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of what is written inside, or nothing of it, whatever goes wrong."""
    db.execute("begin immediate")
    try:
        yield
        db.execute("commit")
    except BaseException:
        # A full disk may have ended the transaction by itself.
        if db.in_transaction:
            db.execute("rollback")
        raise


@contextmanager
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for one question."""
    with sqlite_errors(), closing(connect(path)) as db:
        yield db

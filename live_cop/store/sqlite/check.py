"""Whether the data may be opened. It is only read here: a damaged file stays as it is, for a rescue or a restore.

A missing or damaged file must never be answered with an empty server: people would be told that their meeting never
existed, and new words would be written over what is left.
"""

import logging
import os
import re
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from .. import secret_key
from ..atomic_file import SIDECAR_SUFFIXES, sidecar
from ..database import Connection
from ..errors import CannotOpen, StoreError
from . import file, log_check, schema

log = logging.getLogger(__name__)
#: Seconds for which a start waits for the check of a very large file, or of a very slow disk; then the rest of it is
#: checked while the server runs: people may be waiting for a meeting to come back. A file of 200 MB takes 0.3 s, and
#: from a disk with 100 MB/s 2 s; one of 1 GB took 8 to 20 s on a busy machine.
PATIENCE_SECONDS = 5.0
#: Files that tell that there was data: whoever has these had meetings.
_TRACES = re.compile(
    rf"{re.escape(secret_key.NAME)}|{re.escape(file.NAME)}-(wal|shm|journal)|live_cop-before-.*\.sqlite|live-cop-.*\.sqlite3"
)


def require_first_start(path: Path) -> None:
    """Raises CannotOpen `missing` if there is no file but something else in the folder shows that there was one."""
    if os.path.lexists(path):
        raise CannotOpen("missing", path=path, trace=path.name)
    for each in sorted(path.parent.iterdir()):
        if _TRACES.fullmatch(each.name):
            raise CannotOpen("missing", path=path, trace=each.name)


def require_whole(path: Path) -> bool:
    """Raises CannotOpen unless the file is an undamaged one of ours that this version can read, with its log.

    Returns False where only its beginning could be checked in PATIENCE_SECONDS."""
    require_files(path)
    try:
        if log_check.is_damaged(path):
            raise CannotOpen("log_damaged", path=sidecar(path, "-wal"))
        if sidecar(path, "-shm").exists() and not sidecar(path, "-wal").exists():
            raise CannotOpen("log_missing", path=sidecar(path, "-wal"))
        with closing(connect_read_only(path)) as db:
            require_ours(db, path)
            if _lacks_log(db):
                raise CannotOpen("log_missing", path=sidecar(path, "-wal"))
            return _check_pages(db, path)
    except ValueError as error:
        # A name that is not UTF-8, which errors of SQLite quote, or two rows where there is one.
        raise CannotOpen("damaged", path=path) from error
    except sqlite3.Error as error:
        raise CannotOpen(file.reason_of(error), path=path, folder=path.parent, error=error) from error


def require_ours(db: sqlite3.Connection, path: Path) -> int:
    """The number of migrations of this file. Raises CannotOpen if it is not ours, lacks a table, or is of a newer
    version."""
    names = {name for (name,) in db.execute("select name from sqlite_master where type = 'table'")}
    if "meetings" not in names or "migrations" not in names:
        raise CannotOpen("not_ours", path=path)
    numbers = sorted(number for (number,) in db.execute("select number from migrations"))
    if max(numbers, default=0) > len(schema.MIGRATIONS):
        raise CannotOpen("newer", path=path)
    if not numbers or numbers != list(range(1, len(numbers) + 1)) or not _has_columns(db, schema.columns(len(numbers))):
        raise CannotOpen("damaged", path=path)
    return len(numbers)


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A connection that creates no file beside the database. A database with a log may have another writer."""
    mode = "mode=ro" if sidecar(path, "-wal").exists() else "mode=ro&immutable=1"
    uri = f"{path.absolute().as_uri()}?{mode}"
    return sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=file.BUSY_TIMEOUT_SECONDS, check_same_thread=False
    )


def expect_log(db: sqlite3.Connection, path: Path) -> None:
    """Lets the file itself say that it needs its log, until the log is next moved into it: otherwise a file whose log
    was lost looks like one that is whole, as it was some time ago.

    There are two numbers, on two pages. `user_version` is in the file; the same number in `openings` is in the log."""
    number = 1 + max(*_openings(db))
    db.execute("update openings set number = ?", (number,))
    db.execute(f"pragma user_version = {number}")
    with closing(file.connect(path)) as reader:
        # A page that is written again after the moment that a reader sees stays in the log. In this order no crash
        # leaves a file that needs a log and has none.
        reader.execute("begin")
        _openings(reader)
        write_again(db)
        db.execute("pragma wal_checkpoint(passive)")


def write_again(db: sqlite3.Connection) -> None:
    """Really writes a page: SQLite leaves out a write that changes nothing."""
    db.execute("update openings set writes = writes + 1")


def need_no_log(db: sqlite3.Connection) -> None:
    """Lets the file say that nothing is missing."""
    db.execute("pragma user_version = 0")


def _openings(db: sqlite3.Connection) -> tuple[int, int]:
    [[in_file]] = db.execute("pragma user_version")
    [[in_log]] = db.execute("select number from openings")
    return in_file, in_log


def _lacks_log(db: sqlite3.Connection) -> bool:
    if not db.execute("select 1 from sqlite_master where name = 'openings'").fetchone():
        return False
    in_file, in_log = _openings(db)
    return in_file > in_log


def require_files(path: Path) -> None:
    """Raises CannotOpen unless the file is there with content, and can be read with its log."""
    for suffix in ("", *SIDECAR_SUFFIXES):
        if (each := sidecar(path, suffix)).exists() and not each.is_file():
            raise CannotOpen("not_a_file", path=each)
    # A restore makes no new file either, so one without content has lost it.
    if path.stat().st_size == 0:
        raise CannotOpen("empty", path=path)
    for suffix in ("", "-wal"):
        if (each := sidecar(path, suffix)).exists() and not os.access(each, os.R_OK):
            raise CannotOpen("cannot_read", path=each)


def _has_columns(db: sqlite3.Connection, expected: dict[str, set[str]]) -> bool:
    found = Database(db)
    return all(columns <= {column.name for column in found.table(name).columns} for name, columns in expected.items())


def _check_pages(db: sqlite3.Connection, path: Path) -> bool:
    """Reads every page. Returns False if that would take too long. Raises CannotOpen `damaged`."""
    timer = threading.Timer(PATIENCE_SECONDS, db.interrupt)
    timer.start()
    try:
        if not are_pages_whole(db):
            raise CannotOpen("damaged", path=path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        return False
    finally:
        timer.cancel()
    return True


def are_pages_whole(db: Connection, check: str = "quick_check") -> bool:
    """Whether SQLite finds no damage, and no row that refers to nothing."""
    is_whole: bool = db.execute(f"pragma {check}(1)").fetchone()[0] == "ok"
    return is_whole and db.execute("pragma foreign_key_check").fetchone() is None


def check_beside_the_server(path: Path) -> None:
    """Reads every page while the server runs, in a thread; damage is remembered (file.is_damaged)."""

    def run() -> None:
        try:
            with file.connection(path) as db:
                if not are_pages_whole(db):
                    file.note_damage(path)
        except StoreError as error:
            log.error("the file could not be checked to its end: %s", error)
        log.log(*((logging.ERROR, "the file is damaged") if file.is_damaged(path) else (logging.INFO, "file checked")))

    log.warning("the file is large, or the disk is slow: the rest is checked for damage while the server runs")
    threading.Thread(target=run, daemon=True).start()

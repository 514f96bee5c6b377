"""Backups of the database: files as those of SQLite (sqlite/backup.py), so one that was made of either is restored into
either. They are made of one moment, while servers go on.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database as SqliteTables

from .. import leases, moving
from ..database import Connection
from ..folder import make_folder
from ..moving import Unequal
from ..sqlite import backup as files
from ..sqlite import file
from ..sqlite.backup import BackupError
from ..sqlite.schema import migrate
from .database import PostgresDatabase
from .reading import reading

#: What a restore replaces: also the leases, and what was to be cleared of rows that are gone with it.
_REPLACED = ", ".join([*moving.TABLES, "owners", "chores"])


def back_up(url: str, data: Path, to: Path) -> Path:
    """Writes everything in the database at this address to a file, row by row, and compares it. See `files.back_up`;
    the folder `data` gets the note of where it is. Raises BackupError, CannotOpen and StoreError."""
    with reading(url) as found:
        return files.put(data, to, data / file.NAME, lambda copy: _write(found.db, copy))


def restore(source: Path, url: str, data: Path) -> Path | None:
    """Replaces what is in the database by a backup, all of it or nothing, and gives each meeting a new epoch.

    Returns the file in the folder `data` that what was there before was written to, or None if there was nothing.
    Raises BackupError, also while a server has meetings of it; CannotOpen and StoreError."""
    files.require_readable(source, "no_file")
    with files.backup_errors(source, data):
        make_folder(data)
        with TemporaryDirectory(prefix=".restoring-", dir=data) as folder:
            copy = Path(folder) / file.NAME
            files.prepare(source, copy)
            with closing(sqlite3.connect(copy, isolation_level=None)) as old:
                # It may be of an older version.
                migrate(SqliteTables(old))
                return _replace(url, old, source, data)


def _replace(url: str, old: Connection, source: Path, data: Path) -> Path | None:
    database = PostgresDatabase(url, patient=True)
    kept = files.path_aside(data)
    try:
        with database.writing() as new:
            # From here on nobody reads, writes or takes a lease until all of it is there.
            new.execute(f"lock table {_REPLACED}")
            if leases.in_force(new, database.now_ms(new)):
                raise BackupError("in_use_database")
            was_empty = moving.is_nothing_there(new)
            if not was_empty:
                files.write(kept, source, lambda copy: _write(new, copy))
            # Of rows that are deleted this way no trace is left in the tables.
            new.execute(f"truncate {_REPLACED} restart identity")
            _copy(old, new)
    except BaseException:
        kept.unlink(missing_ok=True)
        raise
    finally:
        database.close()
    return None if was_empty else kept


def _write(db: Connection, path: Path) -> None:
    """Everything that this connection sees, in a new file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as new:
        new.execute("pragma synchronous = off")
        migrate(SqliteTables(new))
        with file.transaction(new):
            _copy(db, new)


def _copy(old: Connection, new: Connection) -> None:
    try:
        moving.copy(old, new)
    except Unequal as error:
        raise BackupError("failed", error=error) from error

"""Opens the store that the settings name: in the SQLite file of a folder, or in a PostgreSQL database."""

from contextlib import AbstractContextManager
from importlib.util import find_spec
from pathlib import Path

from . import leases
from .database import Database, Reading
from .errors import CannotOpen
from .sqlite import file
from .sqlite import reading as in_file
from .sqlite.database import SqliteDatabase
from .store import Store

#: Whose leases are those of a command. Processes of servers have numbers.
COMMAND = "command"


def open_store(folder: Path, *, database: str = "", exclusive: bool = False, process: str = "") -> Store:
    """The store in the SQLite file of this folder, or in the PostgreSQL database at this address. With `process`, the
    name of one, all processes of a server open it.

    With `exclusive` nobody else may use the file, not even a backup: raises InUse where somebody does. Raises
    CannotOpen where it cannot be used, where another store is open and while a backup is being restored."""
    opened = open_database(folder, database=database, exclusive=exclusive, is_shared=bool(process))
    # Nothing but leases keeps another server from the same database.
    return Store(opened, process or ("0" if database else ""))


def open_database(
    folder: Path, *, database: str = "", exclusive: bool = False, is_shared: bool = False, is_new: bool = False
) -> Database:
    """What such a store is made of. With `is_new` the file may be missing where there is something else of a server;
    with `exclusive` a transaction in PostgreSQL may take its time."""
    if not database:
        return SqliteDatabase(folder, exclusive=exclusive, is_shared=is_shared, is_new=is_new)
    require_psycopg()
    # Imported here, since it is an extra.
    from .postgres.database import PostgresDatabase

    return PostgresDatabase(database, patient=exclusive)


def open_beside(database: str) -> Store:
    """The store in a PostgreSQL database for a command on any machine, also beside running servers: it owns a meeting
    while it changes it, as each of their processes does. Raises CannotOpen."""
    return Store(open_database(Path(), database=database, exclusive=True), COMMAND)


def reading(folder: Path, *, database: str = "") -> AbstractContextManager[Reading]:
    """The same data for reading only, also beside running servers. Raises CannotOpen and StoreError."""
    if not database:
        return in_file.reading(folder)
    require_psycopg()
    from .postgres.reading import reading as in_database

    return in_database(database)


def require_psycopg() -> None:
    """Raises CannotOpen where the package for PostgreSQL is not installed."""
    if find_spec("psycopg") is None:
        raise CannotOpen("no_psycopg")


def end_leases(folder: Path, process: str, *, database: str = "") -> None:
    """The process with this name is gone: its leases end at once. Raises StoreError."""
    if not database:
        with file.connection(folder / file.NAME) as db:
            leases.end_those_of(db, process)
        return
    opened = open_database(folder, database=database)
    try:
        with opened.lease_transaction() as db:
            leases.end_those_of(db, process)
    finally:
        opened.close()

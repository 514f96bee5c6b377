"""Opens the store that the settings name: in the SQLite file of a folder, or in a PostgreSQL database."""

from importlib.util import find_spec
from pathlib import Path

from . import leases
from .database import Database
from .errors import CannotOpen
from .folder import make_folder
from .sqlite import file
from .sqlite.database import SqliteDatabase
from .store import Store


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
    if find_spec("psycopg") is None:
        raise CannotOpen("no_psycopg")
    # Imported here, since it is an extra.
    from .postgres.database import PostgresDatabase

    # For the key that signs cookies.
    make_folder(folder)
    return PostgresDatabase(database, patient=exclusive)


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

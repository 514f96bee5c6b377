"""Opens the store that the settings name."""

from pathlib import Path

from . import leases
from .database import Database
from .sqlite import file
from .sqlite.database import SqliteDatabase
from .store import Store


def open_store(folder: Path, *, exclusive: bool = False, process: str = "") -> Store:
    """The store in the SQLite file of this folder. With `process`, the name of one, all processes of a server open it.

    With `exclusive` nobody else may use it, not even a backup: raises InUse where somebody does. Raises CannotOpen
    where it cannot be used, where another store is open and while a backup is being restored."""
    return Store(open_database(folder, exclusive=exclusive, is_shared=bool(process)), process)


def open_database(folder: Path, *, exclusive: bool = False, is_shared: bool = False) -> Database:
    """What such a store is made of."""
    return SqliteDatabase(folder, exclusive=exclusive, is_shared=is_shared)


def end_leases(folder: Path, process: str) -> None:
    """The process with this name is gone: its leases end at once. Raises StoreError."""
    with file.connection(folder / file.NAME) as db:
        leases.end_those_of(db, process)

"""Stores for tests, and what of them only a test looks at."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from live_cop.store import opening
from live_cop.store.database import Database
from live_cop.store.opening import open_store
from live_cop.store.sqlite import file
from live_cop.store.sqlite.database import SqliteDatabase
from live_cop.store.store import Store

from . import postgres

DATABASES = ("sqlite", "postgres")
#: Whether everything is to be shown on PostgreSQL: LIVE_COP_TEST_DATABASE=postgres.
ON_POSTGRES = os.environ.get("LIVE_COP_TEST_DATABASE") == "postgres"
#: For tests of what only the file does.
ABOUT_THE_FILE = pytest.mark.skipif(ON_POSTGRES, reason="about the SQLite file")
#: The databases that stand for SQLite files then, by their folders.
_instead: dict[Path, str] = {}


class Opener:
    """Opens stores on one database of this kind."""

    def __init__(self, kind: str, folder: Path) -> None:
        self._folder = folder
        self._opened: list[Store] = []
        #: Its address; "" for a file.
        self.database = postgres.server().new_database() if kind == "postgres" else ""

    def open(self, process: str = "") -> Store:
        """One more store, that of this process."""
        store = open_store(self._folder / "data", database=self.database, process=process)
        self._opened.append(store)
        if self.database and not process:
            # Who owns what is another question.
            store.leases = None
        return store

    def close(self) -> None:
        for store in self._opened:
            store.close()


def skip_without_file() -> None:
    """Skips the test where everything is to be shown on PostgreSQL: for what tests share that only a file has."""
    if ON_POSTGRES:
        pytest.skip("about the SQLite file")


def path_of(store: Store) -> Path:
    """The SQLite file of a store. Without one the test is skipped: it is about the file."""
    if not isinstance(store._database, SqliteDatabase):
        pytest.skip("about the SQLite file")
    return store._database.path


def database_of(folder: Path) -> str:
    """The address of the database that stands for the file in this folder; "" where the file itself is used."""
    if ON_POSTGRES and folder not in _instead:
        _instead[folder] = postgres.server().new_database()
    return _instead.get(folder, "")


def use_postgres() -> None:
    """From now on every store is in a PostgreSQL database, whatever folder a test gives."""
    open_database = opening.open_database

    def instead(folder: Path, *, database: str = "", **options: Any) -> Database:
        return open_database(folder, database=database or database_of(folder), **options)

    opening.open_database = instead
    reading = opening.reading
    opening.reading = lambda folder, *, database="": reading(folder, database=database or database_of(folder))


class Beside(SqliteDatabase):
    """The file of a server that runs in another process: only for what needs no writer."""

    def __init__(self, path: Path) -> None:
        self.path = path


@contextmanager
def beside(folder: Path) -> Iterator[Database]:
    """The file in this folder, or the database that stands for it, of a server that runs in another process."""
    if not ON_POSTGRES:
        yield Beside(folder / file.NAME)
        return
    database = opening.open_database(folder)
    try:
        yield database
    finally:
        database.close()

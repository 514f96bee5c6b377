"""Stores for tests, and what of them only a test looks at."""

from pathlib import Path

from live_cop.store.opening import open_store
from live_cop.store.sqlite.database import SqliteDatabase
from live_cop.store.store import Store

DATABASES = ("sqlite",)


class Opener:
    """Opens stores on one database of this kind."""

    def __init__(self, kind: str, folder: Path) -> None:
        self._folder = folder
        self._opened: list[Store] = []

    def open(self, process: str = "") -> Store:
        """One more store, that of this process."""
        self._opened.append(open_store(self._folder / "data", process=process))
        return self._opened[-1]

    def close(self) -> None:
        for store in self._opened:
            store.close()


def path_of(store: Store) -> Path:
    """The SQLite file of a store."""
    assert isinstance(store._database, SqliteDatabase)
    return store._database.path


class Beside(SqliteDatabase):
    """The file of a server that runs in another process: only for what needs no writer."""

    def __init__(self, path: Path) -> None:
        self.path = path

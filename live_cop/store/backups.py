"""Backups of the data that the settings name, whichever database it is in; the files are the same."""

from pathlib import Path

from .opening import require_psycopg
from .sqlite import backup as of_file
from .sqlite.backup import BackupError, newest, prune

__all__ = ["BackupError", "back_up", "newest", "prune", "restore"]


def back_up(folder: Path, to: Path, *, database: str = "") -> Path:
    """Copies the data, also while servers run; `to` is a folder, in which a file with the time in its name is created,
    or a file, which is replaced. Returns the path of the copy. Raises BackupError and StoreError."""
    if not database:
        return of_file.back_up(folder, to)
    require_psycopg()
    from .postgres import backup as of_database

    return of_database.back_up(database, folder, to)


def restore(source: Path, folder: Path, *, database: str = "") -> Path | None:
    """Replaces the data by a backup. Returns the path of what was there before, or None if there was nothing. Raises
    BackupError, also while the data is used, and StoreError."""
    if not database:
        return of_file.restore(source, folder)
    require_psycopg()
    from .postgres import backup as of_database

    return of_database.restore(source, database, folder)

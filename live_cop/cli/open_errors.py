"""Why the data cannot be opened, in sentences for whoever runs the server, with the way back to a backup."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from .. import words
from ..store.errors import CannotOpen, StoreError
from ..store.sqlite import backup, file
from . import tables

#: The reasons for which a backup helps.
_RESTORE = ("missing", "empty", "not_ours", "damaged", "log_missing", "log_damaged")
#: Those of them for which the file itself is whole, as it was before what is missing was written.
_ONLY_LOG = ("log_missing", "log_damaged")


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Ends the command with exit code 1 and an explanation if the block cannot open the data in this folder."""
    try:
        yield
    except CannotOpen as error:
        raise click.ClickException(tables.typed("\n".join(_explanation(error, folder)))) from error
    except (StoreError, OSError) as error:
        raise click.ClickException(words.t("cli.cannot_keep", folder=folder, reason=error)) from error


def _explanation(error: CannotOpen, folder: Path) -> Iterator[str]:
    path = folder / file.NAME
    yield words.t(f"cli.start.{error.reason}", **{"path": path, "folder": folder, "error": "", **error.params})
    if error.reason in _RESTORE:
        if found := backup.newest(folder):
            yield words.t("cli.start.restore", backup=found, folder=folder)
        else:
            yield words.t("cli.start.find_backup", folder=folder)
    if error.reason in _ONLY_LOG:
        yield words.t("cli.start.without_log", path=path, folder=folder)
    if error.reason == "missing":
        yield words.t("cli.start.begin_anew")

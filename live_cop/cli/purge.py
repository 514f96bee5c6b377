"""`live-cop purge`: deletes what has been kept for long enough."""

from contextlib import closing
from pathlib import Path

import click

from .. import words
from ..live.clock import now_ms
from ..settings import Settings
from ..store.errors import CannotOpen
from ..store.lock import FolderLock, InUse
from ..store.opening import open_store
from ..store.privacy import retention
from ..store.privacy.retention import Expired
from ..store.sqlite import check, file
from ..store.sqlite.schema import MIGRATIONS
from . import options
from .open_errors import explained


@click.command()
@options.data
@click.option("--dry-run", is_flag=True)
@click.option("--compact", is_flag=True)
def purge(data: Path | None, dry_run: bool, compact: bool) -> None:
    settings = options.read_file_settings(data=data)
    folder = settings.data
    if not (folder / file.NAME).is_file():
        raise click.ClickException(words.t("cli.purge.no_data", folder=folder))
    try:
        with explained(folder):
            past = _look(settings) if dry_run else _purge(settings, compact=compact)
    except InUse:
        raise click.ClickException(words.t("cli.purge.in_use", folder=folder)) from None
    key = "would" if dry_run else "done"
    click.echo(_summary(key, past) if past else words.t("cli.purge.nothing"))


def _look(settings: Settings) -> Expired:
    """What would be deleted; also while a server runs, since nothing is written."""
    from ..web.communities.retention import default_policy

    path = settings.data / file.NAME
    lock = FolderLock(settings.data)
    try:
        with file.sqlite_errors(path), closing(check.connect_read_only(path)) as db:
            if check.require_ours(db, path) < len(MIGRATIONS):
                raise CannotOpen("older", path=path)
            return retention.expired(db, now_ms(), default_policy(settings))
    finally:
        lock.release()


def _purge(settings: Settings, *, compact: bool) -> Expired:
    # Imported here, since it imports the whole web server.
    from ..web.communities.retention import default_policy

    # A running server has meetings in memory and would write them to the file again.
    store = open_store(settings.data, exclusive=True)
    try:
        past = store.purge(now_ms(), default_policy(settings))
        if compact:
            store.compact()
        return past
    finally:
        store.close()


def _summary(key: str, past: Expired) -> str:
    return words.t(
        f"cli.purge.{key}",
        meetings=len(past.meetings),
        notes=past.notes,
        pictures=past.pictures,
        entries=len(past.entries),
    )

"""`live-cop purge`: deletes what has been kept for long enough."""

from pathlib import Path

import click

from .. import words
from ..live.clock import now_ms
from ..settings import Settings
from ..store.lock import InUse
from ..store.opening import open_beside, open_store, reading
from ..store.privacy import retention
from ..store.privacy.retention import Expired
from ..store.sqlite import file
from . import options
from .open_errors import explained


@click.command()
@options.data
@click.option("--dry-run", is_flag=True)
@click.option("--compact", is_flag=True)
def purge(data: Path | None, dry_run: bool, compact: bool) -> None:
    settings = options.read_settings(data=data)
    folder = settings.data
    if not settings.database and not (folder / file.NAME).is_file():
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

    with reading(settings.data, database=settings.database) as here:
        return retention.expired(here.db, now_ms(), default_policy(settings))


def _purge(settings: Settings, *, compact: bool) -> Expired:
    # Imported here, since it imports the whole web server.
    from ..web.communities.retention import default_policy

    # A running server has meetings in memory and would write them to the file again. In a database each process finds
    # that a meeting of its own is gone.
    store = open_beside(settings.database) if settings.database else open_store(settings.data, exclusive=True)
    try:
        if compact and store.is_owned():
            raise click.ClickException(words.t("cli.move.in_use_database"))
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

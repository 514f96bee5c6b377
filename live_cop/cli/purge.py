"""`live-cop purge`: deletes what has been kept for long enough."""

from pathlib import Path

import click

from .. import words
from ..live.clock import now_ms
from ..settings import Settings
from ..store import file
from ..store.file import StoreError
from ..store.lock import InUse
from ..store.privacy.retention import Expired
from ..store.store import Store
from . import options


@click.command()
@options.data
@click.option("--dry-run", is_flag=True, help="Only say what would be deleted.")
def purge(data: Path | None, dry_run: bool) -> None:
    """Delete data whose retention period has ended. A running server does this every night."""
    settings = options.read_settings(data=data)
    folder = settings.data
    if not (folder / file.NAME).is_file():
        raise click.ClickException(words.t("cli.purge.no_data", folder=folder))
    try:
        past = _purge(settings, dry_run)
    except InUse:
        raise click.ClickException(words.t("cli.purge.in_use", folder=folder)) from None
    except (StoreError, OSError) as error:
        raise click.ClickException(words.t("cli.cannot_keep", folder=folder, reason=error)) from None
    key = "would" if dry_run else "done"
    click.echo(_summary(key, past) if past else words.t("cli.purge.nothing"))


def _purge(settings: Settings, dry_run: bool) -> Expired:
    # Imported here, since it imports the whole web server.
    from ..web.communities.retention import default_policy as usual

    # A running server has meetings in memory and would write them to the file again.
    store = Store(settings.data, exclusive=not dry_run)
    try:
        return (store.expired if dry_run else store.purge)(now_ms(), usual(settings))
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

"""`live-cop move`: everything from the SQLite file into a PostgreSQL database, or back."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from .. import words
from ..settings import Settings
from ..store import moving
from ..store.database import Database
from ..store.lock import InUse
from ..store.moving import Unequal
from ..store.opening import open_database
from ..store.sqlite import file
from . import options
from .open_errors import explained


@click.command()
@click.argument("to", type=click.Choice(["database", "file"]))
@options.data
def move(to: str, data: Path | None) -> None:
    settings = options.read_settings(data=data)
    if not settings.database:
        raise click.ClickException(words.t("cli.move.no_address"))
    folder = settings.data
    if to == "database" and not (folder / file.NAME).is_file():
        raise click.ClickException(words.t("cli.purge.no_data", folder=folder))
    with explained(folder), _both(settings) as (in_file, in_database):
        source, target = (in_file, in_database) if to == "database" else (in_database, in_file)
        if not moving.is_empty(target):
            raise click.ClickException(words.t(f"cli.move.not_empty_{to}", folder=folder))
        if moving.is_in_use(in_database):
            raise click.ClickException(words.t("cli.move.in_use_database"))
        try:
            count = moving.move(source, target)
        except Unequal as error:
            raise click.ClickException(words.t("cli.move.unequal", error=error)) from error
        if moving.is_in_use(in_database):
            raise click.ClickException(words.t("cli.move.started"))
    click.echo(words.t(f"cli.move.to_{to}", n=count, folder=folder))


@contextmanager
def _both(settings: Settings) -> Iterator[tuple[Database, Database]]:
    with ExitStack() as opened:
        # First what may be missing, so that no empty file is left behind.
        in_database = open_database(settings.data, database=settings.database, exclusive=True)
        opened.callback(in_database.close)
        try:
            in_file = open_database(settings.data, exclusive=True, is_new=True)
        except InUse:
            raise click.ClickException(words.t("cli.purge.in_use", folder=settings.data)) from None
        opened.callback(in_file.close)
        yield in_file, in_database

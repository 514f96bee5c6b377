"""`live-cop stats`: how much there is on this server, and how much was used today."""

import shutil
from pathlib import Path

import click

from .. import words
from ..store import overview
from ..store.opening import reading
from ..words import figures
from . import options
from .open_errors import explained


@click.command()
@options.data
def stats(data: Path | None) -> None:
    settings = options.read_settings(data=data)
    with explained(settings.data), reading(settings.data, database=settings.database) as here:
        found = overview.stats(here, figures.midnight())
    for name in ("meetings", "live", "used_today", "opened_today", "communities"):
        click.echo(words.t(f"host.stats.{name}", n=getattr(found, name)))
    click.echo(words.t("host.stats.size", size=figures.size(found.size)))
    if not settings.database:
        # Nobody but its own machine knows how much room a database has.
        click.echo(words.t("host.stats.free", size=figures.size(shutil.disk_usage(settings.data).free)))

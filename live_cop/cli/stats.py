"""`live-cop stats`: how much there is on this server, and how much was used today."""

import shutil
from pathlib import Path

import click

from .. import words
from ..store.sqlite import overview
from ..words import figures
from . import options
from .open_errors import explained


@click.command()
@options.data
def stats(data: Path | None) -> None:
    folder = options.read_file_settings(data=data).data
    with explained(folder), overview.reading(folder) as db:
        found = overview.stats(db, figures.midnight())
    for name in ("meetings", "live", "used_today", "opened_today", "communities"):
        click.echo(words.t(f"host.stats.{name}", n=getattr(found, name)))
    click.echo(words.t("host.stats.size", size=figures.size(found.size)))
    click.echo(words.t("host.stats.free", size=figures.size(shutil.disk_usage(folder).free)))

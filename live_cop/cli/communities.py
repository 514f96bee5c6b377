"""`live-cop communities`: lists them, deletes one, or makes a new link for one whose link was lost."""

from pathlib import Path

import click

from .. import words
from ..store import overview
from ..store.opening import reading
from ..words import figures
from . import host_door, options, tables
from .open_errors import explained


@click.group(invoke_without_command=True)
@options.data
@click.pass_context
def communities(context: click.Context, data: Path | None) -> None:
    if context.invoked_subcommand is not None:
        return
    settings = options.read_settings(data=data)
    with explained(settings.data), reading(settings.data, database=settings.database) as here:
        found = overview.communities(here)
    if not found:
        click.echo(words.t("host.no_communities"))
        return
    head = [words.t(f"host.column.{name}") for name in ("id", "meetings", "last_used", "name")]
    rows = [[each.id, str(each.meetings), figures.moment(each.last_used), each.name] for each in found]
    for line in tables.lines(head, rows):
        click.echo(line)


@communities.command()
@click.argument("id")
@options.data
@click.option("--yes", is_flag=True)
def delete(id: str, data: Path | None, yes: bool) -> None:
    settings = options.read_settings(data=data)
    if not yes:
        click.confirm(words.t("host.sure_community", id=tables.printable(id)), abort=True)
    host_door.get_done(settings, "delete_community", id)
    click.echo(words.t("host.deleted_community", id=tables.printable(id)))


@communities.command()
@click.argument("id")
@options.data
@click.option("--yes", is_flag=True)
def link(id: str, data: Path | None, yes: bool) -> None:
    settings = options.read_settings(data=data)
    if not yes:
        click.confirm(words.t("host.sure_community_link", id=tables.printable(id)), abort=True)
    base = host_door.base_url(settings)
    token = host_door.get_done(settings, "community_link", id)
    click.echo(words.t("host.community_link"), err=True)
    click.echo(f"{base}/community/{token}")

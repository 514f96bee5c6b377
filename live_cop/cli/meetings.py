"""`live-cop meetings`: lists them, deletes one, or makes a new link for a chair who has lost theirs."""

from pathlib import Path

import click

from .. import words
from ..meeting.codes import normalise_code
from ..store import overview
from ..store.opening import reading
from ..words import figures
from . import host_door, options, tables
from .open_errors import explained


@click.group(invoke_without_command=True)
@options.data
@click.option("--find", default="")
@click.pass_context
def meetings(context: click.Context, data: Path | None, find: str) -> None:
    if context.invoked_subcommand is not None:
        return
    settings = options.read_settings(data=data)
    with explained(settings.data), reading(settings.data, database=settings.database) as here:
        found = overview.meetings(here, find=find)
    if not found:
        click.echo(words.t("host.none_found", find=find) if find else words.t("host.none"))
        return
    head = [words.t(f"host.column.{name}") for name in ("code", "last_used", "size", "state", "title")]
    rows = [
        [
            each.code,
            figures.moment(each.last_used),
            figures.size(each.size),
            words.t(f"host.state.{each.state or 'unknown'}"),
            f"{each.title} ({each.community})" if each.community else each.title,
        ]
        for each in found
    ]
    for line in tables.lines(head, rows):
        click.echo(line)


@meetings.command()
@click.argument("code")
@options.data
@click.option("--yes", is_flag=True)
def delete(code: str, data: Path | None, yes: bool) -> None:
    settings = options.read_settings(data=data)
    code = normalise_code(code)
    if not yes:
        click.confirm(words.t("host.sure_meeting", code=tables.printable(code)), abort=True)
    host_door.get_done(settings, "delete_meeting", code)
    click.echo(words.t("host.deleted_meeting", code=tables.printable(code)))


@meetings.command("chair-link")
@click.argument("code")
@options.data
def chair_link(code: str, data: Path | None) -> None:
    settings = options.read_settings(data=data)
    base = host_door.base_url(settings)
    token = host_door.get_done(settings, "chair_link", normalise_code(code))
    click.echo(words.t("host.chair_link"), err=True)
    click.echo(f"{base}/chair/{token}")

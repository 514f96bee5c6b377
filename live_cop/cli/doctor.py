"""`live-cop doctor`: looks for what is wrong with a set-up."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from .. import words
from ..doctor.finding import Finding, good, look, wrong
from ..settings import Settings
from . import host_door, options, tables


@click.command()
@options.data
@click.option("--url", default="")
@click.option("--time-server", default="pool.ntp.org", show_default=True)
def doctor(data: Path | None, url: str, time_server: str) -> None:
    levels = set()
    for finding in _examine(options.read_settings(data=data), url, time_server):
        levels.add(finding.level)
        click.echo(f"{words.t(f'host.level.{finding.level}'):7}{tables.printable(tables.typed(finding.sentence))}")
    if "wrong" in levels:
        sys.exit(1)


def _data(settings: Settings) -> Iterator[Finding]:
    from ..doctor import database, inside

    if not settings.database:
        yield from inside.data(settings.data)
        return
    yield from database.examine(settings.database)
    if settings.data.is_dir():
        yield from inside.private(settings.data)
    else:
        yield look("no_folder", folder=settings.data)


def _examine(settings: Settings, url: str, time_server: str) -> Iterator[Finding]:
    from ..doctor import inside, outside
    from ..web.host import orders

    yield from _data(settings)
    if not settings.data.is_dir():
        return
    yield from inside.disk(settings.data)
    yield from inside.backups(settings)
    yield from inside.clock(settings, time_server)
    about = None
    try:
        about = host_door.ask(settings, orders.ABOUT)
        yield good("server")
    except host_door.NoServer:
        yield wrong("no_server")
    except click.ClickException as error:
        yield wrong("no_orders", reason=error.message)
    yield from inside.zone(about)
    if about is None:
        return
    if not about["mail"]:
        yield good("no_mail")
    elif trouble := host_door.ask(settings, orders.MAIL)["trouble"]:
        yield wrong("mail", reason=words.t(f"mail.trouble.{trouble}"))
    else:
        yield good("mail_good")
    if url := url or about["public_url"]:
        yield from outside.address(url, orders.PATH, orders.sign(host_door.secret(settings), orders.ABOUT))
    else:
        yield look("no_url")

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
    for finding in _examine(options.read_file_settings(data=data), url, time_server):
        levels.add(finding.level)
        click.echo(f"{words.t(f'host.level.{finding.level}'):7}{tables.printable(finding.sentence)}")
    if "wrong" in levels:
        sys.exit(1)


def _examine(settings: Settings, url: str, time_server: str) -> Iterator[Finding]:
    from ..doctor import inside, outside
    from ..web.host import orders

    folder = settings.data
    yield from inside.data(folder)
    if not folder.is_dir():
        return
    yield from inside.disk(folder)
    yield from inside.backups(folder)
    yield from inside.clock(folder, time_server)
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

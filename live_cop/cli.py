"""The command line: thin, over the library."""

import contextlib
import gc
import logging
import os
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
import segno

from . import backups, purging, words
from .settings import Settings, from_environment

#: Hosts that mean: on all addresses of this machine.
EVERYWHERE = ("0.0.0.0", "::")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="live-cop")
def main() -> None:
    """The shared surface of a live hybrid meeting."""


main.add_command(backups.backup)
main.add_command(backups.restore)
main.add_command(purging.purge)


def _server_options(command: Any) -> Any:
    for option in (
        click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Folder of the data."),
        click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (8000)."),
        click.option("--host", help="Address to listen on (127.0.0.1); 0.0.0.0 lets other devices in."),
    ):
        command = option(command)
    return command


@main.command()
@_server_options
def serve(host: str | None, port: int | None, data: Path | None) -> None:
    """Start the server."""
    settings = _settings(host=host, port=port, data=data)
    run(settings, lambda: announce(settings))


@main.command()
@_server_options
@click.option("--people", type=click.IntRange(1, 200), default=25, show_default=True, help="How many take part.")
def demo(host: str | None, port: int | None, data: Path | None, people: int) -> None:
    """Start the server with a meeting already under way and simulated people in it."""
    from .demo import under_way

    with tempfile.TemporaryDirectory(prefix="live-cop-demo-") as folder:
        # A host key or a public address is for the real server; the people of the play come from next door.
        settings = _settings(host=host, port=port, data=data or Path(folder), host_key="", public_url="")
        stage = under_way.Stage(address(settings), people)
        # Thirty screens arrive at once: what they ask for would push the addresses off the terminal.
        run(settings, stage.begin, stage.end, level=logging.WARNING)


@main.command()
@click.argument("url", default="http://127.0.0.1:8000")
@click.option("--people", type=int, default=200, show_default=True, help="How many take part.")
@click.option("--minutes", type=float, default=3, show_default=True, help="How long they work.")
@click.option("--commands-per-second", type=float, help="The pace of all together (a twentieth of the people).")
@click.option("--workload", type=click.Choice(["mixed", "notes", "slider"]), default="mixed", show_default=True)
@click.option("--host-key", envvar="LIVE_COP_HOST_KEY", default="", help="Where the server asks for one.")
@click.option("--pid", type=int, help="The server's process, if it runs on this machine.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def rehearse(
    url: str, people: int, minutes: float, commands_per_second: float | None, as_json: bool, **more: Any
) -> None:
    """Try out a server with a whole section of simulated people."""
    from .rehearse import command
    from .rehearse.doors import CannotRehearse
    from .rehearse.rehearsal import Plan

    pace = people / 20 if commands_per_second is None else commands_per_second
    plan = Plan(people=people, seconds=minutes * 60, commands_per_second=pace, **more)
    try:
        good = command.rehearse(url, plan, as_json)
    except CannotRehearse as error:
        raise click.ClickException(str(error)) from None
    sys.exit(0 if good else 1)


def run(settings: Settings, ready: Any, ending: Any = lambda: None, level: int = logging.INFO) -> None:
    """Serves until it is told to stop; `ready` is called once the server listens."""
    from .app import create_app
    from .live import runtime
    from .store.file import StoreError

    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stderr)
    try:
        listener = runtime.listen(settings.host, settings.port)
    except OSError as error:
        raise click.ClickException(words.t("cli.cannot_listen", address=f"{settings.host}:{settings.port}")) from error
    try:
        app = create_app(settings)
    except (StoreError, OSError) as error:
        raise click.ClickException(words.t("cli.cannot_keep", folder=settings.data, reason=error)) from error
    parts = app.extensions["live_cop"]
    runtime.spawn(ready)

    def stop() -> None:
        ending()
        parts.post.stop()
        parts.hub.stop()
        parts.stop()
        parts.store.close()

    _collect_seldom()
    runtime.serve(app, listener, runtime.ConnectionLimits(settings.proxies), stop)


def _collect_seldom() -> None:
    """What stands at the start stays, and almost all that a meeting makes goes by itself. Looking for circles after
    every 700 new things, as Python does, took an eighth of the time of a busy server."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def address(settings: Settings) -> str:
    """The address that people open."""
    if settings.public_url:
        return settings.public_url
    host = _address_in_the_network() if settings.host in EVERYWHERE else settings.host
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def announce(settings: Settings) -> None:
    """Prints where to go, also as a QR code."""
    url = address(settings)
    click.echo(words.t("cli.ready", url=url))
    if urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1"):
        click.echo(words.t("cli.only_here"))
    else:
        click.echo(words.t("cli.phones"))
    # A terminal that cannot draw the code still has the address.
    with contextlib.suppress(UnicodeError):
        segno.make(url, micro=False).terminal(out=sys.stdout, compact=True)
    sys.stdout.flush()


def _settings(**given: object) -> Settings:
    try:
        return from_environment(os.environ, **given)
    except ValueError as error:
        raise click.ClickException(str(error)) from None


def _address_in_the_network() -> str:
    """This machine's address as phones in the same network see it. Nothing is sent: a datagram socket that is
    connected only asks the routing table."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


if __name__ == "__main__":
    main()

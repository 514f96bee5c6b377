"""`live-cop serve`: starts the server and says where it can be reached."""

import contextlib
import contextvars
import gc
import logging
import socket
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import click
import segno

from .. import words
from ..settings import SHORT_KEY, Settings, own_address
from ..store import lock, process_addresses
from ..words import languages
from . import options, supervisor, tables
from .open_errors import explained

#: Hosts that mean "all addresses of this machine".
ALL_ADDRESSES = ("0.0.0.0", "::")
#: After so long a thread that computes lets the event loop go on. The loop gives its turn away with each packet that it
#: sends, and would wait for Python's own 5 ms to get it back, while a meeting is closed or loaded.
SWITCH_SECONDS = 0.000_5


@click.command()
@options.server
@click.option("--processes", type=click.IntRange(1, 64))
@click.option("--lan", is_flag=True)
def serve(host: str | None, port: int | None, data: Path | None, processes: int | None, lan: bool) -> None:
    if lan and host is None:
        host = ALL_ADDRESSES[0]
    settings = options.read_settings(host=host, port=port, data=data, processes=processes)
    if settings.process:
        run(settings, lambda: None)
    elif settings.processes > 1:
        supervisor.run(settings)
    else:
        run(settings, lambda: announce(settings))


def run(
    settings: Settings,
    on_ready: Callable[[], None],
    on_stop: Callable[[], None] = lambda: None,
    log_level: int = logging.INFO,
) -> None:
    """Serves until the process is told to stop. `on_ready` is called once the server listens, in the language of the
    shell; the server itself is not in that language."""
    from ..app import create_app
    from ..live import runtime
    from ..web import worker_process

    _check(settings)
    logging.basicConfig(level=log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stderr)
    listener = _listen(settings)
    with explained(settings.data), languages.using(languages.DEFAULT):
        app = create_app(settings)
    services = app.extensions["live_cop"]
    process_addresses.announce(settings.data, settings.process, own_address(settings))
    runtime.spawn(contextvars.copy_context().run, on_ready)
    if settings.process:
        runtime.spawn(supervisor.show_signs_of_life)

    def stop() -> None:
        on_stop()
        process_addresses.withdraw(settings.data, settings.process)
        services.practice.stop()
        services.mailer.stop()
        services.hub.stop()
        services.close_connections()
        services.store.close()
        worker_process.end_all()

    _collect_garbage_rarely()
    sys.setswitchinterval(SWITCH_SECONDS)
    with languages.using(languages.DEFAULT):
        runtime.serve(app, listener, runtime.ConnectionLimits(settings.proxies), stop)


def _check(settings: Settings) -> None:
    """Raises ClickException for settings with which no server starts."""
    asks = settings.host_key.strip() or settings.oidc_issuer
    if settings.smtp and (not asks or settings.who_opens == "anyone"):
        raise click.ClickException(words.t("cli.mail_needs_key"))
    if settings.oidc_issuer and not (find_spec("authlib") and find_spec("joserfc")):
        raise click.ClickException(words.t("cli.no_authlib"))


def _listen(settings: Settings) -> socket.socket:
    from ..live import runtime

    try:
        return runtime.listen(settings.host, settings.port)
    except OSError as error:
        # A second server usually has the same port too.
        if lock.is_held(settings.data, lock.WRITER):
            raise click.ClickException(words.t("cli.start.second_server", folder=settings.data)) from error
        raise click.ClickException(words.t("cli.cannot_listen", address=f"{settings.host}:{settings.port}")) from error


def _collect_garbage_rarely() -> None:
    """What exists at the start stays, and reference counting frees almost everything that a meeting makes. Looking for
    reference cycles after every 700 new objects, as Python does, took an eighth of the time of a busy server."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def public_address(settings: Settings) -> str:
    """The address that people open."""
    if settings.public_url:
        return settings.public_url
    host = _local_network_address() if settings.host in ALL_ADDRESSES else settings.host
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def announce(settings: Settings) -> None:
    """Prints the address, as a QR code too where phones can open it, and which engine runs."""
    from ..live import runtime

    url = public_address(settings)
    click.echo(words.t("cli.ready", url=url))
    if urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1"):
        # No code to scan: a phone would look for the server on itself.
        click.echo(tables.typed(words.t("cli.only_here")))
    else:
        if urlsplit(url).scheme == "http":
            click.echo(words.t("host.doctor.no_tls", url=url))
        click.echo(words.t("cli.phones"))
        # A terminal that cannot show the QR code still has the address.
        with contextlib.suppress(UnicodeError):
            segno.make(url, micro=False).terminal(out=sys.stdout, compact=True)
    click.echo(words.t("cli.engine", name=runtime.name()))
    if 0 < (length := len(settings.host_key)) < SHORT_KEY:
        click.echo(words.t("cli.short_key", n=length, odds=_odds_of_key(length), least=SHORT_KEY))
    sys.stdout.flush()


def _odds_of_key(length: int) -> str:
    """How likely a program finds a key of so many small letters, which tries from ten addresses for a year."""
    from ..web.http.throttle import GUESSES_PER_SECOND

    tries = 10 * GUESSES_PER_SECOND * 365 * 24 * 3600
    if tries * 2 >= (keys := 26**length):
        return words.t("cli.certain")
    return words.t("cli.odds", n=f"{keys / tries:,.0f}")


def _local_network_address() -> str:
    """This machine's address as phones in the same network see it. Nothing is sent: connecting a datagram socket only
    looks up the route."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"

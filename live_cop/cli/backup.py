"""`live-cop backup` and `live-cop restore`."""

import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from .. import words
from ..settings import Settings
from ..store import backups, secret_key
from ..store.backups import BackupError
from . import options
from .open_errors import explained

T = TypeVar("T")
_UNITS = {"s": 1, "m": 60, "h": 3600}
_DURATION = re.compile(r"([1-9][0-9]{0,5})([smh])")
#: How many backups are kept with --every, unless --keep says otherwise.
KEEP = 24


class _Duration(click.ParamType[int]):
    """A duration such as 60s, 5m or 1h, in seconds."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        found = _DURATION.fullmatch(str(value))
        if found is None:
            self.fail(words.t("cli.backup.length"), param, ctx)
        return int(found[1]) * _UNITS[found[2]]


@click.command()
@click.argument("to", type=click.Path(readable=False, path_type=Path))
@options.data
@click.option("--every", type=_Duration())
@click.option("--keep", type=click.IntRange(min=1))
def backup(to: Path, data: Path | None, every: int | None, keep: int | None) -> None:
    settings = options.read_settings(data=data)
    _stop_cleanly_on_sigterm()
    if every is None and keep is None:
        click.echo(_or_exit(settings, lambda: _back_up_once(settings, to, None)))
        return
    if not _is_folder(to):
        raise click.ClickException(words.t("cli.backup.only_folder", path=to))
    if every is None:
        click.echo(_or_exit(settings, lambda: _back_up_once(settings, to, keep)))
    else:
        _repeat(settings, lambda: _back_up_once(settings, to, keep or KEEP), every)


@click.command()
@click.argument("source", metavar="FROM", type=click.Path(readable=False, path_type=Path))
@options.data
def restore(source: Path, data: Path | None) -> None:
    settings = options.read_settings(data=data)
    folder = settings.data
    _stop_cleanly_on_sigterm()
    kept = _or_exit(settings, lambda: backups.restore(source, folder, database=settings.database))
    key = "done_database" if settings.database else "done"
    click.echo(words.t(f"cli.restore.{key}", path=source, folder=folder))
    if kept:
        click.echo(words.t("cli.restore.kept", path=kept))
    if not settings.secret and not (folder / secret_key.NAME).exists():
        click.echo(words.t("cli.restore.no_key"))


def _back_up_once(settings: Settings, to: Path, keep: int | None) -> str:
    """Makes a backup and returns what to print about it."""
    path = backups.back_up(settings.data, to, database=settings.database)
    if keep:
        backups.prune(to, keep)
    return words.t("cli.backup.done", path=path)


def _repeat(settings: Settings, work: Callable[[], str], seconds: int) -> None:
    """Repeats the work until SIGINT or SIGTERM. A backup that fails is reported, and the next one is made on time."""
    try:
        while True:
            start = time.monotonic()
            try:
                click.echo(_or_exit(settings, work))
            except click.ClickException as error:
                click.echo(error.message, err=True)
            time.sleep(max(0.0, start + seconds - time.monotonic()))
    except KeyboardInterrupt:
        click.echo(words.t("cli.backup.stopped"))


def _or_exit(settings: Settings, work: Callable[[], T]) -> T:
    """The result of `work`; if it fails, the command ends with one sentence."""
    try:
        with explained(settings.data):
            return work()
    except BackupError as error:
        raise click.ClickException(_message(error)) from error


def _message(error: BackupError) -> str:
    return words.t(f"cli.backup.{error.reason}", **error.params)


def _stop_cleanly_on_sigterm() -> None:
    """SIGTERM ends the command as SIGINT does, so that no unfinished file is left behind."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False

"""`live-cop backup` and `live-cop restore`."""

import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from .. import words
from ..store.sqlite import backup as backups
from ..store.sqlite.backup import BackupError
from . import options

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
    folder = options.read_file_settings(data=data).data
    _stop_cleanly_on_sigterm()
    if every is None and keep is None:
        click.echo(_or_exit(lambda: _back_up_once(folder, to, None)))
        return
    if not _is_folder(to):
        raise click.ClickException(words.t("cli.backup.only_folder", path=to))
    if every is None:
        click.echo(_or_exit(lambda: _back_up_once(folder, to, keep)))
    else:
        _repeat(lambda: _back_up_once(folder, to, keep or KEEP), every)


@click.command()
@click.argument("source", metavar="FROM", type=click.Path(readable=False, path_type=Path))
@options.data
def restore(source: Path, data: Path | None) -> None:
    folder = options.read_file_settings(data=data).data
    _stop_cleanly_on_sigterm()
    kept = _or_exit(lambda: backups.restore(source, folder))
    click.echo(words.t("cli.restore.done", path=source, folder=folder))
    if kept:
        click.echo(words.t("cli.restore.kept", path=kept))
    if not (folder / "secret.key").exists():
        click.echo(words.t("cli.restore.no_key"))


def _back_up_once(data: Path, to: Path, keep: int | None) -> str:
    """Makes a backup and returns what to print about it."""
    path = backups.back_up(data, to)
    if keep:
        backups.prune(to, keep)
    return words.t("cli.backup.done", path=path)


def _repeat(work: Callable[[], str], seconds: int) -> None:
    """Repeats the work until SIGINT or SIGTERM. A backup that fails is reported, and the next one is made on time."""
    try:
        while True:
            start = time.monotonic()
            try:
                click.echo(work())
            except BackupError as error:
                click.echo(_message(error), err=True)
            time.sleep(max(0.0, start + seconds - time.monotonic()))
    except KeyboardInterrupt:
        click.echo(words.t("cli.backup.stopped"))


def _or_exit(work: Callable[[], T]) -> T:
    """The result of `work`; if it fails, the command ends with one sentence."""
    try:
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

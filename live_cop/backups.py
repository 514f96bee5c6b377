"""The commands `backup` and `restore`: thin, over the store."""

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from . import words
from .settings import from_environment
from .store import BackupError
from .store import backup as backups

T = TypeVar("T")
_UNITS = {"s": 1, "m": 60, "h": 3600}
_LENGTH = re.compile(r"([1-9][0-9]{0,5})([smh])")
#: How many backups are kept where they are made again and again and nobody said.
KEEP = 24


class _Length(click.ParamType[int]):
    """A length of time such as 60s, 5m or 1h, in seconds."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        found = _LENGTH.fullmatch(str(value))
        if found is None:
            self.fail(words.t("cli.backup.length"), param, ctx)
        return int(found[1]) * _UNITS[found[2]]


# What cannot be read is told by the store, in a sentence of ours.
_data = click.option(
    "--data", type=click.Path(file_okay=False, readable=False, path_type=Path), help="Folder of the data."
)


@click.command()
@click.argument("to", type=click.Path(readable=False, path_type=Path))
@_data
@click.option("--every", type=_Length(), help="Make one again and again: 60s, 5m, 1h.")
@click.option("--keep", type=click.IntRange(min=1), help=f"How many to keep in the folder ({KEEP} with --every).")
def backup(to: Path, data: Path | None, every: int | None, keep: int | None) -> None:
    """Copy the data, also while the server runs. TO is a folder or a file."""
    folder = _folder(data)
    _clean_end()
    if every is None and keep is None:
        click.echo(_sentence(lambda: _one(folder, to, None)))
        return
    if not _is_folder(to):
        raise click.ClickException(words.t("cli.backup.only_folder", path=to))
    if every is None:
        click.echo(_sentence(lambda: _one(folder, to, keep)))
    else:
        _again_and_again(lambda: _one(folder, to, keep or KEEP), every)


@click.command()
@click.argument("source", metavar="FROM", type=click.Path(readable=False, path_type=Path))
@_data
def restore(source: Path, data: Path | None) -> None:
    """Put a backup in place of the data. The server must be stopped."""
    folder = _folder(data)
    _clean_end()
    kept = _sentence(lambda: backups.restore(source, folder))
    click.echo(words.t("cli.restore.done", path=source, folder=folder))
    if kept:
        click.echo(words.t("cli.restore.kept", path=kept))
    if not (folder / "secret.key").exists():
        click.echo(words.t("cli.restore.no_key"))


def _one(data: Path, to: Path, keep: int | None) -> str:
    """Makes a backup and answers what to say about it."""
    path = backups.back_up(data, to)
    if keep:
        backups.prune(to, keep)
    return words.t("cli.backup.done", path=path)


def _again_and_again(work: Callable[[], str], seconds: int) -> None:
    """Until SIGINT or SIGTERM. One that fails is told of, and the next one comes at its time."""
    try:
        while True:
            start = time.monotonic()
            try:
                click.echo(work())
            except BackupError as error:
                click.echo(_told(error), err=True)
            time.sleep(max(0.0, start + seconds - time.monotonic()))
    except KeyboardInterrupt:
        click.echo(words.t("cli.backup.stopped"))


def _sentence(work: Callable[[], T]) -> T:
    """What `work` answers, or the end with one sentence."""
    try:
        return work()
    except BackupError as error:
        raise click.ClickException(_told(error)) from error


def _told(error: BackupError) -> str:
    return words.t(f"cli.backup.{error.reason}", **error.params)


def _clean_end() -> None:
    """SIGTERM ends as SIGINT does: nothing half done stays behind."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _folder(data: Path | None) -> Path:
    try:
        return from_environment(os.environ, data=data).data
    except ValueError as error:
        raise click.ClickException(str(error)) from None

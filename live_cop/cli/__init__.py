"""The command line: `live-cop` and its commands, one file each. They are thin: the work is done by the library.

What a command needs only when it runs (the server and its libraries) is imported inside it, so that `--help` is quick.
"""

import os
from typing import Any

import click

from ..words import catalogue, languages, t
from . import backup, communities, demo, doctor, meetings, move, proxy_config, purge, rehearse, serve, stats, words

_HELP_OPTIONS = ["-h", "--help"]


class _InLanguageOfShell(click.Group):
    """Commands that speak the language of the shell, and English where there are no words in that."""

    def main(self, *args: Any, **more: Any) -> Any:
        with languages.using(languages.of_system(os.environ)):
            _describe(self, "cli.help")
            return super().main(*args, **more)


@click.group(cls=_InLanguageOfShell, context_settings={"help_option_names": _HELP_OPTIONS})
@click.version_option(package_name="live-cop")
def main() -> None:
    """`live-cop`. What --help says of it, of its commands and their options is under cli.help in the catalogue."""


for _command in (
    *(serve.serve, proxy_config.proxy_config, demo.demo, backup.backup, backup.restore, purge.purge, move.move),
    *(meetings.meetings, communities.communities, stats.stats, doctor.doctor, rehearse.rehearse, words.words),
):
    main.add_command(_command)


def _describe(command: click.Command, key: str) -> None:
    """Gives a command, its options and its own commands what --help says of them."""
    command.help = t(f"{key}.about")
    help_option = command.get_help_option(click.Context(command, help_option_names=_HELP_OPTIONS))
    for option in (*command.params, help_option):
        if isinstance(option, click.Option):
            name = option.opts[-1].lstrip("-").replace("-", "_")
            own = f"{key}.{name}"
            # Several commands share some options.
            option.help = t(own if own in catalogue() else f"cli.help.{name}")
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            _describe(each, f"{key}.{name.replace('-', '_')}")

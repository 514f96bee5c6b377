"""The command line: `live-cop` and its commands, one file each. They are thin: the work is done by the library.

What a command needs only when it runs (the server and its libraries) is imported inside it, and a command itself only
when it is asked for, so that `--help` is quick.
"""

import os
from collections import UserDict
from importlib import import_module
from typing import Any

import click

from ..words import catalogue, languages, t
from . import click_words

_HELP_OPTIONS = ["-h", "--help"]
_NAMES = (
    *("serve", "proxy-config", "demo", "backup", "restore", "purge", "move"),
    *("meetings", "communities", "stats", "doctor", "rehearse", "words"),
)
#: The file of each command: that with its name, but for one.
_FILES = {name: name.replace("-", "_") for name in _NAMES} | {"restore": "backup"}


class _Commands(UserDict[str, Any]):
    """The commands by their names. The file of one is read when it is asked for."""

    def __getitem__(self, name: str) -> click.Command:
        found = getattr(import_module(f".{self.data[name]}", __name__), name.replace("-", "_"))
        assert isinstance(found, click.Command)
        return found


class _InLanguageOfShell(click.Group):
    """Commands that speak the language of the shell, and English where there are no words in that."""

    def main(self, *args: Any, **more: Any) -> Any:
        with languages.using(languages.of_system(os.environ)):
            click_words.use()
            _describe(self, "cli.help")
            return super().main(*args, **more)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            _describe(command, _key(cmd_name))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, for which their files need not be read."""
        width = formatter.width - 6 - max(map(len, self.commands))
        abouts = {name: click.Command(name, help=t(f"{_key(name)}.about")) for name in sorted(self.commands)}
        with formatter.section(t("cli.click.commands")):
            formatter.write_dl([(name, about.get_short_help_str(width)) for name, about in abouts.items()])


@click.group(cls=_InLanguageOfShell, commands=_Commands(_FILES), context_settings={"help_option_names": _HELP_OPTIONS})
@click.version_option(package_name="live-cop")
def main() -> None:
    """`live-cop`. What --help says of it, of its commands and their options is under cli.help in the catalogue."""


def _key(command: str, group: str = "cli.help") -> str:
    return f"{group}.{command.replace('-', '_')}"


def _describe(command: click.Command, key: str) -> None:
    """Gives a command, its options and its own commands what --help says of them."""
    command.help = t(f"{key}.about")
    command.options_metavar = t("cli.click.some_options")
    help_option = command.get_help_option(click.Context(command, help_option_names=_HELP_OPTIONS))
    for option in (*command.params, help_option):
        if isinstance(option, click.Option):
            name = option.opts[-1].lstrip("-").replace("-", "_")
            own = f"{key}.{name}"
            # Several commands share some options.
            option.help = t(own if own in catalogue() else f"cli.help.{name}")
            option.metavar = click_words.kind_of_value(option)
    if isinstance(command, click.Group):
        command.subcommand_metavar = t(f"cli.click.{'may' if command.invoke_without_command else 'must'}_name_command")
        if not isinstance(command, _InLanguageOfShell):
            for name, each in command.commands.items():
                _describe(each, _key(name, key))

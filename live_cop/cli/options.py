"""Options and settings that several commands share."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ..settings import Settings, from_environment

#: The data folder. Whether it can be read is left to the store, which explains what is wrong in a sentence of ours.
data = click.option("--data", type=click.Path(file_okay=False, readable=False, path_type=Path))


def server(command: Callable[..., Any]) -> Callable[..., Any]:
    """--host, --port and --data, for commands that start a server."""
    host = click.option("--host")
    port = click.option("--port", type=click.IntRange(1, 65535))
    return host(port(data(command)))


def read_settings(**given: object) -> Settings:
    """The settings from the environment and from options; options take precedence. Raises ClickException."""
    try:
        return from_environment(os.environ, **given)
    except ValueError as error:
        raise click.ClickException(str(error)) from None

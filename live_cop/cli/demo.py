"""`live-cop demo`: a server with a meeting that is already under way, and simulated people in it."""

import logging
import tempfile
from pathlib import Path

import click

from . import options
from .serve import public_address, run


@click.command()
@options.server
@click.option("--people", type=click.IntRange(1, 200), default=25, show_default=True)
def demo(host: str | None, port: int | None, data: Path | None, people: int) -> None:
    from ..demo.process import SimulationProcess

    with tempfile.TemporaryDirectory(prefix="live-cop-demo-") as folder:
        # A host key and a public address are for the real server. The simulated people connect from this machine.
        # Anybody may open a meeting there, so it sends no e-mail.
        unset = dict.fromkeys(("host_key", "public_url", "smtp", "mail_from", "database"), "")
        settings = options.read_settings(host=host, port=port, data=data or Path(folder), **unset)
        simulation = SimulationProcess(public_address(settings), people)
        # Thirty screens connect at once: their requests in the log would push the addresses off the terminal.
        run(settings, simulation.start, simulation.stop, log_level=logging.WARNING)

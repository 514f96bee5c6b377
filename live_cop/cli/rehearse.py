"""`live-cop rehearse`: tries out a server with simulated people, and prints the results."""

import asyncio
import sys
from typing import TYPE_CHECKING, Any

import click

from .. import words

if TYPE_CHECKING:
    from ..rehearse.rehearsal import Rehearsal
    from ..rehearse.results import Results


@click.command()
@click.argument("url", default="http://127.0.0.1:8000")
@click.option("--people", type=int, default=200, show_default=True)
@click.option("--minutes", type=float, default=3, show_default=True)
@click.option("--commands-per-second", type=float)
@click.option("--workload", type=click.Choice(["mixed", "notes", "slider"]), default="mixed", show_default=True)
@click.option("--host-key", envvar="LIVE_COP_HOST_KEY", default="")
@click.option("--pid", type=int)
@click.option("--json", "as_json", is_flag=True)
def rehearse(
    url: str, people: int, minutes: float, commands_per_second: float | None, as_json: bool, **more: Any
) -> None:
    from ..rehearse import results
    from ..rehearse.http_api import parse_address
    from ..rehearse.plan import CannotRehearse, Plan
    from ..rehearse.rehearsal import Rehearsal

    rate = people / 20 if commands_per_second is None else commands_per_second
    plan = Plan(people=people, seconds=minutes * 60, commands_per_second=rate, **more)
    try:
        base = parse_address(url)
        plan.check()
        rehearsal = Rehearsal(base, plan)
        meeting = rehearsal.open()
        click.echo(words.t("cli.rehearse.begins", n=plan.people, url=base.geturl()), err=True)
        click.echo(words.t("cli.rehearse.watch", code=meeting.code, url=meeting.board_url), err=True)
        found = _run_with_progress_bar(rehearsal)
    except CannotRehearse as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        click.echo(results.as_json(found, base.geturl(), plan))
    else:
        for line in results.as_lines(found):
            click.echo(line)
    sys.exit(0 if found.good else 1)


def _run_with_progress_bar(rehearsal: "Rehearsal") -> "Results":
    # The bar counts in tenths of a second.
    length = int(rehearsal.plan.seconds * 10)
    with click.progressbar(length=length, label=words.t("cli.rehearse.bar"), file=sys.stderr) as bar:

        def progress(seconds: float) -> None:
            if (step := int(seconds * 10) - bar.pos) >= 5:
                bar.update(step)

        found = asyncio.run(rehearsal.run(progress))
        bar.update(length - bar.pos)
    return found

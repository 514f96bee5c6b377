"""`live-cop rehearse`: reads what is wanted, rehearses, and says what was found."""

import asyncio
import contextlib
import sys
from urllib.parse import SplitResult

import click
import msgspec

from .. import words
from .doors import CannotRehearse, read_address
from .rehearsal import Figures, Plan, Rehearsal
from .told import told

try:
    import resource
except ImportError:
    #: Not every system counts open files.
    resource = None  # type: ignore[assignment]

MOST_PEOPLE = 5_000
MOST_MINUTES = 240
#: Commands a second of one person; a slider that is dragged gives so many.
MOST_EACH = 5
#: Files that are open besides the connections.
_BESIDES = 100


def rehearse(url: str, plan: Plan, as_json: bool) -> bool:
    """Rehearses and prints; answers whether all went well. Raises CannotRehearse."""
    base = read_address(url)
    check(plan)
    rehearsal = Rehearsal(base, plan)
    opened = rehearsal.open()
    click.echo(words.t("cli.rehearse.begins", n=plan.people, url=base.geturl()), err=True)
    click.echo(words.t("cli.rehearse.watch", code=opened.code, url=opened.board_url), err=True)
    figures = _run(rehearsal, plan)
    if as_json:
        click.echo(as_text(figures, base, plan))
    else:
        for line in told(figures):
            click.echo(line)
    return figures.good


def check(plan: Plan) -> None:
    """Whether such a rehearsal can be. Raises CannotRehearse."""
    if not 1 <= plan.people <= MOST_PEOPLE:
        raise CannotRehearse("people", most=MOST_PEOPLE)
    if not 0 < plan.seconds <= MOST_MINUTES * 60:
        raise CannotRehearse("minutes", most=MOST_MINUTES)
    if not 0 < plan.commands_per_second <= MOST_EACH * plan.people:
        raise CannotRehearse("pace", n=plan.people, most=MOST_EACH * plan.people)
    allowed = _raise_open_files(plan.people + _BESIDES)
    if allowed is not None:
        raise CannotRehearse("open_files", people=plan.people, allowed=allowed)


def as_text(figures: Figures, base: SplitResult, plan: Plan) -> str:
    """The figures as JSON, with what was asked for."""
    asked = {"url": base.geturl(), "workload": plan.workload, "planned_commands_per_second": plan.commands_per_second}
    found = msgspec.to_builtins(figures)
    return msgspec.json.format(msgspec.json.encode({**asked, **found, "good": figures.good})).decode()


def _run(rehearsal: Rehearsal, plan: Plan) -> Figures:
    label = words.t("cli.rehearse.bar")
    with click.progressbar(length=int(plan.seconds * 10), label=label, file=sys.stderr) as bar:

        def progress(seconds: float) -> None:
            if (step := int(seconds * 10) - bar.pos) >= 5:
                bar.update(step)

        figures = asyncio.run(rehearsal.run(progress))
        bar.update(int(plan.seconds * 10) - bar.pos)
    return figures


def _raise_open_files(wanted: int) -> int | None:
    """Lets this process open so many files; where the system does not allow that, how many it allows."""
    if resource is None:
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return None
    if hard != resource.RLIM_INFINITY and hard < wanted:
        return hard
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        return None
    return soft

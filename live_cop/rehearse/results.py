"""The results of a rehearsal: the numbers, as plain sentences and as JSON."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from ..words import t
from .plan import Plan

#: Above this share of one core the rehearsing computer itself may be what makes the times long.
BUSY_PERCENT = 80


class Results(Struct, kw_only=True):
    """What was measured. Times are in milliseconds unless the name says seconds; None means not known. The names are
    also those of the JSON."""

    people: int
    came_in: int
    seconds_until_all_in: float
    seconds: float
    commands: int = 0
    commands_per_second: float = 0
    #: While everybody was at work; fewer than people sent, if the server could not keep up.
    answers_per_second: float = 0
    answered: int = 0
    refused: dict[str, int] = {}
    lost: int = 0
    doubled: int = 0
    screens_behind: int = 0
    sent_again: int = 0
    cut_off: int = 0
    came_back: int = 0
    lost_connections: int = 0
    notes: int = 0
    screen: dict[str, float | None] = {}
    screens_shown: int = 0
    answer: dict[str, float | None] = {}
    server_cpu_percent: float | None = None
    server_memory_mb: float | None = None
    own_cpu_percent: float = 0

    @property
    def good(self) -> bool:
        """Everybody got in, nothing was lost, and nothing was done twice."""
        return self.came_in == self.people and not (self.lost or self.doubled or self.screens_behind)


def as_json(results: Results, url: str, plan: Plan) -> str:
    """The results as JSON, with what was asked for."""
    asked = {"url": url, "workload": plan.workload, "planned_commands_per_second": plan.commands_per_second}
    found = {**asked, **msgspec.to_builtins(results), "good": results.good}
    return msgspec.json.format(msgspec.json.encode(found)).decode()


def as_lines(results: Results) -> Iterator[str]:
    """The results in plain sentences."""
    key = "cli.rehearse.told."
    if results.came_in == results.people:
        yield t(f"{key}all_in", n=results.people, seconds=f"{results.seconds_until_all_in:.1f}")
    else:
        yield t(f"{key}not_all_in", people=results.people, missing=results.people - results.came_in)
    yield t(f"{key}commands", n=results.commands, rate=f"{results.commands_per_second:.1f}", notes=results.notes)
    for name, times in (("screen", results.screen), ("answer", results.answer)):
        if times.get("max") is not None:
            yield t(f"{key}{name}", **{share: _rounded(value) for share, value in times.items()})
    if results.cut_off:
        yield t(f"{key}cut_off", n=results.cut_off, came_back=results.came_back, again=results.sent_again)
    if results.lost_connections:
        yield t(f"{key}lost_connections", n=results.lost_connections)
    refused = ", ".join(f"{code} {n}" for code, n in sorted(results.refused.items()))
    yield t(f"{key}refused", codes=refused) if refused else t(f"{key}none_refused")
    if results.server_cpu_percent is None:
        yield t(f"{key}server_not_known")
    else:
        yield t(f"{key}server", cpu=f"{results.server_cpu_percent:.0f}", memory=f"{results.server_memory_mb:.0f}")
    if results.own_cpu_percent > BUSY_PERCENT:
        yield t(f"{key}busy", cpu=f"{results.own_cpu_percent:.0f}")
    if results.lost or results.doubled:
        yield t(f"{key}lost", lost=results.lost, doubled=results.doubled)
    else:
        yield t(f"{key}nothing_lost")
    if results.screens_behind:
        yield t(f"{key}behind", n=results.screens_behind)


def _rounded(milliseconds: float | None) -> str:
    if milliseconds is None:
        return "?"
    return f"{milliseconds:.0f}" if milliseconds >= 10 else f"{milliseconds:.1f}"

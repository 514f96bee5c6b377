"""The findings in plain words."""

from collections.abc import Iterator

from ..words import t
from .rehearsal import Figures

#: Above this share of one core, the times may be this computer's own.
BUSY_PERCENT = 80


def told(figures: Figures) -> Iterator[str]:
    """What a host wants to know, line by line."""
    key = "cli.rehearse.told."
    if figures.came_in == figures.people:
        yield t(f"{key}all_in", n=figures.people, seconds=f"{figures.seconds_until_all_in:.1f}")
    else:
        yield t(f"{key}not_all_in", people=figures.people, missing=figures.people - figures.came_in)
    yield t(f"{key}commands", n=figures.commands, rate=f"{figures.commands_per_second:.1f}", notes=figures.notes)
    for name, times in (("screen", figures.screen), ("answer", figures.answer)):
        if times.get("max") is not None:
            yield t(f"{key}{name}", **{share: _short(value) for share, value in times.items()})
    if figures.cut_off:
        yield t(f"{key}cut_off", n=figures.cut_off, came_back=figures.came_back, again=figures.sent_again)
    if figures.lost_connections:
        yield t(f"{key}lost_connections", n=figures.lost_connections)
    refused = ", ".join(f"{code} {n}" for code, n in sorted(figures.refused.items()))
    yield t(f"{key}refused", codes=refused) if refused else t(f"{key}none_refused")
    if figures.server_cpu_percent is None:
        yield t(f"{key}server_not_known")
    else:
        yield t(f"{key}server", cpu=f"{figures.server_cpu_percent:.0f}", memory=f"{figures.server_memory_mb:.0f}")
    if figures.own_cpu_percent > BUSY_PERCENT:
        yield t(f"{key}busy", cpu=f"{figures.own_cpu_percent:.0f}")
    if figures.lost or figures.doubled:
        yield t(f"{key}lost", lost=figures.lost, doubled=figures.doubled)
    else:
        yield t(f"{key}nothing_lost")
    if figures.screens_behind:
        yield t(f"{key}behind", n=figures.screens_behind)


def _short(milliseconds: float | None) -> str:
    if milliseconds is None:
        return "?"
    return f"{milliseconds:.0f}" if milliseconds >= 10 else f"{milliseconds:.1f}"

"""Next steps as a sheet of a picture, and in words. The outcome of a step is worded without blame."""

from collections.abc import Sequence

from ...words import listed, listed_apart, t
from ...words.direction import isolated
from ..dates import day
from ..facts import StepLine
from .svg import ACCENT, INK_SOFT, Drawing, at, el, sentences, stack, text
from .wall import INSIDE, sheet

INDENT = 16.0


def describe_state(step: StepLine) -> str:
    """The state of a step in words; "" for an open one."""
    return "" if step.state == "open" else t(f"report.steps.{step.state}")


def facts(step: StepLine) -> list[str]:
    """The state, people, day and sign of a step, each in a few words."""
    words = [describe_state(step)]
    if step.who:
        words.append(t("report.steps.who", names=listed(step.who)))
    if step.by_when:
        words.append(t("report.steps.by", day=day(step.by_when)))
    if step.notice:
        words.append(t("report.steps.notice", notice=step.notice))
    return [each for each in words if each]


def describe(steps: Sequence[StepLine]) -> str:
    """All steps in words."""
    return sentences(
        [f"{isolated(step.what)} ({listed_apart(facts(step))})" if facts(step) else step.what for step in steps]
    )


def drawing_of(steps: Sequence[StepLine]) -> Drawing:
    """The steps on a sheet of their own."""
    pieces = [text(t("report.steps.heading"), 0, 0, INSIDE, 17, bold=True), *(_step(step) for step in steps)]
    return sheet(stack(pieces, 12))


def _step(step: StepLine) -> Drawing:
    room = INSIDE - INDENT
    pieces = [text(step.what, 0, 0, room, 14, bold=True)]
    pieces += [text(fact, 0, 0, room, 12.5, color=INK_SOFT) for fact in facts(step)]
    inside = stack(pieces, 2)
    bar = el("rect", width=5, height=inside.height, rx=2.5, fill=ACCENT)
    return Drawing(bar + at(INDENT, 0, inside), INSIDE, inside.height)

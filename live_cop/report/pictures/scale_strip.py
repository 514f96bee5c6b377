"""The spread of a scale as a small picture to be read in a glance, and as a sentence: for the short report.

There is no average: the sentence says where most answers are, which is the narrowest run of steps that holds more than
half. Of earlier meetings only the last one is in the picture.
"""

from msgspec.structs import replace

from ...words import t
from ..dates import Clock
from ..document import Picture
from ..facts import EarlierAnswers, Spread
from . import scale
from .svg import ACCENT, EDGE, INK_SOFT, LINE, Drawing, el, picture, sentences, stack, text
from .wall import WIDTH

#: The chart of a short report.
SMALL = scale.Form(WIDTH, 74.0, 10.0, 12.5, 11.5)


def picture_of(spread: Spread, clock: Clock) -> Picture:
    """The picture of a spread that has counts."""
    last = spread.memory[-1:]
    described = replace(spread, memory=last)
    pieces = [scale.chart(spread, spread.counts or [], SMALL), scale.ends_drawing(spread, WIDTH, SMALL.words)]
    if last:
        pieces.append(_legend(last[0], clock))
    return picture(stack(pieces, 3), sentences([spread.question, scale.describe(described)]))


def chart_of(spread: Spread) -> Drawing:
    """The answers of today alone, without words about the ends."""
    return scale.chart(replace(spread, memory=[]), spread.counts or [], SMALL)


def most(spread: Spread, clock: Clock) -> str:
    """Where most answers are, and where they were last time."""
    return sentences([_most(spread, spread.counts or [], clock)])


def sentence(spread: Spread, clock: Clock) -> str:
    """Where most answers are, where they were last time, and how many are at "good enough"."""
    counts = spread.counts or []
    return sentences(
        [
            _most(spread, counts, clock),
            _enough(spread, counts),
            scale.not_today(spread),
            scale.uncounted(spread.uncounted),
        ]
    )


def middle(counts: list[int]) -> tuple[int, int] | None:
    """The first and last index of the narrowest run that holds more than half of the answers, and most of them among
    equally narrow ones; None without answers."""
    total = sum(counts)
    runs = [
        (last - first, -number, first, last)
        for first in range(len(counts))
        for last in range(first, len(counts))
        if 2 * (number := sum(counts[first : last + 1])) > total
    ]
    if not total:
        return None
    _, _, first, last = min(runs)
    return first, last


def _most(spread: Spread, counts: list[int], clock: Clock) -> str:
    found = middle(counts)
    if found is None:
        return ""
    if found[1] - found[0] >= len(counts) / 2:
        answered = [n for n, count in enumerate(counts) if count]
        return t("report.scale.spread_out", low=spread.low + answered[0], high=spread.low + answered[-1])
    now = _steps(spread, found)
    last = spread.memory[-1] if spread.memory else None
    was = middle(last.counts) if last else None
    if last is None or was is None or was[1] - was[0] >= len(last.counts) / 2:
        return t("report.scale.most", now=now)
    key = "most_as" if was == found else "most_moved"
    if last.at is None:
        return t(f"report.scale.{key}_last", now=now, then=_steps(spread, was))
    return t(f"report.scale.{key}", now=now, then=_steps(spread, was), before=_month(last.at, clock))


def _steps(spread: Spread, run: tuple[int, int]) -> str:
    low, high = spread.low + run[0], spread.low + run[1]
    return str(low) if low == high else t("report.scale.steps", low=low, high=high)


def _enough(spread: Spread, counts: list[int]) -> str:
    if spread.good_enough is None or not sum(counts):
        return ""
    reached = sum(counts[max(0, spread.good_enough - spread.low) :])
    return t("report.scale.enough", step=spread.good_enough, n=reached, of=sum(counts))


def _month(at: int, clock: Clock) -> str:
    year, month, _ = clock.iso(at).split("-")
    return t("report.scale.before_in", month=t(f"report.month.{int(month)}"), year=year)


def _legend(last: EarlierAnswers, clock: Clock) -> Drawing:
    """Which mark is of today, and which of last time."""
    before = t("report.scale.before") if last.at is None else _month(last.at, clock)
    today = t("report.scale.today")
    dot = el("circle", cx=5, cy=8, r=4.4, fill=ACCENT)
    first = text(today, 14, 0, 80, SMALL.words, anchor="left")
    bar = el("rect", x=74, y=3, width=14, height=10, rx=1.5, fill=LINE, stroke=EDGE)
    second = text(before, 94, 0, WIDTH - 94, SMALL.words, color=INK_SOFT, anchor="left")
    return Drawing(dot + first.body + bar + second.body, WIDTH, first.height)

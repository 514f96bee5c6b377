"""The spread of a scale as a small picture to be read in a glance, and as a sentence: for the short report.

Answers of today are dark dots in front of the pale columns of last time, so they differ in grey too. There is no
average: the sentence says where most answers are, which is the narrowest run of steps that holds more than half.
"""

from msgspec.structs import replace

from ...words import t
from ..dates import Clock
from ..document import Picture
from ..facts import EarlierAnswers, Spread
from . import scale
from .svg import ACCENT, EDGE, INK, INK_SOFT, LINE, WARM, Drawing, el, picture, sentences, stack, text
from .wall import WIDTH

#: The height of the highest column in px, that of one answer at most, and that of the words "good enough" above them.
HEIGHT, HIGHEST_ANSWER, FLAG = 74.0, 10.0, 17.0
#: Below this height in px an answer is part of a bar, not a dot of its own.
SMALLEST_DOT = 4.5
#: The size of the numbers below the line, and of the words.
NUMBER_SIZE, WORDS_SIZE = 12.5, 11.5


def picture_of(spread: Spread, clock: Clock) -> Picture:
    """The picture of a spread that has counts."""
    last = spread.memory[-1:]
    described = replace(spread, memory=last)
    pieces = [_chart(spread, spread.counts or []), ends_of(spread, WIDTH, WORDS_SIZE)]
    if last:
        pieces.append(_legend(last[0], clock))
    return picture(stack(pieces, 3), sentences([spread.question, scale.describe(described)]))


def chart_of(spread: Spread) -> Drawing:
    """The answers of today alone, without words about the ends."""
    return _chart(replace(spread, memory=[]), spread.counts or [])


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


def _chart(spread: Spread, counts: list[int]) -> Drawing:
    before = spread.memory[-1].counts if spread.memory else []
    column = WIDTH / len(counts)
    unit = min(HIGHEST_ANSWER, HEIGHT / max(1, *counts, *before))
    highest = unit * max(1, *counts, *before)
    line = FLAG + highest
    body = "".join(
        _bar(n, column * 0.84, column, count * unit, line, LINE, EDGE) for n, count in enumerate(before) if count
    )
    if spread.good_enough is not None:
        body += _flag((spread.good_enough - spread.low + 0.5) * column, line)
    for n, count in enumerate(counts):
        body += _dots(n, column, count, unit, line) if unit >= SMALLEST_DOT else ""
        body += _bar(n, column * 0.42, column, count * unit, line, ACCENT) if count and unit < SMALLEST_DOT else ""
    body += el("line", x1=0, x2=WIDTH, y1=line + 1, y2=line + 1, stroke=EDGE, stroke_width=1.5)
    size = NUMBER_SIZE if column > 20 else 9.0
    for n in range(len(counts)):
        step = spread.low + n
        ink = WARM if step == spread.good_enough else INK
        x = (n + 0.5) * column
        body += el("text", str(step), x=x, y=line + 15, font_size=size, font_weight=700, text_anchor="middle", fill=ink)
    return Drawing(body, WIDTH, line + 20)


def _bar(n: int, wide: float, column: float, height: float, line: float, color: str, edge: str | None = None) -> str:
    x = (n + 0.5) * column - wide / 2
    return el("rect", x=x, y=line - height, width=wide, height=height, rx=1.5, fill=color, stroke=edge)


def _dots(n: int, column: float, count: int, unit: float, line: float) -> str:
    radius = min(unit, column - 2) / 2 - 0.6
    x = (n + 0.5) * column
    return "".join(el("circle", cx=x, cy=line - unit * (k + 0.5), r=radius, fill=ACCENT) for k in range(count))


def _flag(x: float, line: float) -> str:
    """A dashed line at the step that is good enough, with the words above it."""
    words = t("report.scale.good_enough")
    anchor = "start" if x < 40 else "end" if x > WIDTH - 40 else "middle"
    edge = max(0.0, x - 4) if anchor == "start" else min(WIDTH, x + 4) if anchor == "end" else x
    pole = el("line", x1=x, x2=x, y1=FLAG - 3, y2=line, stroke=WARM, stroke_width=1.5, stroke_dasharray="3 3")
    return pole + el(
        "text", words, x=edge, y=WORDS_SIZE - 1, font_size=WORDS_SIZE, font_weight=700, text_anchor=anchor, fill=WARM
    )


def ends_of(spread: Spread, width: float, size: float) -> Drawing:
    """What the two ends of the scale stand for."""
    half = width / 2 - 8
    low = text(spread.low_label, 0, 0, half, size, color=INK_SOFT, anchor="left")
    high = text(spread.high_label, width, 0, half, size, color=INK_SOFT, anchor="end")
    return Drawing(low.body + high.body, width, max(low.height, high.height))


def _legend(last: EarlierAnswers, clock: Clock) -> Drawing:
    """Which mark is of today, and which of last time."""
    before = t("report.scale.before") if last.at is None else _month(last.at, clock)
    today = t("report.scale.today")
    dot = el("circle", cx=5, cy=8, r=4.4, fill=ACCENT)
    first = text(today, 14, 0, 80, WORDS_SIZE, anchor="left")
    bar = el("rect", x=74, y=3, width=14, height=10, rx=1.5, fill=LINE, stroke=EDGE)
    second = text(before, 94, 0, WIDTH - 94, WORDS_SIZE, color=INK_SOFT, anchor="left")
    return Drawing(dot + first.body + bar + second.body, WIDTH, first.height)

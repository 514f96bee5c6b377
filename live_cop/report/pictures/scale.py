"""The spread of a scale as a picture: a column for each step, a dot for each answer, and the counts in words.

Answers of today are dark, in front of the pale columns of last time, so that they differ in grey too. Meetings before
that have pale columns of their own below. There is no average, nor anything that looks like one: a scale starts a
conversation and measures nobody.
"""

from typing import NamedTuple

from ...words import labelled, listed, listed_apart, t
from ..dates import Clock
from ..document import Picture
from ..facts import EarlierAnswers, Spread
from .svg import ACCENT, EDGE, INK, INK_SOFT, LINE, WARM, Drawing, at, el, picture, sentences, stack, text
from .wall import INSIDE, sheet


class Form(NamedTuple):
    """How large a chart is, in px: its width, its highest column and one answer at most, its numbers and its words.
    `counted`: above each column stands how many answers it has."""

    width: float
    highest: float
    answer: float
    numbers: float
    words: float
    counted: bool = False


#: The chart of a full report.
LARGE = Form(INSIDE, 150.0, 19.0, 14.0, 12.0, counted=True)
#: Below this height an answer is part of a bar, not a dot of its own; and the height of the number above a column.
SMALLEST_DOT, COUNT_HEIGHT = 4.5, 15.0
#: The columns of a meeting before the last one are so high at most.
EARLIER_HEIGHT = 30.0


def picture_of(spread: Spread, *, asked: bool = True) -> Picture:
    """The spread, or the sentence that says why it is hidden; with the question if `asked`."""
    return picture(drawing_of(spread, asked=asked), sentences([spread.question, describe(spread)]))


def describe(spread: Spread) -> str:
    """The spread in words, with those of earlier meetings."""
    if spread.counts is None:
        return why_hidden(spread)
    steps = [
        t("report.scale.step", step=spread.low + n, n=count) + _good_enough_words(spread, spread.low + n)
        for n, count in enumerate(spread.counts)
        if count or spread.low + n == spread.good_enough
    ]
    return sentences(
        [
            ends(spread),
            listed_apart(steps),
            not_today(spread),
            uncounted(spread.uncounted),
            *_describe_earlier(spread),
            describe_moves(spread),
        ]
    )


def _describe_earlier(spread: Spread) -> list[str]:
    """The spreads of earlier meetings, which are shown only beside that of this meeting."""
    if spread.counts is None:
        return []
    return [
        labelled(
            title_with_day(earlier),
            listed_apart(
                t("report.scale.step", step=spread.low + n, n=count) for n, count in enumerate(earlier.counts) if count
            ),
        )
        for earlier in spread.memory
    ]


def title_with_day(earlier: EarlierAnswers) -> str:
    """The title of an earlier meeting with its day."""
    if earlier.at is None:
        return t("report.scale.past", title=earlier.title)
    return t("report.scale.past_day", title=earlier.title, day=Clock().date(earlier.at))


def describe_moves(spread: Spread) -> str:
    """The earlier values of "good enough", oldest first."""
    values = [str(value) for value, _ in spread.good_enough_was if value is not None]
    return t("report.scale.good_enough_was", values=listed(values)) if values else ""


def why_hidden(spread: Spread) -> str:
    """The sentence that replaces a spread which the meeting did not see."""
    return t(f"report.scale.{spread.hidden}", floor=spread.floor)


def ends(spread: Spread) -> str:
    """The labels of the two ends of the scale."""
    high = spread.low + len(spread.counts or [0]) - 1
    parts = [(spread.low, spread.low_label), (high, spread.high_label)]
    return listed(t("report.scale.end", step=step, label=label) for step, label in parts if label)


def not_today(spread: Spread) -> str:
    """The number of people who answered "not today"."""
    return t("report.scale.not_today", n=spread.not_today) if spread.not_today and spread.counts is not None else ""


def uncounted(count: int) -> str:
    """How many more answers there are than were counted, and why."""
    return t("report.uncounted", n=count) if count else ""


def drawing_of(spread: Spread, *, asked: bool = True) -> Drawing:
    """The question, the chart, its labels and its legend, on a sheet."""
    pieces = [text(spread.question, 0, 0, INSIDE, 17, bold=True)] if asked else []
    if spread.counts is None:
        pieces.append(text(why_hidden(spread), 0, 0, INSIDE, 13.5, color=INK_SOFT))
    else:
        pieces += [chart(spread, spread.counts, LARGE), ends_drawing(spread, INSIDE, 13), _last_time(spread)]
        pieces += [_before_that(each, spread) for each in reversed(spread.memory[:-1])]
        if words := describe_moves(spread):
            pieces.append(text(words, 0, 0, INSIDE, 12.5, color=INK_SOFT))
        if spread.not_today:
            pieces.append(_not_today(spread))
        if words := uncounted(spread.uncounted):
            pieces.append(text(words, 0, 0, INSIDE, 12.5, color=INK_SOFT))
    return sheet(stack(pieces, 12))


def chart(spread: Spread, counts: list[int], form: Form) -> Drawing:
    """The answers of today, with those of last time behind them, above the numbers of the steps."""
    last = spread.memory[-1].counts if spread.memory else []
    column = form.width / len(counts)
    unit = min(form.answer, form.highest / max(1, *counts, *last), column)
    top = form.words * 1.5 + (COUNT_HEIGHT if form.counted else 0)
    line = top + unit * max(1, *counts, *last)
    body = earlier_columns(last, column, unit, line)
    if spread.good_enough is not None:
        n = spread.good_enough - spread.low
        count = counts[n] if n < len(counts) else 0
        above = count * unit + (COUNT_HEIGHT if form.counted and count else 0)
        body += _flag((n + 0.5) * column, line - above, form)
    for n, count in enumerate(counts):
        body += at((n + 0.5) * column, line, _answers(count, column, unit, counted=form.counted))
    body += el("line", x1=0, x2=form.width, y1=line + 1, y2=line + 1, stroke=EDGE, stroke_width=1.5)
    size = form.numbers if column > 20 else 9.0
    for n in range(len(counts)):
        step = spread.low + n
        ink = WARM if step == spread.good_enough else INK
        place = {"x": (n + 0.5) * column, "y": line + size + 3, "text_anchor": "middle"}
        body += el("text", str(step), font_size=size, font_weight=700, fill=ink, **place)
    return Drawing(body, form.width, line + size + 8)


def earlier_columns(counts: list[int], column: float, unit: float, line: float) -> str:
    """The answers of an earlier meeting as pale columns, the first of them where the picture begins."""
    wide = column * 0.84
    return "".join(
        el(
            "rect", x=(n + 0.5) * column - wide / 2, y=line - count * unit, width=wide, height=count * unit, rx=1.5,
            fill=LINE, stroke=EDGE,
        )
        for n, count in enumerate(counts)
        if count
    )  # fmt: skip


def _answers(count: int, column: float, unit: float, *, counted: bool) -> Drawing:
    """The answers at one step, up from its middle: a dot for each, or a bar for more than there is room for."""
    if not count:
        return Drawing("", 0, 0)
    if unit < SMALLEST_DOT:
        wide = column * 0.42
        body = el("rect", x=-wide / 2, y=-count * unit, width=wide, height=count * unit, rx=1.5, fill=ACCENT)
    else:
        radius = min(unit, column - 2) / 2 * 0.9
        body = "".join(el("circle", cx=0, cy=-unit * (n + 0.5), r=radius, fill=ACCENT) for n in range(count))
    if counted:
        body += el("text", str(count), x=0, y=-count * unit - 4, font_size=11.5, text_anchor="middle", fill=INK)
    return Drawing(body, column, count * unit)


def _flag(x: float, foot: float, form: Form) -> str:
    """A dashed line at the step that is good enough, down to its answers, with the words above it."""
    words, size = t("report.scale.good_enough"), form.words
    anchor = "start" if x < 40 else "end" if x > form.width - 40 else "middle"
    edge = max(0.0, x - 4) if anchor == "start" else min(form.width, x + 4) if anchor == "end" else x
    dashes = {"stroke": WARM, "stroke_width": 1.5, "stroke_dasharray": "3 3"}
    pole = el("line", x1=x, x2=x, y1=size * 1.5 - 3, y2=foot, **dashes)
    bold = {"font_size": size, "font_weight": 700, "text_anchor": anchor, "fill": WARM}
    return pole + el("text", words, x=edge, y=size - 1, **bold)


def _last_time(spread: Spread) -> Drawing:
    """What the pale columns behind the answers are."""
    if not spread.memory:
        return Drawing("", INSIDE, 0)
    words = text(title_with_day(spread.memory[-1]), 24, 0, INSIDE - 24, 12.5, color=INK_SOFT, anchor="left")
    mark = el("rect", x=1, y=4, width=14, height=10, rx=1.5, fill=LINE, stroke=EDGE)
    return Drawing(mark + words.body, INSIDE, max(18, words.height))


def _before_that(earlier: EarlierAnswers, spread: Spread) -> Drawing:
    """A meeting before the last one, below the same steps."""
    words = text(title_with_day(earlier), 0, 0, INSIDE, 12.5, color=INK_SOFT)
    column, line = INSIDE / len(spread.counts or earlier.counts), EARLIER_HEIGHT + 2
    columns = earlier_columns(earlier.counts, column, EARLIER_HEIGHT / max(1, *earlier.counts), line)
    base = el("line", x1=0, x2=INSIDE, y1=line, y2=line, stroke=EDGE, stroke_width=1.5)
    return stack([words, Drawing(columns + base, INSIDE, line + 2)], 2)


def ends_drawing(spread: Spread, width: float, size: float) -> Drawing:
    """What the two ends of the scale stand for."""
    half = width / 2 - 8
    low = text(spread.low_label, 0, 0, half, size, color=INK_SOFT, anchor="left")
    high = text(spread.high_label, width, 0, half, size, color=INK_SOFT, anchor="end")
    return Drawing(low.body + high.body, width, max(low.height, high.height))


def _not_today(spread: Spread) -> Drawing:
    """The count of "not today", which is an answer but no step of the scale."""
    ring = el("circle", cx=8, cy=9, r=6.5, fill="none", stroke=INK_SOFT, stroke_width=2, stroke_dasharray="3 2.5")
    words = text(not_today(spread), 24, 0, INSIDE - 24, 13, anchor="left")
    return Drawing(ring + words.body, INSIDE, max(18, words.height))


def _good_enough_words(spread: Spread, step: int) -> str:
    return f" ({t('report.scale.good_enough')})" if step == spread.good_enough else ""

"""The spread of a scale as a picture: a column for each step, a dot for each answer, and the counts in words.

There is no average, nor anything that looks like one: a scale starts a conversation and measures nobody.
"""

from ...words import labelled, listed, listed_apart, t
from ..dates import Clock
from ..document import Picture
from ..facts import EarlierAnswers, Spread
from .svg import ACCENT, EDGE, INK, INK_SOFT, LINE, WARM, Drawing, at, el, picture, sentences, stack, text
from .wall import INSIDE, sheet

#: The height of the highest column in px, and the room for the number above it.
COLUMN_HEIGHT, NUMBER_HEIGHT = 150.0, 18.0
LARGEST_DOT, SMALLEST_DOT = 17.0, 7.0
#: The dash patterns of the lines of earlier meetings, newest first.
DASHES = (None, "7 5", "2 4", "12 4 2 4", "1 7", "16 8")


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
        pieces += [_chart(spread, spread.counts), _labels(spread), _legend(spread)]
        if words := describe_moves(spread):
            pieces.append(text(words, 0, 0, INSIDE, 12.5, color=INK_SOFT))
        if spread.not_today:
            pieces.append(_not_today(spread))
        if words := uncounted(spread.uncounted):
            pieces.append(text(words, 0, 0, INSIDE, 12.5, color=INK_SOFT))
    return sheet(stack(pieces, 12))


def _chart(spread: Spread, counts: list[int]) -> Drawing:
    column = INSIDE / len(counts)
    most = max(1, *counts, *(count for earlier in spread.memory for count in earlier.counts))
    dot = min(LARGEST_DOT, column - 3, COLUMN_HEIGHT / most - 2)
    floor = NUMBER_HEIGHT + (most * (dot + 2) if dot >= SMALLEST_DOT else COLUMN_HEIGHT)
    # The height of one answer: a dot with its gap, or a share of the highest bar.
    unit = dot + 2 if dot >= SMALLEST_DOT else COLUMN_HEIGHT / most
    body = "".join(
        _line(
            [(n + 0.5) * column for n in range(len(counts))],
            [floor - unit * count for count in earlier.counts],
            index,
            spread,
        )
        for index, earlier in enumerate(spread.memory)
    )
    body += "".join(
        at(n * column, 0, _dots(count, column, floor, dot) if dot >= SMALLEST_DOT else _bar(count, column, floor, most))
        for n, count in enumerate(counts)
    )
    body += el("line", x1=0, x2=INSIDE, y1=floor + 2, y2=floor + 2, stroke=LINE, stroke_width=2)
    size = 14.0 if column > 22 else 10.0
    for n in range(len(counts)):
        step = spread.low + n
        is_good_enough = step == spread.good_enough
        body += el(
            "text",
            str(step),
            x=(n + 0.5) * column,
            y=floor + 20,
            font_size=size,
            font_weight=700,
            text_anchor="middle",
            fill=WARM if is_good_enough else INK,
        )
        if is_good_enough:
            body += _good_enough((n + 0.5) * column, floor + 27)
    return Drawing(body, INSIDE, floor + (50 if spread.good_enough is not None else 26))


def _line(xs: list[float], ys: list[float], index: int, spread: Spread) -> str:
    """The spread of an earlier meeting, as a faint line behind the answers of this one."""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(xs, ys, strict=True))
    return el(
        "polyline",
        points=points,
        fill="none",
        stroke=EDGE,
        stroke_width=2,
        stroke_linejoin="round",
        stroke_dasharray=_dashes(index, spread),
    )


def _dashes(index: int, spread: Spread) -> str | None:
    """The dash pattern of a line, so that lines differ without colour. The newest earlier meeting has a solid one."""
    return DASHES[min(len(spread.memory) - 1 - index, len(DASHES) - 1)]


def _legend(spread: Spread) -> Drawing:
    """The legend of the lines of earlier meetings."""
    rows = []
    for index, earlier in enumerate(spread.memory):
        words = text(title_with_day(earlier), 44, 0, INSIDE - 44, 12.5, color=INK_SOFT, anchor="left")
        line = el("line", x1=0, x2=36, y1=9, y2=9, stroke=EDGE, stroke_width=2, stroke_dasharray=_dashes(index, spread))
        rows.append(Drawing(line + words.body, INSIDE, max(18, words.height)))
    return stack(rows, 2)


def _dots(count: int, column: float, floor: float, dot: float) -> Drawing:
    """One dot for each answer, stacked from the base line, with their number above."""
    middle = column / 2
    body = "".join(
        el("circle", cx=middle, cy=floor - dot / 2 - n * (dot + 2), r=dot / 2, fill=ACCENT) for n in range(count)
    )
    return Drawing(body + _number(count, middle, floor - 4 - count * (dot + 2)), column, floor)


def _bar(count: int, column: float, floor: float, most: int) -> Drawing:
    """A bar, for more answers than visible dots have room for."""
    height = COLUMN_HEIGHT * count / most
    body = el("rect", x=column * 0.12, y=floor - height, width=column * 0.76, height=height, rx=3, fill=ACCENT)
    return Drawing(body + _number(count, column / 2, floor - 4 - height), column, floor)


def _number(count: int, x: float, y: float) -> str:
    if not count:
        return ""
    return el("text", str(count), x=x, y=y, font_size=11.5, text_anchor="middle", fill=INK_SOFT)


def _good_enough(x: float, y: float) -> str:
    """A pointer below a step and the words "good enough", kept inside the picture."""
    words = t("report.scale.good_enough")
    anchor = "start" if x < 60 else "end" if x > INSIDE - 60 else "middle"
    edge = x - 6 if anchor == "start" else x + 6 if anchor == "end" else x
    return el("path", d=f"M{x - 6:.1f} {y + 6:.1f}L{x:.1f} {y:.1f}L{x + 6:.1f} {y + 6:.1f}Z", fill=WARM) + el(
        "text", words, x=edge, y=y + 19, font_size=12, font_weight=700, text_anchor=anchor, fill=WARM
    )


def _labels(spread: Spread) -> Drawing:
    half = INSIDE / 2 - 10
    low = text(spread.low_label, 0, 0, half, 13, color=INK_SOFT, anchor="left")
    high = text(spread.high_label, INSIDE, 0, half, 13, color=INK_SOFT, anchor="end")
    return Drawing(low.body + high.body, INSIDE, max(low.height, high.height))


def _not_today(spread: Spread) -> Drawing:
    """The count of "not today", which is an answer but no step of the scale."""
    ring = el("circle", cx=8, cy=9, r=6.5, fill="none", stroke=INK_SOFT, stroke_width=2, stroke_dasharray="3 2.5")
    words = text(not_today(spread), 24, 0, INSIDE - 24, 13, anchor="left")
    return Drawing(ring + words.body, INSIDE, max(18, words.height))


def _good_enough_words(spread: Spread, step: int) -> str:
    return f" ({t('report.scale.good_enough')})" if step == spread.good_enough else ""

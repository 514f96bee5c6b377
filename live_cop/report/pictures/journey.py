"""How a scale moved over the meetings of a series: one strip for each meeting, all with the same steps, and a sentence.

Each strip shows its own meeting alone, so that strips of many people and of few can be compared. There is no average.
"""

from collections.abc import Sequence

from ...words import labelled, listed_apart, quoted, t
from ..dates import Clock
from ..document import Picture
from ..facts import EarlierAnswers, Spread
from . import scale
from .scale_strip import middle
from .svg import ACCENT, EDGE, INK, INK_SOFT, WARM, Drawing, at, el, picture, sentences, stack, text
from .wall import WIDTH

#: In px: the column with the days, the height of the highest bar, and that of a strip at least.
DAYS, BAR, STRIP = 120.0, 19.0, 26.0
#: Strips of one picture, so low that no page ends white because one does not fit.
MOST_STRIPS = 10
SIZE = 12.0


def pictures_of(spread: Spread, meetings: Sequence[EarlierAnswers], clock: Clock) -> list[Picture]:
    """The answers of these meetings, oldest first, in as few pictures as possible. `spread` is that of the last one."""
    pieces = -(-len(meetings) // MOST_STRIPS)
    size = -(-len(meetings) // pieces)
    return [_picture(spread, meetings[n : n + size], clock) for n in range(0, len(meetings), size)]


def sentence(spread: Spread, meetings: Sequence[EarlierAnswers], clock: Clock) -> str:
    """Where more than half of the answers were at first, and where they were last."""
    answered = [each for each in meetings if sum(each.counts)]
    if not answered:
        return ""
    first, last = answered[0], answered[-1]
    then, now = _most(spread, first), _most(spread, last)
    if first is last:
        return t("report.series.journey.alone", now=now, last=day_of(last, clock))
    key = "same" if then == now else "moved"
    return t(f"report.series.journey.{key}", then=then, now=now, first=day_of(first, clock), last=day_of(last, clock))


def day_of(meeting: EarlierAnswers, clock: Clock) -> str:
    """The day of a meeting in few words, or its title if nobody knows when it was."""
    return quoted(meeting.title) if meeting.at is None else clock.short(meeting.at)


def _most(spread: Spread, meeting: EarlierAnswers) -> str:
    """The steps where most answers are."""
    first, last = middle(meeting.counts) or (0, 0)
    low, high = spread.low + first, spread.low + last
    return str(low) if low == high else t("report.scale.steps", low=low, high=high)


def _picture(spread: Spread, meetings: Sequence[EarlierAnswers], clock: Clock) -> Picture:
    column = (WIDTH - DAYS) / len(meetings[-1].counts)
    pieces = [_strip(spread, meeting, column, clock) for meeting in meetings]
    pieces += [_steps(spread, len(meetings[-1].counts), column), _ends(spread)]
    words = [labelled(day_of(meeting, clock), _words(spread, meeting)) for meeting in meetings]
    return picture(stack(pieces, 2), sentences([spread.question, scale.ends(spread), *words]))


def _words(spread: Spread, meeting: EarlierAnswers) -> str:
    steps = [t("report.scale.step", step=spread.low + n, n=count) for n, count in enumerate(meeting.counts) if count]
    if meeting.good_enough is not None:
        steps.append(t("report.series.journey.good_enough", step=meeting.good_enough))
    return listed_apart(steps)


def _strip(spread: Spread, meeting: EarlierAnswers, column: float, clock: Clock) -> Drawing:
    """The day, and a bar for each step: the highest one of each meeting is as high as that of the others."""
    label = text(day_of(meeting, clock), 0, 4, DAYS - 8, SIZE)
    height = max(STRIP, label.height + 6)
    line = height - 4
    most = max(1, *meeting.counts)
    body = label.body + el("line", x1=DAYS, x2=WIDTH, y1=line, y2=line, stroke=EDGE, stroke_width=1)
    if meeting.good_enough is not None:
        x = DAYS + (meeting.good_enough - spread.low + 0.5) * column
        body += el("line", x1=x, x2=x, y1=1, y2=line, stroke=WARM, stroke_width=1.5, stroke_dasharray="3 3")
    for n, count in enumerate(meeting.counts):
        if count:
            tall, wide = BAR * count / most, column * 0.7
            x = DAYS + (n + 0.5) * column - wide / 2
            body += el("rect", x=x, y=line - tall, width=wide, height=tall, rx=1.5, fill=ACCENT)
    return Drawing(body, WIDTH, height)


def _steps(spread: Spread, count: int, column: float) -> Drawing:
    size = SIZE if column > 20 else 9.0
    body = "".join(
        el(
            "text",
            str(spread.low + n),
            x=DAYS + (n + 0.5) * column,
            y=size,
            font_size=size,
            font_weight=700,
            text_anchor="middle",
            fill=WARM if spread.low + n == spread.good_enough else INK,
        )
        for n in range(count)
    )
    return Drawing(body, WIDTH, size + 4)


def _ends(spread: Spread) -> Drawing:
    """What the two ends of the scale stand for, and what the dashed line means."""
    half = (WIDTH - DAYS) / 2 - 6
    low = text(spread.low_label, 0, 0, half, SIZE - 1, color=INK_SOFT, anchor="left")
    high = text(spread.high_label, half * 2 + 12, 0, half, SIZE - 1, color=INK_SOFT, anchor="end")
    body = at(DAYS, 0, Drawing(low.body + high.body, WIDTH - DAYS, 0))
    if spread.good_enough is not None:
        dashes = el("line", x1=0, x2=20, y1=8, y2=8, stroke=WARM, stroke_width=1.5, stroke_dasharray="3 3")
        words = t("report.scale.good_enough")
        body += dashes + text(words, 26, 0, DAYS - 30, SIZE - 1, color=INK_SOFT, anchor="left").body
    return Drawing(body, WIDTH, max(low.height, high.height, SIZE * 1.4))

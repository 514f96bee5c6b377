"""The chapters of the short report of a series, with all that they could contain, ranked, the newest first.

`two_pages` decides how much of it is shown.
"""

from collections.abc import Sequence
from itertools import chain, zip_longest

from msgspec.structs import replace

from ..words import sentence, t
from .dates import Clock
from .document import Figure, Figures, Item, Pictures, Section, Table, Text
from .facts import EarlierAnswers
from .pictures import journey, scale, steps
from .pictures.svg import sentences
from .series_facts import (
    MOST_MEETINGS_WITH_PICTURES,
    Journey,
    Series,
    journeys,
    open_steps,
    pictures_of,
    recommended,
    resources,
    themes,
    tried_steps,
)
from .series_items import day, head, recommendation, row, sent_lines, theme, title_with_day, tried
from .short_report import (
    FIRST_THANKS,
    IN_A_ROW,
    MAX_PICTURES,
    MORE_PICTURES,
    figure_of,
    next_meeting,
    picture_rows,
)
from .text_chapters import resource_item, turnout_in_words
from .two_pages import ALWAYS, MAY, MUST, SHOULD, Chapter, Part, beginning, item_parts, text_parts

#: How many recommendations, conclusions, pieces of each of these, steps and meetings belong to every short report, and
#: how many come before what only fills the pages.
FIRST_RECOMMENDATIONS, FIRST_CONCLUSIONS, FIRST_PIECES, FIRST_STEPS, FIRST_MEETINGS = 3, 2, 4, 4, 3
MORE_RECOMMENDATIONS, MORE_STEPS, MORE_MEETINGS = 8, 8, 12
#: How many steps that are still to be tried belong to every short report.
FIRST_OPEN = 2
#: Characters of a title that is shown whole.
LONG_TITLE = 120
#: Strips of a scale in one picture.
STRIPS = 5


def chapters_of(series: Series, clock: Clock) -> list[Chapter]:
    """All chapters in reading order, also empty ones."""
    series = replace(series, reports=[replace(each, title=_cut(each.title)) for each in series.reports])
    return [
        _introduction(series),
        _recommendations(series, clock),
        _conclusions(series, clock),
        _scales(series, clock),
        _pictures(series, clock),
        _tried(series, clock),
        _open_steps(series),
        *([next_meeting(series.upcoming, clock)] if series.upcoming else []),
        _resources(series),
        Chapter("thanks", t("report.thanks.heading"), text_parts(series.thanks, ALWAYS, FIRST_THANKS)),
        _themes(series, clock),
        _meetings(series, clock),
        Chapter("record", t("report.record.heading"), [Part([Text(t("report.series.record"), soft=True)], ALWAYS, 0)]),
    ]


def _cut(title: str) -> str:
    """The title of a meeting, of a very long one the beginning: it is there several times."""
    return title if len(title) <= LONG_TITLE else f"{title[:LONG_TITLE].rstrip()}…"


def _rank(n: int, first: int, more: int) -> int:
    """The rank of the n-th part, of which the `first` belong to every report, and as many as `more` come early."""
    return MUST if n < first else SHOULD if n < more else MAY


def _introduction(series: Series) -> Chapter:
    """How the first meeting introduced the topic. How many meetings there were and when is said at the head."""
    words = next((report.introduction for report in series.reports if report.introduction.strip()), "")
    parts = [replace(part, rank=MAY if n else SHOULD) for n, part in enumerate(text_parts(words, MAY))]
    return Chapter("introduction", t("report.series.began"), parts)


def _within(section: Section, written: Sequence[Part]) -> list[Part]:
    """A text as a section of its own in a chapter."""
    first, *rest = written
    return [replace(first, blocks=[replace(section, blocks=first.blocks)]), *rest]


def _recommendations(series: Series, clock: Clock) -> Chapter:
    parts: list[Part] = []
    for n, each in enumerate(recommended(series)):
        sent = _newest([line for last in each.sent[-1:] for line in sent_lines([last])], len(each.sent))
        answer = _newest([beginning(last) for last in each.answers[-1:]], len(each.answers))
        item = recommendation(each, [sent] if sent else [], answer, clock)
        parts += item_parts(item, _rank(n, FIRST_RECOMMENDATIONS, MORE_RECOMMENDATIONS))
    return Chapter("recommendations", t("report.recommendations.heading"), parts, raised=True)


def _newest(newest: Sequence[str], count: int) -> str:
    """The newest of so many facts of a kind, and in words how many others there are; "" if there are none."""
    if count <= 1:
        return " ".join(newest)
    return " ".join([*map(sentence, newest), t("report.more", n=count - 1)])


def _conclusions(series: Series, clock: Clock) -> Chapter:
    parts: list[Part] = []
    concluded = [report for report in series.newest_first if report.conclusions.strip()]
    for n, report in enumerate(concluded, start=1):
        rank = MUST if n <= FIRST_CONCLUSIONS else MAY
        [first, *rest] = text_parts(report.conclusions, rank, FIRST_PIECES)
        section = Section(f"concluded-{n}", report.title, [], aside=day(report, clock))
        parts += _within(section, [replace(first, things=1), *rest])
    return Chapter("conclusions", t("report.conclusions.heading"), parts)


def _scales(series: Series, clock: Clock) -> Chapter:
    """The journey of each question: a sentence, and a strip for each of the last meetings; then the older strips."""
    found = journeys(series)
    if len(found) == 1 and len(found[0].meetings) > STRIPS:
        # A question alone has two pictures beside each other, so that no half of the page is white.
        shown, [alone] = 2 * STRIPS, found
        words = Text(sentences([alone.last.question, journey.sentence(alone.last, alone.meetings, clock)]))
        newest = alone.meetings[-shown:]
        parts = [Part([words, _side_by_side(alone, newest, clock)], MUST, len(newest))]
    else:
        shown = STRIPS
        rows = [found[n : n + IN_A_ROW] for n in range(0, len(found), IN_A_ROW)]
        parts = [
            Part(
                [Figures([_last_strips(each, clock) for each in row])],
                SHOULD if n else MUST,
                sum(len(each.meetings[-shown:]) for each in row),
            )
            for n, row in enumerate(rows)
        ]
    for each in found:
        for end in range(len(each.meetings) - shown, 0, -2 * STRIPS):
            older = each.meetings[max(0, end - 2 * STRIPS) : end]
            question = [Text(each.last.question)] if len(found) > 1 else []
            parts.append(Part([*question, _side_by_side(each, older, clock)], MAY, len(older)))
    return Chapter("scales", t("report.series.scales"), parts, "report.series.more_spreads", floats=True)


def _last_strips(each: Journey, clock: Clock) -> Figure:
    """The last meetings of a journey."""
    [shown] = journey.pictures_of(each.last, each.meetings[-STRIPS:], clock)
    moved = journey.sentence(each.last, each.meetings, clock)
    return Figure(each.last.question, shown, moved, sentences([scale.ends(each.last), moved]))


def _side_by_side(each: Journey, meetings: Sequence[EarlierAnswers], clock: Clock) -> Pictures:
    """Some meetings of a journey in two pictures beside each other, the older ones first."""
    halves = (meetings[: len(meetings) // 2], meetings[len(meetings) // 2 :])
    return Pictures([drawn for half in halves if half for drawn in journey.pictures_of(each.last, half, clock)])


def _pictures(series: Series, clock: Clock) -> Chapter:
    """The first picture of each meeting, the newest first, then the second ones. Each has its meeting as its title."""
    of_meetings = [
        [replace(figure_of(each, t("report.series.excerpt")), title=title_with_day(report, clock)) for each in found]
        for report in series.newest_first
        if (found := pictures_of(report))
    ][:MOST_MEETINGS_WITH_PICTURES]
    figures = [each for each in chain.from_iterable(zip_longest(*of_meetings)) if each is not None]
    parts = picture_rows(figures[: MAX_PICTURES + MORE_PICTURES], MAX_PICTURES)
    return Chapter("photos", t("report.series.photos"), parts, "report.short.more_pictures", floats=True)


def _tried(series: Series, clock: Clock) -> Chapter:
    parts: list[Part] = []
    newest_first = tried_steps(series)[::-1]
    noticed_first = sorted(newest_first, key=lambda each: each[1].state != "noticed")
    for n, (report, step) in enumerate(noticed_first):
        parts += item_parts(tried(report, step, clock), _rank(n, FIRST_STEPS, MORE_STEPS))
    return Chapter("steps", t("report.series.tried"), parts)


def _open_steps(series: Series) -> Chapter:
    parts: list[Part] = []
    for n, step in enumerate(open_steps(series)):
        parts += item_parts(Item(step.what, steps.facts(step)), _rank(n, FIRST_OPEN, MORE_STEPS))
    return Chapter("open-steps", t("report.series.open"), parts)


def _resources(series: Series) -> Chapter:
    parts = [part for each in resources(series) for part in item_parts(resource_item(each), SHOULD)]
    return Chapter("resources", t("report.resources.heading"), parts)


def _themes(series: Series, clock: Clock) -> Chapter:
    parts = [part for each in themes(series) for part in item_parts(theme(each, clock), MAY)]
    return Chapter("themes", t("report.themes.heading"), parts)


def _meetings(series: Series, clock: Clock) -> Chapter:
    """The dates and turnout of the meetings."""
    rows = [row(report, turnout_in_words(report), clock) for report in series.newest_first]
    parts = [
        Part([Table(head(), [each])], ALWAYS if n < FIRST_MEETINGS else _rank(n, 0, MORE_MEETINGS))
        for n, each in enumerate(rows)
    ]
    return Chapter("meetings", t("report.series.breadth"), parts)

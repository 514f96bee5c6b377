"""The chapters of the short report of a series, with all that they could contain, ranked, the newest first.

`two_pages` decides how much of it is shown.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest

from msgspec.structs import replace

from ..words import labelled, t
from .dates import Clock
from .document import Item, Pictures, Section, Table, Text
from .pictures import journey, steps
from .series_facts import (
    MOST_MEETINGS_WITH_PICTURES,
    Series,
    journeys,
    open_steps,
    pictures_of,
    recommended,
    resources,
    themes,
    tried_steps,
)
from .series_items import about, day, head, recommendation, row, title_with_day, tried
from .short_report import MAX_PICTURES, MORE_PICTURES, figure_of, next_meeting, picture_rows
from .text_chapters import resource_item, turnout_in_words
from .two_pages import ALWAYS, MAY, MUST, SHOULD, Chapter, Part, beginning, item_parts, text_parts

#: How many recommendations, conclusions, pieces of each of these, steps and meetings belong to every short report, and
#: how many come before what only fills the pages.
FIRST_RECOMMENDATIONS, FIRST_CONCLUSIONS, FIRST_PIECES, FIRST_STEPS, FIRST_MEETINGS = 3, 2, 4, 4, 3
MORE_RECOMMENDATIONS, MORE_STEPS, MORE_MEETINGS = 8, 8, 12
#: How many steps that are still to be tried belong to every short report.
FIRST_OPEN = 2
#: How many facts of a kind an item has.
MAX_FACTS = 3
#: Strips of a scale in one picture.
STRIPS = 5


def chapters_of(series: Series, clock: Clock) -> list[Chapter]:
    """All chapters in reading order, also empty ones."""
    return [
        _introduction(series, clock),
        _recommendations(series, clock),
        _conclusions(series, clock),
        _scales(series, clock),
        _pictures(series, clock),
        _tried(series, clock),
        _open_steps(series),
        *([next_meeting(series.upcoming, clock)] if series.upcoming else []),
        _resources(series),
        Chapter("thanks", t("report.thanks.heading"), text_parts(series.thanks, SHOULD)),
        _themes(series, clock),
        _meetings(series, clock),
        Chapter("record", t("report.record.heading"), [Part([Text(t("report.series.record"), soft=True)], ALWAYS, 0)]),
    ]


def _rank(n: int, first: int, more: int) -> int:
    """The rank of the n-th part, of which the `first` belong to every report, and as many as `more` come early."""
    return MUST if n < first else SHOULD if n < more else MAY


def _introduction(series: Series, clock: Clock) -> Chapter:
    """How many meetings there were and when, and how the first of them introduced the topic."""
    words = about(series, clock)
    parts = [Part([Text(words)], MUST, 0)] if words else []
    began = next((report for report in series.reports if report.introduction.strip()), None)
    if began is not None:
        [first, *rest] = text_parts(began.introduction, MAY)
        section = Section("began", t("report.series.began"), [], aside=day(began, clock))
        parts += _within(section, [replace(first, rank=SHOULD), *rest])
    return Chapter("introduction", t("report.introduction.heading"), parts)


def _within(section: Section, written: Sequence[Part]) -> list[Part]:
    """A text as a section of its own in a chapter."""
    first, *rest = written
    return [replace(first, blocks=[replace(section, blocks=first.blocks)]), *rest]


def _recommendations(series: Series, clock: Clock) -> Chapter:
    parts: list[Part] = []
    for n, each in enumerate(recommended(series)):
        item = recommendation(each, _newest(each.sent), " ".join(_newest(map(beginning, each.answers), 1)), clock)
        parts += item_parts(item, _rank(n, FIRST_RECOMMENDATIONS, MORE_RECOMMENDATIONS))
    return Chapter("recommendations", t("report.recommendations.heading"), parts, raised=True)


def _newest(facts: Iterable[str], most: int = MAX_FACTS) -> list[str]:
    """The newest facts of a kind, and in words how many others there are."""
    found = [*facts]
    others = len(found) - most
    return [*found[-most:], t("report.more", n=others)] if others > 0 else found


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
    """The journey of each question: a sentence, and a strip for each meeting. The first picture has the last ones."""
    parts: list[Part] = []
    for n, each in enumerate(journeys(series)):
        words = Text(f"{each.last.question} {journey.sentence(each.last, each.meetings, clock)}")
        for end in range(len(each.meetings), 0, -STRIPS):
            shown = each.meetings[max(0, end - STRIPS) : end]
            pictures = Pictures(journey.pictures_of(each.last, shown, clock))
            is_newest = end == len(each.meetings)
            rank = MAY if not is_newest else SHOULD if n else MUST
            parts.append(Part([words, pictures] if is_newest else [pictures], rank, len(shown)))
    return Chapter("scales", t("report.series.scales"), parts, "report.series.more_spreads", floats=True)


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
    for n, (report, step) in enumerate(tried_steps(series)):
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
    parts: list[Part] = []
    for theme in themes(series):
        facts = [
            labelled(title_with_day(report, clock), t("report.notes", n=count)) for report, count in theme.meetings
        ]
        parts += item_parts(Item(theme.title, _newest(facts)), MAY)
    return Chapter("themes", t("report.themes.heading"), parts)


def _meetings(series: Series, clock: Clock) -> Chapter:
    """The dates and turnout of the meetings."""
    rows = [row(report, turnout_in_words(report), clock) for report in series.newest_first]
    parts = [
        Part([Table(head(), [each])], ALWAYS if n < FIRST_MEETINGS else _rank(n, 0, MORE_MEETINGS))
        for n, each in enumerate(rows)
    ]
    return Chapter("meetings", t("report.series.breadth"), parts)

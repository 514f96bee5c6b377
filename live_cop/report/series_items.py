"""What the short and the full report of a series say in the same words."""

from collections.abc import Sequence

from msgspec.structs import replace

from ..words import listed, listed_apart, quoted, t
from .dates import Clock, short_day
from .document import Item
from .facts import Report, SentRecommendations, StepLine
from .pictures import steps
from .series_facts import Recommended, Series, Theme
from .text_chapters import recommendation_item, sent_in_words

#: How many meetings are named one by one that recommended the same.
MAX_NAMED = 3


def about(series: Series, clock: Clock) -> str:
    """How many meetings there were and when; "" if nobody knows when."""
    if not series.days:
        return ""
    first, last = clock.date(min(series.days)), clock.date(max(series.days))
    return t("report.series.about", n=len(series.reports), title=series.title, first=first, last=last)


def day(report: Report, clock: Clock) -> str:
    """The day of a meeting; "" if nobody knows it."""
    return clock.date(report.began) if report.began is not None else ""


def title_with_day(report: Report, clock: Clock) -> str:
    """The title of a meeting with its day."""
    if report.began is None:
        return report.title
    return t("report.series.meeting", title=report.title, day=clock.short(report.began))


def short_day_of(report: Report, clock: Clock) -> str:
    """The day of a meeting in few words, or its title if nobody knows when it was."""
    return quoted(report.title) if report.began is None else clock.short(report.began)


def recommendation(each: Recommended, sent: Sequence[str], answer: str, clock: Clock) -> Item:
    """A recommendation with where it was made, of many meetings the first and the last."""
    if len(each.meetings) > MAX_NAMED:
        first, last = (short_day_of(report, clock) for report in (each.meetings[0], each.meetings[-1]))
        where = t("report.series.recommended_often", n=len(each.meetings), first=first, last=last)
    else:
        meetings = listed_apart(title_with_day(report, clock) for report in each.meetings)
        where = t("report.series.recommended", meetings=meetings)
    return recommendation_item(replace(each.newest, answer=answer), where, *sent)


def sent_lines(sent: Sequence[SentRecommendations]) -> list[str]:
    """When and to whom recommendations were sent: all days on which the same were written to in one line."""
    by_people: dict[tuple[int | str, ...], list[SentRecommendations]] = {}
    for each in sent:
        by_people.setdefault((each.people, *each.organisations), []).append(each)
    return [
        sent_in_words(same[0], listed(dict.fromkeys(short_day(each.day) for each in same)))
        for same in by_people.values()
    ]


def tried(report: Report, step: StepLine, clock: Clock) -> Item:
    """A step that was tried, what came of it in which meeting, and what to look out for."""
    state = t("report.series.state", state=steps.describe_state(step), meeting=short_day_of(report, clock))
    sign = [t("report.series.sign", notice=step.notice)] if step.notice else []
    return Item(step.what, [" · ".join([state, *sign])])


def theme(each: Theme, clock: Clock) -> Item:
    """A theme with its number of notes, and in which meetings it came up, of several the first and the last."""
    first, last = (short_day_of(report, clock) for report in (each.meetings[0][0], each.meetings[-1][0]))
    notes = t("report.notes", n=each.notes)
    if len(each.meetings) == 1:
        return Item(each.title, [" · ".join([notes, first])])
    span = t("report.series.from_to", first=first, last=last)
    return Item(each.title, [" · ".join([notes, t("report.series.meetings", n=len(each.meetings)), span])])


def head() -> list[str]:
    """The head of the table of meetings."""
    return [t(f"report.series.column_{each}") for each in ("meeting", "day", "people")]


def row(report: Report, people: str, clock: Clock) -> list[str]:
    """A meeting in that table."""
    return [report.title, t("report.no_date") if report.began is None else clock.short(report.began), people]

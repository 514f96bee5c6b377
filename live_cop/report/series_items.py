"""What the short and the full report of a series say in the same words."""

from collections.abc import Sequence

from msgspec.structs import replace

from ..words import listed_apart, t
from .dates import Clock
from .document import Item
from .facts import Report, StepLine
from .pictures import steps
from .series_facts import Recommended, Series
from .text_chapters import recommendation_item

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


def recommendation(each: Recommended, sent: Sequence[str], answer: str, clock: Clock) -> Item:
    """A recommendation with where it was made, of many meetings the first and the last."""
    meetings = [title_with_day(report, clock) for report in each.meetings]
    if len(meetings) > MAX_NAMED:
        where = t("report.series.recommended_often", n=len(meetings), first=meetings[0], last=meetings[-1])
    else:
        where = t("report.series.recommended", meetings=listed_apart(meetings))
    return recommendation_item(replace(each.newest, answer=answer), where, *sent)


def tried(report: Report, step: StepLine, clock: Clock) -> Item:
    """A step that was tried, what came of it in which meeting, and what to look out for."""
    state = t("report.series.state", state=steps.describe_state(step), meeting=title_with_day(report, clock))
    return Item(step.what, [state, t("report.series.sign", notice=step.notice)] if step.notice else [state])


def head() -> list[str]:
    """The head of the table of meetings."""
    return [t(f"report.series.column_{each}") for each in ("meeting", "day", "people")]


def row(report: Report, people: str, clock: Clock) -> list[str]:
    """A meeting in that table."""
    return [report.title, day(report, clock) or t("report.no_date"), people]

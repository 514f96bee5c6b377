"""The report of a series: how a topic developed over its meetings, made from the reports of those meetings.

It contains nothing that those reports do not contain, and only meetings whose report was shared. Themes are the groups
that people made and named: no software sorted them.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ..meeting.texts.fold import fold
from ..words import t
from .dates import Clock
from .document import Block, Document, Item, Length, Pictures, Section, Table, Text
from .facts import EarlierAnswers, Report, Resource, Spread, StepLine
from .pictures import scale, steps
from .summary import MAX_CHARACTERS, MAX_ITEMS, MAX_SCALES, list_chapter, text_chapter
from .text_chapters import breadth_label, recommendation_item, resource_item, sent_lines, turnout_in_words

#: The largest number of meetings in the table of a summary.
MAX_MEETINGS = 12


class Series(Struct, frozen=True, kw_only=True):
    """The reports of a topic's meetings, oldest first. `missing` counts meetings whose report is not shared."""

    title: str
    community: str
    reports: list[Report]
    missing: int
    made_at: int


def write(series: Series, length: Length = "summary", clock: Clock | None = None) -> Document:
    """The document of a series. Times are in the time zone of `clock`, by default that of the server."""
    clock = clock or Clock()
    short = length == "summary"
    limit = MAX_ITEMS if short else None
    chapters = [
        _recommendations(series, clock, limit),
        _conclusions(series, clock, short=short),
        _scales(series, short=short),
        _steps(series, limit),
        None if short else _themes(series, clock),
        _resources(series, limit),
        _meetings(series, clock, MAX_MEETINGS if short else None),
        Section("record", t("report.record.heading"), [Text(t("report.series.record"))]),
    ]
    return Document(
        title=series.title,
        kind=t("report.series.kind"),
        lines=[series.community] if series.community else [],
        when=_when(series, clock),
        notices=[t("report.series.missing", n=series.missing)] if series.missing else [],
        about=[t("report.series.meetings", n=len(series.reports))],
        sections=[chapter for chapter in chapters if chapter is not None],
        made=t("report.made", date=clock.date(series.made_at), time=clock.time(series.made_at)),
        length=length,
        made_at=series.made_at,
        author=series.community,
    )


def _when(series: Series, clock: Clock) -> str:
    days = [report.began for report in series.reports if report.began is not None]
    if not days:
        return t("report.no_date")
    first, last = clock.date(min(days)), clock.date(max(days))
    return first if first == last else t("report.series.from_to", first=first, last=last)


def _title_with_day(report: Report, clock: Clock) -> str:
    """The title of a meeting with its day."""
    if report.began is None:
        return report.title
    return t("report.series.meeting", title=report.title, day=clock.date(report.began))


def _recommendations(series: Series, clock: Clock, limit: int | None) -> Section:
    """The recommendations, newest first."""
    items = [
        recommendation_item(each, _title_with_day(report, clock))
        for report in reversed(series.reports)
        for each in report.recommendations
    ]
    sent = [line for report in reversed(series.reports) for line in sent_lines(report)]
    return list_chapter("recommendations", items, limit, sent, raised=True)


def _conclusions(series: Series, clock: Clock, *, short: bool) -> Section:
    """The conclusions of each meeting; a summary has those of the last two."""
    concluded = [report for report in series.reports if report.conclusions.strip()]
    heading = t("report.conclusions.heading")
    if not concluded:
        return Section("conclusions", heading, [Text(t("report.conclusions.empty"), soft=True)])
    shown = concluded[-2:] if short else concluded
    blocks: list[Block] = [
        Section(
            f"concluded-{n}",
            report.title,
            text_chapter("conclusions", report.conclusions, MAX_CHARACTERS // 2 if short else None).blocks,
            aside=clock.date(report.began) if report.began is not None else "",
        )
        for n, report in enumerate(shown, start=1)
    ]
    if len(shown) < len(concluded):
        blocks.append(Text(t("report.more", n=len(concluded) - len(shown)), soft=True))
    return Section("conclusions", heading, blocks)


def _scales(series: Series, *, short: bool) -> Section | None:
    """Each question once, as its newest spread with the earlier ones behind it."""
    spreads = list(_newest_spreads(series))
    if not spreads:
        return None
    shown = spreads[:MAX_SCALES] if short else spreads
    blocks: list[Block] = [
        Text(t("report.scale.about"), soft=True),
        Pictures([scale.picture_of(each) for each in shown]),
    ]
    if len(shown) < len(spreads):
        blocks.append(Text(t("report.more", n=len(spreads) - len(shown)), soft=True))
    return Section("scales", t("report.series.scales"), blocks)


def _newest_spreads(series: Series) -> Iterator[Spread]:
    """The newest spread of each question, most frequent question first. Only equal ranges of steps are compared."""
    by_question: dict[tuple[str, int, int], list[tuple[Report, Spread]]] = {}
    for report in series.reports:
        for spread in report.spreads:
            if spread.counts is not None:
                key = (fold(spread.question), spread.low, len(spread.counts))
                by_question.setdefault(key, []).append((report, spread))
    for spreads in sorted(by_question.values(), key=len, reverse=True):
        *earlier, (_, last) = spreads
        memory = [
            EarlierAnswers(report.title, report.began, each.counts or [], each.good_enough) for report, each in earlier
        ]
        # Not the memory of the spread itself, which may contain meetings that are not in this report.
        yield replace(last, memory=memory[-5:])


def _steps(series: Series, limit: int | None) -> Section:
    """Each step once, in its last state. Steps with a result come before those still to do."""
    last: dict[str, StepLine] = {}
    for report in series.reports:
        for step in report.steps:
            last.pop(fold(step.what), None)
            last[fold(step.what)] = step
    order = {"noticed": 0, "going": 1, "open": 2, "let_go": 3}
    items = [Item(step.what, steps.facts(step)) for step in sorted(last.values(), key=lambda step: order[step.state])]
    return replace(list_chapter("steps", items, limit), title=t("report.series.tried"))


def _themes(series: Series, clock: Clock) -> Section | None:
    """The groups by name, those with most notes first, with their meetings."""
    # By the index of the meeting, since meetings of a series often have the same title.
    themes: dict[str, tuple[str, dict[int, int]]] = {}
    for n, report in enumerate(series.reports):
        for zone in report.zones:
            for group in zone.groups:
                _, meetings = themes.setdefault(fold(group.title), (group.title, {}))
                meetings[n] = meetings.get(n, 0) + len(group.notes)
    if not themes:
        return None
    items = [
        Item(
            title,
            [
                f"{_title_with_day(series.reports[n], clock)}: {t('report.notes', n=count)}"
                for n, count in meetings.items()
            ],
        )
        for title, meetings in sorted(themes.values(), key=lambda theme: -sum(theme[1].values()))
    ]
    section = list_chapter("themes", items)
    return replace(section, blocks=[Text(t("report.themes.about"), soft=True), *section.blocks])


def _resources(series: Series, limit: int | None) -> Section | None:
    """Each resource once, as the newest meeting has it, those of the newest meeting first."""
    found: dict[str, Resource] = {}
    for report in reversed(series.reports):
        for each in report.resources:
            found.setdefault(resource_key(each.title, each.url, each.file), each)
    return list_chapter("resources", [resource_item(each) for each in found.values()], limit) if found else None


def resource_key(title: str, url: str, file: str) -> str:
    """What two resources have in common that are one: the address, or else the title and the file."""
    return url or f"{fold(title)}\n{file}"


def _turnout(report: Report) -> Iterator[str]:
    """How many people took part and their backgrounds, as far as the privacy floor allows."""
    if turnout := turnout_in_words(report):
        yield turnout
    breadth = report.breadth
    if breadth is not None and breadth.organisation_count is not None:
        yield t("report.breadth.how_many", n=breadth.organisation_count)
    if breadth is not None and breadth.kinds:
        kinds = ", ".join(
            f"{breadth_label('kinds', kind)} {t('report.breadth.about_n', n=n)}" for kind, n in breadth.kinds
        )
        yield f"{t('report.breadth.kinds')}: {kinds}."


def _meetings(series: Series, clock: Clock, limit: int | None) -> Section:
    """The dates and turnout of the meetings; a summary has the last ones."""
    shown = series.reports[-limit:] if limit else series.reports
    rows = [
        [
            report.title,
            clock.date(report.began) if report.began is not None else t("report.no_date"),
            turnout_in_words(report) if limit else " ".join(_turnout(report)),
        ]
        for report in shown
    ]
    head = [t(f"report.series.column_{each}") for each in ("meeting", "day", "people")]
    blocks: list[Block] = [Table(head, rows)]
    if len(shown) < len(series.reports):
        blocks.append(Text(t("report.more", n=len(series.reports) - len(shown)), soft=True))
    return Section("meetings", t("report.series.breadth"), blocks)

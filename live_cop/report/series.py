"""The report of a series: what became of a topic over its meetings, from the reports of those meetings.

It holds nothing that those reports do not say, and only meetings whose report was shared are in it. Themes are the
groups that people made and named; nothing here was sorted by a machine.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ..words import t
from .breadth import comparable
from .chapters import label_of, people_of, recommended, resource, sent
from .dates import Clock
from .document import Block, Document, Item, Length, Pictures, Section, Table, Text
from .facts import EarlierAnswers, Report, Spread, StepLine
from .pictures import scale, steps
from .summary import MOST_ITEMS, MOST_SCALES, MOST_WORDS, listed, words

#: How many meetings the table of a summary has room for.
MOST_MEETINGS = 12


class Series(Struct, frozen=True, kw_only=True):
    """The meetings of a topic, the oldest first. `missing` are those whose report has not been shared."""

    title: str
    community: str
    reports: list[Report]
    missing: int
    made_at: int


def write(series: Series, length: Length = "summary", clock: Clock | None = None) -> Document:
    """The series report at this length."""
    clock = clock or Clock()
    short = length == "summary"
    most = MOST_ITEMS if short else None
    chapters = [
        _recommendations(series, clock, most),
        _conclusions(series, clock, short=short),
        _scales(series, short=short),
        _tried(series, most),
        None if short else _themes(series, clock),
        _resources(series, most),
        _meetings(series, clock, MOST_MEETINGS if short else None),
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


def _called(report: Report, clock: Clock) -> str:
    """A meeting as the series report calls it."""
    if report.began is None:
        return report.title
    return t("report.series.meeting", title=report.title, day=clock.date(report.began))


def _recommendations(series: Series, clock: Clock, most: int | None) -> Section:
    """The newest first: they say where things stand."""
    items = [
        recommended(each, _called(report, clock))
        for report in reversed(series.reports)
        for each in report.recommendations
    ]
    went = [line for report in reversed(series.reports) for line in sent(report)]
    return listed("recommendations", items, most, went, raised=True)


def _conclusions(series: Series, clock: Clock, *, short: bool) -> Section:
    """What the chair took from each meeting; a summary has the last ones, as far as there is room."""
    said = [report for report in series.reports if report.conclusions.strip()]
    heading = t("report.conclusions.heading")
    if not said:
        return Section("conclusions", heading, [Text(t("report.conclusions.empty"), soft=True)])
    kept = said[-2:] if short else said
    blocks: list[Block] = [
        Section(
            f"concluded-{n}",
            report.title,
            words("conclusions", report.conclusions, MOST_WORDS // 2 if short else None).blocks,
            aside=clock.date(report.began) if report.began is not None else "",
        )
        for n, report in enumerate(kept, start=1)
    ]
    if len(kept) < len(said):
        blocks.append(Text(t("report.more", n=len(said) - len(kept)), soft=True))
    return Section("conclusions", heading, blocks)


def _scales(series: Series, *, short: bool) -> Section | None:
    """Each question once: its newest spread, with the earlier ones behind it."""
    moved = list(_moved(series))
    if not moved:
        return None
    kept = moved[:MOST_SCALES] if short else moved
    blocks: list[Block] = [
        Text(t("report.scale.about"), soft=True),
        Pictures([scale.picture_of(each) for each in kept]),
    ]
    if len(kept) < len(moved):
        blocks.append(Text(t("report.more", n=len(moved) - len(kept)), soft=True))
    return Section("scales", t("report.series.scales"), blocks)


def _moved(series: Series) -> Iterator[Spread]:
    """The spreads by their question, those asked most often first. Only steps of the same number can be compared."""
    asked: dict[tuple[str, int, int], list[tuple[Report, Spread]]] = {}
    for report in series.reports:
        for spread in report.spreads:
            if spread.counts is not None:
                key = (comparable(spread.question), spread.low, len(spread.counts))
                asked.setdefault(key, []).append((report, spread))
    for times in sorted(asked.values(), key=len, reverse=True):
        *earlier, (_, last) = times
        memory = [
            EarlierAnswers(report.title, report.began, each.counts or [], each.good_enough) for report, each in earlier
        ]
        # A first meeting may remember meetings that are not part of this report.
        yield replace(last, memory=memory[-5:])


def _tried(series: Series, most: int | None) -> Section:
    """Every step once, as it stood last. What came of something says more than what is still to do."""
    last: dict[str, StepLine] = {}
    for report in series.reports:
        for step in report.steps:
            last.pop(comparable(step.what), None)
            last[comparable(step.what)] = step
    order = {"noticed": 0, "going": 1, "open": 2, "let_go": 3}
    items = [Item(step.what, steps.facts(step)) for step in sorted(last.values(), key=lambda step: order[step.state])]
    return replace(listed("steps", items, most), title=t("report.series.tried"))


def _themes(series: Series, clock: Clock) -> Section | None:
    """The groups by their names, those with most notes first, and in which meetings they were made."""
    # By their number: meetings of a series often have the same title.
    found: dict[str, tuple[str, dict[int, int]]] = {}
    for n, report in enumerate(series.reports):
        for place in report.zones:
            for group in place.groups:
                _, meetings = found.setdefault(comparable(group.title), (group.title, {}))
                meetings[n] = meetings.get(n, 0) + len(group.notes)
    if not found:
        return None
    items = [
        Item(
            title,
            [f"{_called(series.reports[n], clock)}: {t('report.notes', n=count)}" for n, count in meetings.items()],
        )
        for title, meetings in sorted(found.values(), key=lambda theme: -sum(theme[1].values()))
    ]
    section = listed("themes", items)
    return replace(section, blocks=[Text(t("report.themes.about"), soft=True), *section.blocks])


def _resources(series: Series, most: int | None) -> Section | None:
    """Each once, by its address, or by its name where it has none."""
    found = {}
    for report in series.reports:
        for each in report.resources:
            found[each.url or comparable(each.title)] = each
    if not found:
        return None
    return listed("resources", [resource(each) for each in found.values()], most)


def _who(report: Report) -> Iterator[str]:
    """How many took part, and from how many places in life, as far as that may be told."""
    yield people_of(report)
    breadth = report.breadth
    if breadth is not None and breadth.organisation_count is not None:
        yield t("report.breadth.how_many", n=breadth.organisation_count)
    if breadth is not None and breadth.kinds:
        kinds = ", ".join(f"{label_of('kinds', kind)} {n}" for kind, n in breadth.kinds)
        yield f"{t('report.breadth.kinds')}: {kinds}."


def _meetings(series: Series, clock: Clock, most: int | None) -> Section:
    """When the meetings were, and how many took part; a summary has the last ones."""
    kept = series.reports[-most:] if most else series.reports
    rows = [
        [
            report.title,
            clock.date(report.began) if report.began is not None else t("report.no_date"),
            people_of(report) if most else " ".join(_who(report)),
        ]
        for report in kept
    ]
    head = [t(f"report.series.column_{each}") for each in ("meeting", "day", "people")]
    blocks: list[Block] = [Table(head, rows)]
    if len(kept) < len(series.reports):
        blocks.append(Text(t("report.more", n=len(series.reports) - len(kept)), soft=True))
    return Section("meetings", t("report.series.breadth"), blocks)

"""The report of a series: how a topic developed over its meetings, made from the reports of those meetings.

It contains nothing that those reports do not contain, and only meetings whose report was shared. Themes are the groups
that people made and named: no software sorted them. `short_series` has the chapters of the short report.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from ..words import labelled, listed, listed_apart, sentence, t
from . import series_items, short_series
from .chapters import on_two_pages
from .dates import Clock
from .document import Block, Document, Figure, Item, Length, Picture, Pictures, Section, Text
from .facts import Report, Snapshot
from .picture_chapters import photographs
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
from .series_items import title_with_day
from .short_report import figure_of
from .text_chapters import (
    breadth_label,
    list_chapter,
    next_meeting_chapter,
    resource_item,
    text_chapter,
    turnout_in_words,
)
from .theme import Theme


def write(
    series: Series, length: Length = "summary", clock: Clock | None = None, theme: Theme | None = None
) -> Document:
    """The document of a series. Times are in the time zone of `clock`, by default that of its last meeting."""
    clock = clock or series.clock
    if length == "summary":
        return on_two_pages(_document(series, length, clock, [], theme), short_series.chapters_of(series, clock))
    chapters = [each for each in _full(series, clock) if each is not None and not each.is_empty]
    return _document(series, length, clock, chapters, theme)


def _document(series: Series, length: Length, clock: Clock, chapters: list[Section], theme: Theme | None) -> Document:
    return Document(
        title=series.title,
        kind=t("report.series.kind"),
        lines=[series.community] if series.community else [],
        when=_when(series, clock),
        notices=[t("report.series.missing", n=series.missing)] if series.missing else [],
        about=[t("report.series.meetings", n=len(series.reports))],
        sections=chapters,
        made=t("report.made", date=clock.date(series.made_at), time=clock.hour(series.made_at)),
        length=length,
        made_at=series.made_at,
        author=series.community,
        theme=theme,
    )


def _full(series: Series, clock: Clock) -> Iterator[Section | None]:
    yield _introduction(series, clock)
    yield _recommendations(series, clock)
    for chapter in (
        _scales(series, clock),
        _meetings(series, clock),
        _tried(series, clock),
        _open_steps(series),
        _themes(series, clock),
        _photos(series, clock),
        _resources(series),
        text_chapter("thanks", series.thanks) if series.thanks else None,
        next_meeting_chapter(series.upcoming, clock) if series.upcoming else None,
    ):
        yield replace(chapter, columns=True) if chapter else None
    yield Section("record", t("report.record.heading"), [Text(t("report.series.record"))])


def _when(series: Series, clock: Clock) -> str:
    if not series.days:
        return t("report.no_date")
    first, last = clock.date(min(series.days)), clock.date(max(series.days))
    return first if first == last else t("report.series.from_to", first=first, last=last)


def _introduction(series: Series, clock: Clock) -> Section | None:
    """How many meetings there were and when, and how the first of them introduced the topic."""
    blocks: list[Block] = [Text(words)] if (words := series_items.about(series, clock)) else []
    began = next((report for report in series.reports if report.introduction.strip()), None)
    if began is not None:
        introduction = text_chapter("introduction", began.introduction).blocks
        blocks.append(Section("began", t("report.series.began"), introduction, aside=series_items.day(began, clock)))
    return Section("introduction", t("report.introduction.heading"), blocks) if blocks else None


def _recommendations(series: Series, clock: Clock) -> Section:
    """Each recommendation once: where it was made, when and to whom it was sent, and what came back."""
    items = [
        series_items.recommendation(each, series_items.sent_lines(each.sent), "\n".join(each.answers), clock)
        for each in recommended(series)
    ]
    return list_chapter("recommendations", items, raised=True)


def _meetings(series: Series, clock: Clock) -> Section:
    """Each meeting once: what it concluded, how many people took part, and what they talked about."""
    blocks: list[Block] = []
    for n, report in enumerate(series.reports, start=1):
        concluded = text_chapter("conclusions", report.conclusions).blocks if report.conclusions.strip() else []
        facts = [Text(words, soft=True) for words in (" ".join(_turnout(report)), _talked_about(report)) if words]
        blocks.append(
            Section(f"meeting-{n}", report.title, [*concluded, *facts], aside=series_items.day(report, clock))
        )
    return Section("meetings", t("report.series.each_meeting"), blocks)


def _talked_about(report: Report) -> str:
    """The groups of a meeting's wall, each with its number of notes."""
    groups = listed_apart(
        f"{group.title} ({t('report.notes', n=len(group.notes))})" for zone in report.zones for group in zone.groups
    )
    return sentence(labelled(t("report.themes.heading"), groups)) if groups else ""


def _scales(series: Series, clock: Clock) -> Section | None:
    """The journey of each question over the meetings: a sentence, and a strip for each meeting."""
    scales: list[Block] = []
    for n, each in enumerate(journeys(series), start=1):
        blocks: list[Block] = [Text(journey.sentence(each.last, each.meetings, clock))]
        blocks.append(Pictures(journey.pictures_of(each.last, each.meetings, clock)))
        scales.append(Section(f"scale-{n}", each.last.question, blocks))
    if not scales:
        return None
    return Section("scales", t("report.series.scales"), [Text(t("report.scale.about"), soft=True), *scales])


def _tried(series: Series, clock: Clock) -> Section | None:
    """The steps that were tried, with what to look out for. Others are not in it."""
    items = [series_items.tried(report, step, clock) for report, step in tried_steps(series)]
    return replace(list_chapter("steps", items), title=t("report.series.tried")) if items else None


def _open_steps(series: Series) -> Section | None:
    items = [Item(step.what, steps.facts(step)) for step in open_steps(series)]
    return replace(list_chapter("steps", items), id="open-steps", title=t("report.series.open")) if items else None


def _themes(series: Series, clock: Clock) -> Section | None:
    """The groups that have come up in more than one meeting, by name. Those of each are where the meeting is."""
    items = [series_items.theme(theme, clock) for theme in themes(series) if len(theme.meetings) > 1]
    if not items:
        return None
    section = replace(list_chapter("themes", items), title=t("report.themes.again"))
    return replace(section, blocks=[Text(t("report.themes.about"), soft=True), *section.blocks])


def _photos(series: Series, clock: Clock) -> Section | None:
    """The photographs that most people support, then the others by meeting, each with where it was taken; and a picture
    of the wall of each meeting."""
    shown = [
        (photo, title_with_day(report, clock)) for report in series.reports for photo in report.photos if photo.large
    ]
    blocks: list[Block] = [*photographs([photo for photo, _ in shown], [words for _, words in shown])]
    walls = [
        (report, figure_of(each, t("report.series.excerpt")))
        for report in series.reports
        for each in pictures_of(report)
        if isinstance(each, Snapshot)
    ][-MOST_MEETINGS_WITH_PICTURES:]
    blocks += [_wall(f"wall-{n}", report, figure, clock) for n, (report, figure) in enumerate(walls, start=1)]
    return Section("photos", t("report.series.photos"), blocks) if blocks else None


def _wall(id: str, report: Report, figure: Figure, clock: Clock) -> Section:
    """A picture of the wall with its caption, below the title of its meeting."""
    caption: list[Block] = [Text(figure.caption)] if figure.caption else []
    drawn: list[Block] = [figure.picture] if isinstance(figure.picture, Picture) else []
    return Section(id, report.title, [*drawn, *caption], aside=series_items.day(report, clock))


def _resources(series: Series) -> Section | None:
    items = [resource_item(each) for each in resources(series)]
    return list_chapter("resources", items) if items else None


def _turnout(report: Report) -> Iterator[str]:
    """How many people took part and their backgrounds, as far as the privacy floor allows."""
    if turnout := turnout_in_words(report):
        yield turnout
    breadth = report.breadth
    if breadth is not None and breadth.organisation_count is not None:
        yield t("report.breadth.how_many", n=breadth.organisation_count)
    if breadth is not None and breadth.kinds:
        kinds = listed(
            f"{breadth_label('kinds', kind)} {t('report.breadth.about_n', n=n)}" for kind, n in breadth.kinds
        )
        yield sentence(labelled(t("report.breadth.kinds"), kinds))

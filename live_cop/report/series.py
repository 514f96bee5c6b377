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
from .document import Block, Document, Item, Length, Photograph, Photographs, Pictures, Section, Table, Text
from .facts import EarlierAnswers, Photo, Recommendation, Report, Resource, Spread, StepLine
from .picture_chapters import photographs
from .pictures import journey, steps
from .summary import MAX_CHARACTERS, MAX_ITEMS, MAX_SCALES, MAX_THANKS, list_chapter, text_chapter
from .text_chapters import (
    breadth_label,
    next_meeting_chapter,
    recommendation_item,
    resource_item,
    sent_in_words,
    turnout_in_words,
)

#: Meetings in the table of a summary: the last ones.
MAX_MEETINGS = 12
#: How many meetings are named one by one that recommended the same.
MAX_NAMED = 3
#: Strips of a scale in a summary: the last meetings.
MAX_STRIPS = 5


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
    chapters = _summary(series, clock) if length == "summary" else _full(series, clock)
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


def _summary(series: Series, clock: Clock) -> Iterator[Section | None]:
    yield _introduction(series, clock, MAX_CHARACTERS // 2)
    yield _recommendations(series, clock, MAX_ITEMS)
    yield _conclusions(series, clock, short=True)
    yield _short_scales(series, clock)
    yield _tried(series, clock, MAX_ITEMS)
    yield _resources(series, MAX_ITEMS)
    yield _thanks(series, MAX_THANKS)
    yield _next_meeting(series, clock)
    yield _meetings(series, clock, MAX_MEETINGS)
    yield _record()


def _full(series: Series, clock: Clock) -> Iterator[Section | None]:
    yield _introduction(series, clock)
    yield _recommendations(series, clock)
    for chapter in (
        _scales(series, clock),
        _conclusions(series, clock),
        _tried(series, clock),
        _open_steps(series),
        _themes(series, clock),
        _photos(series, clock),
        _resources(series),
        _thanks(series),
        _next_meeting(series, clock),
    ):
        yield replace(chapter, columns=True) if chapter else None
    yield _meetings(series, clock)
    yield _record()


def _record() -> Section:
    return Section("record", t("report.record.heading"), [Text(t("report.series.record"))])


def _introduction(series: Series, clock: Clock, limit: int | None = None) -> Section | None:
    """How many meetings there were and when, and how the first of them introduced the topic."""
    days = _days(series)
    blocks: list[Block] = []
    if days:
        first, last = clock.date(min(days)), clock.date(max(days))
        blocks.append(Text(t("report.series.about", n=len(series.reports), title=series.title, first=first, last=last)))
    began = next((report for report in series.reports if report.introduction.strip()), None)
    if began is not None:
        words = text_chapter("introduction", began.introduction, limit).blocks
        aside = clock.date(began.began) if began.began is not None else ""
        blocks.append(Section("began", t("report.series.began"), words, aside=aside))
    return Section("introduction", t("report.introduction.heading"), blocks) if blocks else None


def _days(series: Series) -> list[int]:
    return [report.began for report in series.reports if report.began is not None]


def _when(series: Series, clock: Clock) -> str:
    days = _days(series)
    if not days:
        return t("report.no_date")
    first, last = clock.date(min(days)), clock.date(max(days))
    return first if first == last else t("report.series.from_to", first=first, last=last)


def _title_with_day(report: Report, clock: Clock) -> str:
    """The title of a meeting with its day."""
    if report.began is None:
        return report.title
    return t("report.series.meeting", title=report.title, day=clock.short(report.began))


def _recommendations(series: Series, clock: Clock, limit: int | None = None) -> Section:
    """Each recommendation once, newest first: where it was made, when and to whom it was sent, and what came back."""
    found: dict[tuple[str, str], list[tuple[Report, Recommendation]]] = {}
    for report in reversed(series.reports):
        for each in report.recommendations:
            found.setdefault((fold(each.text), fold(each.to)), []).append((report, each))
    items = []
    for made in found.values():
        sent = [sent_in_words(each) for report, _ in reversed(made) for each in report.sent]
        answers = dict.fromkeys(each.answer for _, each in reversed(made) if each.answer)
        newest = replace(made[0][1], answer="\n".join(answers))
        items.append(recommendation_item(newest, _where(made, clock), *dict.fromkeys(sent)))
    return list_chapter("recommendations", items, limit, raised=True)


def _where(made: list[tuple[Report, Recommendation]], clock: Clock) -> str:
    """In which meetings something was recommended; of many the first and the last."""
    meetings = [_title_with_day(report, clock) for report, _ in reversed(made)]
    if len(meetings) > MAX_NAMED:
        return t("report.series.recommended_often", n=len(meetings), first=meetings[0], last=meetings[-1])
    return t("report.series.recommended", meetings="; ".join(meetings))


def _conclusions(series: Series, clock: Clock, *, short: bool = False) -> Section:
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


def _scales(series: Series, clock: Clock) -> Section | None:
    """The journey of each question over the meetings: a sentence, and a strip for each meeting."""
    scales: list[Block] = []
    for n, (last, meetings) in enumerate(_journeys(series), start=1):
        blocks: list[Block] = [Text(journey.sentence(last, meetings, clock))]
        blocks.append(Pictures(journey.pictures_of(last, meetings, clock)))
        scales.append(Section(f"scale-{n}", last.question, blocks))
    if not scales:
        return None
    about = Text(t("report.scale.about"), soft=True)
    return Section("scales", t("report.series.scales"), [about, *scales])


def _short_scales(series: Series, clock: Clock) -> Section | None:
    """The journeys of the most frequent questions, over the last meetings."""
    found = list(_journeys(series))
    if not found:
        return None
    shown = [(last, meetings[-MAX_STRIPS:]) for last, meetings in found[:MAX_SCALES]]
    blocks: list[Block] = [
        Text(f"{last.question} {journey.sentence(last, meetings, clock)}") for last, meetings in shown
    ]
    blocks.append(Pictures([each for last, meetings in shown for each in journey.pictures_of(last, meetings, clock)]))
    if len(found) > len(shown):
        blocks.append(Text(t("report.more", n=len(found) - len(shown)), soft=True))
    return Section("scales", t("report.series.scales"), blocks)


def _journeys(series: Series) -> Iterator[tuple[Spread, list[EarlierAnswers]]]:
    """The newest spread of each question with the answers of all meetings, most frequent question first. Only equal
    ranges of steps are compared. A spread's own memory may contain meetings that are not in this report."""
    by_question: dict[tuple[str, int, int], list[tuple[Report, Spread]]] = {}
    for report in series.reports:
        for spread in report.spreads:
            if spread.counts is not None:
                key = (fold(spread.question), spread.low, len(spread.counts))
                by_question.setdefault(key, []).append((report, spread))
    for spreads in sorted(by_question.values(), key=len, reverse=True):
        yield (
            spreads[-1][1],
            [
                EarlierAnswers(report.title, report.began, each.counts or [], each.good_enough)
                for report, each in spreads
            ],
        )


def _last_steps(series: Series) -> list[tuple[Report, StepLine]]:
    """Each step once, in its last state and with the meeting that has it."""
    last: dict[str, tuple[Report, StepLine]] = {}
    for report in series.reports:
        for step in report.steps:
            last.pop(fold(step.what), None)
            last[fold(step.what)] = report, step
    return list(last.values())


def _tried(series: Series, clock: Clock, limit: int | None = None) -> Section | None:
    """The steps that were tried, those that were noticed first, with what to look out for. Others are not in it."""
    tried = [(report, step) for report, step in _last_steps(series) if step.state in ("noticed", "going")]
    if not tried:
        return None
    items = []
    for report, step in sorted(tried, key=lambda each: each[1].state != "noticed"):
        facts = [t("report.series.state", state=steps.describe_state(step), meeting=_title_with_day(report, clock))]
        facts += [t("report.series.sign", notice=step.notice)] if step.notice else []
        items.append(Item(step.what, facts))
    return replace(list_chapter("steps", items, limit), title=t("report.series.tried"))


def _open_steps(series: Series) -> Section | None:
    """The steps that are still to be tried."""
    items = [Item(step.what, steps.facts(step)) for _, step in _last_steps(series) if step.state == "open"]
    if not items:
        return None
    return replace(list_chapter("steps", items), id="open-steps", title=t("report.series.open"))


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


def _photos(series: Series, clock: Clock) -> Section | None:
    """The photographs of each meeting that most people support, oldest meeting first, with where they were taken."""
    shown = [
        photograph
        for report in series.reports
        for photo in report.photos
        if photo.large
        for photograph in [replace(_photograph(photo), marks=_title_with_day(report, clock))]
    ]
    return Section("photos", t("report.series.photos"), [Photographs(shown)]) if shown else None


def _photograph(photo: Photo) -> Photograph:
    [photograph] = photographs([photo]).photographs
    return photograph


def _thanks(series: Series, limit: int | None = None) -> Section | None:
    """The thanks of the newest meeting that has any."""
    thanks = next((report.thanks for report in reversed(series.reports) if report.thanks.strip()), "")
    return text_chapter("thanks", thanks, limit) if thanks else None


def _next_meeting(series: Series, clock: Clock) -> Section | None:
    """The invitation to the next meeting, if the newest meeting has set a day that is still to come."""
    last = series.reports[-1] if series.reports else None
    if last is None or last.next_meeting is None or last.next_meeting.at <= series.made_at:
        return None
    return next_meeting_chapter(last, clock)


def _resources(series: Series, limit: int | None = None) -> Section | None:
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


def _meetings(series: Series, clock: Clock, limit: int | None = None) -> Section:
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

"""What the meetings of a series have together: each recommendation, scale, step, theme and resource once."""

from collections.abc import Iterator

from msgspec import Struct

from ..meeting.texts.fold import fold
from .dates import Clock
from .facts import (
    EarlierAnswers,
    Photo,
    Recommendation,
    Report,
    Resource,
    SentRecommendations,
    Snapshot,
    Spread,
    StepLine,
)
from .short_report import is_plain, pictured

#: How many meetings show the wall in a picture: the newest ones that have one.
MOST_MEETINGS_WITH_PICTURES = 9


class Series(Struct, frozen=True, kw_only=True):
    """The reports of a topic's meetings, oldest first. `missing` counts meetings whose report is not shared."""

    title: str
    community: str
    reports: list[Report]
    missing: int
    made_at: int

    @property
    def clock(self) -> Clock:
        """The clock by which its times are given: that of its last meeting."""
        return self.reports[-1].clock if self.reports else Clock()

    @property
    def days(self) -> list[int]:
        """When its meetings began, as far as that is known."""
        return [report.began for report in self.reports if report.began is not None]

    @property
    def newest_first(self) -> list[Report]:
        return self.reports[::-1]

    @property
    def thanks(self) -> str:
        """The thanks of the newest meeting that has any."""
        return next((report.thanks for report in self.newest_first if report.thanks.strip()), "")

    @property
    def upcoming(self) -> Report | None:
        """The newest meeting, if it has set a day for the next one that is still to come."""
        last = self.reports[-1] if self.reports else None
        if last is None or last.next_meeting is None or last.next_meeting.at <= self.made_at:
            return None
        return last


class Recommended(Struct, frozen=True):
    """A recommendation as the newest meeting has it, with all meetings that made it, when and to whom it was sent, and
    what came back, each oldest first."""

    newest: Recommendation
    meetings: list[Report]
    sent: list[SentRecommendations]
    answers: list[str]


class Journey(Struct, frozen=True):
    """A question with the answers of each meeting, oldest first. `last` is its newest spread."""

    last: Spread
    meetings: list[EarlierAnswers]


class Theme(Struct, frozen=True):
    """The groups of one name: their meetings, each with its number of notes."""

    title: str
    meetings: list[tuple[Report, int]]

    @property
    def notes(self) -> int:
        return sum(count for _, count in self.meetings)


def recommended(series: Series) -> list[Recommended]:
    """Each recommendation once, the newest first."""
    found: dict[tuple[str, str], list[tuple[Report, Recommendation]]] = {}
    for report in series.newest_first:
        for each in report.recommendations:
            found.setdefault((fold(each.text), fold(each.to)), []).append((report, each))
    return [
        Recommended(
            made[0][1],
            [report for report, _ in reversed(made)],
            [each for report, _ in reversed(made) for each in report.sent],
            list(dict.fromkeys(each.answer for _, each in reversed(made) if each.answer)),
        )
        for made in found.values()
    ]


def journeys(series: Series) -> list[Journey]:
    """The questions, the most frequent first. Only equal ranges of steps are compared. A spread's own memory may
    contain meetings that are not in this report."""
    by_question: dict[tuple[str, int, int], list[tuple[Report, Spread]]] = {}
    for report in series.reports:
        for spread in report.spreads:
            if spread.counts is not None:
                key = (fold(spread.question), spread.low, len(spread.counts))
                by_question.setdefault(key, []).append((report, spread))
    return [
        Journey(
            spreads[-1][1],
            [
                EarlierAnswers(report.title, report.began, each.counts or [], each.good_enough)
                for report, each in spreads
            ],
        )
        for spreads in sorted(by_question.values(), key=len, reverse=True)
    ]


def tried_steps(series: Series) -> list[tuple[Report, StepLine]]:
    """The steps that were tried, those that were noticed first."""
    tried = [each for each in _last_steps(series) if each[1].state in ("noticed", "going")]
    return sorted(tried, key=lambda each: each[1].state != "noticed")


def open_steps(series: Series) -> list[StepLine]:
    """The steps that are still to be tried."""
    return [step for _, step in _last_steps(series) if step.state == "open"]


def _last_steps(series: Series) -> list[tuple[Report, StepLine]]:
    """Each step once, in its last state and with the meeting that has it."""
    last: dict[str, tuple[Report, StepLine]] = {}
    for report in series.reports:
        for step in report.steps:
            last.pop(fold(step.what), None)
            last[fold(step.what)] = report, step
    return list(last.values())


def themes(series: Series) -> list[Theme]:
    """The groups by name, those with most notes first."""
    # By the index of the meeting, since meetings of a series often have the same title.
    found: dict[str, tuple[str, dict[int, int]]] = {}
    for n, report in enumerate(series.reports):
        for zone in report.zones:
            for group in zone.groups:
                _, meetings = found.setdefault(fold(group.title), (group.title, {}))
                meetings[n] = meetings.get(n, 0) + len(group.notes)
    all_themes = [
        Theme(title, [(series.reports[n], count) for n, count in meetings.items()])
        for title, meetings in found.values()
    ]
    return sorted(all_themes, key=lambda theme: -theme.notes)


def pictures_of(report: Report) -> list[Photo | Snapshot]:
    """What a series report shows of a meeting: the photographs that are here, and one snapshot that somebody chose."""
    found = pictured(report)
    photos = [each for each in found if isinstance(each, Photo) and each.large]
    snapshots = [each for each in found if isinstance(each, Snapshot) and not is_plain(each)]
    return [*photos, *snapshots[:1]]


def resources(series: Series) -> Iterator[Resource]:
    """Each resource once, as the newest meeting has it, those of the newest meeting first."""
    found: dict[str, Resource] = {}
    for report in series.newest_first:
        for each in report.resources:
            found.setdefault(resource_key(each.title, each.url, each.file), each)
    yield from found.values()


def resource_key(title: str, url: str, file: str) -> str:
    """What two resources have in common that are one: the address, or else the title and the file."""
    return url or f"{fold(title)}\n{file}"

"""Every list of a report as a table for a spreadsheet, with numbers as numbers and days as days.

A table says no more than the report: numbers of people are rounded, and only those are named who agreed to it.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from ..meeting.change import MINUTE_MS
from ..words import t
from .dates import Clock
from .facts import Note, Photo, Report, Spread, Zone
from .formats.csv import Cell
from .pictures import scale, wall
from .text_chapters import breadth_label, turnout_in_words

Rows = Iterator[list[Cell]]


class Sheet(Struct, frozen=True):
    """A table with its id and its title in words. Every row is as long as the head."""

    id: str
    title: str
    head: list[str]
    rows: list[list[Cell]]

    @property
    def lines(self) -> list[list[Cell]]:
        """The head and all rows."""
        return [[*self.head], *self.rows]


#: The tables of which each row contains its meeting anyway.
_WITH_MEETING = ("scales", "meetings")


def sheets_of(report: Report, clock: Clock | None = None) -> list[Sheet]:
    """All tables of a report, including empty ones."""
    clock = clock or report.clock
    return [_sheet(id, columns, list(rows_of(report, clock))) for id, (columns, rows_of) in _TABLES.items()]


def sheets_of_series(reports: Iterable[Report], clock: Clock | None = None) -> list[Sheet]:
    """All tables of a series of reports; each row contains the title and the day of its meeting."""
    # The earlier answers of a scale are in the rows of their own meeting.
    all_own = [replace(each, spreads=[replace(one, memory=[]) for one in each.spreads]) for each in reports]
    sheets = []
    for id, (columns, rows_of) in _TABLES.items():
        if id in _WITH_MEETING:
            sheets.append(_sheet(id, columns, [row for each in all_own for row in rows_of(each, clock or each.clock)]))
        else:
            rows = [
                [each.title, *row, _day(each.began, clock or each.clock)]
                for each in all_own
                for row in rows_of(each, clock or each.clock)
            ]
            sheets.append(_sheet(id, ("meeting", *columns, "meeting_day"), rows))
    return sheets


def sheet_by_id(sheets: Iterable[Sheet], id: str) -> Sheet:
    """The table with this id. Raises StopIteration if there is none."""
    return next(each for each in sheets if each.id == id)


def _sheet(id: str, columns: tuple[str, ...], rows: list[list[Cell]]) -> Sheet:
    return Sheet(id, t(f"report.table.{id}"), [t(f"report.table.column.{each}") for each in columns], rows)


def _day(at: int | None, clock: Clock) -> date | None:
    return None if at is None else clock.moment(at).date()


def _notes(report: Report, clock: Clock) -> Rows:
    """A row for each note, and for each paper note with the words that were typed out."""
    for zone in report.zones:
        for group, note in _by_group(zone):
            kind = t(f"report.sort.{note.note_type}") if note.note_type else ""
            merged, translations = "\n".join(note.merged), "\n".join(wall.translations_of(note))
            yield [zone.title, group, note.text, kind, note.signed or "", note.too, note.votes, merged, translations]
        for group, photo in _photos_of(zone):
            if photo.is_paper_note:
                kind = t("report.table.paper_note")
                yield [zone.title, group, photo.description, kind, "", photo.too, photo.votes, "", ""]


def _by_group(zone: Zone) -> list[tuple[str, Note]]:
    return [
        *((group.title, note) for group in zone.groups for note in group.notes),
        *(("", each) for each in zone.single),
    ]


def _photos_of(zone: Zone) -> list[tuple[str, Photo]]:
    return [
        *((group.title, each) for group in zone.groups for each in group.photos),
        *(("", each) for each in zone.photos),
    ]


def _groups(report: Report, clock: Clock) -> Rows:
    for zone in report.zones:
        for group in zone.groups:
            cards: list[Note | Photo] = [*group.notes, *group.photos]
            votes = [card.votes for card in cards if card.votes is not None]
            yield [
                zone.title,
                group.title,
                len(group.notes),
                len(group.photos),
                sum(card.too for card in cards),
                sum(votes) if votes else None,
            ]


def _photographs(report: Report, clock: Clock) -> Rows:
    for zone in report.zones:
        for group, photo in _photos_of(zone):
            kind = t("report.table.paper_note" if photo.is_paper_note else "report.table.photograph")
            yield [zone.title, group, photo.description, kind, photo.too, photo.votes]


def _scales(report: Report, clock: Clock) -> Rows:
    """A row for each step and meeting; a hidden spread is one row with a sentence."""
    for spread in report.spreads:
        yield from _spread(spread, report.title, _day(report.began, clock), clock)


def _spread(spread: Spread, meeting: str, day: date | None, clock: Clock) -> Rows:
    if spread.counts is None:
        yield [spread.question, meeting, None, scale.why_hidden(spread), None, None, day]
        return
    for earlier in spread.memory:
        for n, count in enumerate(earlier.counts):
            was = _day(earlier.at, clock)
            yield [spread.question, earlier.title, spread.low + n, "", count, earlier.good_enough, was]
    labels = {spread.low: spread.low_label, spread.low + len(spread.counts) - 1: spread.high_label}
    for n, count in enumerate(spread.counts):
        step = spread.low + n
        yield [spread.question, meeting, step, labels.get(step, ""), count, spread.good_enough, day]
    if spread.not_today:
        yield [spread.question, meeting, None, t("scale.not_today"), spread.not_today, None, day]
    if spread.uncounted:
        yield [spread.question, meeting, None, scale.uncounted(spread.uncounted), None, None, day]


def _steps(report: Report, clock: Clock) -> Rows:
    for step in report.steps:
        origin, at = step.origin or ("", None)
        by = date.fromisoformat(step.by_when) if step.by_when else None
        state = t(f"report.table.state.{step.state}")
        yield [step.what, ", ".join(step.who), by, step.notice, state, origin, _day(at, clock)]


def _recommendations(report: Report, clock: Clock) -> Rows:
    for each in report.recommendations:
        yield [each.text, each.to]


def _sent(report: Report, clock: Clock) -> Rows:
    for each in report.sent:
        yield [date.fromisoformat(each.day), each.people, ", ".join(each.organisations)]


def _resources(report: Report, clock: Clock) -> Rows:
    for each in report.resources:
        yield [each.title, each.url, each.helps, each.file]


def _snapshots(report: Report, clock: Clock) -> Rows:
    for each in report.snapshots:
        yield [clock.moment(each.taken_at), each.title, each.caption]


def _hopes(report: Report, clock: Clock) -> Rows:
    hopes = report.hopes
    if hopes is not None and hopes.yes is not None:
        for answer, count in (("yes", hopes.yes), ("partly", hopes.partly), ("not_yet", hopes.not_yet)):
            yield [t(f"report.hopes.{answer}"), count]


def _agenda(report: Report, clock: Clock) -> Rows:
    """A row for each part, with whole minutes."""
    for part in report.agenda:
        took = round(part.spent / MINUTE_MS) if part.spent else None
        yield [part.title, part.planned, took, t(f"report.table.part.{part.state}"), part.voices]


def _people(report: Report, clock: Clock) -> Rows:
    """The rounded numbers of the attendance list."""
    if report.breadth is not None:
        for id, counted in (("kinds", report.breadth.kinds), ("organisations", report.breadth.organisations)):
            for name, about in counted:
                yield [t(f"report.breadth.{id}"), breadth_label(id, name), about]


def _names(report: Report, clock: Clock) -> Rows:
    for name, organisation in report.named:
        yield [name, organisation]


def _meetings(report: Report, clock: Clock) -> Rows:
    """The meeting itself: when it was, about how many people took part, and when the next one is."""
    people = report.breadth.people if report.breadth is not None else None
    following = report.next_meeting
    yield [
        report.title,
        _time(report.began, clock),
        _time(report.ended, clock),
        "" if report.state == "waiting" else turnout_in_words(report),
        people.total if people else None,
        people.room if people else None,
        people.remote if people else None,
        clock.moment(following.at) if following else None,
        following.venue if following else "",
        report.time_zone or clock.zone(report.began or report.made_at),
    ]


def _time(at: int | None, clock: Clock) -> datetime | None:
    return None if at is None else clock.moment(at)


#: The columns of each table, and what gives its rows.
_TABLES: dict[str, tuple[tuple[str, ...], Callable[[Report, Clock], Rows]]] = {
    "notes": (("zone", "group", "note", "kind", "signed", "too", "dots", "merged", "translations"), _notes),
    "scales": (("question", "meeting", "step", "label", "people", "good", "day"), _scales),
    "steps": (("what", "who", "by", "notice", "state", "origin", "origin_day"), _steps),
    "groups": (("zone", "group", "notes", "photographs", "too", "dots"), _groups),
    "photographs": (("zone", "group", "shows", "kind", "too", "dots"), _photographs),
    "recommendations": (("recommendation", "to"), _recommendations),
    "sent": (("day", "people", "organisations"), _sent),
    "resources": (("title", "url", "helps", "file"), _resources),
    "snapshots": (("taken", "title", "caption"), _snapshots),
    "hopes": (("answer", "people"), _hopes),
    "agenda": (("part", "planned", "took", "state", "voices"), _agenda),
    "people": (("asked", "answer", "about"), _people),
    "names": (("name", "organisation"), _names),
    "meetings": (
        ("meeting", "start", "end", "turnout", "about", "room", "remote", "next", "place", "time_zone"),
        _meetings,
    ),
}

"""The notes, scales and next steps of a report as tables for a spreadsheet."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from ..words import t
from .dates import Clock
from .facts import Report, Zone
from .formats.csv import Cell
from .pictures import scale


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


_COLUMNS = {
    "notes": ("zone", "group", "note", "kind", "signed", "too", "dots", "merged"),
    "scales": ("question", "meeting", "step", "label", "people", "good"),
    "steps": ("what", "who", "by", "notice", "state", "origin"),
}


def sheets_of(report: Report, clock: Clock | None = None) -> list[Sheet]:
    """All tables of a report, including empty ones."""
    return [_sheet(id, _COLUMNS[id], rows) for id, rows in _rows(report, clock or Clock()).items()]


def sheets_of_series(reports: Iterable[Report], clock: Clock | None = None) -> list[Sheet]:
    """All tables of a series of reports; each row contains the title of its meeting."""
    rows: dict[str, list[list[Cell]]] = {id: [] for id in _COLUMNS}
    for report in reports:
        # The earlier answers of a scale are in the rows of their own meeting.
        own = replace(report, spreads=[replace(spread, memory=[]) for spread in report.spreads])
        for id, added in _rows(own, clock or Clock()).items():
            rows[id] += added if _has_meeting_column(id) else [[report.title, *row] for row in added]
    return [
        _sheet(id, columns if _has_meeting_column(id) else ("meeting", *columns), rows[id])
        for id, columns in _COLUMNS.items()
    ]


def sheet_by_id(sheets: Iterable[Sheet], id: str) -> Sheet:
    """The table with this id. Raises StopIteration if there is none."""
    return next(each for each in sheets if each.id == id)


def _has_meeting_column(id: str) -> bool:
    return "meeting" in _COLUMNS[id]


def _rows(report: Report, clock: Clock) -> dict[str, list[list[Cell]]]:
    return {"notes": list(_notes(report)), "scales": list(_scales(report, clock)), "steps": list(_steps(report))}


def _sheet(id: str, columns: tuple[str, ...], rows: list[list[Cell]]) -> Sheet:
    return Sheet(id, t(f"report.table.{id}"), [t(f"report.table.column.{each}") for each in columns], rows)


def _notes(report: Report) -> Iterator[list[Cell]]:
    for zone in report.zones:
        yield from _notes_of_zone(zone)


def _notes_of_zone(zone: Zone) -> Iterator[list[Cell]]:
    """A row for each note, and for each photograph and paper note with its description."""
    by_group = [(group.title, note) for group in zone.groups for note in group.notes]
    for group, note in [*by_group, *(("", note) for note in zone.single)]:
        kind = t(f"report.sort.{note.note_type}") if note.note_type else ""
        yield [zone.title, group, note.text, kind, note.signed or "", note.too, note.votes, "\n".join(note.merged)]
    for title, photos in [*((group.title, group.photos) for group in zone.groups), ("", zone.photos)]:
        for photo in photos:
            kind = t("report.table.paper_note" if photo.is_paper_note else "report.table.photograph")
            yield [zone.title, title, photo.description, kind, "", photo.too, photo.votes, ""]


def _scales(report: Report, clock: Clock) -> Iterator[list[Cell]]:
    """A row for each step and meeting; a hidden spread is one row with a sentence."""
    for spread in report.spreads:
        if spread.counts is None:
            yield [spread.question, report.title, None, scale.why_hidden(spread), None, None]
            continue
        for earlier in spread.memory:
            meeting = f"{earlier.title}, {clock.date(earlier.at)}" if earlier.at is not None else earlier.title
            for n, count in enumerate(earlier.counts):
                yield [spread.question, meeting, spread.low + n, "", count, earlier.good_enough]
        labels = {spread.low: spread.low_label, spread.low + len(spread.counts) - 1: spread.high_label}
        for n, count in enumerate(spread.counts):
            step = spread.low + n
            yield [spread.question, report.title, step, labels.get(step, ""), count, spread.good_enough]
        if spread.not_today:
            yield [spread.question, report.title, None, t("scale.not_today"), spread.not_today, None]
        if spread.uncounted:
            yield [spread.question, report.title, None, scale.uncounted(spread.uncounted), None, None]


def _steps(report: Report) -> Iterator[list[Cell]]:
    for step in report.steps:
        origin = step.origin[0] if step.origin else ""
        state = t(f"report.table.state.{step.state}")
        yield [step.what, ", ".join(step.who), step.by_when, step.notice, state, origin]

"""What a report counts and lists, as tables for a spreadsheet: notes, scales and next steps."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from ..words import t
from .dates import Clock
from .facts import Report, Zone
from .formats.csv import Cell
from .pictures import scale


class Sheet(Struct, frozen=True):
    """One table. `id` names it for machines, `title` for people; every row is as long as the head."""

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
    """The tables of this report, each of them also where it has no row."""
    return [_sheet(id, _COLUMNS[id], rows) for id, rows in _rows(report, clock or Clock()).items()]


def sheets_of_series(reports: Iterable[Report], clock: Clock | None = None) -> list[Sheet]:
    """The same over all meetings of a series: each row says of which meeting it is."""
    rows: dict[str, list[list[Cell]]] = {id: [] for id in _COLUMNS}
    for report in reports:
        # What a scale remembers of an earlier meeting stands in that meeting's own rows.
        alone = replace(report, spreads=[replace(spread, memory=[]) for spread in report.spreads])
        for id, found in _rows(alone, clock or Clock()).items():
            rows[id] += found if _says_meeting(id) else [[report.title, *row] for row in found]
    return [
        _sheet(id, columns if _says_meeting(id) else ("meeting", *columns), rows[id])
        for id, columns in _COLUMNS.items()
    ]


def sheet_by_id(sheets: Iterable[Sheet], id: str) -> Sheet:
    """The table with this id."""
    return next(each for each in sheets if each.id == id)


def _says_meeting(id: str) -> bool:
    return "meeting" in _COLUMNS[id]


def _rows(report: Report, clock: Clock) -> dict[str, list[list[Cell]]]:
    return {"notes": list(_notes(report)), "scales": list(_scales(report, clock)), "steps": list(_steps(report))}


def _sheet(id: str, columns: tuple[str, ...], rows: list[list[Cell]]) -> Sheet:
    return Sheet(id, t(f"report.table.{id}"), [t(f"report.table.column.{each}") for each in columns], rows)


def _notes(report: Report) -> Iterator[list[Cell]]:
    for place in report.zones:
        yield from _in_place(place)


def _in_place(place: Zone) -> Iterator[list[Cell]]:
    by_group = [(group.title, note) for group in place.groups for note in group.notes]
    for group, note in [*by_group, *(("", note) for note in place.single)]:
        kind = t(f"report.sort.{note.note_type}") if note.note_type else ""
        yield [place.title, group, note.text, kind, note.signed or "", note.too, note.votes, "\n".join(note.merged)]


def _scales(report: Report, clock: Clock) -> Iterator[list[Cell]]:
    """One row a step and meeting; only spreads that the meeting saw."""
    for spread in report.spreads:
        if spread.counts is None:
            yield [spread.question, report.title, None, scale.why_hidden(spread), None, None]
            continue
        for past in spread.memory:
            day = f"{past.title}, {clock.date(past.at)}" if past.at is not None else past.title
            for n, count in enumerate(past.counts):
                yield [spread.question, day, spread.low + n, "", count, past.good_enough]
        labels = {spread.low: spread.low_label, spread.low + len(spread.counts) - 1: spread.high_label}
        for n, count in enumerate(spread.counts):
            step = spread.low + n
            yield [spread.question, report.title, step, labels.get(step, ""), count, spread.good_enough]
        if spread.not_today:
            yield [spread.question, report.title, None, t("scale.not_today"), spread.not_today, None]


def _steps(report: Report) -> Iterator[list[Cell]]:
    for step in report.steps:
        origin = step.origin[0] if step.origin else ""
        state = t(f"report.table.state.{step.state}")
        yield [step.what, ", ".join(step.who), step.by_when, step.notice, state, origin]

"""Notes, scales and next steps as tables: complete, and without anything that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from live_cop.report import tables
from live_cop.report.compile import compile
from live_cop.report.formats import csv as cells
from live_cop.report.formats import xlsx
from live_cop.report.pictures.text_layout import without_control_characters
from live_cop.report.tables import Sheet

from ..meeting.room import ANN, CHAIR, Room
from . import libreoffice
from .formats.test_html import LONDON, full_meeting
from .test_series import three_meetings

FORMULAS = [
    "=1+1",
    "+44 1782",
    "-2",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("https://example.org","x")',
    " =cmd|' /C calc'!A0",
]


def sheets_of(room: Room) -> dict[str, Sheet]:
    return {sheet.id: sheet for sheet in tables.sheets_of(compile(room.state, room.now), LONDON)}


def rows_of(sheet: Sheet) -> list[list[str]]:
    """The rows as another program reads the CSV."""
    return list(csv.reader(io.StringIO(cells.encode(sheet.lines).decode("utf-8-sig"), newline="")))


def test_notes_have_their_zone_group_and_text():
    room = full_meeting()
    notes = sheets_of(room)["notes"]
    # Notes of the same minute stand in no particular order, and those of a group together.
    assert [row[:2] for row in notes.rows] == [["Gone well", "Small things"]] * 2 + [["Gone well", ""]] * 2
    assert sorted(row[2] for row in notes.rows) == sorted(["tea first", "ask two landlords"] * 2)
    assert rows_of(notes)[0][:3] == ["Place on the wall", "Group", "Note"]


def test_a_scale_has_a_row_for_each_step_and_meeting_and_no_average():
    room = three_meetings()[-1]
    scales = sheets_of(room)["scales"]
    assert len(scales.rows) == 3 * 10
    assert [row[4] for row in scales.rows[-10:]] == [0, 0, 0, 0, 1, 2, 2, 0, 0, 0]
    assert {row[1] for row in scales.rows} > {"Meeting 3"}


def test_a_hidden_spread_is_a_sentence():
    room = Room()
    room.scale()
    (row,) = sheets_of(room)["scales"].rows
    assert row[2] is None and "Nobody has answered" in str(row[3])


def test_next_steps_with_their_states():
    assert [(row[0], row[4]) for row in sheets_of(three_meetings()[-1])["steps"].rows] == [
        ("Ask two landlords", "Noticed"),
        ("A drop-in on Tuesdays", "Open"),
    ]


def test_the_tables_of_an_empty_meeting_have_heads():
    for sheet in sheets_of(Room("blank", people=0)).values():
        assert sheet.rows == [] and all(sheet.head)
        assert len(rows_of(sheet)) == 1


@pytest.mark.parametrize("words", FORMULAS)
def test_text_is_never_a_formula(words):
    sheet = Sheet("notes", "Notes", ["Note"], [[words]])
    ((_,), (cell,)) = rows_of(sheet)
    assert cell == f"'{words}"
    worksheet = load_workbook(io.BytesIO(xlsx.render([sheet], "x", 0)))["Notes"]
    assert worksheet["A2"].value == words and worksheet["A2"].data_type == "s"


def test_a_note_that_looks_like_a_formula_stays_text_in_every_table():
    room = Room()
    for words in FORMULAS:
        room.note(ANN, words)
        room.do(CHAIR, "step.add", what=words)
    for sheet in sheets_of(room).values():
        for row in rows_of(sheet)[1:]:
            assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)


#: The core stores texts with Unix line ends.
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=40)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(WORDS | st.integers(-9, 9) | st.none(), min_size=2, max_size=2), max_size=6))
def test_another_library_reads_what_was_written(rows):
    sheet = Sheet("notes", "Notes", ["One", "Two"], rows)
    back = load_workbook(io.BytesIO(xlsx.render([sheet], "x", 0)))["Notes"]
    for number, row in enumerate(rows, start=2):
        for column, cell in enumerate(row, start=1):
            written = without_control_characters(cell) if isinstance(cell, str) else cell
            assert back.cell(number, column).value == written


#: Every worksheet as a CSV file in UTF-8, with cells as displayed.
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.mark.slow
@libreoffice.calc
def test_libreoffice_reads_the_same_cells_and_runs_none(tmp_path):
    sheets = tables.sheets_of(compile(full_meeting().state, 0), LONDON)
    sheets.append(Sheet("words", "Words", ["Word", "Number"], [[words, 2] for words in FORMULAS]))
    (tmp_path / "tables.xlsx").write_bytes(xlsx.render(sheets, "x", 0))
    libreoffice.convert(tmp_path / "tables.xlsx", ALL_SHEETS, tmp_path)
    for sheet in sheets:
        text = (tmp_path / f"tables-{sheet.title}.csv").read_text(encoding="utf-8")
        shown = [["" if cell is None else str(cell) for cell in line] for line in sheet.lines]
        assert list(csv.reader(io.StringIO(text))) == shown


@pytest.mark.slow
@libreoffice.calc
def test_libreoffice_runs_nothing_of_a_csv_file(tmp_path):
    (tmp_path / "words.csv").write_bytes(cells.encode([["Word"], *([words] for words in FORMULAS)]))
    libreoffice.convert(tmp_path / "words.csv", "fods", tmp_path)
    content = (tmp_path / "words.fods").read_text(encoding="utf-8")
    assert "table:formula" not in content and "HYPERLINK(" in content and "xlink:href" not in content


def test_each_row_of_a_series_has_its_meeting():
    reports = [compile(room.state, room.now) for room in three_meetings()]
    notes, scales, steps = tables.sheets_of_series(reports, LONDON)
    assert notes.head[0] == "Meeting" and {row[0] for row in notes.rows} == {each.title for each in reports}
    # Each spread once: earlier answers are in the rows of their own meeting.
    assert len(scales.rows) == 3 * 10 and {row[1] for row in scales.rows} == {each.title for each in reports}
    assert [(row[0], row[1]) for row in steps.rows][:2] == [
        ("Homes that say yes", "Ask two landlords"),
        ("Homes that say yes", "A drop-in on Tuesdays"),
    ]
    assert all(len(row) == len(sheet.head) for sheet in (notes, scales, steps) for row in sheet.rows)
    assert [sheet.rows for sheet in tables.sheets_of_series([])] == [[], [], []]

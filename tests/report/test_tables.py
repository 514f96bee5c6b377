"""The lists of a report as tables: complete, of real numbers and days, and without anything that a spreadsheet runs."""

import csv
import io
import re
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from live_cop.meeting.contacts.breadth import Breadth, People
from live_cop.report import tables
from live_cop.report.compile import ContactFacts, compile
from live_cop.report.facts import SentRecommendations
from live_cop.report.formats import csv as cells
from live_cop.report.formats import xlsx
from live_cop.report.pictures.text_layout import without_control_characters
from live_cop.report.tables import Sheet
from live_cop.words import languages

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
        assert all(sheet.head) and all(len(row) == len(sheet.head) for row in sheet.rows)
        assert sheet.rows == [] or sheet.id in ("agenda", "meetings")
        assert len(rows_of(sheet)) == len(sheet.rows) + 1


def opened(sheets: list[Sheet], title: str = "x") -> Workbook:
    return load_workbook(io.BytesIO(xlsx.render(sheets, title, 0)))


def rich_meeting() -> tuple[Room, ContactFacts]:
    """A meeting with something in every list."""
    room = full_meeting()
    room.do(CHAIR, "recommendation.add", text="One phone number", to="The council")
    room.do(CHAIR, "resource.add", title="Housing rights", url="https://example.org/rights", helps="Tenants")
    room.do(CHAIR, "step.add", what="Ask two landlords", by_when="2026-12-03")
    room.do(CHAIR, "next.fix", at=1_798_718_400_000, venue="The hall", minutes=90)
    contacts = ContactFacts(
        Breadth(People(25, 15, 10), 5, [("Housing", 10)], [("lived", 15), ("professional", 10)]),
        [("Ann Example", "Housing")],
        [SentRecommendations("2026-11-30", 3, ["The council"])],
    )
    return room, contacts


def test_a_workbook_has_every_list_that_has_rows():
    room, contacts = rich_meeting()
    book = opened(tables.sheets_of(compile(room.state, room.now, contacts), LONDON))
    assert book.sheetnames == [
        "Notes", "Scales", "Next steps", "Groups", "Recommendations", "Sent to", "Useful things",
        "Pictures of the wall", "Agenda", "Who was here", "People who may be named", "Meeting",
    ]  # fmt: skip
    assert [cell.value for cell in book["Recommendations"][2]] == ["One phone number", "The council"]
    assert [cell.value for cell in book["Who was here"][2]] == ["Experience", "Lived experience", 15]
    assert [cell.value for cell in book["People who may be named"][2]] == ["Ann Example", "Housing"]


def test_days_and_numbers_are_real():
    room, contacts = rich_meeting()
    book = opened(tables.sheets_of(compile(room.state, room.now, contacts), LONDON))
    step, sent, meeting = book["Next steps"][2], book["Sent to"][2], book["Meeting"][2]
    assert (step[2].value, step[2].number_format, step[2].is_date) == (datetime(2026, 12, 3), "yyyy-mm-dd", True)
    assert (sent[0].value, sent[1].value) == (datetime(2026, 11, 30), 3)
    assert [cell.value for cell in meeting[1:]] == [
        datetime(2023, 11, 14, 22, 13), datetime(2023, 11, 14, 22, 25),
        "About 25 people took part. About 15 in the room, about 10 remote.", 25, 15, 10,
        datetime(2026, 12, 31, 12, 0), "The hall", "GMT",
    ]  # fmt: skip
    assert all(isinstance(cell.value, int) for cell in book["Scales"]["E"][1:])


def test_every_sheet_can_be_filtered_and_printed():
    room, contacts = rich_meeting()
    book = opened(tables.sheets_of(compile(room.state, room.now, contacts), LONDON), "Homes & more &P")
    for sheet in book:
        assert sheet.auto_filter.ref == sheet.dimensions and sheet.freeze_panes == "A2", sheet.title
        assert sheet.print_title_rows == "$1:$1" and sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth in (None, 1) and sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.paperSize == xlsx.A4
        assert sheet.oddFooter.left.text == f"Homes && more &&P · {sheet.title}"
        assert sheet.oddFooter.right.text == "Page &P of &N" and not sheet.sheet_view.rightToLeft
    with languages.using("ar"):
        mirrored = opened(tables.sheets_of(compile(room.state, room.now, contacts), LONDON), "x")
    assert all(sheet.sheet_view.rightToLeft for sheet in mirrored)


def test_an_empty_column_is_hidden_and_figures_stand_below_their_heads():
    sheet = opened([Sheet("notes", "Notes", ["Note", "Type", "Dots"], [["a", "", 3], ["b", None, None]])])["Notes"]
    assert [sheet.column_dimensions[each].hidden for each in "ABC"] == [False, True, False]
    assert [sheet[place].alignment.horizontal for place in ("A1", "C1", "C2")] == [None, "right", "right"]


def test_a_row_is_as_high_as_the_lines_of_its_longest_cell():
    rows = [["short", "x" * 40], ["A sentence of a note that somebody wrote. " * 5, ""], ["a\nb\nc", ""]]
    sheet = opened([Sheet("notes", "Notes", ["Note", "To"], rows)])["Notes"]
    heights = [sheet.row_dimensions[n].height for n in (2, 3, 4)]
    assert heights[0] is None and heights[1] >= 5 * xlsx.LINE_HEIGHT and heights[2] == 3 * xlsx.LINE_HEIGHT


def test_numbers_of_people_are_those_of_the_report():
    """Nobody is counted more exactly in the workbook, and nobody is named who did not agree."""
    room, _ = rich_meeting()
    book = opened(tables.sheets_of(compile(room.state, room.now), LONDON))
    assert "Who was here" not in book.sheetnames and "People who may be named" not in book.sheetnames
    assert [cell.value for cell in book["Meeting"][2]][4:7] == [None] * 3
    words = {cell.value for sheet in book for row in sheet for cell in row if isinstance(cell.value, str)}
    assert not any(person.name in words for person in room.state.of_kind("person").values() if person.name)


def test_a_text_longer_than_a_cell_says_that_it_goes_on():
    (cell,) = opened([Sheet("notes", "Notes", ["Note"], [["x" * 40_000]])])["Notes"][2]
    assert len(cell.value) == xlsx.MAX_CELL and cell.value.endswith("x…")


@pytest.mark.parametrize("words", FORMULAS)
def test_text_is_never_a_formula(words):
    sheet = Sheet("notes", "Notes", ["Note"], [[words]])
    ((_,), (cell,)) = rows_of(sheet)
    assert cell == f"'{words}"
    cell = opened([sheet])["Notes"]["A2"]
    # It stays text if somebody opens the cell and closes it again.
    assert cell.value == words and cell.data_type == "s" and cell.quotePrefix


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
    for sheet in [sheet for sheet in sheets if sheet.rows]:
        text = (tmp_path / f"tables-{sheet.title}.csv").read_text(encoding="utf-8")
        shown = [["" if cell is None else str(cells.in_words(cell)) for cell in line] for line in sheet.lines]
        # Some versions show seconds in every time that is written as ISO 8601 has it.
        read = [[re.sub(r"(\d\d:\d\d):00$", r"\1", cell) for cell in line] for line in csv.reader(io.StringIO(text))]
        assert read == shown


@pytest.mark.slow
@libreoffice.calc
def test_libreoffice_runs_nothing_of_a_csv_file(tmp_path):
    (tmp_path / "words.csv").write_bytes(cells.encode([["Word"], *([words] for words in FORMULAS)]))
    libreoffice.convert(tmp_path / "words.csv", "fods", tmp_path)
    content = (tmp_path / "words.fods").read_text(encoding="utf-8")
    assert "table:formula" not in content and "HYPERLINK(" in content and "xlink:href" not in content


def test_each_row_of_a_series_has_its_meeting():
    reports = [compile(room.state, room.now) for room in three_meetings()]
    sheets = tables.sheets_of_series(reports, LONDON)
    notes, scales, steps = sheets[:3]
    assert (notes.head[-1], notes.rows[0][-1]) == ("Day of the meeting", date(2023, 11, 14))
    assert [row[0] for row in sheets[-1].rows] == [each.title for each in reports]
    assert notes.head[0] == "Meeting" and {row[0] for row in notes.rows} == {each.title for each in reports}
    # Each spread once: earlier answers are in the rows of their own meeting.
    assert len(scales.rows) == 3 * 10 and {row[1] for row in scales.rows} == {each.title for each in reports}
    assert [(row[0], row[1]) for row in steps.rows][:2] == [
        ("Homes that say yes", "Ask two landlords"),
        ("Homes that say yes", "A drop-in on Tuesdays"),
    ]
    assert all(len(row) == len(sheet.head) for sheet in sheets for row in sheet.rows)
    assert not any(sheet.rows for sheet in tables.sheets_of_series([]))

"""Tables as an XLSX workbook, ready to be filtered and printed. Texts are written as strings, so they are never
formulas."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ...words import languages, t
from ...words.direction import marked
from ..accent import accent_of
from ..pictures.text_layout import without_control_characters
from ..tables import Sheet
from .csv import Cell, in_words, looks_like_formula

#: The limits of a column's width, in characters: wide ones are wrapped, so that a printed line can still be read.
MIN_WIDTH, MAX_WIDTH = 8, 48
#: The most characters that Excel allows in a cell, and in the footer of a page.
MAX_CELL, MAX_FOOTER = 32_767, 200
A4 = 9
#: The height of the head, in points: two lines; that of a line in a row, and the highest row of Excel.
HEAD_HEIGHT, LINE_HEIGHT, MAX_HEIGHT = 32, 15, 409
#: Letters are so much wider in some fonts than in the one whose figures are the measure of a column.
WIDE_LETTERS = 1.15


def render(sheets: Sequence[Sheet], title: str, made_at: int, accent: str = "") -> bytes:
    """A workbook with a worksheet for each table that has rows, or the first. `made_at` is in UTC milliseconds,
    `accent` the community's accent colour (#rrggbb)."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        created = datetime.fromtimestamp(made_at / 1000, UTC)
        book.set_properties({"title": without_control_characters(title), "author": "live_cop", "created": created})
        formats = _Formats(book, accent_of(accent).light.tint)
        for sheet in [each for each in sheets if each.rows] or sheets[:1]:
            worksheet = book.add_worksheet(sheet.title)
            _fill(worksheet, sheet, formats)
            _set_up_page(worksheet, sheet, title)
    return file.getvalue()


class _Formats:
    """How cells look. One that looks like a formula stays text even if somebody edits it (`quote_prefix`)."""

    def __init__(self, book: Workbook, tint: str) -> None:
        common = {"text_wrap": True, "valign": "top"}
        # Away from the text of the next column.
        right = {"align": "right", "indent": 1}
        self.head: Format = book.add_format({**common, "bold": True, "bottom": 1, "bg_color": tint})
        self.number_head: Format = book.add_format({**common, "bold": True, "bottom": 1, "bg_color": tint, **right})
        self.text: Format = book.add_format(common)
        self.quoted: Format = book.add_format({**common, "quote_prefix": True})
        self.number: Format = book.add_format({"valign": "top", **right})
        self.day: Format = book.add_format({**common, "num_format": "yyyy-mm-dd", "align": "left"})
        self.time: Format = book.add_format({**common, "num_format": "yyyy-mm-dd hh:mm", "align": "left"})


def _fill(worksheet: Worksheet, sheet: Sheet, formats: _Formats) -> None:
    columns = list(zip(*sheet.lines, strict=True))
    widths = [_width(head, cells) for head, *cells in columns]
    for column, (title, *cells) in enumerate(columns):
        is_number = all(isinstance(each, int | None) for each in cells)
        worksheet.write_string(0, column, str(title), formats.number_head if is_number else formats.head)
        # One that is empty is hidden, where it would only make the others small on paper.
        is_empty = bool(cells) and all(each in (None, "") for each in cells)
        worksheet.set_column(column, column, widths[column], None, {"hidden": is_empty})
    # Not every program makes a row high enough.
    worksheet.set_row(0, HEAD_HEIGHT)
    for row, values in enumerate(sheet.rows, start=1):
        for column, value in enumerate(values):
            _write(worksheet, row, column, value, formats)
        if (lines := max(map(_lines, values, widths))) > 1:
            worksheet.set_row(row, min(lines * LINE_HEIGHT, MAX_HEIGHT))


def _width(head: Cell, cells: Sequence[Cell]) -> int:
    # A head has two lines at most, and a button beside it.
    words = ["_" * (len(str(head)) * 2 // 3 + 3), *(f"{word}___" for word in str(head).split())]
    lines = [line for value in cells for line in str(in_words(value) or "").split("\n")]
    longest = max(map(len, [*words, *lines]))
    return min(max(longest + 2, MIN_WIDTH), MAX_WIDTH)


def _lines(value: Cell, width: int) -> int:
    """How many lines a value has in a column of this width."""
    if not isinstance(value, str):
        return 1
    # In a column that is as wide as its longest value there is room to spare.
    return sum(1 if len(line) <= width - 2 else ceil(len(line) * WIDE_LETTERS / width) for line in value.split("\n"))


def _write(worksheet: Worksheet, row: int, column: int, value: Cell, formats: _Formats) -> None:
    match value:
        case int():
            worksheet.write_number(row, column, value, formats.number)
        case datetime():
            worksheet.write_datetime(row, column, value, formats.time)
        case date():
            worksheet.write_datetime(row, column, value, formats.day)
        case str():
            text = without_control_characters(marked(value))
            text = text if len(text) <= MAX_CELL else f"{text[: MAX_CELL - 1]}…"
            worksheet.write_string(row, column, text, formats.quoted if looks_like_formula(text) else formats.text)


def _set_up_page(worksheet: Worksheet, sheet: Sheet, title: str) -> None:
    """The head stays in sight and can be filtered; on paper it is on each page, and all columns fit the width. Where
    people read from right to left, the first column is at the right."""
    from_right = languages.from_right()
    if from_right:
        worksheet.right_to_left()
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, len(sheet.rows), len(sheet.head) - 1)
    worksheet.repeat_rows(0)
    worksheet.set_landscape()
    worksheet.set_paper(A4)
    worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    worksheet.fit_to_pages(1, 0)
    # "&" begins a code of the footer.
    name = " ".join(without_control_characters(f"{title} · {sheet.title}").split())[: MAX_FOOTER // 2]
    # The footer of a sheet is not turned round with it.
    start, end = ("&R", "&L") if from_right else ("&L", "&R")
    worksheet.set_footer(f"{start}{name.replace('&', '&&')}{end}{t('report.page').format(n='&P', of='&N')}")

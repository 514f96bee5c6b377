"""Tables as CSV and as a workbook. What people wrote is never a formula, whatever it begins with."""

import csv
import io

from openpyxl import Workbook
from openpyxl.cell import Cell as Place
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .tables import Cell, Sheet
from .xml import without_control

#: A program that opens CSV takes a cell that begins so for a formula.
#: (OWASP, "CSV Injection", owasp.org/www-community/attacks/CSV_Injection)
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: A column is as wide as its longest line, within these limits, in characters.
NARROWEST, WIDEST = 8, 60


def to_csv(sheet: Sheet) -> bytes:
    """One table as CSV (RFC 4180) in UTF-8, with the mark by which Excel knows that."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    for row in sheet.lines:
        writer.writerow([_harmless(cell) for cell in row])
    return lines.getvalue().encode("utf-8-sig")


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip().startswith(_LIKE_A_FORMULA) else cell


def to_xlsx(sheets: list[Sheet], title: str) -> bytes:
    """All tables as one workbook, each on a leaf of its own with a head that stays in sight."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title = without_control(title)
    book.properties.creator = "live_cop"
    for sheet in sheets:
        leaf = book.create_sheet(sheet.title)
        leaf.freeze_panes = "A2"
        for row, cells in enumerate(sheet.lines, start=1):
            for column, cell in enumerate(cells, start=1):
                _put(leaf.cell(row, column), cell, bold=row == 1)
        for column, written in enumerate(zip(*sheet.lines, strict=True), start=1):
            longest = max(len(line) for cell in written for line in str(cell or "").split("\n"))
            leaf.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, NARROWEST), WIDEST)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _put(place: Place, cell: Cell, *, bold: bool) -> None:
    place.value = without_control(cell) if isinstance(cell, str) else cell
    if isinstance(cell, str):
        # The library takes what begins with "=" for a formula; in the file these are words, and say so.
        place.data_type = "s"
        place.style = "Normal"
        place.quotePrefix = cell.startswith(_LIKE_A_FORMULA)
    place.font = Font(bold=bold)
    place.alignment = Alignment(wrap_text=True, vertical="top")

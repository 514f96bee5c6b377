"""Tables as an XLSX workbook. Texts are written as strings, so they are never formulas."""

import io
from datetime import UTC, datetime

from xlsxwriter import Workbook

from ..pictures.text_layout import without_control_characters
from ..tables import Sheet

#: The limits of a column's width, in characters.
MIN_WIDTH, MAX_WIDTH = 8, 60


def render(sheets: list[Sheet], title: str, made_at: int) -> bytes:
    """A workbook with a worksheet for each table, whose head stays visible. `made_at` is in UTC milliseconds."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        created = datetime.fromtimestamp(made_at / 1000, UTC)
        book.set_properties({"title": without_control_characters(title), "author": "live_cop", "created": created})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        head = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
        for sheet in sheets:
            worksheet = book.add_worksheet(sheet.title)
            worksheet.freeze_panes(1, 0)
            for row, values in enumerate(sheet.lines):
                for column, value in enumerate(values):
                    if isinstance(value, int):
                        worksheet.write_number(row, column, value, cell)
                    elif value is not None:
                        worksheet.write_string(row, column, without_control_characters(value), cell if row else head)
            for column, cells in enumerate(zip(*sheet.lines, strict=True)):
                longest = max(len(line) for value in cells for line in str(value or "").split("\n"))
                worksheet.set_column(column, column, min(max(longest + 2, MIN_WIDTH), MAX_WIDTH))
    return file.getvalue()

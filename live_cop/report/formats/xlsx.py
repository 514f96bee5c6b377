"""Tables as a workbook (XLSX). What people wrote is never a formula, whatever it begins with: it is put in as words."""

import io
from datetime import UTC, datetime

from xlsxwriter import Workbook

from ..pictures.text_layout import without_control_characters
from ..tables import Sheet

#: A column is as wide as its longest line, within these limits, in characters.
NARROWEST, WIDEST = 8, 60


def render(sheets: list[Sheet], title: str, made_at: int) -> bytes:
    """All tables, each on a leaf of its own with a head that stays in sight. `made_at` is in UTC milliseconds."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        made = datetime.fromtimestamp(made_at / 1000, UTC)
        book.set_properties({"title": without_control_characters(title), "author": "live_cop", "created": made})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        head = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
        for sheet in sheets:
            leaf = book.add_worksheet(sheet.title)
            leaf.freeze_panes(1, 0)
            for row, values in enumerate(sheet.lines):
                for column, value in enumerate(values):
                    if isinstance(value, int):
                        leaf.write_number(row, column, value, cell)
                    elif value is not None:
                        leaf.write_string(row, column, without_control_characters(value), cell if row else head)
            for column, written in enumerate(zip(*sheet.lines, strict=True)):
                longest = max(len(line) for value in written for line in str(value or "").split("\n"))
                leaf.set_column(column, column, min(max(longest + 2, NARROWEST), WIDEST))
    return file.getvalue()

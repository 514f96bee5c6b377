"""Tables as CSV for spreadsheet programs, which would run a cell that looks like a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

#: What a spreadsheet program takes for the beginning of a formula, also after blanks and in full width.
_FORMULA = re.compile(r"[\s\x00-\x20]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")


def safe(cell: str) -> str:
    """The text so that it stays text: with an apostrophe before what would be a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def table(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV that Excel reads as UTF-8."""
    text = io.StringIO()
    csv.writer(text).writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")

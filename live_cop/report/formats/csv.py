"""Tables as CSV for spreadsheet programs, which would run a cell that looks like a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

#: What a spreadsheet program takes for the beginning of a formula, also after blanks and in full width
#: (OWASP, "CSV Injection", owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = re.compile(r"[\s\x00-\x20]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
Cell = str | int | None


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet program would run this."""
    return _FORMULA.match(text) is not None


def escape_formula(cell: Cell) -> Cell:
    """A text so that it stays text: with an apostrophe before what would be a formula."""
    return f"'{cell}" if isinstance(cell, str) and looks_like_formula(cell) else cell


def encode(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Rows as CSV (RFC 4180) that Excel reads as UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([escape_formula(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")

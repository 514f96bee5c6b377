"""Tables as CSV for spreadsheet programs, safe against cells that look like formulas."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

#: What a spreadsheet program may take for the start of a formula, also after white space and in full width
#: (OWASP, "CSV Injection", owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = re.compile(r"[\s\x00-\x20]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
Cell = str | int | date | datetime | None


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet program may run this text as a formula."""
    return _FORMULA.match(text) is not None


def escape_formula(cell: Cell) -> Cell:
    """The cell, with an apostrophe before a text that looks like a formula, so that it stays text."""
    return f"'{cell}" if isinstance(cell, str) and looks_like_formula(cell) else cell


def in_words(cell: Cell) -> str | int | None:
    """The cell with a day as in 2026-11-21, and a time as in 2026-11-21 14:05."""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return cell.isoformat() if isinstance(cell, date) else cell


def encode(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as CSV (RFC 4180) in UTF-8 with a byte order mark, which Excel needs."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([escape_formula(in_words(cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")

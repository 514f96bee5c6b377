"""Calendar days: a date without a time, the same in every time zone, written YYYY-MM-DD."""

import re

from ..refusal import Refusal

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def calendar_day(text: str | None) -> str | None:
    """The day to store, or None for an empty text. Raises Refusal `bad_day` if there is no such day (1900 to 2199)."""
    if text is None or not text.strip():
        return None
    match = _DAY.fullmatch(text.strip())
    if match is None:
        raise Refusal("bad_day")
    year, month, number = map(int, match.groups())
    if not (1900 <= year <= 2199 and 1 <= month <= 12 and 1 <= number <= _length_of_month(year, month)):
        raise Refusal("bad_day")
    return match[0]


def _length_of_month(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _LENGTHS[month - 1]

"""Days as people mean them: a date without an hour, the same in every time zone. Written YYYY-MM-DD."""

import re

from .refusal import Refusal

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def calendar_day(text: str | None) -> str | None:
    """The day as it is kept; an empty text is none. Raises Refusal `bad_day` for one that is in no calendar."""
    if text is None or not text.strip():
        return None
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise Refusal("bad_day")
    year, month, number = map(int, found.groups())
    if not (1900 <= year <= 2199 and 1 <= month <= 12 and 1 <= number <= _length_of_month(year, month)):
        raise Refusal("bad_day")
    return found[0]


def _length_of_month(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _LENGTHS[month - 1]

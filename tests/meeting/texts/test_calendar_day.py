"""Calendar days."""

import pytest

from live_cop.meeting.texts.calendar_day import calendar_day

from ..room import refused


@pytest.mark.parametrize("day", ["2026-02-29", "2026-13-01", "soon", "3.12.2026", "2026-12-3", "٢٠٢٦-١٢-٠٣"])
def test_a_day_that_does_not_exist_is_refused(day: str):
    with refused("bad_day"):
        calendar_day(day)


@pytest.mark.parametrize(("text", "day"), [("2028-02-29", "2028-02-29"), (" 2026-12-24 ", "2026-12-24"), ("", None)])
def test_a_leap_day_is_valid_and_an_empty_day_is_none(text: str, day: str | None):
    assert calendar_day(text) == day

"""Times as people say them, in the time zone of those who met."""

from datetime import UTC, date, datetime, tzinfo

from ..words import t


def day(text: str) -> str:
    """A day that was written as YYYY-MM-DD, such as "Thursday 3 December 2026". It is the same in every time zone."""
    return _named(date.fromisoformat(text))


def _named(when: date) -> str:
    weekday, month = t(f"report.weekday.{when.isoweekday()}"), t(f"report.month.{when.month}")
    return t("report.date", weekday=weekday, day=when.day, month=month, year=when.year)


class Clock:
    """Says UTC milliseconds in a time zone; without one, in that of the server."""

    def __init__(self, zone: tzinfo | None = None) -> None:
        self._zone = zone

    def date(self, at: int) -> str:
        """Such as "Thursday 14 November 2024"."""
        return _named(self._local(at))

    def iso(self, at: int) -> str:
        """Such as "2024-11-14", for names of files."""
        return f"{self._local(at):%Y-%m-%d}"

    def time(self, at: int) -> str:
        """Such as "14:05"."""
        return f"{self._local(at):%H:%M}"

    def zone(self, at: int) -> str:
        """The zone's name at that time, such as "GMT"."""
        return self._local(at).tzname() or "UTC"

    def stamp(self, at: int) -> str:
        """For machines."""
        return self._local(at).isoformat(timespec="minutes")

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(self._zone)

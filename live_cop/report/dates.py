"""Dates and times in words, in the time zone of the meeting."""

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_location

from ..words import languages, t


def day(text: str) -> str:
    """A day given as YYYY-MM-DD in words, such as "Thursday 3 December 2026". Raises ValueError for other texts."""
    return _in_words(date.fromisoformat(text))


def short_day(text: str) -> str:
    """The same without its weekday, such as "3 December 2026"."""
    return _in_short(date.fromisoformat(text))


def zone_of(name: str) -> ZoneInfo | None:
    """The time zone with this name of the IANA database, or None."""
    try:
        return ZoneInfo(name) if name else None
    except (LookupError, ValueError, OSError):
        return None


def city_of(zone: str) -> str:
    """The city whose time this zone has, as the language calls it; "" for a zone that is not that of a city."""
    if "/" not in zone or zone.startswith("Etc/") or zone_of(zone) is None:
        return ""
    return get_timezone_location(zone, locale=languages.locale(languages.current().code), return_city=True)


def _in_words(when: date) -> str:
    language = languages.current().code
    if language != languages.DEFAULT:
        return format_date(when, "full", languages.locale(language))
    weekday, month = t(f"report.weekday.{when.isoweekday()}"), t(f"report.month.{when.month}")
    return t("report.date", weekday=weekday, day=when.day, month=month, year=when.year)


def _in_short(when: date) -> str:
    language = languages.current().code
    if language != languages.DEFAULT:
        return format_date(when, "long", languages.locale(language))
    return t("report.short_date", day=when.day, month=t(f"report.month.{when.month}"), year=when.year)


class Clock:
    """Formats UTC milliseconds in a time zone, by default in that of the server."""

    def __init__(self, zone: tzinfo | None = None) -> None:
        self._zone = zone

    @classmethod
    def in_zone(cls, name: str) -> "Clock":
        """The clock of a time zone of the IANA database; of the server's zone where there is none with this name."""
        return cls(zone_of(name))

    def date(self, at: int) -> str:
        """The day, such as "Thursday 14 November 2024"."""
        return _in_words(self._local(at))

    def short(self, at: int) -> str:
        """The day without its weekday, such as "14 November 2024"."""
        return _in_short(self._local(at))

    def iso(self, at: int) -> str:
        """The day as in "2024-11-14", for file names."""
        return f"{self._local(at):%Y-%m-%d}"

    def moment(self, at: int) -> datetime:
        """The day and the time to the minute, without a time zone, for a spreadsheet."""
        return self._local(at).replace(second=0, microsecond=0, tzinfo=None)

    def time(self, at: int) -> str:
        """The time of day, such as "14:05"."""
        return f"{self._local(at):%H:%M}"

    def hour(self, at: int) -> str:
        """The time of day with the name of its zone, such as "14:05 GMT"."""
        return f"{self.time(at)} {self.zone(at)}"

    def zone(self, at: int) -> str:
        """The name of the time zone at that time, such as "GMT"."""
        name = self._local(at).tzname() or "UTC"
        return f"GMT{name}" if name[0] in "+-" else name

    @property
    def place(self) -> str:
        """The city whose time it is, as the language calls it; "" for a zone that is not that of a city."""
        return city_of(getattr(self._zone, "key", ""))

    def zone_in_words(self, at: int) -> str:
        """The name with the place whose time it is, such as "London time, GMT"."""
        place, zone = self.place, self.zone(at)
        return t("invitation.zone", place=place, zone=zone) if place else zone

    def stamp(self, at: int) -> str:
        """The time in ISO 8601, to the minute, for machines."""
        return self._local(at).isoformat(timespec="minutes")

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(self._zone)

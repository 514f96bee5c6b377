"""Sizes and times as people read them."""

from datetime import datetime

from babel.numbers import format_decimal

from . import languages, t


def midnight() -> int:
    """When today began in the zone of this machine, in UTC milliseconds."""
    return int(datetime.now().replace(hour=0, minute=0, second=0, microsecond=0).timestamp() * 1000)


def size(bytes: int) -> str:
    """A number of bytes in KB, MB or GB, as the language of the context writes it, such as "70,3 GB"."""
    for unit, least in (("gigabytes", 1 << 30), ("megabytes", 1 << 20)):
        if bytes >= least:
            number = format_decimal(bytes / least, "0.0", languages.locale(languages.current().code))
            return t(f"report.size.{unit}", n=number)
    return t("report.size.kilobytes", n=-(-bytes // 1024))


def moment(at: int) -> str:
    """A time (UTC milliseconds) in the zone of this machine; a dash for 0."""
    return datetime.fromtimestamp(at / 1000).strftime("%Y-%m-%d %H:%M") if at else "–"

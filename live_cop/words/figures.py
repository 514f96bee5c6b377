"""Sizes and times as people read them."""

from datetime import datetime


def midnight() -> int:
    """When today began in the zone of this machine, in UTC milliseconds."""
    return int(datetime.now().replace(hour=0, minute=0, second=0, microsecond=0).timestamp() * 1000)


def size(bytes: int) -> str:
    """A number of bytes, in KB, MB or GB."""
    for unit, least in (("GB", 1 << 30), ("MB", 1 << 20)):
        if bytes >= least:
            return f"{bytes / least:.1f} {unit}"
    return f"{-(-bytes // 1024)} KB"


def moment(at: int) -> str:
    """A time (UTC milliseconds) in the zone of this machine; a dash for 0."""
    return datetime.fromtimestamp(at / 1000).strftime("%Y-%m-%d %H:%M") if at else "–"

"""What commands print about meetings: tables for the terminal, with sizes and times that people read."""

from collections.abc import Iterator, Sequence
from datetime import datetime


def lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; its last column may be of any width."""
    rows = [[printable(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[at]) for row in rows) for at in range(len(head) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip()


def printable(text: str) -> str:
    """A text without what could steer a terminal: people typed it."""
    return "".join(ch if ch.isprintable() else " " for ch in text)


def size(bytes: int) -> str:
    """A number of bytes, in KB, MB or GB."""
    for unit, least in (("GB", 1 << 30), ("MB", 1 << 20)):
        if bytes >= least:
            return f"{bytes / least:.1f} {unit}"
    return f"{-(-bytes // 1024)} KB"


def when(at: int) -> str:
    """A time (UTC milliseconds) in the zone of this machine; a dash for 0."""
    return datetime.fromtimestamp(at / 1000).strftime("%Y-%m-%d %H:%M") if at else "–"

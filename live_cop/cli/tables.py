"""What commands print about meetings: tables for the terminal."""

from collections.abc import Iterator, Sequence


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

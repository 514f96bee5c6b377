"""What commands print for a terminal: tables about meetings, and sentences with commands to type."""

import re
import shlex
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path


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


def typed(sentence: str) -> str:
    """The sentence, with `live-cop` in it as it was called, where the shell does not find it by its name alone: in a
    checkout, and in an environment of its own."""
    program = Path(sys.argv[0])
    found = shutil.which("live-cop")
    if program.stem != "live-cop" or (found and program.exists() and program.samefile(found)):
        return sentence
    return re.sub(r"\blive-cop(?= [a-z])", lambda _: shlex.quote(sys.argv[0]), sentence)

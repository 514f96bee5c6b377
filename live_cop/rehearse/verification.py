"""Compares what the server acknowledged with what it has in the end."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class AcknowledgedNote(NamedTuple):
    """A note that was acknowledged: its words, and where it was last moved to, if it was moved."""

    text: str
    place: tuple[float, float] | None = None


class Differences(NamedTuple):
    """How much of what was acknowledged is missing, and how much is there more than once."""

    lost: int = 0
    doubled: int = 0


def compare_notes(acknowledged: Mapping[str, AcknowledgedNote], wall: Mapping[str, Mapping[str, Any]]) -> Differences:
    """Acknowledged notes and the wall as a new screen gets it: each must be there once, with its words, at its
    place."""
    lost = 0
    for id, note in acknowledged.items():
        record = wall.get(id)
        if record is None or record["text"] != note.text:
            lost += 1
            continue
        lost += note.place is not None and (record["x"], record["y"]) != note.place
    copies = Counter(record["text"] for record in wall.values())
    return Differences(lost, sum(max(0, copies[text] - 1) for text in {note.text for note in acknowledged.values()}))


def compare_marks(acknowledged: Iterable[int], scale: Mapping[str, Any]) -> Differences:
    """The last acknowledged mark of each person and the scale as a new screen gets it. While the spread is hidden, only
    the number of marks can be compared."""
    values = Counter(acknowledged)
    if "counts" not in scale:
        counted = Counter({None: scale["answers"]})
        wanted: Counter[Any] = Counter({None: values.total()})
    else:
        counted = Counter({scale["low"] + n: count for n, count in enumerate(scale["counts"])})
        wanted = Counter(values)
    return Differences((wanted - counted).total(), max(0, counted.total() - wanted.total()))

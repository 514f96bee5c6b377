"""Compares what the server acknowledged with what it has in the end."""

from collections import Counter
from collections.abc import Mapping
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


def compare_marks(people: int, scale: Mapping[str, Any]) -> Differences:
    """How many people's marks were acknowledged, and the scale as a new screen gets it: its counts are published in
    batches, so they may be older."""
    return Differences(max(0, people - scale["received"]), max(0, scale["received"] - people))


def compare_own_mark(acknowledged: int, screen: Mapping[str, Mapping[str, Any]]) -> Differences:
    """The last acknowledged mark of one person, and the marks on their own screen."""
    return Differences(int([mark["value"] for mark in screen.values()] != [acknowledged]))

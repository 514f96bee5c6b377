"""Where a new note goes on a wall when nobody said: the first free place in reading order.

A zone is thought of as a square grid that is always a little larger than its notes need. Coordinates are shares of the
zone (0 to 1), so a zone that is drawn larger moves its notes apart and never over one another.
"""

import math
from collections.abc import Collection
from typing import Any

from ..audience import EVERYONE
from ..draft import Draft


def grid_side(notes: int) -> int:
    """How many cells a zone with this many notes has across, and down."""
    return max(3, math.ceil(math.sqrt(notes * 1.3)))


def free_place(taken: Collection[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the first cell, row by row, in which no note has its middle."""
    cells = grid_side(len(taken) + 1)
    full = {(min(int(y * cells), cells - 1), min(int(x * cells), cells - 1)) for x, y in taken}
    for row in range(cells):
        for column in range(cells):
            if (row, column) not in full:
                return round((column + 0.5) / cells, 4), round((row + 0.5) / cells, 4)
    raise AssertionError("a grid larger than its notes always has a free cell")


def place_in(draft: Draft, zone: str) -> tuple[float, float]:
    """A free place as far as this actor can know: what they do not see must not show by the gap it leaves."""
    mine = (EVERYONE, draft.actor.person)
    taken = [
        (note.x, note.y)
        for id, note in draft.of_kind("note").items()
        if note.zone == zone and note.group is None and draft.audience("note", id) in mine
    ]
    return free_place(taken + groups_in(draft, zone))


def groups_in(draft: Draft, zone: str) -> list[tuple[float, float]]:
    """Where the groups of a zone are."""
    groups: Any = draft.of_kind("group").values()
    return [(group.x, group.y) for group in groups if group.zone == zone]

"""The default place of a new note: a free one, by lot.

A zone is divided into a square grid with a few more cells than it has notes. Coordinates are shares of the zone (0 to
1), so in a zone that is drawn larger the notes move apart. Screens show each note in the middle of the cell in which
its point lies, or of the nearest free one, so notes are never over one another.
"""

import math
from collections.abc import Collection
from typing import Any

from ..audience import EVERYONE
from ..draft import Draft


def grid_side(notes: int) -> int:
    """The number of cells in a row, and in a column, of a zone with this many notes."""
    return max(3, math.ceil(math.sqrt(notes * 1.3)))


def rows_in_use(cells: int) -> int:
    """The number of rows, from the top, into which all notes fit for which a grid of this side is made."""
    return max(row for row in range(1, cells + 1) if grid_side((row - 1) * cells + 1) == cells)


def free_place(draft: Draft, taken: Collection[tuple[float, float]]) -> tuple[float, float]:
    """A point in a cell that has none of the `taken` points in it.

    The cell is drawn by lot: places in reading order would tell, long after the meeting, in which order people wrote.
    Only the first rows take part, as many as all notes of this grid fill: a few notes then stand together at the top,
    and the order in which those rows fill still tells nothing. The point in the cell is drawn too: its centre would
    name the grid, and with it how many notes were there before.
    """
    cells = grid_side(len(taken) + 1)
    full = {(min(int(y * cells), cells - 1), min(int(x * cells), cells - 1)) for x, y in taken}
    free = [(row, column) for row in range(rows_in_use(cells)) for column in range(cells) if (row, column) not in full]
    # Named by what everyone sees and nothing else. Putting that in order takes longer than all the rest.
    wall = str(sorted(taken))
    row, column = free[lot(draft, wall, len(free))]
    across, down = (offset(draft, f"{side} {wall}") for side in ("across", "down"))
    return round((column + across) / cells, 4), round((row + down) / cells, 4)


def lot(draft: Draft, wall: str, free: int) -> int:
    """Which of so many free cells is drawn."""
    return draft.chance(f"place {wall}", free)


def offset(draft: Draft, purpose: str) -> float:
    """Where in a cell a point lies, as a share of the cell; a little off the edge, so that rounding keeps it inside."""
    return 0.02 + 0.96 * draft.chance(purpose, 10_000) / 10_000


def place_in(draft: Draft, zone: str, *, private: bool = False) -> tuple[float, float]:
    """A free place in a zone, for a note that everyone will see in it.

    Notes that not everyone sees count as absent, those of the actor too: otherwise a gap would tell that the actor has
    one. With `private` nobody but the actor will see the place, so their own notes count.
    """
    visible = (EVERYONE, draft.actor.person) if private else (EVERYONE,)
    taken = [
        (card.x, card.y)
        for kind in ("note", "photo")
        for id, card in draft.of_kind(kind).items()
        if card.zone == zone and card.group is None and draft.audience(kind, id) in visible
    ]
    return free_place(draft, taken + groups_in(draft, zone))


def groups_in(draft: Draft, zone: str) -> list[tuple[float, float]]:
    """The coordinates of the groups in a zone."""
    groups: Any = draft.of_kind("group").values()
    return [(group.x, group.y) for group in groups if group.zone == zone]

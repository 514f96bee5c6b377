"""The default place of a new note: a free one, by lot.

A zone is divided into a square grid with a few more cells than it has notes. Coordinates are shares of the zone (0 to
1), so in a zone that is drawn larger the notes move apart. Screens show each note in the middle of the cell in which
its point lies, or of the nearest free one, so notes are never over one another.
"""

import math
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cache
from itertools import chain, product
from typing import Any

from ..audience import EVERYONE
from ..draft import Draft
from ..records.photos import WALL_KINDS
from ..state import Index

#: From this many cells in a row on, all rows take part, so that a lot soon finds a free one.
ALL_ROWS_FROM = 12
#: So often a cell is drawn before the free ones are listed. In a grid of all rows, 23 of 100 cells are free.
DRAWS = 32


def grid_side(notes: int) -> int:
    """The number of cells in a row, and in a column, of a zone with this many notes."""
    return max(3, math.ceil(math.sqrt(notes * 1.3)))


def rows_in_use(cells: int) -> int:
    """The number of rows, from the top, into which all notes fit for which a grid of this side is made."""
    if cells >= ALL_ROWS_FROM:
        return cells
    return max(row for row in range(1, cells + 1) if grid_side((row - 1) * cells + 1) == cells)


def cell_at(cells: int, x: float, y: float) -> tuple[int, int]:
    """The row and the column in which a point lies."""
    return min(int(y * cells), cells - 1), min(int(x * cells), cells - 1)


def lot(draft: Draft, taken: int, draw: int, cells: int) -> int:
    """Which of so many cells is drawn, where so many places are taken."""
    return draft.chance(f"place {taken} {draw}", cells)


def offset(draft: Draft, purpose: str) -> float:
    """Where in a cell a point lies, as a share of the cell; a little off the edge, so that rounding keeps it inside."""
    return 0.02 + 0.96 * draft.chance(purpose, 10_000) / 10_000


def place_in(
    draft: Draft, zone: str, *, private: bool = False, promised: "Promised | None" = None
) -> tuple[float, float]:
    """A point in a zone, for a note that everyone will see in it, in a cell in which nothing stands.

    Notes that not everyone sees count as absent, those of the actor too: otherwise a gap would tell that the actor has
    one. With `private` nobody but the actor will see the place, so their own notes count. The place is added to those
    that are `promised`.

    The cell is drawn by lot: places in reading order would tell, long after the meeting, in which order people wrote.
    In a small grid only the first rows take part, as many as all its notes fill: a few notes then stand together at
    the top, and the order in which those rows fill still tells nothing. The point in the cell is drawn too: its centre
    would name the grid, and with it how many notes were there before.
    """
    viewers = (EVERYONE, draft.actor.person) if private else (EVERYONE,)
    taken = sum(draft.count(index, (zone, viewer)) for index in _standing(_level(3)) for viewer in viewers)
    promised = promised or Promised()
    taken += len(promised.points)
    cells = grid_side(taken + 1)
    level = _level(cells)

    def is_free(row: int, column: int) -> bool:
        """Whether nothing stands in this cell: a look at the finer cells that it covers."""
        rows, columns = (range(n * level // cells, ((n + 1) * level - 1) // cells + 1) for n in (row, column))
        covered = list(product(rows, columns))
        fine = [((zone, viewer), *cell) for cell in covered for viewer in viewers]
        found = (each for index in _standing(level) for key in fine for each in draft.find(index, key).values())
        points = chain(((each.x, each.y) for each in found), promised.in_cells(level, covered))
        return all(cell_at(cells, *point) != (row, column) for point in points)

    row, column = _free_cell(draft, taken, cells, is_free)
    # Named by what everyone sees and nothing else.
    across, down = (offset(draft, f"{side} {taken}") for side in ("across", "down"))
    point = round((column + across) / cells, 4), round((row + down) / cells, 4)
    promised.points.append(point)
    return point


class Promised:
    """Places that one command has given away, one after the other, and that are not on the wall yet."""

    def __init__(self) -> None:
        self.points: list[tuple[float, float]] = []
        self._level, self._filed = 0, 0
        self._by_cell: dict[tuple[int, int], list[tuple[float, float]]] = {}

    def in_cells(self, level: int, cells: Iterable[tuple[int, int]]) -> Iterator[tuple[float, float]]:
        """The points in these cells of a grid of this side."""
        if level != self._level:
            self._level, self._filed, self._by_cell = level, 0, {}
        for point in self.points[self._filed :]:
            self._by_cell.setdefault(cell_at(level, *point), []).append(point)
        self._filed = len(self.points)
        return (point for cell in cells for point in self._by_cell.get(cell, ()))


def _free_cell(draft: Draft, taken: int, cells: int, is_free: Callable[[int, int], bool]) -> tuple[int, int]:
    rows = rows_in_use(cells)
    for draw in range(DRAWS):
        row, column = divmod(lot(draft, taken, draw, rows * cells), cells)
        if is_free(row, column):
            return row, column
    free = [cell for cell in product(range(rows), range(cells)) if is_free(*cell)]
    return free[lot(draft, taken, DRAWS, len(free))]


def _level(cells: int) -> int:
    """The side of the next finer grid of those that are kept: powers of two."""
    return 1 << (cells - 1).bit_length()


@cache
def _standing(level: int) -> tuple[Index, ...]:
    """What stands in each zone by itself, for each viewer, by the cell of a grid of this side: cards and groups."""

    def keys(each: Any, audience: str) -> list[Hashable]:
        where = (each.zone, audience)
        return [] if getattr(each, "group", None) else [where, (where, *cell_at(level, each.x, each.y))]

    return tuple(Index(kind, keys) for kind in (*WALL_KINDS, "group"))

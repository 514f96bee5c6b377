"""What fits on a slide, and in which size: the room that it has, and how words, tables and pictures share it.

No text of a slide is smaller than `SMALLEST`, except beside a picture, in a table, and in remarks.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from .document import Photograph, Picture, Table
from .pictures import text_layout

#: A slide of 16:9 in points, and the part of it for what it says.
WIDTH, HEIGHT = 960.0, 540.0
MARGIN, TOP, BOTTOM = 54.0, 132.0, 492.0
ROOM_WIDTH, ROOM_HEIGHT = WIDTH - 2 * MARGIN, BOTTOM - TOP
#: The sizes of type in points, largest first; on a slide with a picture the words may be smaller.
SIZES, SMALLEST, BESIDE_PICTURE = (44, 36, 32, 28, 26, 24, 22, 20), 20, (24, 20, 18, 16, 14, 12)
BELOW_SIZES = (20, 18, 16)
#: The height of a line, and the space before a paragraph and before a fact about the one above, in sizes of type.
LEADING, BEFORE, BEFORE_FACT = 1.25, 0.5, 0.1
#: Side remarks and facts are so much smaller than what they belong to.
SOFT = 0.75
#: The sizes of type in tables: the largest in which one is on one slide, and else the last.
TABLE_SIZES = (26, 22, 18, 16)
#: The share of the width that a picture has which stands beside its words.
PICTURE_SHARE = 0.55
#: The most height of the words below a wide one, which takes what they leave.
BELOW_PICTURE = ROOM_HEIGHT / 2
#: The least and the most width of a photograph, which has the whole height of its slide at one side, the space around
#: the words in the column beside it, and the height of the title and of the words there.
PHOTO_WIDTHS, GUTTER = (360.0, 720.0), 28.0
COLUMN_TITLE, COLUMN_WORDS = 170.0, BOTTOM - 230.0


class Line(Struct, frozen=True):
    """A paragraph of a slide. `soft` ones are remarks; a `bullet` begins an item of a list, and `fact`s follow one.
    `lang` is the language of its words where somebody has said it."""

    text: str
    soft: bool = False
    strong: bool = False
    bullet: bool = False
    fact: bool = False
    url: str = ""
    lang: str = ""


def fitting_size(lines: Sequence[Line], width: float, height: float, sizes: Iterable[float] = SIZES) -> float | None:
    """The largest of these sizes (largest first) in which the lines fit, or None."""
    return next((size for size in sizes if height_of(lines, size, width) <= height), None)


def height_of(lines: Sequence[Line], size: float, width: float) -> float:
    """The height of these lines in this size."""
    total = 0.0
    for line in lines:
        own = size * SOFT if line.soft else size
        inside = width - (size if line.bullet or line.fact else 0)
        total += len(text_layout.wrap(line.text, own, inside, bold=line.strong)) * own * LEADING
        total += own * (BEFORE_FACT if line.fact else BEFORE)
    return total


def pages(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines on as many slides as they need."""
    page: list[Line] = []
    for whole in _with_facts(lines):
        # The facts about an item stay with it, unless they need more than a slide.
        stays = height_of(whole, SMALLEST + 4, ROOM_WIDTH) <= ROOM_HEIGHT
        for step in [whole] if stays else [[piece] for line in whole for piece in _pieces(line)]:
            if page and height_of([*page, *step], SMALLEST + 4, ROOM_WIDTH) > ROOM_HEIGHT:
                yield page
                page = []
            page += step
    if page:
        yield page


def _with_facts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Each line with the facts that follow it."""
    whole: list[Line] = []
    for line in lines:
        if whole and not line.fact:
            yield whole
            whole = []
        whole.append(line)
    if whole:
        yield whole


def _pieces(line: Line) -> list[Line]:
    """The line, cut where it needs more than a slide."""
    if height_of([line], SMALLEST, ROOM_WIDTH) <= ROOM_HEIGHT:
        return [line]
    wrapped = text_layout.wrap(line.text, SMALLEST, ROOM_WIDTH)
    fit = int(ROOM_HEIGHT / (SMALLEST * LEADING)) - 1
    parts = ["".join(wrapped[n : n + fit]).strip() for n in range(0, len(wrapped), fit)]
    return [replace(line, text=part, bullet=line.bullet and n == 0) for n, part in enumerate(parts) if part]


def table_parts(table: Table) -> tuple[list[Table], float]:
    """The table as a whole if it fits on a slide, or else in pieces, and the size of its type."""
    for size in TABLE_SIZES:
        parts = list(_parts(table, size))
        if len(parts) == 1:
            break
    return parts, size


def _parts(table: Table, size: float) -> Iterator[Table]:
    """The table in pieces that fit on a slide, each under the head."""
    widths = column_shares(table)
    foot = _row_height(table.foot, widths, size) if table.foot else 0
    room = ROOM_HEIGHT - _row_height(table.head, widths, size) - foot
    rows: list[list[str]] = []
    left = room
    for row in table.rows:
        height = _row_height(row, widths, size)
        if rows and height > left:
            yield Table(table.head, rows)
            rows, left = [], room
        rows = [*rows, row]
        left -= height
    yield Table(table.head, rows, table.foot)


def column_shares(table: Table) -> list[float]:
    """The widths of the columns in points, by their longest cells."""
    longest = text_layout.column_widths([table.head, *table.rows, *([table.foot] if table.foot else [])])
    return [ROOM_WIDTH * each / sum(longest) for each in longest]


def _row_height(row: Sequence[str], widths: Sequence[float], size: float) -> float:
    cells = zip(row, widths, strict=True)
    lines = max(len(text_layout.wrap(cell, size, width - 16, bold=True)) for cell, width in cells)
    return lines * size * LEADING + 8


class WordsRoom(NamedTuple):
    """The room for the words of a picture, and the sizes of type there."""

    width: float
    height: float
    sizes: Sequence[float]


def room_for_words(picture: Picture | Photograph) -> WordsRoom:
    """Beside a picture, or below a wide one."""
    if isinstance(picture, Photograph):
        return WordsRoom(column_width(picture), COLUMN_WORDS, BESIDE_PICTURE)
    if not stands_beside(picture):
        return WordsRoom(ROOM_WIDTH, BELOW_PICTURE, BELOW_SIZES)
    return WordsRoom(ROOM_WIDTH * (1 - PICTURE_SHARE), ROOM_HEIGHT, BESIDE_PICTURE)


def belongs_to(picture: Picture | Photograph, lines: Sequence[Line]) -> bool:
    """Whether words that lead to a picture are so few that they stand with it."""
    width, height, sizes = room_for_words(picture)
    below = isinstance(picture, Picture) and not stands_beside(picture)
    return fitting_size(lines, width, height / 2 if below else height, sizes[:4]) is not None


def stands_beside(picture: Picture) -> bool:
    """Whether a picture leaves room for words at its side."""
    return picture.width < 1.6 * picture.height


def photograph_width(photograph: Photograph) -> float:
    """How much of a slide's width is the photograph's: what it needs at the whole height, as far as words have room."""
    least, most = PHOTO_WIDTHS
    return min(max(HEIGHT * photograph.width / photograph.height, least), most)


def column_width(photograph: Photograph) -> float:
    """The width of the words beside a photograph."""
    return WIDTH - photograph_width(photograph) - 2 * GUTTER

"""A document as slides: one idea on each, in type that can be read from the back of a room.

A recommendation, a picture or a photograph has a slide to itself; short texts share one, and long ones go on on the
next. Nothing is left out, and no text is smaller than `SMALLEST`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from ..words import labelled, t
from ..words.direction import isolated
from .document import (
    Block,
    Calendar,
    Document,
    Figure,
    Figures,
    Items,
    Link,
    Notes,
    Photograph,
    Photographs,
    Picture,
    Pictures,
    Replay,
    Section,
    Table,
    Text,
)
from .facts import Note
from .pictures import text_layout, wall

#: A slide of 16:9 in points, and the part of it for what it says.
WIDTH, HEIGHT = 960.0, 540.0
MARGIN, TOP, BOTTOM = 54.0, 132.0, 492.0
ROOM_WIDTH, ROOM_HEIGHT = WIDTH - 2 * MARGIN, BOTTOM - TOP
#: The sizes of type in points, largest first; on a slide with a picture the words may be smaller.
SIZES, SMALLEST, BESIDE_PICTURE = (44, 36, 32, 28, 26, 24, 22, 20), 20, (24, 20, 18, 16, 14, 12)
BELOW_SIZES = (20, 18, 16)
#: Pictures that are so many times as wide as high are strips that only repeat the words beside them.
STRIP = 5
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


class Slide(Struct, frozen=True):
    """A slide: what stands on it below its title."""

    title: str
    lines: list[Line] = []
    size: float = SMALLEST
    #: Whether it has one idea only, which stands in the middle.
    alone: bool = False
    picture: Picture | Photograph | None = None
    table: Table | None = None
    #: For whoever speaks: what a picture shows, where that is too long for the slide.
    notes: str = ""


def slides_of(document: Document) -> list[Slide]:
    """The slides after the first, which has the title of the document."""
    return _numbered([slide for section in document.sections for slide in _joined(list(_of_section(section)))])


def fitting_size(lines: Sequence[Line], width: float, height: float, sizes: Iterable[float] = SIZES) -> float | None:
    """The largest of these sizes (largest first) in which the lines fit, or None."""
    return next((size for size in sizes if height_of(lines, size, width) <= height), None)


def _joined(slides: list[Slide]) -> list[Slide]:
    """The slides without one for a remark alone at the end: it comes below the last words, or to whoever speaks."""
    if len(slides) < 2 or not all(line.soft for line in slides[-1].lines) or slides[-1].picture or slides[-1].table:
        return slides
    *others, last, remark = slides
    whole = [*last.lines, *remark.lines]
    if last.picture or last.alone:
        words = " ".join([*([last.notes] if last.notes else []), *(line.text for line in remark.lines)])
        return [*others, replace(last, notes=words)]
    if last.table or not (size := fitting_size(whole, ROOM_WIDTH, ROOM_HEIGHT)):
        return slides
    return [*others, replace(last, lines=whole, size=size)]


def _numbered(slides: list[Slide]) -> list[Slide]:
    """Slides with a title of their own each."""
    titles = [slide.title for slide in slides]
    result = []
    for n, slide in enumerate(slides):
        if (of := titles.count(slide.title)) > 1:
            number = t("report.sheet", n=titles[: n + 1].count(slide.title), of=of)
            slide = replace(slide, title=f"{isolated(slide.title)} ({number})")
        result.append(slide)
    return result


def _of_section(section: Section, before: Sequence[Line] = (), around: str = "") -> Iterator[Slide]:
    """The slides of a section, and of those inside it. The lines `before` are remarks of the section around it, and
    `around` is its title."""
    if any(isinstance(block, Replay) for block in section.blocks):
        return
    # A part that the contents name needs no chapter before it, and what is beside a title is for its own slides.
    inside = labelled(around, section.title) if around and not section.listed else section.title
    title = f"{isolated(inside)} ({section.aside})" if section.aside else inside
    lines = list(before)
    for block in _with_caption(section.blocks):
        if isinstance(block, Section):
            # A chapter of several parts has a slide of its own.
            remarks = lines if all(line.soft for line in lines) and not block.listed else []
            yield from _texts(title, lines if not remarks else [])
            lines = []
            yield from _of_section(block, remarks, inside)
            continue
        for idea in _ideas(block, alone=section.raised):
            if isinstance(idea, Slide) and idea.table and lines and all(line.soft for line in lines):
                # A table leaves no room for remarks.
                yield replace(idea, title=title, notes=" ".join(line.text for line in lines))
                lines = []
            elif isinstance(idea, Slide):
                # Words that lead to a picture stand beside it if they are few.
                few = idea.picture is not None and _fits_beside(idea.picture, [*lines, *idea.lines])
                yield from _texts(title, [] if few else lines)
                words = [*lines, *idea.lines] if few else idea.lines
                own = labelled(title, idea.title) if idea.title else title
                yield from _with_picture(replace(idea, title=own, lines=words))
                lines = []
            elif section.raised and isinstance(block, Items):
                yield from (replace(slide, alone=True) for slide in _texts(title, [*lines, *idea]))
                lines = []
            else:
                lines += idea
    yield from _texts(title, lines)


def _with_caption(blocks: list[Block]) -> list[Block]:
    """The blocks of a section; of a picture and the words below it, a figure, which has a slide to itself."""
    match blocks:
        case [Picture() as drawn, Text(caption)]:
            return [Figures([Figure("", drawn, caption)])]
        case _:
            return blocks


def _ideas(block: Block, *, alone: bool) -> Iterator[list[Line] | Slide]:
    """What a block says, in pieces that stay together: lines, or a slide with a picture or a table."""
    match block:
        case Text():
            for paragraph in block.paragraphs:
                yield [Line(paragraph, soft=block.soft, strong=block.strong)]
        case Items():
            for item in block.items:
                yield [
                    Line(item.text, strong=True, bullet=not alone, url=item.url),
                    *(Line(fact, soft=True, fact=not alone) for fact in item.facts),
                ]
        case Notes():
            for note in block.notes:
                marks = [Line(words, soft=True, fact=True) for words in _marks(note)]
                yield [Line(note.text, bullet=True, lang=note.lang), *marks]
        case Picture():
            if block.width < STRIP * block.height:
                yield Slide("", picture=block)
        case Pictures():
            yield from (Slide("", picture=picture) for picture in block.pictures)
        case Photographs():
            for photograph in block.photographs:
                marks = [Line(photograph.marks, soft=True)] if photograph.marks else []
                lines = [Line(photograph.description), *marks]
                yield Slide("", lines, picture=photograph) if photograph.jpeg else lines
        case Figures():
            for figure in block.figures:
                same = figure.caption in ("", figure.picture.description)
                told = isinstance(figure.picture, Photograph) or not same
                caption = figure.caption or figure.picture.description
                yield Slide(figure.title, [Line(caption)] if told else [], picture=figure.picture)
        case Table():
            yield from _tables(block)
        case Link():
            if block.url.startswith("#"):
                yield [Line(f"{block.before} {block.text}".strip())]
            else:
                yield (
                    [Line(block.before), Line(block.text, url=block.url)]
                    if block.before
                    else [Line(block.text, url=block.url)]
                )
        case Calendar() | Replay() | Section():
            # The date is in the text, a slide has no replay, and sections are taken apart above.
            pass
        case _:
            assert_never(block)


def _marks(note: Note) -> list[str]:
    signed = [t("report.signed", name=note.signed)] if note.signed else []
    return [*wall.translations_of(note), *signed, *note.merged, *([marks] if (marks := wall.marks_of(note)) else [])]


def _tables(table: Table) -> list[Slide]:
    """The table on one slide if it fits there, or else in pieces."""
    for size in TABLE_SIZES:
        parts = list(_parts(table, size))
        if len(parts) == 1:
            break
    return [Slide("", table=part, size=size) for part in parts]


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


def _texts(title: str, lines: list[Line]) -> Iterator[Slide]:
    """The lines on as many slides as they need. One idea that is short is written large."""
    page: list[Line] = []
    for whole in _with_facts(lines):
        # The facts about an item stay with it, unless they need more than a slide.
        stays = height_of(whole, SMALLEST + 4, ROOM_WIDTH) <= ROOM_HEIGHT
        for step in [whole] if stays else [[piece] for line in whole for piece in _pieces(line)]:
            if page and height_of([*page, *step], SMALLEST + 4, ROOM_WIDTH) > ROOM_HEIGHT:
                yield _text_slide(title, page)
                page = []
            page += step
    if page:
        yield _text_slide(title, page)


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


def _text_slide(title: str, lines: list[Line]) -> Slide:
    return Slide(title, lines, fitting_size(lines, ROOM_WIDTH, ROOM_HEIGHT) or SMALLEST)


def _pieces(line: Line) -> list[Line]:
    """The line, cut where it needs more than a slide."""
    if height_of([line], SMALLEST, ROOM_WIDTH) <= ROOM_HEIGHT:
        return [line]
    wrapped = text_layout.wrap(line.text, SMALLEST, ROOM_WIDTH)
    fit = int(ROOM_HEIGHT / (SMALLEST * LEADING)) - 1
    parts = ["".join(wrapped[n : n + fit]).strip() for n in range(0, len(wrapped), fit)]
    return [replace(line, text=part, bullet=line.bullet and n == 0) for n, part in enumerate(parts) if part]


def _with_picture(slide: Slide) -> Iterator[Slide]:
    """A slide with a picture, whose words are so large that they fit beside or below it, or else follow it."""
    picture = slide.picture
    if picture is None:
        yield slide
    elif isinstance(picture, Photograph):
        size = fitting_size(slide.lines, column_width(picture), COLUMN_WORDS, BESIDE_PICTURE)
        yield replace(slide, lines=slide.lines if size else [], size=size or BESIDE_PICTURE[-1])
        if not size:
            yield from _texts(slide.title, slide.lines)
    elif not stands_beside(picture):
        size = fitting_size(slide.lines, ROOM_WIDTH, BELOW_PICTURE, BELOW_SIZES)
        yield replace(slide, lines=slide.lines if size else [], size=size or BELOW_SIZES[-1])
        if not size:
            yield from _texts(slide.title, slide.lines)
    else:
        yield _with_words_beside(slide, picture)


def _with_words_beside(slide: Slide, picture: Picture) -> Slide:
    lines, notes, width = slide.lines, "", ROOM_WIDTH * (1 - PICTURE_SHARE)
    # What it says is legible also for those at the back, for whom a narrow picture is small.
    told = [*lines, Line(picture.description)]
    if fitting_size(told, width, ROOM_HEIGHT, BESIDE_PICTURE):
        lines = told
    else:
        notes = picture.description
    size = fitting_size(lines, width, ROOM_HEIGHT, BESIDE_PICTURE) or BESIDE_PICTURE[-1]
    return replace(slide, lines=lines, size=size, notes=notes)


def _fits_beside(picture: Picture | Photograph, lines: Sequence[Line]) -> bool:
    if isinstance(picture, Photograph):
        return fitting_size(lines, column_width(picture), COLUMN_WORDS, BESIDE_PICTURE[:4]) is not None
    if not stands_beside(picture):
        return fitting_size(lines, ROOM_WIDTH, BELOW_PICTURE / 2, BELOW_SIZES) is not None
    return fitting_size(lines, ROOM_WIDTH * (1 - PICTURE_SHARE), ROOM_HEIGHT, BESIDE_PICTURE[:4]) is not None


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


def height_of(lines: Sequence[Line], size: float, width: float) -> float:
    """The height of these lines in this size."""
    total = 0.0
    for line in lines:
        own = size * SOFT if line.soft else size
        inside = width - (size if line.bullet or line.fact else 0)
        total += len(text_layout.wrap(line.text, own, inside, bold=line.strong)) * own * LEADING
        total += own * (BEFORE_FACT if line.fact else BEFORE)
    return total

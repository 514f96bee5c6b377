"""A document as slides: one idea on each, in type that can be read from the back of a room.

A recommendation, a picture or a photograph has a slide to itself; short texts share one, and long ones go on on the
next. Nothing is left out. What fits on a slide, and in which size, is worked out in slide_layout.py.
"""

from collections.abc import Iterator, Sequence
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
from .pictures import wall
from .slide_layout import (
    ROOM_HEIGHT,
    ROOM_WIDTH,
    SMALLEST,
    Line,
    belongs_to,
    fitting_size,
    pages,
    room_for_words,
    stands_beside,
    table_parts,
)

#: Pictures that are so many times as wide as high are strips that only repeat the words beside them.
STRIP = 5


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
                few = idea.picture is not None and belongs_to(idea.picture, [*lines, *idea.lines])
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
            parts, size = table_parts(block)
            yield from (Slide("", table=part, size=size) for part in parts)
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


def _texts(title: str, lines: list[Line]) -> Iterator[Slide]:
    """The lines on as many slides as they need. One idea that is short is written large."""
    for page in pages(lines):
        yield Slide(title, page, fitting_size(page, ROOM_WIDTH, ROOM_HEIGHT) or SMALLEST)


def _with_picture(slide: Slide) -> Iterator[Slide]:
    """A slide with a picture, whose words are so large that they fit beside or below it, or else follow it."""
    picture = slide.picture
    if picture is None:
        yield slide
    elif isinstance(picture, Picture) and stands_beside(picture):
        yield _with_words_beside(slide, picture)
    else:
        room = room_for_words(picture)
        size = fitting_size(slide.lines, *room)
        yield replace(slide, lines=slide.lines if size else [], size=size or room.sizes[-1])
        if not size:
            yield from _texts(slide.title, slide.lines)


def _with_words_beside(slide: Slide, picture: Picture) -> Slide:
    lines, notes, room = slide.lines, "", room_for_words(picture)
    # What it says is legible also for those at the back, for whom a narrow picture is small.
    told = [*lines, Line(picture.description)]
    if fitting_size(told, *room):
        lines = told
    else:
        notes = picture.description
    return replace(slide, lines=lines, size=fitting_size(lines, *room) or room.sizes[-1], notes=notes)

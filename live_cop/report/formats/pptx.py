"""The slides of a report as a PowerPoint file of 16:9, for a talk, with a title and a reading order on each slide.

slides.py says what stands on which slide, and pptx_shapes.py places it.
"""

import io
from datetime import UTC, datetime
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as PowerPoint
from pptx.slide import Slide as PowerPointSlide
from pptx.util import Emu, Pt

from ...words import languages
from ...words.direction import isolated
from ..document import Document, Photograph, Picture
from ..pictures.text_layout import without_control_characters
from ..slide_layout import (
    COLUMN_TITLE,
    COLUMN_WORDS,
    GUTTER,
    HEIGHT,
    LEADING,
    MARGIN,
    PICTURE_SHARE,
    ROOM_HEIGHT,
    ROOM_WIDTH,
    TOP,
    WIDTH,
    Line,
    column_shares,
    column_width,
    fitting_size,
    height_of,
    photograph_width,
    stands_beside,
)
from ..slides import Slide, slides_of
from ..theme import Theme
from . import png, typst_setup
from .docx_file import MAX_PROPERTY, without_dates
from .pptx_shapes import (
    ACCENT,
    INK,
    add_bar,
    add_footer,
    add_ornament,
    add_picture,
    color_of,
    describe,
    left_edge,
    place,
    say_language,
    write,
)

#: The layouts of the library's default file: title slide, title and text, and title alone.
_FIRST, _TEXT, _TITLE_ONLY = 0, 1, 5
#: Pixels for each px of a picture: a narrow one is enlarged on a slide.
PICTURE_SCALE = 3.0
#: The sizes of titles, largest first, and the height of one.
TITLE_SIZES, TITLE_HEIGHT = (30, 26, 22, 18, 14, 11), 76.0
FIRST_SIZES = (48, 40, 34, 28, 22, 18, 14)
_FONT = "Arial"
#: The space in points between a picture and the words below it.
ABOVE_WORDS = 8.0
#: The largest logo in points.
LOGO = 200.0, 56.0


def render(document: Document) -> bytes:
    """The document as a PowerPoint file."""
    with languages.using(document.language):
        return _render(document)


def _render(document: Document) -> bytes:
    slides = slides_of(document)
    drawn = [slide.picture for slide in slides if isinstance(slide.picture, Picture)]
    document = typst_setup.told(document, [each.svg for each in drawn])
    presentation = _blank(document)
    _first(presentation, document)
    files = iter(png.render_pictures(drawn, PICTURE_SCALE))
    for number, slide in enumerate(slides, start=2):
        words = f"{number} · {isolated(document.title)} · {document.when}"
        if isinstance(slide.picture, Photograph):
            _photograph_slide(presentation, slide, slide.picture, _colors(document.theme)[0], words)
        else:
            _slide(presentation, slide, files, _colors(document.theme))
            add_footer(presentation.slides[-1], words, MARGIN, ROOM_WIDTH)
    file = io.BytesIO()
    presentation.save(file)
    return without_dates(file)


def _blank(document: Document) -> PowerPoint:
    """A file with slides of 16:9, our typeface and the metadata."""
    presentation = Presentation()
    wider = WIDTH / (presentation.slide_width / Pt(1))
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    master = presentation.slide_master
    layouts: Any = presentation.slide_layouts
    for each in [*master.placeholders, *(own for layout in layouts for own in layout.placeholders)]:
        if each._element.spPr.find(qn("a:xfrm")) is not None:
            each.left, each.width = Emu(round(each.left * wider)), Emu(round(each.width * wider))
    theme = next(each.target_part for each in master.part.rels.values() if each.reltype.endswith("/theme"))
    theme._blob = theme.blob.replace(b'"Calibri"', f'"{_FONT}"'.encode())
    package = presentation.part.package
    for id in [id for id, each in package._rels.items() if each.reltype.endswith("/thumbnail")]:
        # That of the library's empty file.
        package.drop_rel(id)
    properties = presentation.core_properties
    properties.title = without_control_characters(document.title)[:MAX_PROPERTY]
    properties.subject = without_control_characters(document.kind)[:MAX_PROPERTY]
    properties.author = properties.last_modified_by = without_control_characters(document.author)[:MAX_PROPERTY]
    properties.language = languages.with_country(document.language)
    properties.created = properties.modified = datetime.fromtimestamp(document.made_at // 1000, UTC)
    properties.comments = properties.keywords = ""
    return presentation


def _logo(slide: PowerPointSlide, theme: Theme | None) -> None:
    """The logo of the community in the upper corner."""
    if theme is None or not theme.logo:
        return
    width, height = theme.logo_size(*LOGO)
    add_picture(slide, theme.logo, left_edge(WIDTH - MARGIN - width, width), 28, width, height, theme.name)


def _colors(theme: Theme | None) -> tuple[RGBColor, RGBColor]:
    """The colours of bars, and of the ground of the head of a table."""
    if theme is None or theme.shades is None:
        return ACCENT, ACCENT
    shades = theme.shades.light
    return color_of(shades.shape), color_of(shades.words)


def _first(presentation: PowerPoint, document: Document) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[_FIRST])
    add_bar(slide, 96, 96, _colors(document.theme)[0], Line(document.title))
    _logo(slide, document.theme)
    title = slide.shapes.title
    place(title, MARGIN, 104, ROOM_WIDTH, 220)
    words = [Line(document.title, strong=True)]
    size = fitting_size(words, ROOM_WIDTH, 220, FIRST_SIZES) or FIRST_SIZES[-1]
    write(title.text_frame, words, size, MSO_ANCHOR.TOP)
    lines = [Line(each) for each in (document.when, *document.lines)]
    lines += [Line(each, soft=True) for each in (document.kind, *document.notices, *document.about, document.made)]
    below = slide.placeholders[1]
    top = 132 + height_of(words, size, ROOM_WIDTH)
    place(below, MARGIN, top, ROOM_WIDTH, HEIGHT - 24 - top)
    write(
        below.text_frame,
        lines,
        fitting_size(lines, ROOM_WIDTH, HEIGHT - 24 - top, (24, 20, 18, 16, 14, 12)) or 10,
        MSO_ANCHOR.TOP,
    )


def _slide(presentation: PowerPoint, content: Slide, files: Any, colors: tuple[RGBColor, RGBColor]) -> None:
    layout = _TEXT if content.lines else _TITLE_ONLY
    slide = presentation.slides.add_slide(presentation.slide_layouts[layout])
    add_bar(slide, 30, 64, colors[0], Line(content.title))
    title = Line(content.title, strong=True)
    place(slide.shapes.title, MARGIN, 40, ROOM_WIDTH, TITLE_HEIGHT)
    size = fitting_size([title], ROOM_WIDTH, TITLE_HEIGHT, TITLE_SIZES) or TITLE_SIZES[-1]
    write(slide.shapes.title.text_frame, [title], size, MSO_ANCHOR.MIDDLE)
    if isinstance(content.picture, Picture):
        _picture(slide, content, content.picture, next(files))
    elif content.lines:
        place(slide.placeholders[1], MARGIN, TOP, ROOM_WIDTH, ROOM_HEIGHT)
        anchor = MSO_ANCHOR.MIDDLE if content.alone else MSO_ANCHOR.TOP
        write(slide.placeholders[1].text_frame, content.lines, content.size, anchor)
    if content.table is not None:
        _table(slide, content, colors[1])
    _speaker_notes(slide, content)


def _speaker_notes(slide: PowerPointSlide, content: Slide) -> None:
    if content.notes:
        frame: Any = slide.notes_slide.notes_text_frame
        frame.text = without_control_characters(content.notes)
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                say_language(run, Line(content.notes))


def _photograph_slide(
    presentation: PowerPoint, content: Slide, photograph: Photograph, color: RGBColor, foot: str
) -> None:
    """A photograph from edge to edge at one side, on dark ground where it is not as high as the slide, and beside it a
    column with its title and words."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[_TEXT if content.lines else _TITLE_ONLY])
    part, column = photograph_width(photograph), column_width(photograph)
    left, beside = left_edge(0, part), part + GUTTER
    title = Line(content.title, strong=True)
    size = fitting_size([title], column, COLUMN_TITLE, TITLE_SIZES) or TITLE_SIZES[-1]
    place(slide.shapes.title, beside, 44, column, COLUMN_TITLE)
    write(slide.shapes.title.text_frame, [title], size, MSO_ANCHOR.TOP)
    scale = min(part / photograph.width, HEIGHT / photograph.height)
    wide, high = photograph.width * scale, photograph.height * scale
    room = left + (part - wide) / 2, (HEIGHT - high) / 2, wide, high
    add_picture(slide, photograph.jpeg, *room, photograph.description)
    if content.lines:
        words = slide.placeholders[1]
        top = 44 + height_of([title], size, column) + GUTTER / 2
        place(words, beside, top, column, COLUMN_WORDS)
        write(words.text_frame, content.lines, content.size, MSO_ANCHOR.TOP)
    _speaker_notes(slide, content)
    add_footer(slide, foot, beside, column)
    add_bar(slide, 30, 64, color, title, (left_edge(beside, column), column))
    add_ornament(slide, left, 0, part, HEIGHT, INK)


def _picture(slide: PowerPointSlide, content: Slide, picture: Picture, file: bytes) -> None:
    """A picture beside its words, or above them if it is wide."""
    beside = stands_beside(picture) and bool(content.lines)
    below = 0.0 if beside or not content.lines else height_of(content.lines, content.size, ROOM_WIDTH) + ABOVE_WORDS
    width = ROOM_WIDTH * PICTURE_SHARE - MARGIN / 2 if beside else ROOM_WIDTH
    scale = min(width / picture.width, (ROOM_HEIGHT - below) / picture.height)
    wide, high = picture.width * scale, picture.height * scale
    left = left_edge(MARGIN + (width - wide) / 2, wide)
    add_picture(slide, file, left, TOP, wide, high, picture.description)
    if not content.lines:
        return
    words = slide.placeholders[1]
    if beside:
        place(words, MARGIN + ROOM_WIDTH * PICTURE_SHARE, TOP, ROOM_WIDTH * (1 - PICTURE_SHARE), ROOM_HEIGHT)
        write(words.text_frame, content.lines, content.size, MSO_ANCHOR.MIDDLE)
    else:
        place(words, MARGIN, TOP + high + ABOVE_WORDS, ROOM_WIDTH, below - ABOVE_WORDS)
        write(words.text_frame, content.lines, content.size, MSO_ANCHOR.TOP)


def _table(slide: PowerPointSlide, content: Slide, head: RGBColor) -> None:
    table = content.table
    if table is None:
        return
    rows = [table.head, *table.rows, *([table.foot] if table.foot else [])]
    frame = slide.shapes.add_table(len(rows), len(table.head), Pt(MARGIN), Pt(TOP), Pt(ROOM_WIDTH), Pt(24 * len(rows)))
    describe(frame._element.nvGraphicFramePr.cNvPr, content.title)
    made = frame.table
    made.last_row = bool(table.foot)
    if languages.from_right():
        made._tbl.get_or_add_tblPr().set("rtl", "1")
    for column, width in enumerate(column_shares(table)):
        made.columns[column].width = Pt(width)
    for n, row in enumerate(rows):
        made.rows[n].height = Pt(content.size * LEADING + 8)
        for column, words in enumerate(row):
            cell = made.cell(n, column)
            strong = n == 0 or (bool(table.foot) and n == len(rows) - 1)
            write(
                cell.text_frame,
                [Line(words, strong=strong)],
                content.size,
                None,
                RGBColor(255, 255, 255) if n == 0 else INK,
            )
            cell.margin_top = cell.margin_bottom = Pt(3)
            cell.fill.solid()
            cell.fill.fore_color.rgb = head if n == 0 else RGBColor(255, 255, 255)

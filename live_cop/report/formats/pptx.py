"""The slides of a report as a PowerPoint file of 16:9, for a talk, with a title and a reading order on each slide.

Everything that people wrote becomes the text of a run. Pictures have their description as alternative text.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as PowerPoint
from pptx.slide import Slide as PowerPointSlide
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt

from ...meeting.texts.web_links import Piece, pieces
from ...words import languages
from ...words.direction import is_rtl, isolated, marked
from ..document import Document, Photograph, Picture
from ..pictures import svg
from ..pictures.text_layout import without_control_characters
from ..slides import (
    BEFORE,
    BEFORE_FACT,
    BOTTOM,
    COLUMN_TITLE,
    COLUMN_WORDS,
    GUTTER,
    HEIGHT,
    LEADING,
    MARGIN,
    PICTURE_SHARE,
    ROOM_HEIGHT,
    ROOM_WIDTH,
    SOFT,
    TOP,
    WIDTH,
    Line,
    Slide,
    column_shares,
    column_width,
    fitting_size,
    height_of,
    photograph_width,
    slides_of,
    stands_beside,
)
from ..theme import Theme
from . import png, typst_setup
from .docx_file import MAX_PROPERTY, without_dates

#: The layouts of the library's default file: title slide, title and text, and title alone.
_FIRST, _TEXT, _TITLE_ONLY = 0, 1, 5
#: Pixels for each px of a picture: a narrow one is enlarged on a slide.
PICTURE_SCALE = 3.0
EMU_PER_PT = 12_700
#: The sizes of titles, largest first, and the height of one.
TITLE_SIZES, TITLE_HEIGHT = (30, 26, 22, 18, 14, 11), 76.0
FIRST_SIZES = (48, 40, 34, 28, 22, 18, 14)
_FONT = "Arial"
#: The space in points between a picture and the words below it.
ABOVE_WORDS = 8.0
#: What says that a shape is only an ornament.
_ORNAMENT = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
)
#: The largest logo in points.
LOGO = 200.0, 56.0


def _color(color: str) -> RGBColor:
    return RGBColor(*(int(color[n : n + 2], 16) for n in (1, 3, 5)))


_INK, _SOFT, _ACCENT = map(_color, (svg.INK, svg.INK_SOFT, svg.ACCENT))


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
            _footer(presentation.slides[-1], words, MARGIN, ROOM_WIDTH)
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
    for place in [*master.placeholders, *(each for layout in layouts for each in layout.placeholders)]:
        if place._element.spPr.find(qn("a:xfrm")) is not None:
            place.left, place.width = Emu(round(place.left * wider)), Emu(round(place.width * wider))
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
    left = _left(WIDTH - MARGIN - width, width)
    shape: Any = slide.shapes.add_picture(io.BytesIO(theme.logo), Pt(left), Pt(28), Pt(width), Pt(height))
    shape._element.nvPicPr.cNvPr.set("descr", without_control_characters(theme.name))


def _colors(theme: Theme | None) -> tuple[RGBColor, RGBColor]:
    """The colours of bars, and of the ground of the head of a table."""
    if theme is None or theme.shades is None:
        return _ACCENT, _ACCENT
    shades = theme.shades.light
    return _color(shades.shape), _color(shades.words)


def _first(presentation: PowerPoint, document: Document) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[_FIRST])
    _bar(slide, 96, 96, _colors(document.theme)[0], Line(document.title))
    _logo(slide, document.theme)
    title = slide.shapes.title
    _place(title, MARGIN, 104, ROOM_WIDTH, 220)
    words = [Line(document.title, strong=True)]
    size = fitting_size(words, ROOM_WIDTH, 220, FIRST_SIZES) or FIRST_SIZES[-1]
    _write(title.text_frame, words, size, MSO_ANCHOR.TOP)
    lines = [Line(each) for each in (document.when, *document.lines)]
    lines += [Line(each, soft=True) for each in (document.kind, *document.notices, *document.about, document.made)]
    below = slide.placeholders[1]
    top = 132 + height_of(words, size, ROOM_WIDTH)
    _place(below, MARGIN, top, ROOM_WIDTH, HEIGHT - 24 - top)
    _write(
        below.text_frame,
        lines,
        fitting_size(lines, ROOM_WIDTH, HEIGHT - 24 - top, (24, 20, 18, 16, 14, 12)) or 10,
        MSO_ANCHOR.TOP,
    )


def _slide(presentation: PowerPoint, content: Slide, files: Any, colors: tuple[RGBColor, RGBColor]) -> None:
    layout = _TEXT if content.lines else _TITLE_ONLY
    slide = presentation.slides.add_slide(presentation.slide_layouts[layout])
    _bar(slide, 30, 64, colors[0], Line(content.title))
    title = Line(content.title, strong=True)
    _place(slide.shapes.title, MARGIN, 40, ROOM_WIDTH, TITLE_HEIGHT)
    size = fitting_size([title], ROOM_WIDTH, TITLE_HEIGHT, TITLE_SIZES) or TITLE_SIZES[-1]
    _write(slide.shapes.title.text_frame, [title], size, MSO_ANCHOR.MIDDLE)
    if isinstance(content.picture, Picture):
        _picture(slide, content, content.picture, next(files))
    elif content.lines:
        _place(slide.placeholders[1], MARGIN, TOP, ROOM_WIDTH, ROOM_HEIGHT)
        anchor = MSO_ANCHOR.MIDDLE if content.alone else MSO_ANCHOR.TOP
        _write(slide.placeholders[1].text_frame, content.lines, content.size, anchor)
    if content.table is not None:
        _table(slide, content, colors[1])
    _speaker_notes(slide, content)


def _speaker_notes(slide: PowerPointSlide, content: Slide) -> None:
    if content.notes:
        frame: Any = slide.notes_slide.notes_text_frame
        frame.text = without_control_characters(content.notes)
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                _say_language(run, Line(content.notes))


def _photograph_slide(
    presentation: PowerPoint, content: Slide, photograph: Photograph, color: RGBColor, foot: str
) -> None:
    """A photograph from edge to edge at one side, on dark ground where it is not as high as the slide, and beside it a
    column with its title and words."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[_TEXT if content.lines else _TITLE_ONLY])
    part, column = photograph_width(photograph), column_width(photograph)
    left, beside = _left(0, part), part + GUTTER
    title = Line(content.title, strong=True)
    size = fitting_size([title], column, COLUMN_TITLE, TITLE_SIZES) or TITLE_SIZES[-1]
    _place(slide.shapes.title, beside, 44, column, COLUMN_TITLE)
    _write(slide.shapes.title.text_frame, [title], size, MSO_ANCHOR.TOP)
    scale = min(part / photograph.width, HEIGHT / photograph.height)
    wide, high = photograph.width * scale, photograph.height * scale
    place = Pt(left + (part - wide) / 2), Pt((HEIGHT - high) / 2), Pt(wide), Pt(high)
    shape: Any = slide.shapes.add_picture(io.BytesIO(photograph.jpeg), *place)
    shape._element.nvPicPr.cNvPr.set("descr", without_control_characters(photograph.description))
    if content.lines:
        words = slide.placeholders[1]
        top = 44 + height_of([title], size, column) + GUTTER / 2
        _place(words, beside, top, column, COLUMN_WORDS)
        _write(words.text_frame, content.lines, content.size, MSO_ANCHOR.TOP)
    _speaker_notes(slide, content)
    _footer(slide, foot, beside, column)
    _bar(slide, 30, 64, color, title, (_left(beside, column), column))
    _ornament(slide, left, 0, part, HEIGHT, _INK)


def _picture(slide: PowerPointSlide, content: Slide, picture: Picture, file: bytes) -> None:
    """A picture beside its words, or above them if it is wide."""
    beside = stands_beside(picture) and bool(content.lines)
    below = 0.0 if beside or not content.lines else height_of(content.lines, content.size, ROOM_WIDTH) + ABOVE_WORDS
    width = ROOM_WIDTH * PICTURE_SHARE - MARGIN / 2 if beside else ROOM_WIDTH
    scale = min(width / picture.width, (ROOM_HEIGHT - below) / picture.height)
    wide, high = picture.width * scale, picture.height * scale
    left = _left(MARGIN + (width - wide) / 2, wide)
    shape: Any = slide.shapes.add_picture(io.BytesIO(file), Pt(left), Pt(TOP), Pt(wide), Pt(high))
    shape._element.nvPicPr.cNvPr.set("descr", without_control_characters(picture.description))
    if not content.lines:
        return
    words = slide.placeholders[1]
    if beside:
        _place(words, MARGIN + ROOM_WIDTH * PICTURE_SHARE, TOP, ROOM_WIDTH * (1 - PICTURE_SHARE), ROOM_HEIGHT)
        _write(words.text_frame, content.lines, content.size, MSO_ANCHOR.MIDDLE)
    else:
        _place(words, MARGIN, TOP + high + ABOVE_WORDS, ROOM_WIDTH, below - ABOVE_WORDS)
        _write(words.text_frame, content.lines, content.size, MSO_ANCHOR.TOP)


def _table(slide: PowerPointSlide, content: Slide, head: RGBColor) -> None:
    table = content.table
    if table is None:
        return
    rows = [table.head, *table.rows, *([table.foot] if table.foot else [])]
    frame = slide.shapes.add_table(len(rows), len(table.head), Pt(MARGIN), Pt(TOP), Pt(ROOM_WIDTH), Pt(24 * len(rows)))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", without_control_characters(content.title))
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
            _write(
                cell.text_frame,
                [Line(words, strong=strong)],
                content.size,
                None,
                RGBColor(255, 255, 255) if n == 0 else _INK,
            )
            cell.margin_top = cell.margin_bottom = Pt(3)
            cell.fill.solid()
            cell.fill.fore_color.rgb = head if n == 0 else RGBColor(255, 255, 255)


def _footer(slide: PowerPointSlide, words: str, start: float, width: float) -> None:
    """The number of the slide and what it belongs to, as much as there is room for in a line."""
    most = round(width / (12 * 0.64))
    cut = words if len(words) <= most else f"{words[: most - 1]}…"
    box = slide.shapes.add_textbox(Pt(_left(start, width)), Pt(BOTTOM + 12), Pt(width), Pt(22))
    _write(box.text_frame, [Line(cut, soft=True)], 12 / SOFT, MSO_ANCHOR.TOP)


def _bar(
    slide: PowerPointSlide,
    top: float,
    long: float,
    color: RGBColor,
    below: Line,
    room: tuple[float, float] = (MARGIN, ROOM_WIDTH),
) -> None:
    """A short line in this colour where the words below it begin, which have the `room` from its left on."""
    left, width = room
    _ornament(slide, left + width - long if _is_rtl(below) else left, top, long, 5, color)


def _ornament(slide: PowerPointSlide, left: float, top: float, width: float, height: float, color: RGBColor) -> None:
    """A rectangle behind everything that is on the slide so far; it is only an ornament."""
    bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(left), Pt(top), Pt(width), Pt(height))
    bar.fill.solid()
    bar.fill.fore_color.rgb = color
    bar.line.fill.background()
    bar.shadow.inherit = False
    # Readers leave it out, and PowerPoint asks for no alternative text.
    bar._element.nvSpPr.cNvPr.append(parse_xml(_ORNAMENT))
    # Behind everything else.
    slide.shapes._spTree.remove(bar._element)
    slide.shapes._spTree.insert(2, bar._element)


def _place(shape: Any, start: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(_left(start, width)), Pt(top), Pt(width), Pt(height)


def _left(start: float, width: float) -> float:
    """The left edge of something that is so far from the side from which people read."""
    return WIDTH - start - width if languages.from_right() else start


def _write(
    frame: TextFrame, lines: Sequence[Line], size: float, anchor: MSO_ANCHOR | None, color: RGBColor = _INK
) -> None:
    """Writes the lines, each as a paragraph that runs from its own side; an address is at
    that of the slide, and in a table, which has no `anchor`, all are at that of their column."""
    frame.word_wrap = True
    if anchor is not None:
        frame.vertical_anchor = anchor
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    for n, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        own = size * SOFT if line.soft else size
        at_right = languages.from_right() if anchor is None or line.url == line.text else _is_rtl(line)
        paragraph.alignment = PP_ALIGN.RIGHT if at_right else PP_ALIGN.LEFT
        paragraph.line_spacing, paragraph.space_after = 1.0, Pt(0)
        paragraph.space_before = Pt(own * (BEFORE_FACT if line.fact else BEFORE))
        _indent(paragraph, line, size)
        for piece in [Piece(line.text, line.url)] if line.url else pieces(line.text):
            for m, words in enumerate(without_control_characters(marked(piece.text)).split("\n")):
                if m:
                    paragraph.add_line_break()
                run = paragraph.add_run()
                run.text = words
                _say_language(run, line)
                run.font.size, run.font.bold = Pt(own), line.strong
                run.font.color.rgb = _SOFT if line.soft else color
                if piece.url.startswith(("https://", "http://")):
                    run.hyperlink.address = piece.url


def _is_rtl(line: Line) -> bool:
    return languages.is_rtl(line.lang) or is_rtl(line.text, without_letters=languages.from_right())


def _say_language(run: Any, line: Line) -> None:
    """Says the language of a run, for whatever speaks or checks it. Words that run the other way are in another one."""
    if line.lang or _is_rtl(line) == languages.from_right():
        code = line.lang or languages.current().code
        run._r.get_or_add_rPr().set("lang", languages.with_country(code))


def _indent(paragraph: Any, line: Line, size: float) -> None:
    """Puts the sign of a list before an item, and the facts about it below its words."""
    properties = paragraph._p.get_or_add_pPr()
    indent = round(float(size) * 0.9 * EMU_PER_PT)
    properties.set("marL", str(indent if line.bullet or line.fact else 0))
    properties.set("indent", str(-indent if line.bullet else 0))
    if _is_rtl(line):
        properties.set("rtl", "1")
    sign = ("a:buChar", {"char": "•"}) if line.bullet else ("a:buNone", {})
    properties.append(properties.makeelement(qn(sign[0]), sign[1]))

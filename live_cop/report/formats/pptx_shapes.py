"""What stands on a slide of PowerPoint: words, pictures and ornaments, each at its place.

Everything that people wrote becomes the text of a run. Pictures have their description as alternative text.
"""

import io
from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Pt

from ...meeting.texts.web_links import Piece, pieces
from ...words import languages
from ...words.direction import is_rtl, marked
from ..pictures import svg
from ..pictures.text_layout import without_control_characters
from ..slide_layout import BEFORE, BEFORE_FACT, BOTTOM, MARGIN, ROOM_WIDTH, SOFT, WIDTH, Line

_EMU_PER_PT = 12_700
#: What says that a shape is only an ornament.
_ORNAMENT = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
)


def color_of(color: str) -> RGBColor:
    """A colour that is written as `#rrggbb`."""
    return RGBColor(*(int(color[n : n + 2], 16) for n in (1, 3, 5)))


INK, INK_SOFT, ACCENT = map(color_of, (svg.INK, svg.INK_SOFT, svg.ACCENT))


def add_picture(slide: Slide, file: bytes, left: float, top: float, width: float, height: float, words: str) -> None:
    """A picture at this distance from the left edge, with what it shows in words."""
    shape: Any = slide.shapes.add_picture(io.BytesIO(file), Pt(left), Pt(top), Pt(width), Pt(height))
    describe(shape._element.nvPicPr.cNvPr, words)


def describe(properties: Any, words: str) -> None:
    """Sets the alternative text of a picture or table."""
    properties.set("descr", without_control_characters(words))


def add_footer(slide: Slide, words: str, start: float, width: float) -> None:
    """The number of the slide and what it belongs to, as much as there is room for in a line."""
    most = round(width / (12 * 0.64))
    cut = words if len(words) <= most else f"{words[: most - 1]}…"
    box = slide.shapes.add_textbox(Pt(left_edge(start, width)), Pt(BOTTOM + 12), Pt(width), Pt(22))
    write(box.text_frame, [Line(cut, soft=True)], 12 / SOFT, MSO_ANCHOR.TOP)


def add_bar(
    slide: Slide,
    top: float,
    long: float,
    color: RGBColor,
    below: Line,
    room: tuple[float, float] = (MARGIN, ROOM_WIDTH),
) -> None:
    """A short line in this colour where the words below it begin, which have the `room` from its left on."""
    left, width = room
    add_ornament(slide, left + width - long if _is_rtl(below) else left, top, long, 5, color)


def add_ornament(slide: Slide, left: float, top: float, width: float, height: float, color: RGBColor) -> None:
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


def place(shape: Any, start: float, top: float, width: float, height: float) -> None:
    """Puts a shape so far from the side from which people read, and from the top."""
    shape.left, shape.top, shape.width, shape.height = Pt(left_edge(start, width)), Pt(top), Pt(width), Pt(height)


def left_edge(start: float, width: float) -> float:
    """The left edge of something that is so far from the side from which people read."""
    return WIDTH - start - width if languages.from_right() else start


def write(
    frame: TextFrame, lines: Sequence[Line], size: float, anchor: MSO_ANCHOR | None, color: RGBColor = INK
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
                say_language(run, line)
                run.font.size, run.font.bold = Pt(own), line.strong
                run.font.color.rgb = INK_SOFT if line.soft else color
                if piece.url.startswith(("https://", "http://")):
                    run.hyperlink.address = piece.url


def _is_rtl(line: Line) -> bool:
    return languages.is_rtl(line.lang) or is_rtl(line.text, without_letters=languages.from_right())


def say_language(run: Any, line: Line) -> None:
    """Says the language of a run, for whatever speaks or checks it. Words that run the other way are in another one."""
    if line.lang or _is_rtl(line) == languages.from_right():
        code = line.lang or languages.current().code
        run._r.get_or_add_rPr().set("lang", languages.with_country(code))


def _indent(paragraph: Any, line: Line, size: float) -> None:
    """Puts the sign of a list before an item, and the facts about it below its words."""
    properties = paragraph._p.get_or_add_pPr()
    indent = round(float(size) * 0.9 * _EMU_PER_PT)
    properties.set("marL", str(indent if line.bullet or line.fact else 0))
    properties.set("indent", str(-indent if line.bullet else 0))
    if _is_rtl(line):
        properties.set("rtl", "1")
    sign = ("a:buChar", {"char": "•"}) if line.bullet else ("a:buNone", {})
    properties.append(properties.makeelement(qn(sign[0]), sign[1]))

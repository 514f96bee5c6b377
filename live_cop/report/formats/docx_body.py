"""The body of a Word file, to which paragraphs, links, tables and pictures are added from start to end."""

import io
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu

from ...words import languages
from ...words.direction import is_rtl
from ..document import Block, Document, Photograph, Picture, Section
from ..pictures.text_layout import without_control_characters
from .docx_file import blank, set_columns
from .docx_xml import add_run, el
from .docx_xml import paragraph as new_paragraph

#: The largest picture in px; two fit side by side.
MAX_WIDTH, MAX_HEIGHT = 320.0, 860.0
#: The largest photograph, which stands alone in its line, and the highest figure.
MAX_PHOTO_WIDTH, MAX_FIGURE_HEIGHT = 520.0, 165.0
#: The width of the text on A4, of one of two columns, and of the gap between these, in twentieths of a point.
TEXT_WIDTH, COLUMN_WIDTH, COLUMN_GAP = 9865, 4805, 255
HALF_WIDTH = TEXT_WIDTH // 2
EMU_PER_PX = 9525
#: The styles of lines that have something beside the words of people, and are in a row with each other.
_AS_THE_REPORT = ("Title", "Heading", "TOC")
_NOT_IN_ADDRESS = re.compile(r'[\s<>"{}|\\^`]')


class Body:
    """The body of one file, and where in it the writing is."""

    def __init__(self, document: Document) -> None:
        self.word = blank(document)
        self.rtl = languages.is_rtl(document.language)
        self.end = self.word.element.body.sectPr
        #: The bookmark of each section, for links within the file.
        self.bookmarks = {id: f"section_{n}" for n, id in enumerate(_ids(document.sections))}
        #: Whether the next paragraph belongs to a raised chapter, and whether it stays on a page with the next one.
        self.raised = self.keep = False
        #: The width of the text: of the page or of one of two columns.
        self.width = TEXT_WIDTH
        #: The title of the present section.
        self.title = document.title

    def append(self, element: BaseOxmlElement) -> None:
        """Adds a paragraph or a table."""
        self.end.addprevious(element)

    def open(self, style: str, words: str, *, keep: bool = False) -> BaseOxmlElement:
        """Appends a paragraph for these words, which decide its direction unless the style does; it is still empty."""
        rtl = self.rtl if style.startswith(_AS_THE_REPORT) else is_rtl(words, without_letters=self.rtl)
        paragraph = new_paragraph(style, rtl=rtl, keep=keep or self.keep, raised=self.raised)
        self.append(paragraph)
        return paragraph

    def paragraph(self, style: str, words: str, run_style: str | None = None) -> BaseOxmlElement:
        """Appends a paragraph with these words."""
        paragraph = self.open(style, words)
        add_run(paragraph, words, run_style)
        return paragraph

    def link(self, paragraph: BaseOxmlElement, words: str, url: str, run_style: str | None = None) -> None:
        """Words that link to a web address or a section of this document, or plain words if there is no such target."""
        link = self._hyperlink(url)
        if link is None:
            add_run(paragraph, words, run_style)
        else:
            paragraph.append(link)
            add_run(link, words, "Hyperlink", bold=run_style == "Strong")

    def _hyperlink(self, url: str) -> BaseOxmlElement | None:
        if url.startswith("#"):
            name = self.bookmarks.get(url.removeprefix("#"))
            return None if name is None else el("w:hyperlink", anchor=name, history=1)
        address = web_address(url)
        if address is None:
            return None
        link = el("w:hyperlink", history=1)
        link.set(qn("r:id"), self.word.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return link

    def rows(self, style: str, widths: list[int], rows: list[list[BaseOxmlElement]], *, head: bool = False) -> None:
        """A table. If its first row is a `head`, it is repeated on every page."""
        properties = el(
            "w:tblPr",
            el("w:tblStyle", val=style),
            el("w:tblW", w=sum(widths), type="dxa"),
            el("w:tblLayout", type="fixed"),
            el("w:tblLook", firstRow=int(head), lastRow=0, firstColumn=int(head), lastColumn=0, noHBand=1, noVBand=1),
            el("w:tblCaption", val=without_control_characters(self.title)),
        )
        grid = el("w:tblGrid", *(el("w:gridCol", w=width) for width in widths))
        table = el("w:tbl", properties, grid)
        for n, cells in enumerate(rows):
            kinds = [el("w:cantSplit"), *([el("w:tblHeader")] if head and n == 0 else [])]
            table.append(el("w:tr", el("w:trPr", *kinds), *cells))
        self.append(table)

    def drawing(
        self,
        file: bytes,
        picture: Picture | Photograph,
        highest: float = MAX_HEIGHT,
        widest: float = MAX_PHOTO_WIDTH,
    ) -> BaseOxmlElement:
        """A picture in a line, with its description as alternative text."""
        if isinstance(picture, Picture) or self.width < TEXT_WIDTH:
            widest = min(widest, MAX_WIDTH)
        scale = min(1.0, highest / picture.height, widest / picture.width) * EMU_PER_PX
        size = Emu(round(picture.width * scale)), Emu(round(picture.height * scale))
        shape = self.word.part.new_pic_inline(io.BytesIO(file), *size)
        for side in "TBLR":
            # The library adds a distance on each side, as for a picture with text around it.
            shape.set(f"dist{side}", "0")
        shape.docPr.set("descr", without_control_characters(picture.description))
        shape.docPr.set("title", without_control_characters(self.title))
        return el("w:drawing", shape)

    def end_columns(self, columns: bool) -> None:
        """Ends a part of the file with as many columns as it has; what follows begins on the same page."""
        properties = deepcopy(self.end)
        is_first = self.word.element.body.find(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:sectPr')}") is None
        set_columns(properties, 2 if columns else 1, COLUMN_GAP, continuous=not is_first)
        spacing = el("w:spacing", before=0, after=0, line=20, lineRule="exact")
        self.append(el("w:p", el("w:pPr", spacing, properties)))


def web_address(url: str) -> str | None:
    """The address escaped for a link, or None if it is no web address."""
    try:
        if urlsplit(url).scheme not in ("http", "https"):
            return None
    except ValueError:
        return None
    return _NOT_IN_ADDRESS.sub(lambda match: quote(match[0]), without_control_characters(url))


def _ids(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield block.id
            yield from _ids(block.blocks)

"""The report as a Word file with real headings, lists, tables and links, so that people can continue to edit it.

The styles are in templates/word/; this module decides which paragraph has which style. Everything that people wrote
becomes the text of a run, so it cannot be a field or a formula.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import groupby, zip_longest
from typing import assert_never
from urllib.parse import quote, urlsplit

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu

from ...meeting.texts.web_links import Piece, pieces
from ...words import languages, t
from ..document import (
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
    is_long,
    pictures_in,
)
from ..facts import Note
from ..pictures import svg
from ..pictures.text_layout import MAX_LINE_BREAKS, column_widths, is_rtl, without_control_characters
from ..pictures.wall import marks_of
from ..theme import Theme
from . import pdf, png, typst_setup
from .docx_file import blank, mirror, recolor, set_columns, without_dates
from .docx_xml import add_run, cell, el, field
from .docx_xml import paragraph as new_paragraph

#: The largest picture in px; two fit side by side.
MAX_WIDTH, MAX_HEIGHT = 320.0, 860.0
#: The largest photograph, which stands alone in its line, and the highest figure.
MAX_PHOTO_WIDTH, MAX_FIGURE_HEIGHT = 520.0, 165.0
#: The largest logo in px.
LOGO = 150.0, 36.0
#: The width of the text on A4, of one of two columns, and of the gap between these, in twentieths of a point.
TEXT_WIDTH, COLUMN_WIDTH, COLUMN_GAP = 9865, 4805, 255
HALF_WIDTH = TEXT_WIDTH // 2
#: These in a px, and the space beside what is in a cell, in px.
TWIPS_PER_PX, CELL_SIDES = 15, 14
EMU_PER_PX = 9525
#: Word shows no deeper levels of headings.
MAX_LEVEL = 6
_NOT_IN_ADDRESS = re.compile(r'[\s<>"{}|\\^`]')


def render(document: Document) -> bytes:
    """The document as a Word file."""
    file = io.BytesIO()
    _Writer(document).write().save(file)
    return without_dates(file)


class _Writer:
    """Writes one document from start to end."""

    def __init__(self, document: Document) -> None:
        pictures = list(pictures_in(document.sections))
        self._document = document = typst_setup.told(document, [each.svg for each in pictures])
        self._word = blank(document)
        self._end = self._word.element.body.sectPr
        self._drawings = iter(png.render_pictures(pictures))
        #: The bookmark of each section, for links within the file.
        self._bookmarks = {id: f"section_{n}" for n, id in enumerate(_ids(document.sections))}
        #: Whether the next paragraph belongs to a raised chapter, and whether it stays on a page with the next one.
        self._raised = self._keep = False
        #: The width of the text: of the page or of one of two columns.
        self._width = TEXT_WIDTH
        #: The title of the present section.
        self._title = document.title

    def write(self) -> WordDocument:
        document = self._document
        kind = self._open("Kind", document.kind)
        if document.theme and document.theme.logo:
            self._logo(kind, document.theme)
        add_run(kind, document.kind)
        for line in document.lines:
            add_run(kind, f"   {line}", "Beside")
        self._paragraph("Title", document.title)
        self._paragraph("Subtitle", document.when)
        for notice in document.notices:
            self._paragraph("Notice", notice)
        for line in document.about:
            self._paragraph("Normal", line)
        if document.has_contents:
            self._contents()
        runs = [(columns, list(run)) for columns, run in groupby(document.sections, key=lambda each: each.columns)]
        for n, (columns, run) in enumerate(runs):
            self._width = COLUMN_WIDTH if columns else TEXT_WIDTH
            self._blocks(run, 1)
            if n < len(runs) - 1:
                self._end_columns(columns)
        self._paragraph("Made", document.made)
        if runs:
            continuous = len(runs) > 1 or document.has_contents
            set_columns(self._end, 2 if runs[-1][0] else 1, COLUMN_GAP, continuous=continuous)
        recolor(self._word, document.theme)
        if languages.is_rtl(document.language):
            mirror(self._word)
        return self._word

    def _logo(self, line: BaseOxmlElement, theme: Theme) -> None:
        """The logo of the community at the start of a line."""
        picture = Picture("", theme.name, *theme.logo_size(*LOGO))
        add_run(line, "").append(self._drawing(theme.logo, picture))
        add_run(line, "   ")

    def _contents(self) -> None:
        """The chapters and the sections in them in two columns, as links with the numbers of their pages.

        The numbers are fields that Word computes when it is told to update them. To have them updated when the file is
        opened, Word would first ask a question that frightens people."""
        pages = pdf.pages_in_word(self._document)
        self._paragraph("Normal", t("report.contents"), "Strong")
        self._end_columns(False)
        for chapter, listed in self._document.contents:
            for section in (chapter, *listed):
                line = self._open("TOC1" if section is chapter else "TOC2", section.title)
                self._link(line, section.title, f"#{section.id}", "Strong" if section is chapter else None)
                line.append(el("w:r", el("w:tab")))
                line.append(field(f"PAGEREF {self._bookmarks[section.id]} \\h", str(pages.get(section.id, 1))))
        self._end_columns(True)

    def _end_columns(self, columns: bool) -> None:
        """Ends a part of the file with as many columns as it has; what follows begins on the same page."""
        properties = deepcopy(self._end)
        is_first = self._word.element.body.find(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:sectPr')}") is None
        set_columns(properties, 2 if columns else 1, COLUMN_GAP, continuous=not is_first)
        spacing = el("w:spacing", before=0, after=0, line=20, lineRule="exact")
        self._end.addprevious(el("w:p", el("w:pPr", spacing, properties)))

    def _blocks(self, blocks: Sequence[Block], level: int) -> None:
        for block, following in zip_longest(blocks, blocks[1:]):
            # An introduction stays on a page with what follows, and a remark below a heading with the next heading.
            is_remark = isinstance(block, Text) and block.soft and isinstance(following, Section)
            self._keep = is_remark or (
                isinstance(block, Text | Picture | Link) and not isinstance(following, Section | None)
            )
            self._block(block, level)
        self._keep = False

    def _block(self, block: Block, level: int) -> None:
        match block:
            case Section():
                self._section(block, level)
            case Text():
                for words in block.paragraphs:
                    self._paragraph("Soft" if block.soft else "Normal", words, "Strong" if block.strong else None)
            case Items():
                for item in block.items:
                    # A printed link cannot be followed, so its address is written below it.
                    address = [item.url] if item.url != item.text and _address(item.url) else []
                    paragraph = self._open("ListBullet", item.text, keep=bool(address or item.all_facts))
                    self._link(paragraph, item.text, item.url, "Strong")
                    for fact in [*address, *item.all_facts]:
                        self._paragraph("ListContinue", fact)
            case Notes():
                if block.notes:
                    self._notes(block)
            case Picture():
                self._beside([block])
            case Pictures():
                size = 2 if self._width == TEXT_WIDTH else 1
                for first in range(0, len(block.pictures), size):
                    self._beside(block.pictures[first : first + size])
            case Photographs():
                self._photographs(block.photographs)
            case Figures():
                self._figures(block.figures)
            case Table():
                self._table(block)
            case Link():
                paragraph = self._open("Normal", block.before or block.text)
                if block.before:
                    add_run(paragraph, f"{block.before} ")
                self._link(paragraph, block.text, block.url)
            case Calendar():
                # The date itself is in the text before it.
                pass
            case Replay():
                # Word has no animation, and all notes are in the chapter about the wall.
                pass
            case _:
                assert_never(block)

    def _section(self, section: Section, level: int) -> None:
        outer = self._raised, self._title
        self._raised, self._title = self._raised or section.raised, section.title
        heading = self._open(f"Heading{min(level, MAX_LEVEL)}", section.title)
        name = self._bookmarks[section.id]
        number = name.removeprefix("section_")
        heading.append(el("w:bookmarkStart", id=number, name=name))
        add_run(heading, section.title)
        heading.append(el("w:bookmarkEnd", id=number))
        if section.aside:
            add_run(heading, f"   {section.aside}", "Beside")
        self._blocks(section.blocks, level + 1)
        self._raised, self._title = outer

    def _notes(self, block: Notes) -> None:
        """Notes one below the other; in a short report two short ones in a row."""
        if self._document.length == "full":
            self._rows("ReportNotes", [self._width], [[self._note(note, self._width)] for note in block.notes])
            return
        rows = []
        for row in block.rows():
            if is_long(row[0]):
                rows.append([self._note(row[0], TEXT_WIDTH, columns=2)])
            else:
                beside = self._note(row[1], HALF_WIDTH) if len(row) == 2 else cell("", HALF_WIDTH, "Note")
                rows.append([self._note(row[0], HALF_WIDTH), beside])
        self._rows("ReportNotes", [HALF_WIDTH, HALF_WIDTH], rows)

    def _note(self, note: Note, width: int, *, columns: int = 1) -> BaseOxmlElement:
        """A note with its translations, signature, merged notes and marks."""
        # The breaks of a very long list become spaces, as on the wall.
        text = note.text.replace("\n", " ") if note.text.count("\n") > MAX_LINE_BREAKS else note.text
        first, *others = pieces(text) or [Piece("")]
        words = "" if first.url else first.text
        note_cell = cell(
            words, width, "Note", fill=svg.NOTES[note.color].removeprefix("#"), columns=columns, lang=note.lang
        )
        for each in [first, *others] if first.url else others:
            self._link(note_cell[-1], each.text, each.url) if each.url else add_run(
                note_cell[-1], each.text, lang=note.lang
            )
        for lang, words in note.translations:
            add_run(note_cell[-1], f"\n{t('report.translation', language=languages.name_of(lang))}\n", "NoteMore")
            add_run(note_cell[-1], words, "NoteMore", lang=lang)
        more = [t("report.signed", name=note.signed)] if note.signed else []
        more += note.merged
        more += [marks] if (marks := marks_of(note)) else []
        for words in more:
            add_run(note_cell[-1], f"\n{words}", "NoteMore")
        return note_cell

    def _figures(self, figures: Sequence[Figure]) -> None:
        """Two figures in a row, or one with its words beside it."""
        cells = []
        for figure in figures:
            shown = self._figure_picture(figure.picture)
            words = [_words("Normal", figure.title, "Strong")] if figure.title else []
            caption = [_words("Soft", figure.caption)] if figure.caption else []
            beside = [[*shown], [*words, *caption]] if len(figures) == 1 else [[*words, *shown, *caption]]
            cells += [_cell_of(content) for content in beside]
        self._rows("ReportFigures", [HALF_WIDTH, HALF_WIDTH], [cells])

    def _figure_picture(self, shown: Picture | Photograph) -> list[BaseOxmlElement]:
        """The picture in a paragraph; none for a photograph that is not there, whose words are its caption."""
        file = next(self._drawings) if isinstance(shown, Picture) else shown.jpeg
        if not file:
            return []
        paragraph = new_paragraph("Pictures")
        add_run(paragraph, "").append(self._drawing(file, shown, MAX_FIGURE_HEIGHT))
        return [paragraph]

    def _beside(self, pictures: Sequence[Picture]) -> None:
        """Pictures side by side, with their descriptions as alternative text."""
        paragraph = self._open("Pictures", "")
        for n, picture in enumerate(pictures):
            run = add_run(paragraph, " " if n else "")
            run.append(self._drawing(next(self._drawings), picture))

    def _photographs(self, photographs: Sequence[Photograph]) -> None:
        """Photographs one below the other, or those of many two in a row of small ones."""
        half = self._width // 2
        if len(photographs) == 1 or max(each.width for each in photographs) > half / TWIPS_PER_PX:
            for each in photographs:
                for paragraph in self._photograph(each):
                    self._end.addprevious(paragraph)
            return
        cells = [_cell_of(self._photograph(each, half / TWIPS_PER_PX - CELL_SIDES), half) for each in photographs]
        if len(cells) % 2:
            cells.append(_cell_of([], half))
        rows = [cells[n : n + 2] for n in range(0, len(cells), 2)]
        self._rows("ReportFigures", [half, half], rows)

    def _photograph(self, photograph: Photograph, widest: float = MAX_PHOTO_WIDTH) -> list[BaseOxmlElement]:
        """A photograph, and below it what it shows and its marks."""
        found = []
        if photograph.jpeg:
            found.append(new_paragraph("Pictures", keep=True))
            add_run(found[0], "").append(self._drawing(photograph.jpeg, photograph, widest=widest))
        words = _words("Soft", photograph.description)
        if photograph.marks:
            add_run(words, f"\n{photograph.marks}")
        return [*found, words]

    def _drawing(
        self,
        file: bytes,
        picture: Picture | Photograph,
        highest: float = MAX_HEIGHT,
        widest: float = MAX_PHOTO_WIDTH,
    ) -> BaseOxmlElement:
        """A picture in a line, with its description as alternative text."""
        if isinstance(picture, Picture) or self._width < TEXT_WIDTH:
            widest = min(widest, MAX_WIDTH)
        scale = min(1.0, highest / picture.height, widest / picture.width) * EMU_PER_PX
        size = Emu(round(picture.width * scale)), Emu(round(picture.height * scale))
        shape = self._word.part.new_pic_inline(io.BytesIO(file), *size)
        for side in "TBLR":
            # The library adds a distance on each side, as for a picture with text around it.
            shape.set(f"dist{side}", "0")
        shape.docPr.set("descr", without_control_characters(picture.description))
        shape.docPr.set("title", without_control_characters(self._title))
        return el("w:drawing", shape)

    def _table(self, block: Table) -> None:
        lines = [block.head, *block.rows, *([block.foot] if block.foot else [])]
        widths = _widths(lines, self._width)
        rows = []
        for n, line in enumerate(lines):
            style = "CellHead" if n == 0 else "Cell"
            run_style = "Strong" if block.foot and n == len(lines) - 1 else None
            rows.append([cell(words, width, style, run_style) for words, width in zip(line, widths, strict=True)])
        self._rows("ReportTable", widths, rows, head=True)

    def _rows(self, style: str, widths: list[int], rows: list[list[BaseOxmlElement]], *, head: bool = False) -> None:
        """A table. If its first row is a `head`, it is repeated on every page."""
        properties = el(
            "w:tblPr",
            el("w:tblStyle", val=style),
            el("w:tblW", w=sum(widths), type="dxa"),
            el("w:tblLayout", type="fixed"),
            el("w:tblLook", firstRow=int(head), lastRow=0, firstColumn=int(head), lastColumn=0, noHBand=1, noVBand=1),
            el("w:tblCaption", val=without_control_characters(self._title)),
        )
        grid = el("w:tblGrid", *(el("w:gridCol", w=width) for width in widths))
        table = el("w:tbl", properties, grid)
        for n, cells in enumerate(rows):
            kinds = [el("w:cantSplit"), *([el("w:tblHeader")] if head and n == 0 else [])]
            table.append(el("w:tr", el("w:trPr", *kinds), *cells))
        self._end.addprevious(table)

    def _link(self, paragraph: BaseOxmlElement, words: str, url: str, run_style: str | None = None) -> None:
        """Words that link to a web address or a section of this document, or plain words if there is no such target."""
        link = self._hyperlink(url)
        if link is None:
            add_run(paragraph, words, run_style)
        else:
            paragraph.append(link)
            add_run(link, words, "Hyperlink", bold=run_style == "Strong")

    def _hyperlink(self, url: str) -> BaseOxmlElement | None:
        if url.startswith("#"):
            name = self._bookmarks.get(url.removeprefix("#"))
            return None if name is None else el("w:hyperlink", anchor=name, history=1)
        address = _address(url)
        if address is None:
            return None
        link = el("w:hyperlink", history=1)
        link.set(qn("r:id"), self._word.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return link

    def _open(self, style: str, words: str, *, keep: bool = False) -> BaseOxmlElement:
        """Appends a paragraph for these words, which decide its direction; it is still empty."""
        paragraph = new_paragraph(style, rtl=is_rtl(words), keep=keep or self._keep, raised=self._raised)
        self._end.addprevious(paragraph)
        return paragraph

    def _paragraph(self, style: str, words: str, run_style: str | None = None) -> BaseOxmlElement:
        paragraph = self._open(style, words)
        add_run(paragraph, words, run_style)
        return paragraph


def _words(style: str, words: str, run_style: str | None = None) -> BaseOxmlElement:
    """A paragraph with words."""
    paragraph = new_paragraph(style, rtl=is_rtl(words))
    add_run(paragraph, words, run_style)
    return paragraph


def _cell_of(content: list[BaseOxmlElement], width: int = HALF_WIDTH) -> BaseOxmlElement:
    """A cell with these paragraphs; Word wants at least one."""
    return el("w:tc", el("w:tcPr", el("w:tcW", w=width, type="dxa")), *(content or [new_paragraph("Normal")]))


def _widths(lines: list[list[str]], width: int) -> list[int]:
    """The width of each column, by its longest cell."""
    longest = column_widths(lines)
    return [width * each // sum(longest) for each in longest]


def _address(url: str) -> str | None:
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

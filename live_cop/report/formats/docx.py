"""The report as a Word file with real headings, lists, tables and links, so that people can continue to edit it.

The styles are in templates/word/; this module decides which paragraph has which style, and docx_body.py adds it to the
file. Everything that people wrote becomes the text of a run, so it cannot be a field or a formula.
"""

import io
from collections.abc import Sequence
from itertools import groupby, zip_longest
from typing import assert_never

from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement
from msgspec.structs import replace

from ...meeting.texts.web_links import Piece, pieces
from ...words import languages, t
from ...words.direction import is_rtl, isolated
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
    pictures_in,
)
from ..facts import Note
from ..pictures import svg
from ..pictures.text_layout import MAX_LINE_BREAKS, column_widths
from ..pictures.wall import marks_of
from ..theme import Theme
from . import pdf, png, typst_setup
from .docx_body import (
    COLUMN_GAP,
    COLUMN_WIDTH,
    HALF_WIDTH,
    MAX_FIGURE_HEIGHT,
    MAX_PHOTO_WIDTH,
    TEXT_WIDTH,
    Body,
    web_address,
)
from .docx_file import mirror, recolor, set_columns, without_dates
from .docx_xml import add_run, cell, cell_of, el, field, paragraph_of
from .docx_xml import paragraph as new_paragraph

#: The largest logo in px.
LOGO = 150.0, 36.0
#: Twentieths of a point in a px, and the space beside what is in a cell, in px.
TWIPS_PER_PX, CELL_SIDES = 15, 14
#: Word shows no deeper levels of headings.
MAX_LEVEL = 6


def render(document: Document) -> bytes:
    """The document as a Word file."""
    file = io.BytesIO()
    _Writer(document).write().save(file)
    return without_dates(file)


class _Writer:
    """Writes one document from start to end."""

    def __init__(self, document: Document) -> None:
        document = replace(document, sections=pdf.as_set(document))
        pictures = list(pictures_in(document.sections))
        self._document = document = typst_setup.told(document, [each.svg for each in pictures])
        self._body = Body(document)
        self._drawings = iter(png.render_pictures(pictures))

    def write(self) -> WordDocument:
        document = self._document
        kind = self._body.open("Kind", document.kind)
        if document.theme and document.theme.logo:
            self._logo(kind, document.theme)
        add_run(kind, document.kind)
        for line in document.lines:
            add_run(kind, f"   {line}", "Beside")
        self._body.paragraph("Title", isolated(document.title))
        self._body.paragraph("Subtitle", document.when)
        for notice in document.notices:
            self._body.paragraph("Notice", notice)
        for line in document.about:
            self._body.paragraph("Normal", line)
        if document.has_contents:
            self._contents()
        runs = [(columns, list(run)) for columns, run in groupby(document.sections, key=lambda each: each.columns)]
        for n, (columns, run) in enumerate(runs):
            self._body.width = COLUMN_WIDTH if columns else TEXT_WIDTH
            self._blocks(run, 1)
            # Word makes columns even only where something follows them.
            if columns or n < len(runs) - 1:
                self._body.end_columns(columns)
        self._body.paragraph("Made", document.made)
        if runs:
            continuous = len(runs) > 1 or document.has_contents or runs[-1][0]
            set_columns(self._body.end, 1, COLUMN_GAP, continuous=continuous)
        recolor(self._body.word, document.theme)
        if self._body.rtl:
            mirror(self._body.word)
        return self._body.word

    def _logo(self, line: BaseOxmlElement, theme: Theme) -> None:
        """The logo of the community at the start of a line."""
        picture = Picture("", theme.name, *theme.logo_size(*LOGO))
        add_run(line, "").append(self._body.drawing(theme.logo, picture))
        add_run(line, "   ")

    def _contents(self) -> None:
        """The chapters and the sections in them in two columns, as links with the numbers of their pages.

        The numbers are fields that Word computes when it is told to update them. To have them updated when the file is
        opened, Word would first ask a question that frightens people."""
        pages = pdf.pages_in_word(self._document)
        self._body.paragraph("Normal", t("report.contents"), "Strong")
        self._body.end_columns(False)
        for chapter, listed in self._document.contents:
            for section in (chapter, *listed):
                line = self._body.open("TOC1" if section is chapter else "TOC2", section.title)
                self._body.link(
                    line, isolated(section.title), f"#{section.id}", "Strong" if section is chapter else None
                )
                line.append(el("w:r", el("w:tab")))
                line.append(field(f"PAGEREF {self._body.bookmarks[section.id]} \\h", str(pages.get(section.id, 1))))
        self._body.end_columns(True)

    def _blocks(self, blocks: Sequence[Block], level: int) -> None:
        for block, following in zip_longest(blocks, blocks[1:]):
            # An introduction stays on a page with what follows, and a remark below a heading with the next heading.
            is_remark = isinstance(block, Text) and block.soft and isinstance(following, Section)
            self._body.keep = is_remark or (
                isinstance(block, Text | Picture | Link) and not isinstance(following, Section | None)
            )
            self._block(block, level)
        self._body.keep = False

    def _block(self, block: Block, level: int) -> None:
        match block:
            case Section():
                self._section(block, level)
            case Text():
                for words in block.paragraphs:
                    self._body.paragraph("Soft" if block.soft else "Normal", words, "Strong" if block.strong else None)
            case Items():
                for item in block.items:
                    # A printed link cannot be followed, so its address is written below it.
                    address = item.url if item.url != item.text and web_address(item.url) else ""
                    paragraph = self._body.open("ListBullet", item.text, keep=bool(address or item.all_facts))
                    self._body.link(paragraph, item.text, item.url, "Strong")
                    if address:
                        add_run(self._body.open("ListContinue", item.text), address)
                    for fact in item.all_facts:
                        self._body.paragraph("ListContinue", fact)
            case Notes():
                if block.notes:
                    self._notes(block)
            case Picture():
                self._beside([block])
            case Pictures():
                size = 2 if self._body.width == TEXT_WIDTH else 1
                for first in range(0, len(block.pictures), size):
                    self._beside(block.pictures[first : first + size])
            case Photographs():
                self._photographs(block.photographs)
            case Figures():
                self._figures(block.figures)
            case Table():
                self._table(block)
            case Link():
                paragraph = self._body.open("Normal", block.before or block.text)
                if block.before:
                    add_run(paragraph, f"{block.before} ")
                self._body.link(paragraph, block.text, block.url)
            case Calendar():
                # The date itself is in the text before it.
                pass
            case Replay():
                # Word has no animation, and all notes are in the chapter about the wall.
                pass
            case _:
                assert_never(block)

    def _section(self, section: Section, level: int) -> None:
        outer = self._body.raised, self._body.title
        self._body.raised, self._body.title = self._body.raised or section.raised, section.title
        heading = self._body.open(f"Heading{min(level, MAX_LEVEL)}", section.title)
        name = self._body.bookmarks[section.id]
        number = name.removeprefix("section_")
        heading.append(el("w:bookmarkStart", id=number, name=name))
        add_run(heading, isolated(section.title))
        heading.append(el("w:bookmarkEnd", id=number))
        if section.aside:
            add_run(heading, f"   {section.aside}", "Beside")
        self._blocks(section.blocks, level + 1)
        self._body.raised, self._body.title = outer

    def _notes(self, block: Notes) -> None:
        """Notes one below the other; in a short report two short ones in a row."""
        if self._document.length == "full":
            self._body.rows(
                "ReportNotes", [self._body.width], [[self._note(note, self._body.width)] for note in block.notes]
            )
            return
        rows = []
        for row in block.rows():
            width, columns = (HALF_WIDTH, 1) if len(row) == 2 else (TEXT_WIDTH, 2)
            rows.append([self._note(note, width, columns=columns) for note in row])
        self._body.rows("ReportNotes", [HALF_WIDTH, HALF_WIDTH], rows)

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
            self._body.link(note_cell[-1], each.text, each.url) if each.url else add_run(
                note_cell[-1], each.text, lang=note.lang
            )
        more = [
            (words, spoken)
            for lang, said in note.translations
            for words, spoken in ((t("report.translation", language=languages.name_of(lang)), ""), (said, lang))
        ]
        more += [(t("report.signed", name=note.signed), "")] if note.signed else []
        more += [(words, "") for words in note.merged]
        more += [(marks, "")] if (marks := marks_of(note)) else []
        # Each runs from its own side.
        note_cell.extend(paragraph_of("Note", words, "NoteMore", lang=lang) for words, lang in more)
        return note_cell

    def _figures(self, figures: Sequence[Figure]) -> None:
        """Two figures in a row, or one with its words beside it."""
        cells = []
        for figure in figures:
            shown = self._figure_picture(figure.picture)
            words = [paragraph_of("Normal", figure.title, "Strong")] if figure.title else []
            caption = [paragraph_of("Soft", figure.caption)] if figure.caption else []
            beside = [[*shown], [*words, *caption]] if len(figures) == 1 else [[*words, *shown, *caption]]
            cells += [cell_of(content, HALF_WIDTH) for content in beside]
        self._body.rows("ReportFigures", [HALF_WIDTH, HALF_WIDTH], [cells])

    def _figure_picture(self, shown: Picture | Photograph) -> list[BaseOxmlElement]:
        """The picture in a paragraph; none for a photograph that is not there, whose words are its caption."""
        file = next(self._drawings) if isinstance(shown, Picture) else shown.jpeg
        if not file:
            return []
        paragraph = new_paragraph("Pictures")
        add_run(paragraph, "").append(self._body.drawing(file, shown, MAX_FIGURE_HEIGHT))
        return [paragraph]

    def _beside(self, pictures: Sequence[Picture]) -> None:
        """Pictures side by side, with their descriptions as alternative text."""
        paragraph = self._body.open("Pictures", "")
        for n, picture in enumerate(pictures):
            run = add_run(paragraph, " " if n else "")
            run.append(self._body.drawing(next(self._drawings), picture))

    def _photographs(self, photographs: Sequence[Photograph]) -> None:
        """Photographs one below the other, or those of many two in a row of small ones."""
        half = self._body.width // 2
        if len(photographs) == 1 or max(each.width for each in photographs) > half / TWIPS_PER_PX:
            for each in photographs:
                for paragraph in self._photograph(each):
                    self._body.append(paragraph)
            return
        cells = [cell_of(self._photograph(each, half / TWIPS_PER_PX - CELL_SIDES), half) for each in photographs]
        if len(cells) % 2:
            cells.append(cell_of([], half))
        rows = [cells[n : n + 2] for n in range(0, len(cells), 2)]
        self._body.rows("ReportFigures", [half, half], rows)

    def _photograph(self, photograph: Photograph, widest: float = MAX_PHOTO_WIDTH) -> list[BaseOxmlElement]:
        """A photograph, and below it what it shows and its marks."""
        found = []
        if photograph.jpeg:
            found.append(new_paragraph("Pictures", keep=True))
            add_run(found[0], "").append(self._body.drawing(photograph.jpeg, photograph, widest=widest))
        words = paragraph_of("Soft", photograph.description)
        if photograph.marks:
            add_run(words, f"\n{photograph.marks}")
        return [*found, words]

    def _table(self, block: Table) -> None:
        lines = [block.head, *block.rows, *([block.foot] if block.foot else [])]
        widths = _widths(lines, self._body.width)
        rows = []
        for n, line in enumerate(lines):
            style = "CellHead" if n == 0 else "Cell"
            run_style = "Strong" if block.foot and n == len(lines) - 1 else None
            rows.append([self._cell(words, width, style, run_style) for words, width in zip(line, widths, strict=True)])
        self._body.rows("ReportTable", widths, rows, head=True)

    def _cell(self, words: str, width: int, style: str, run_style: str | None) -> BaseOxmlElement:
        """A cell whose words are at the side of its column, from wherever they run."""
        made = cell(words, width, style, run_style)
        if is_rtl(words, without_letters=self._body.rtl) != self._body.rtl:
            # Their end: Word counts sides from where a paragraph begins.
            made[-1].pPr.append(el("w:jc", val="right"))
        return made


def _widths(lines: list[list[str]], width: int) -> list[int]:
    """The width of each column, by its longest cell."""
    longest = column_widths(lines)
    return [width * each // sum(longest) for each in longest]

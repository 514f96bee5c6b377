"""The report as Word: real headings, lists, tables and links, so that people can go on writing in it.

How it looks stands in templates/word/; here is which paragraph has which of those styles. Everything that people wrote
becomes the text of a run, where it can be neither a field nor a formula.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, assert_never
from urllib.parse import quote, urlsplit

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Emu

from ...words import t
from ..document import Block, Calendar, Document, Items, Link, Notes, Picture, Pictures, Replay, Section, Table, Text
from ..facts import Note
from ..pictures import svg
from ..pictures.text_layout import MOST_BREAKS, is_rtl, signs, without_control_characters
from ..pictures.wall import marks_of
from . import png
from .docx_file import blank, without_dates
from .docx_xml import cell, el, empty, say

#: The widest and highest picture in px, two beside each other.
WIDEST, HIGHEST = 322.0, 860.0
#: How wide the words are on A4, in the units of tables.
ROOM = 9865
EMU_PER_PX = 9525
#: Deeper ones do not exist in Word's list of headings as it is shown.
DEEPEST = 6
_NOT_IN_ADDRESS = re.compile(r'[\s<>"{}|\\^`]')


def render(document: Document) -> bytes:
    """The document as a Word file."""
    file = io.BytesIO()
    _Writer(document).written().save(file)
    return without_dates(file)


class _Writer:
    """Writes one document from its top to its end."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._word = blank(document)
        self._end = self._word.element.body.sectPr
        self._drawings = iter(png.drawn(list(_pictures(document.sections))))
        #: The names by which links in the file find their sections.
        self._marks = {id: f"section_{n}" for n, id in enumerate(_ids(document.sections))}
        #: Whether what is written now stands in a raised chapter, and whether it stays with what follows.
        self._raised = self._keep = False
        #: The title of the section that is being written.
        self._title = document.title

    def written(self) -> WordDocument:
        document = self._document
        kind = self._paragraph("Kind", document.kind)
        for line in document.lines:
            say(kind, f"   {line}", "Beside")
        self._paragraph("Title", document.title)
        self._paragraph("Subtitle", document.when)
        for notice in document.notices:
            self._paragraph("Notice", notice)
        for line in document.about:
            self._paragraph("Normal", line)
        self._blocks(document.sections, 1)
        self._paragraph("Made", document.made)
        return self._word

    def _blocks(self, blocks: Sequence[Block], level: int) -> None:
        for block, following in zip_longest(blocks, blocks[1:]):
            # What leads to something stays on one page with it: a remark below a heading also with the next heading.
            remark = isinstance(block, Text) and block.soft and isinstance(following, Section)
            self._keep = remark or (
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
                    # Nobody can follow a link on paper: its address stands there too.
                    shown = [item.url] if item.url != item.text and _address(item.url) else []
                    paragraph = self._open("ListBullet", item.text, keep=bool(shown or item.facts))
                    self._link(paragraph, item.text, item.url, "Strong")
                    for fact in [*shown, *item.facts]:
                        self._paragraph("ListContinue", fact)
            case Notes():
                if block.notes:
                    self._notes(block.notes)
            case Picture():
                self._beside([block])
            case Pictures():
                for first in range(0, len(block.pictures), 2):
                    self._beside(block.pictures[first : first + 2])
            case Table():
                self._table(block)
            case Link():
                paragraph = self._open("Normal", block.before or block.text)
                if block.before:
                    say(paragraph, f"{block.before} ")
                self._link(paragraph, block.text, block.url)
            case Calendar():
                # The date itself stands in the text before it.
                pass
            case Replay():
                # Nothing moves in a text, and the notes are all in the chapter about the wall.
                pass
            case _:
                assert_never(block)

    def _section(self, section: Section, level: int) -> None:
        before = self._raised, self._title
        self._raised, self._title = self._raised or section.raised, section.title
        heading = self._open(f"Heading{min(level, DEEPEST)}", section.title)
        name = self._marks[section.id]
        number = name.removeprefix("section_")
        heading.append(el("w:bookmarkStart", id=number, name=name))
        say(heading, section.title)
        heading.append(el("w:bookmarkEnd", id=number))
        if section.aside:
            say(heading, f"   {section.aside}", "Beside")
        self._blocks(section.blocks, level + 1)
        self._raised, self._title = before

    def _notes(self, notes: Sequence[Note]) -> None:
        """Papers of the wall, one below the other: their words, and below these what is known about them."""
        rows = []
        for note in notes:
            # A note of crumbs flows as it does on the wall.
            text = note.text.replace("\n", " ") if note.text.count("\n") > MOST_BREAKS else note.text
            paper = cell(text, ROOM, "Note", fill=svg.NOTES[note.color].removeprefix("#"))
            more = [t("report.signed", name=note.signed)] if note.signed else []
            more += note.merged
            more += [marks] if (marks := marks_of(note)) else []
            for words in more:
                say(paper[-1], f"\n{words}", "NoteMore")
            rows.append([paper])
        self._rows("ReportNotes", [ROOM], rows)

    def _beside(self, pictures: Sequence[Picture]) -> None:
        """Pictures beside each other, with what they say for those who cannot see them."""
        paragraph = self._open("Pictures", "")
        for n, picture in enumerate(pictures):
            run = say(paragraph, " " if n else "")
            scale = min(1.0, HIGHEST / picture.height, WIDEST / picture.width) * EMU_PER_PX
            size = Emu(round(picture.width * scale)), Emu(round(picture.height * scale))
            shape = self._word.part.new_pic_inline(io.BytesIO(next(self._drawings)), *size)
            for side in "TBLR":
                # The library puts a gap to its sides, as for a picture with words around it.
                shape.set(f"dist{side}", "0")
            shape.docPr.set("descr", without_control_characters(picture.said))
            shape.docPr.set("title", without_control_characters(self._title))
            run.append(el("w:drawing", shape))

    def _table(self, block: Table) -> None:
        lines = [block.head, *block.rows, *([block.foot] if block.foot else [])]
        widths = _widths(lines)
        rows = []
        for n, line in enumerate(lines):
            style = "CellHead" if n == 0 else "Cell"
            look = "Strong" if block.foot and n == len(lines) - 1 else None
            rows.append([cell(words, width, style, look) for words, width in zip(line, widths, strict=True)])
        self._rows("ReportTable", widths, rows, head=True)

    def _rows(self, style: str, widths: list[int], rows: list[list[Any]], *, head: bool = False) -> None:
        """A table. If its first row is a head, it comes again on every page."""
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

    def _link(self, paragraph: Any, words: str, url: str, look: str | None = None) -> None:
        """Words that lead to an address or to a section of this report, or only words where there is no such place."""
        link = self._way(url)
        if link is None:
            say(paragraph, words, look)
        else:
            paragraph.append(link)
            say(link, words, "Hyperlink", bold=look == "Strong")

    def _way(self, url: str) -> Any:
        if url.startswith("#"):
            name = self._marks.get(url.removeprefix("#"))
            return None if name is None else el("w:hyperlink", anchor=name, history=1)
        address = _address(url)
        if address is None:
            return None
        link = el("w:hyperlink", history=1)
        link.set(qn("r:id"), self._word.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return link

    def _open(self, style: str, words: str, *, keep: bool = False) -> Any:
        """A new paragraph at the end that is going to have these words: they decide from which side it starts."""
        paragraph = empty(style, rtl=is_rtl(words), keep=keep or self._keep, raised=self._raised)
        self._end.addprevious(paragraph)
        return paragraph

    def _paragraph(self, style: str, words: str, look: str | None = None) -> Any:
        paragraph = self._open(style, words)
        say(paragraph, words, look)
        return paragraph


def _widths(lines: list[list[str]]) -> list[int]:
    """Room for each column, by its longest words."""
    longest = signs(lines)
    return [ROOM * each // sum(longest) for each in longest]


def _address(url: str) -> str | None:
    """An address as a link may have it, or None for what is not of the web."""
    try:
        if urlsplit(url).scheme not in ("http", "https"):
            return None
    except ValueError:
        return None
    return _NOT_IN_ADDRESS.sub(lambda sign: quote(sign[0]), without_control_characters(url))


def _ids(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield block.id
            yield from _ids(block.blocks)


def _pictures(blocks: Iterable[Block]) -> Iterator[Picture]:
    for block in blocks:
        if isinstance(block, Section):
            yield from _pictures(block.blocks)
        elif isinstance(block, Picture):
            yield block
        elif isinstance(block, Pictures):
            yield from block.pictures

"""The report as Word: real headings, lists, tables and links, so that people can go on writing in it.

How it looks stands in templates/word/; here is which paragraph has which of those styles. Everything that people wrote
becomes the text of a run, where it can be neither a field nor a formula.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any, assert_never
from urllib.parse import quote, urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Emu, Mm

from ..paths import TEMPLATES
from ..words import t
from . import png, svg
from .chapters import paragraphs
from .content import Note
from .document import Block, Calendar, Document, Items, Link, Notes, Picture, Pictures, Section, Table, Text
from .measure import MOST_BREAKS, is_rtl
from .wall import marks_of
from .xml import without_control

#: Between the edge of the paper and the words; and the widest and highest picture in px, two beside each other.
MARGIN = Mm(18)
WIDEST, HIGHEST = 322.0, 860.0
#: How wide the words are on A4, in the units of tables, and how many signs a column asks for at most and at least.
ROOM, MOST_SIGNS, LEAST_SIGNS = 9865, 48, 9
EMU_PER_PX = 9525
#: Deeper ones do not exist in Word's list of headings as it is shown.
DEEPEST = 6
RAISED = svg.ACCENT_SOFT.removeprefix("#")
#: All paragraphs of a raised chapter have the same edges and indents, so that Word draws them as one box: side, width
#: (in eighths of a point), distance from the words (in points), colour.
RAISED_EDGES = (
    ("top", 4, 5, RAISED),
    ("left", 24, 9, svg.ACCENT.removeprefix("#")),
    ("bottom", 4, 7, RAISED),
    ("right", 4, 9, RAISED),
)
RAISED_INDENT = 210
#: What a property of a file has room for.
MOST_TOLD = 255
_LANGUAGES = {"en": "en-GB"}
#: Parts of the library's own empty file that ours does not need.
_UNUSED = ("/stylesWithEffects", "/customXml", "/metadata/thumbnail")
_NOT_IN_ADDRESS = re.compile(r'[\s<>"{}|\\^`]')
#: The first date that a ZIP file can hold: the same report is the same file.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def render(document: Document) -> bytes:
    """The document as a Word file."""
    file = io.BytesIO()
    _Writer(document).written().save(file)
    return _without_dates(file)


def _without_dates(file: io.BytesIO) -> bytes:
    packed = io.BytesIO()
    with ZipFile(file) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, _NO_DATE), old.read(name), ZIP_DEFLATED)
    return packed.getvalue()


class _Writer:
    """Writes one document from its top to its end."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._word = _blank(document)
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
            _say(kind, f"   {line}", "Beside")
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
            # What leads to something stays on one page with it.
            self._keep = isinstance(block, Text | Picture | Link) and not isinstance(following, Section | None)
            self._block(block, level)
        self._keep = False

    def _block(self, block: Block, level: int) -> None:
        match block:
            case Section():
                self._section(block, level)
            case Text():
                for words in paragraphs(block.text):
                    self._paragraph("Soft" if block.soft else "Normal", words, "Strong" if block.strong else None)
            case Items():
                for item in block.items:
                    paragraph = self._open("ListBullet", item.text, keep=bool(item.facts))
                    self._link(paragraph, item.text, item.url, "Strong")
                    for fact in item.facts:
                        self._paragraph("ListContinue", fact)
            case Notes():
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
                    _say(paragraph, f"{block.before} ")
                self._link(paragraph, block.text, block.url)
            case Calendar():
                # The date itself stands in the text before it.
                pass
            case _:
                assert_never(block)

    def _section(self, section: Section, level: int) -> None:
        before = self._raised, self._title
        self._raised, self._title = self._raised or section.raised, section.title
        heading = self._open(f"Heading{min(level, DEEPEST)}", section.title)
        name = self._marks[section.id]
        number = name.removeprefix("section_")
        heading.append(_el("w:bookmarkStart", id=number, name=name))
        _say(heading, section.title)
        heading.append(_el("w:bookmarkEnd", id=number))
        if section.aside:
            _say(heading, f"   {section.aside}", "Beside")
        self._blocks(section.blocks, level + 1)
        self._raised, self._title = before

    def _notes(self, notes: Sequence[Note]) -> None:
        """Papers of the wall, one below the other: their words, and below these what is known about them."""
        rows = []
        for note in notes:
            # A note of crumbs flows as it does on the wall.
            text = note.text.replace("\n", " ") if note.text.count("\n") > MOST_BREAKS else note.text
            cell = _cell(text, ROOM, "Note", fill=svg.NOTES[note.color].removeprefix("#"))
            more = [t("report.signed", name=note.signed)] if note.signed else []
            more += note.merged
            more += [marks] if (marks := marks_of(note)) else []
            for words in more:
                _say(cell[-1], f"\n{words}", "NoteMore")
            rows.append([cell])
        self._rows("ReportNotes", [ROOM], rows)

    def _beside(self, pictures: Sequence[Picture]) -> None:
        """Pictures beside each other, with what they say for those who cannot see them."""
        paragraph = self._open("Pictures", "")
        for n, picture in enumerate(pictures):
            run = _say(paragraph, " " if n else "")
            scale = min(1.0, HIGHEST / picture.height, WIDEST / picture.width) * EMU_PER_PX
            size = Emu(round(picture.width * scale)), Emu(round(picture.height * scale))
            shape = self._word.part.new_pic_inline(io.BytesIO(next(self._drawings)), *size)
            for side in "TBLR":
                # The library puts a gap to its sides, as for a picture with words around it.
                shape.set(f"dist{side}", "0")
            shape.docPr.set("descr", without_control(picture.said))
            shape.docPr.set("title", without_control(self._title))
            run.append(_el("w:drawing", shape))

    def _table(self, block: Table) -> None:
        lines = [block.head, *block.rows, *([block.foot] if block.foot else [])]
        widths = _widths(lines)
        rows = []
        for n, line in enumerate(lines):
            style = "CellHead" if n == 0 else "Cell"
            look = "Strong" if block.foot and n == len(lines) - 1 else None
            rows.append([_cell(words, width, style, look) for words, width in zip(line, widths, strict=True)])
        self._rows("ReportTable", widths, rows, head=True)

    def _rows(self, style: str, widths: list[int], rows: list[list[Any]], *, head: bool = False) -> None:
        """A table. If its first row is a head, it comes again on every page."""
        properties = _el(
            "w:tblPr",
            _el("w:tblStyle", val=style),
            _el("w:tblW", w=sum(widths), type="dxa"),
            _el("w:tblLayout", type="fixed"),
            _el("w:tblLook", firstRow=int(head), lastRow=0, firstColumn=int(head), lastColumn=0, noHBand=1, noVBand=1),
            _el("w:tblCaption", val=without_control(self._title)),
        )
        grid = _el("w:tblGrid", *(_el("w:gridCol", w=width) for width in widths))
        table = _el("w:tbl", properties, grid)
        for n, cells in enumerate(rows):
            kinds = [_el("w:cantSplit"), *([_el("w:tblHeader")] if head and n == 0 else [])]
            table.append(_el("w:tr", _el("w:trPr", *kinds), *cells))
        self._end.addprevious(table)

    def _link(self, paragraph: Any, words: str, url: str, look: str | None = None) -> None:
        """Words that lead to an address or to a section of this report, or only words where there is no such place."""
        link = self._way(url)
        if link is None:
            _say(paragraph, words, look)
        else:
            paragraph.append(link)
            _say(link, words, "Hyperlink", bold=look == "Strong")

    def _way(self, url: str) -> Any:
        if url.startswith("#"):
            name = self._marks.get(url.removeprefix("#"))
            return None if name is None else _el("w:hyperlink", anchor=name, history=1)
        address = _address(url)
        if address is None:
            return None
        link = _el("w:hyperlink", history=1)
        link.set(qn("r:id"), self._word.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return link

    def _open(self, style: str, words: str, *, keep: bool = False) -> Any:
        """A new paragraph at the end that is going to have these words: they decide from which side it starts."""
        paragraph = _paragraph(style, rtl=is_rtl(words), keep=keep or self._keep, raised=self._raised)
        self._end.addprevious(paragraph)
        return paragraph

    def _paragraph(self, style: str, words: str, look: str | None = None) -> Any:
        paragraph = self._open(style, words)
        _say(paragraph, words, look)
        return paragraph


def _paragraph(self, style: str, words: str, look: str | None = None, fill: str | None = None) -> Any:
    paragraph = self._open(style, words, fill)
    _say(paragraph, words, look)
    return paragraph


def _paragraph(style: str, *, rtl: bool = False, keep: bool = False, raised: bool = False) -> Any:
    """An empty paragraph. The schema wants its properties in this order."""
    properties = [_el("w:pStyle", val=style), *([_el("w:keepNext")] if keep else [])]
    if raised:
        if style == "ListBullet":
            properties.append(_el("w:numPr", _el("w:ilvl", val=0), _el("w:numId", val=2)))
        edges = [_el(f"w:{side}", val="single", sz=sz, space=gap, color=ink) for side, sz, gap, ink in RAISED_EDGES]
        properties.append(_el("w:pBdr", *edges))
        properties.append(_shade(RAISED))
    if rtl:
        properties.append(_el("w:bidi"))
    if raised:
        properties.append(_el("w:ind", left=RAISED_INDENT, right=RAISED_INDENT, firstLine=0))
    return _el("w:p", _el("w:pPr", *properties))


def _say(inside: Any, words: str, look: str | None = None, *, bold: bool = False) -> Any:
    """Words at the end of a paragraph or link; their line breaks stay."""
    properties = [_el("w:rStyle", val=look)] if look else []
    properties += [_el("w:b"), _el("w:bCs")] if bold else []
    properties += [_el("w:rtl")] if is_rtl(words) else []
    run = _el("w:r", *([_el("w:rPr", *properties)] if properties else []))
    inside.append(run)
    for n, line in enumerate(without_control(words).split("\n")):
        if n:
            run.append(_el("w:br"))
        run.append(_text(line))
    return run


def _cell(words: str, width: int, style: str, look: str | None = None, fill: str | None = None) -> Any:
    shade = [_shade(fill)] if fill else []
    paragraph = _paragraph(style, rtl=is_rtl(words))
    _say(paragraph, words, look)
    return _el("w:tc", _el("w:tcPr", _el("w:tcW", w=width, type="dxa"), *shade), paragraph)


def _shade(color: str) -> Any:
    return _el("w:shd", val="clear", color="auto", fill=color)


def _text(words: str) -> Any:
    element = _el("w:t")
    element.text = words
    element.set(qn("xml:space"), "preserve")
    return element


def _el(tag: str, /, *inside: Any, **attributes: str | int) -> Any:
    """An element of Word's own names."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(inside)
    return element


def _field(paragraph: Any, name: str) -> None:
    """What Word works out by itself, such as the number of a page."""
    field = _el("w:fldSimple", instr=name)
    _say(field, "1")
    paragraph.append(field)


def _widths(lines: list[list[str]]) -> list[int]:
    """Room for each column, by its longest words."""
    longest = [min(max(max(map(len, column)), LEAST_SIGNS), MOST_SIGNS) for column in zip(*lines, strict=True)]
    return [ROOM * each // sum(longest) for each in longest]


def _address(url: str) -> str | None:
    """An address as a link may have it, or None for what is not of the web."""
    try:
        if urlsplit(url).scheme not in ("http", "https"):
            return None
    except ValueError:
        return None
    return _NOT_IN_ADDRESS.sub(lambda sign: quote(sign[0]), without_control(url))


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


def _blank(document: Document) -> WordDocument:
    """A file with our looks, its page and what it tells of itself, and no words yet."""
    word = docx.Document()
    for owner in (word.part, word.part.package):
        for id in [id for id, each in owner.rels.items() if each.reltype.endswith(_UNUSED)]:
            del owner.rels[id]
    _replace(word.styles.element, "styles.xml")
    _replace(word.part.numbering_part.element, "numbering.xml")
    word.styles.element.find(f".//{qn('w:lang')}").set(
        qn("w:val"), _LANGUAGES.get(document.language, document.language)
    )
    # Of this program's time, not as an old file that Word opens in a special way.
    settings = word.settings.element
    settings.find(f".//{qn('w:compatSetting')}").set(qn("w:val"), "15")
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    page.header_distance = page.footer_distance = Mm(9)
    _footer(page.footer._element, document)
    _tell(word.core_properties, document)
    return word


def _replace(element: Any, name: str) -> None:
    element[:] = list(parse_xml((TEMPLATES / "word" / name).read_bytes()))


def _footer(footer: Any, document: Document) -> None:
    """The report's name, and on which page one is."""
    paragraph = _paragraph("Footer")
    footer[:] = [paragraph]
    _say(paragraph, f"{document.title} · {document.kind}")
    paragraph.append(_el("w:r", _el("w:tab")))
    for piece in re.split(r"({n}|{of})", t("report.page")):
        if field := {"{n}": "PAGE", "{of}": "NUMPAGES"}.get(piece):
            _field(paragraph, field)
        else:
            _say(paragraph, piece)


def _tell(properties: CoreProperties, document: Document) -> None:
    made = datetime.fromtimestamp(document.made_at // 1000, UTC)
    properties.title = without_control(document.title)[:MOST_TOLD]
    properties.subject = document.kind
    properties.author = properties.last_modified_by = without_control(document.author)[:MOST_TOLD]
    properties.language = _LANGUAGES.get(document.language, document.language)
    properties.created = properties.modified = made
    properties.comments = properties.keywords = ""

"""An empty Word file with our styles, page size, footer and metadata."""

import io
import re
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.opc.coreprops import CoreProperties
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt

from ...paths import TEMPLATES
from ...words import languages, t
from ...words.direction import is_rtl, isolated
from ..document import Document
from ..pictures import svg
from ..pictures.text_layout import without_control_characters
from ..theme import Theme
from .docx_xml import add_run, el, field, paragraph

#: The margin of the page.
MARGIN = Mm(18)
#: A title of more characters than this is set smaller in a short report, and shortened at the foot of a page.
LONG_TITLE = 80
#: The largest number of characters in a property of a file.
MAX_PROPERTY = 255
#: Parts of the library's default file that ours does not need.
_UNUSED = ("/stylesWithEffects", "/customXml", "/metadata/thumbnail", "/extended-properties")
#: The attributes that hold colours.
_COLORS = tuple(qn(f"w:{name}") for name in ("val", "color", "fill"))
#: What follows the mark of a paragraph that runs from right to left, of all that we set.
_AFTER_BIDI = tuple(qn(f"w:{name}") for name in ("spacing", "ind", "sectPr"))
#: The earliest date of a ZIP file, for all its members, so that equal reports give equal files.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def blank(document: Document) -> WordDocument:
    """A file with our styles, page, footer and metadata, and no content."""
    word = docx.Document()
    for owner in (word.part, word.part.package):
        for id in [id for id, each in owner.rels.items() if each.reltype.endswith(_UNUSED)]:
            del owner.rels[id]
    _replace(word.styles.element, "styles.xml")
    _replace(word.part.numbering_part.element, "numbering.xml")
    # Words from right to left have a language of their own, beside that of all others.
    of_words = "bidi" if languages.is_rtl(document.language) else "val"
    word.styles.element.find(f".//{qn('w:lang')}").set(qn(f"w:{of_words}"), languages.with_country(document.language))
    # Word 2013 or later, so that Word does not open it in compatibility mode.
    settings = word.settings.element
    settings.find(f".//{qn('w:compatSetting')}").set(qn("w:val"), "15")
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    page.header_distance = page.footer_distance = Mm(9)
    if document.length == "summary":
        _condense(word, document.title)
    _footer(page.footer._element, document)
    _set_metadata(word.core_properties, document)
    return word


def set_columns(properties: BaseOxmlElement, count: int, gap: int, *, continuous: bool) -> None:
    """Sets the number of columns of a part of the file; a `continuous` one begins on the page where another ends."""
    columns = properties.find(qn("w:cols"))
    columns.set(qn("w:num"), str(count))
    columns.set(qn("w:space"), str(gap))
    if continuous:
        properties.find(qn("w:pgSz")).addprevious(el("w:type", val="continuous"))


def recolor(word: WordDocument, theme: Theme | None) -> None:
    """Puts the colours of a community in the place of the usual ones, which no note and no warning has."""
    if theme is None or theme.shades is None:
        return
    shades = theme.shades.light
    new = {
        svg.ACCENT.removeprefix("#"): shades.words.removeprefix("#"),
        svg.ACCENT_SOFT.removeprefix("#"): shades.tint.removeprefix("#"),
    }
    for part in (word.styles.element, word.part.numbering_part.element, word.element):
        for element in part.iter():
            for name in _COLORS:
                if (found := new.get((element.get(name) or "").lower())) is not None:
                    element.set(name, found)


def mirror(word: WordDocument) -> None:
    """Turns columns, tables, borders and what has no letters around, for a report that runs from right to left.
    Paragraphs have the direction of their own words already."""
    body = word.element.body
    for columns in body.iter(qn("w:cols")):
        columns.addnext(el("w:bidi"))
    for style in body.iter(qn("w:tblStyle")):
        style.addnext(el("w:bidiVisual"))
    for borders in body.iter(qn("w:pBdr")):
        # Unlike indents, these are sides of the page. Their order stays: the schema wants it.
        left, right = borders.find(qn("w:left")), borders.find(qn("w:right"))
        for name in list(left.attrib):
            was = left.get(name)
            left.set(name, right.get(name))
            right.set(name, was)
    for line in body.iter(qn("w:p")):
        properties = line.get_or_add_pPr()
        if properties.find(qn("w:bidi")) is None and is_rtl(_words_of(line), without_letters=True):
            after = next((each for each in properties if each.tag in _AFTER_BIDI), None)
            properties.append(el("w:bidi")) if after is None else after.addprevious(el("w:bidi"))


def _words_of(line: BaseOxmlElement) -> str:
    return "".join(each.text or "" for each in line.iter(qn("w:t")))


def _condense(word: WordDocument, title: str) -> None:
    """Reduces margins and spacing for a summary. What it shows fills two pages as a PDF, where pictures change places
    with text so that no page has a hole; Word's pages may have one, and its readers other fonts, so it is closer."""
    styles, page = word.styles, word.sections[0]
    page.top_margin, page.bottom_margin = Mm(11), Mm(13)
    page.footer_distance = Mm(6)
    basis = styles.element.find(qn("w:docDefaults"))
    for tag, name, value in (("w:sz", "w:val", 19), ("w:spacing", "w:before", 36), ("w:spacing", "w:line", 236)):
        basis.find(f".//{qn(tag)}").set(qn(name), str(value))
    spaces = {"heading 1": 7, "heading 2": 4, "Report Made": 6, "Report Pictures": 2}
    for name, space in {**spaces, "Report Cell": 1, "Report Cell Head": 3}.items():
        styles[name].paragraph_format.space_before = Pt(space)
    styles["Report Table"].element.find(f".//{qn('w:tblCellMar')}/{qn('w:bottom')}").set(qn("w:w"), "20")
    for name, size in (("Title", 20 if len(title) <= LONG_TITLE else 12), ("heading 1", 13)):
        styles[name].font.size = Pt(size)


def _replace(element: BaseOxmlElement, name: str) -> None:
    """Replaces the content of an element by that of a file in templates/word/."""
    element[:] = list(parse_xml((TEMPLATES / "word" / name).read_bytes()))


def _footer(footer: BaseOxmlElement, document: Document) -> None:
    """The title of the report and the number of the page."""
    line = paragraph("Footer", rtl=languages.is_rtl(document.language))
    footer[:] = [line]
    title = document.title if len(document.title) <= LONG_TITLE else f"{document.title[:LONG_TITLE].rstrip()} …"
    add_run(line, f"{isolated(title)} · {document.kind}")
    line.append(el("w:r", el("w:tab")))
    for piece in re.split(r"({n}|{of})", t("report.page")):
        if name := {"{n}": "PAGE", "{of}": "NUMPAGES"}.get(piece):
            line.append(field(name))
        else:
            add_run(line, piece)


def _set_metadata(properties: CoreProperties, document: Document) -> None:
    created = datetime.fromtimestamp(document.made_at // 1000, UTC)
    properties.title = without_control_characters(document.title)[:MAX_PROPERTY]
    properties.subject = without_control_characters(document.kind)[:MAX_PROPERTY]
    properties.author = properties.last_modified_by = without_control_characters(document.author)[:MAX_PROPERTY]
    properties.language = languages.with_country(document.language)
    properties.created = properties.modified = created
    properties.comments = properties.keywords = ""


def without_dates(file: io.BytesIO) -> bytes:
    """The file without dates in its ZIP members."""
    packed = io.BytesIO()
    with ZipFile(file) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, _NO_DATE), old.read(name), ZIP_DEFLATED)
    return packed.getvalue()

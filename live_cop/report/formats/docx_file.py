"""An empty Word file with our looks: its page, its foot, and what it tells of itself."""

import io
import re
from datetime import UTC, datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.opc.coreprops import CoreProperties
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ...paths import TEMPLATES
from ...words import t
from ..document import Document
from ..pictures.text_layout import without_control_characters
from .docx_xml import el, empty, field, say

#: Between the edge of the paper and the words.
MARGIN = Mm(18)
#: What a property of a file has room for.
MOST_TOLD = 255
#: As Word names the languages of ours: a language with a country.
_LANGUAGES = {"en": "en-GB"}
#: Parts of the library's own empty file that ours does not need.
_UNUSED = ("/stylesWithEffects", "/customXml", "/metadata/thumbnail", "/extended-properties")
#: The first date that a ZIP file can hold: the same report is the same file.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def blank(document: Document) -> WordDocument:
    """A file with our looks, its page and what it tells of itself, and no words yet."""
    word = docx.Document()
    for owner in (word.part, word.part.package):
        for id in [id for id, each in owner.rels.items() if each.reltype.endswith(_UNUSED)]:
            del owner.rels[id]
    _replace(word.styles.element, "styles.xml")
    _replace(word.part.numbering_part.element, "numbering.xml")
    word.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), _language(document))
    # Of this program's time, not as an old file that Word opens in a special way.
    settings = word.settings.element
    settings.find(f".//{qn('w:compatSetting')}").set(qn("w:val"), "15")
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    page.header_distance = page.footer_distance = Mm(9)
    if document.length == "summary":
        _closer(word)
    _footer(page.footer._element, document)
    _tell(word.core_properties, document)
    return word


def _closer(word: WordDocument) -> None:
    """A short report has two pages, as on paper: less air between its lines and above its headings."""
    styles, page = word.styles, word.sections[0]
    page.top_margin, page.bottom_margin = Mm(13), Mm(15)
    page.footer_distance = Mm(7)
    basis = styles.element.find(qn("w:docDefaults"))
    for tag, name, value in (("w:sz", "w:val", 20), ("w:spacing", "w:before", 60), ("w:spacing", "w:line", 245)):
        basis.find(f".//{qn(tag)}").set(qn(name), str(value))
    for name, air in (("heading 1", 12), ("heading 2", 8), ("Report Made", 12)):
        styles[name].paragraph_format.space_before = Pt(air)


def _replace(element: Any, name: str) -> None:
    """Puts what a file of ours holds in the place of what the library's has."""
    element[:] = list(parse_xml((TEMPLATES / "word" / name).read_bytes()))


def _footer(footer: Any, document: Document) -> None:
    """The report's name, and on which page one is."""
    paragraph = empty("Footer")
    footer[:] = [paragraph]
    say(paragraph, f"{document.title} · {document.kind}")
    paragraph.append(el("w:r", el("w:tab")))
    for piece in re.split(r"({n}|{of})", t("report.page")):
        if name := {"{n}": "PAGE", "{of}": "NUMPAGES"}.get(piece):
            paragraph.append(field(name))
        else:
            say(paragraph, piece)


def _tell(properties: CoreProperties, document: Document) -> None:
    made = datetime.fromtimestamp(document.made_at // 1000, UTC)
    properties.title = without_control_characters(document.title)[:MOST_TOLD]
    properties.subject = without_control_characters(document.kind)[:MOST_TOLD]
    properties.author = properties.last_modified_by = without_control_characters(document.author)[:MOST_TOLD]
    properties.language = _language(document)
    properties.created = properties.modified = made
    properties.comments = properties.keywords = ""


def _language(document: Document) -> str:
    return _LANGUAGES.get(document.language, document.language)


def without_dates(file: io.BytesIO) -> bytes:
    """The same file with no hour in it."""
    packed = io.BytesIO()
    with ZipFile(file) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, _NO_DATE), old.read(name), ZIP_DEFLATED)
    return packed.getvalue()

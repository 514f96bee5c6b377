"""All formats have the same content: every text of a document is in each of them."""

import io
import re
from collections.abc import Iterator

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from msgspec.structs import replace
from PIL import Image
from pptx import Presentation

from live_cop.report.chapters import write
from live_cop.report.compile import compile
from live_cop.report.document import (
    Block,
    Calendar,
    Document,
    Figures,
    Items,
    Link,
    Notes,
    Photographs,
    Picture,
    Pictures,
    Replay,
    Section,
    Table,
    Text,
)
from live_cop.report.facts import Photo, Zone
from live_cop.report.formats import docx as word
from live_cop.report.formats import html, markdown, pdf, pptx
from live_cop.report.formats.email_body import body
from live_cop.report.pictures.wall import marks_of
from live_cop.words import languages

from ...meeting.room import CHAIR, Room
from ..test_series import written as series_document
from .test_html import LONDON, Reader, full_meeting, sightings
from .test_markdown import read


def fullest_meeting() -> Room:
    """A meeting with something in every chapter."""
    room = full_meeting()
    room.do(CHAIR, "meeting.reopen")
    room.do(CHAIR, "recommendation.add", text="Ask landlords first", to="The council's housing board")
    room.do(CHAIR, "resource.add", title="A guide to renting", url="https://example.org/a?b=c", helps="Who rents")
    room.do(CHAIR, "resource.add", title="A book without an address", url="", helps="")
    room.do(CHAIR, "step.add", what="Visit two landlords", notice="They call back")
    room.do(CHAIR, "report.edit", thanks="Thanks for the cake.\n\nAnd the tea.")
    room.note(CHAIR, "two\nlines", zone=room.zone(1), signed="Ann B")
    polish = room.note(CHAIR, "Kolejka jest za długa, ludzie odchodzą", zone=room.zone(1))
    room.do(CHAIR, "note.translate", note=polish, lang="en", text="The queue is too long, people leave")
    room.do(CHAIR, "note.translate", note=polish, lang="ar", text="الطابور طويل جدا")
    room.note(CHAIR, "AA في الساعة السابعة", zone=room.zone(1))
    into, other = (room.note(CHAIR, text, zone=room.zone(1)) for text in ("who rings back?", "who calls us?"))
    room.do(CHAIR, "note.merge", notes=[other], into=into)
    room.do(CHAIR, "note.sort", notes=[into], sort="question")
    room.do(CHAIR, "snapshot.take", title="Later", caption="More came.")
    room.do(CHAIR, "meeting.close")
    room.do(CHAIR, "next.fix", at=1_800_000_000_000, venue="The hall", video_url="https://example.org/call")
    return room


def document_of(room: Room, length: str = "full") -> Document:
    report = compile(room.state, room.now, sightings=sightings(room))
    zones = [with_photographs(report.zones[0]), *report.zones[1:]]
    return write(replace(report, zones=zones, rest=zones[:1]), length, LONDON)


def with_photographs(zone: Zone) -> Zone:
    """The zone with a photograph, and a paper note that was cut out of it."""
    photo = Photo("a", 2000, 1500, "The flip chart", too=2, large=JPEG, small=JPEG)
    return replace(zone, photos=[photo, Photo("b", 400, 400, "Ring first", is_paper_note=True, large=JPEG, small=JPEG)])


def jpeg() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "JPEG")
    return file.getvalue()


JPEG = jpeg()


def texts(document: Document) -> list[str]:
    """All texts of the document in order."""
    head = [document.kind, *document.lines, document.title, document.when, *document.notices, *document.about]
    return [*head, *(text for each in document.sections for text in texts_of(each)), document.made]


def texts_of(block: Block) -> Iterator[str]:
    match block:
        case Section():
            yield from (each for each in (block.title, block.aside) if each)
            for each in block.blocks:
                yield from texts_of(each)
        case Text():
            yield from block.text.split("\n\n")
        case Link():
            yield from (each for each in (block.before, block.text) if each)
        case Items():
            for item in block.items:
                yield from (item.text, *item.facts)
        case Notes():
            for note in block.notes:
                yield note.text
                for lang, words in note.translations:
                    yield from (f"Translation ({languages.name_of(lang)})", words)
                yield from (*([note.signed] if note.signed else []), *note.merged)
                yield from [marks] if (marks := marks_of(note)) else []
        case Picture():
            yield block.description
        case Pictures():
            yield from (each.description for each in block.pictures)
        case Photographs():
            for each in block.photographs:
                yield from (each.description, *([each.marks] if each.marks else []))
        case Figures():
            for each in block.figures:
                # What a photograph shows is its caption too.
                yield from dict.fromkeys(
                    words for words in (each.title, each.picture.description, each.caption) if words
                )
        case Table():
            yield from (cell for line in (block.head, *block.rows, block.foot) for cell in line)
        case Calendar():
            # Only some formats can contain a file.
            pass
        case Replay():
            # Only a page has animation, and its notes are on the wall too.
            pass


def of_html(document: Document) -> str:
    """The words of the page and the labels of its pictures, without the words inside pictures."""
    page = re.sub("(<svg[^>]*>).*?</svg>", r"\1", html.render(document), flags=re.DOTALL)
    reader = Reader(page.replace("<br>", " <br>"))
    return " ".join([reader.words, *(value for name, value in reader.attributes if name == "aria-label")])


def of_markdown(document: Document) -> str:
    return read(markdown.render(document))[0]


def of_docx(document: Document) -> str:
    return words_of_docx(word.render(document))


def words_of_docx(file: bytes) -> str:
    """All text of a Word file in order, with the descriptions of pictures."""
    found = []
    for element in docx.Document(io.BytesIO(file)).element.body.iter():
        if element.tag == qn("w:p"):
            found.append("\n")
        elif element.tag == qn("w:br"):
            found.append(" ")
        elif element.tag == qn("w:t"):
            found.append(element.text or "")
        elif element.tag == qn("wp:docPr"):
            found.append(f" {element.get('descr')} ")
    return "".join(found)


TEXT_OF = {"html": of_html, "markdown": of_markdown, "docx": of_docx}
DOCUMENTS = {
    "full": lambda: document_of(fullest_meeting()),
    "summary": lambda: document_of(fullest_meeting(), "summary"),
    "series": series_document,
}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("format", TEXT_OF)
@pytest.mark.parametrize("which", DOCUMENTS)
def test_every_text_of_the_document_is_in_every_format(format, which):
    document = DOCUMENTS[which]()
    content = squeezed(TEXT_OF[format](document))
    wanted = [squeezed(each) for each in texts(document)]
    assert len(wanted) > 20
    # A note is also in a description, so each text must appear as often as in the document; but Markdown says once what
    # a picture shows.
    together = "\n".join(dict.fromkeys(wanted) if format == "markdown" else wanted)
    assert [each for each in wanted if content.count(each) < together.count(each)] == []


def test_the_meeting_of_these_tests_has_every_kind_of_block():
    def kinds(blocks):
        for each in blocks:
            yield type(each)
            yield from kinds(each.blocks) if isinstance(each, Section) else ()

    document = document_of(fullest_meeting())
    found = {kind for make in DOCUMENTS.values() for kind in kinds(make().sections)}
    assert found == set(Block.__args__)
    assert {"who calls us?", "Question", "Ann B", "To: The council's housing board"} <= set(texts(document))


def test_web_addresses_in_notes_are_links_in_every_format():
    room = Room("blank")
    room.do(CHAIR, "agenda.start")
    address = "https://example.org/renting"
    room.note(CHAIR, f"Read {address}. Not javascript:alert(1)", zone=room.zone(0))
    document = document_of(room)
    assert f'<a href="{address}" rel="noopener noreferrer">{address}</a>. Not javascript' in html.render(document)
    assert f"]({f'<{address}>'}). Not javascript" in markdown.render(document)
    assert f'<a href="{address}">' in body(document).html
    related = docx.Document(io.BytesIO(word.render(document))).part.rels.values()
    assert address in {each.target_ref for each in related if each.is_external}
    annotations = [
        each for page in pypdf.PdfReader(io.BytesIO(pdf.render(document))).pages for each in page.annotations or []
    ]
    assert address in {each.get_object()["/A"].get("/URI") for each in annotations if "/A" in each.get_object()}


def test_notes_and_translations_say_their_language_where_the_format_can():
    document = document_of(fullest_meeting())
    page = html.render(document)
    assert '<p dir="auto" lang="pl">Kolejka' in page and 'dir="rtl" lang="ar">الطابور' in page
    assert '<p dir="rtl" lang="ar">AA' in page
    assert '<span lang="pl">Kolejka' in body(document).html
    runs = docx.Document(io.BytesIO(word.render(document))).element.body.iter(qn("w:lang"))
    assert {value for run in runs for value in run.attrib.values()} == {"pl-PL", "en-GB", "ar-EG"}
    written = [
        run.get("lang")
        for slide in Presentation(io.BytesIO(pptx.render(document))).slides
        for run in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}rPr")
    ]
    assert {"pl-PL", "en-GB"} <= set(written) and written.count("en-GB") > len(written) / 2
    file = pypdf.PdfReader(io.BytesIO(pdf.render(document)))
    objects = (file.get_object(number) for number in range(1, len(file.xref_objStm) + len(file.xref[0]) + 1))
    spoken = {each["/Lang"] for each in objects if isinstance(each, dict) and "/Lang" in each}
    assert {"pl", "ar"} <= spoken

"""The report as a Word file, read back by the library, as XML, and by LibreOffice where it is installed."""

import io
import re
from datetime import UTC, datetime
from itertools import pairwise
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from msgspec.structs import replace
from pypdf import PdfReader

from live_cop.report.chapters import write
from live_cop.report.document import (
    Block,
    Document,
    Figure,
    Figures,
    Item,
    Items,
    Link,
    Notes,
    Photograph,
    Photographs,
    Picture,
    Pictures,
    Section,
    Table,
    Text,
)
from live_cop.report.facts import Note
from live_cop.report.formats import docx as word
from live_cop.report.pictures.svg import Drawing, picture
from live_cop.report.pictures.text_layout import without_control_characters
from live_cop.words import languages

from .. import libreoffice
from ..pictures.test_pictures import DIFFICULT_TEXTS, stored_texts
from .test_all_formats import document_of, fullest_meeting, squeezed, texts, words_of_docx
from .test_pdf import FULL_OF, longest_report


@pytest.fixture(scope="module")
def document() -> Document:
    return document_of(fullest_meeting())


@pytest.fixture(scope="module")
def file(document) -> bytes:
    return word.render(document)


@pytest.fixture(scope="module")
def opened(file):
    return docx.Document(io.BytesIO(file))


def sections(blocks, level=1):
    for block in blocks:
        if isinstance(block, Section):
            yield level, block
            yield from sections(block.blocks, level + 1)


def headings(opened) -> list[tuple[int, str]]:
    found = [(each.style.name.split(), each.text) for each in opened.paragraphs]
    return [(int(name[1]), text) for name, text in found if name[0] == "Heading"]


def test_a_chapter_that_floats_to_another_page_comes_after_what_takes_its_room():
    tall = picture(Drawing("", 300, 205), "")
    rows = [Figures([Figure("", tall), Figure("", tall)]) for _ in range(2)]

    def order(lines: int) -> list[str]:
        text = Section("text", "Text", [Text("\n\n".join(["A line"] * lines))])
        pictures = Section("pictures", "Pictures", [*rows], floats=True)
        after = Section("after", "After", [Text("\n\n".join(["A line"] * 9))])
        document = replace(document_of(fullest_meeting(), "summary"), sections=[text, pictures, after])
        return [name for _, name in headings(docx.Document(io.BytesIO(word.render(document))))]

    assert order(3) == ["Text", "Pictures", "After"]
    assert order(28) == ["Text", "After", "Pictures"]


def test_headings_are_the_sections_and_skip_no_level(document, opened):
    assert [each.text for each in opened.paragraphs if each.style.name == "Title"] == [document.title]
    wanted = [
        (level, f"{each.title}   {each.aside}" if each.aside else each.title)
        for level, each in sections(document.sections)
    ]
    assert headings(opened) == wanted
    levels = [1, *(level for level, _ in headings(opened))]
    assert max(levels) >= 3 and all(after - before <= 1 for before, after in pairwise(levels))


def test_all_text_is_in_the_order_of_the_document(document, file):
    content, at = squeezed(words_of_docx(file)), 0
    for text in map(squeezed, texts(document)):
        found = content.find(text, at)
        assert found >= 0, text
        at = found + len(text)


def pictures_in(block: Block) -> list[Picture | Photograph]:
    if isinstance(block, Pictures):
        return block.pictures
    if isinstance(block, Photographs):
        return block.photographs
    return [block] if isinstance(block, Picture) else []


def test_every_picture_has_a_description_and_print_resolution(document, opened):
    wanted = [
        (each.description, section.title)
        for _, section in sections(document.sections)
        for block in section.blocks
        for each in pictures_in(block)
    ]
    properties = [each._inline.docPr for each in opened.inline_shapes]
    assert wanted and [(each.get("descr"), each.get("title")) for each in properties] == wanted
    assert len({each.get("id") for each in properties}) == len(properties)
    for part in opened.part.package.image_parts:
        is_photograph = part.image.content_type == "image/jpeg"
        assert is_photograph or (part.image.content_type == "image/png" and part.image.px_width >= 2 * 322)


def test_the_head_of_a_table_is_repeated_on_every_page(opened):
    (table,) = [each for each in opened.tables if each.style.name == "Report Table"]
    repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert repeated == [True] + [False] * (len(table.rows) - 1)
    assert [cell.text for cell in table.rows[0].cells] == ["Part", "Planned", "Took"]
    assert table.rows[-1].cells[0].text == "All together"


def test_lists_have_the_list_style(opened):
    assert [each.text for each in opened.paragraphs if each.style.name == "List Bullet"] == [
        "Ask landlords first", "Visit two landlords", "A guide to renting", "A book without an address",
    ]  # fmt: skip


def test_a_remark_below_a_heading_stays_with_what_follows(opened):
    (remark,) = [each for each in opened.paragraphs if each.text.startswith("What was new on the wall")]
    assert remark.paragraph_format.keep_with_next


def test_notes_have_their_lines_colour_and_signature(opened):
    note_cells = [row.cells[0] for each in opened.tables if each.style.name == "Report Notes" for row in each.rows]
    (note_cell,) = [each for each in note_cells if each.text.startswith("two")]
    assert note_cell.text == "two\nlines\nsigned by Ann B"
    assert re.fullmatch("[0-9a-f]{6}", note_cell._tc.find(f".//{qn('w:shd')}").get(qn("w:fill")))


def links(opened) -> dict[str, str]:
    return {link.text: link.url or f"#{link.fragment}" for each in opened.paragraphs for link in each.hyperlinks}


def test_links_have_their_addresses(opened):
    assert (
        links(opened).items()
        >= {
            "A guide to renting": "https://example.org/a?b=c",
            "https://example.org/call": "https://example.org/call",
            "How near are we?": "#section_5",
        }.items()
    )


def test_on_paper_an_address_stands_below_the_words_that_lead_there(opened):
    content = [(each.style.name, each.text) for each in opened.paragraphs]
    at = content.index(("List Bullet", "A guide to renting"))
    assert content[at + 1 : at + 4] == [
        ("List Continue", "https://example.org/a?b=c"),
        ("List Continue", "Who it helps: Who rents"),
        ("List Bullet", "A book without an address"),
    ]
    bare = "https://example.org/bare"
    only = Section("one", "One", [Items([Item(bare, url=bare), Item("a place of ours", url="#one")])])
    made = docx.Document(io.BytesIO(word.render(Document("T", "K", [], "", [], [], [only], "", "full", 0))))
    assert [each.text for each in made.paragraphs][-3:] == [bare, "a place of ours", ""]


def test_metadata_depends_on_the_document_only(document, file, opened):
    core = opened.core_properties
    made = datetime.fromtimestamp(document.made_at // 1000, UTC)
    assert (core.title, core.author, core.language) == (document.title, document.author, "en-GB")
    assert core.created == core.modified == made
    assert opened.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    assert word.render(document) == file
    with ZipFile(io.BytesIO(file)) as packed:
        assert {each.date_time[0] for each in packed.infolist()} == {1980}


def test_pages_are_a4_with_numbers_and_nothing_is_locked(file, opened):
    page = opened.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    fields = [each.get(qn("w:instr")) for each in page.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    with ZipFile(io.BytesIO(file)) as packed:
        parts = {name: packed.read(name).decode("utf-8", "replace") for name in packed.namelist()}
    assert not any("documentProtection" in text or "w:lock" in text for text in parts.values())
    assert not [name for name in parts if "vba" in name.lower() or "embed" in name or "customXml" in name]


def document_with(text: str) -> Document:
    """A document with this text in every field."""
    drawn = picture(Drawing("", 20, 20), text)
    blocks = [
        Text(text), Text(text, soft=True), Text(text, strong=True), Link(text, text, text), Pictures([drawn]), drawn,
        Items([Item(text, [text], text)]), Notes([Note(text, "mint", text, merged=(text,))]),
        Table([text, text], [[text, text]], [text, text]), Link(text, f"https://example.org/{text}"),
        Link(text, "#deep"),
        Section("deep", text, [Text(text)], aside=text),
    ]  # fmt: skip
    inside = [Section("one", text, blocks, aside=text, raised=True), Section("two", text, blocks[:-1])]
    return Document(text, text, [text], text, [text], [text], inside, text, "full", 0, author=text)


@settings(deadline=None, max_examples=20)
@given(stored_texts())
@example(DIFFICULT_TEXTS[0])
@example(DIFFICULT_TEXTS[5])
@example("\n\n".join(DIFFICULT_TEXTS))
@example('=1+1 {PAGE} { HYPERLINK "http://example.org" } \\o "x" \x00\x0b\x1f\ud800')
def test_any_text_stays_text_in_every_field(text):
    made = word.render(document_with(text))
    with ZipFile(io.BytesIO(made)) as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(packed.read(name))
        body = ElementTree.fromstring(packed.read("word/document.xml"))
    assert not {each.tag for each in body.iter()} & {
        qn("w:fldSimple"),
        qn("w:fldChar"),
        qn("w:instrText"),
        qn("w:object"),
    }
    content = re.sub(r"\s", "", words_of_docx(made))
    assert content.count(re.sub(r"\s", "", without_control_characters(text))) >= 35
    opened = docx.Document(io.BytesIO(made))
    for each in opened.part.rels.values():
        if each.is_external:
            assert re.fullmatch(r"https?://[^\s<>\"]*", each.target_ref)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "\\\\host\\share", "http://[", "", "#gone"]
)
def test_an_address_outside_the_web_is_no_link(url):
    only = Section("one", "One", [Link("here", url), Items([Item("there", url=url)])])
    opened = docx.Document(io.BytesIO(word.render(Document("T", "K", [], "", [], [], [only], "", "full", 0))))
    assert links(opened) == {}
    assert [each.text for each in opened.paragraphs][-3:] == ["here", "there", ""]


def test_a_link_to_a_section_finds_its_heading():
    opened = docx.Document(io.BytesIO(word.render(document_with("words"))))
    targets = [each.fragment for paragraph in opened.paragraphs for each in paragraph.hyperlinks if each.fragment]
    marks = {each.get(qn("w:name")): each.getparent() for each in opened.element.body.iter(qn("w:bookmarkStart"))}
    assert targets and all(marks[each].pPr.pStyle.val == "Heading2" for each in targets)


def test_right_to_left_paragraphs_are_marked():
    opened = docx.Document(io.BytesIO(word.render(document_with(DIFFICULT_TEXTS[5]))))
    paragraphs = [each for each in opened.element.body.iter(qn("w:p")) if each.find(f".//{qn('w:t')}") is not None]
    turned = [each for each in paragraphs if each.find(f".//{qn('w:bidi')}") is not None]
    assert len(turned) > 30
    english = docx.Document(io.BytesIO(word.render(document_with("words"))))
    assert english.element.body.find(f".//{qn('w:bidi')}") is None


def test_a_report_that_runs_from_right_to_left_is_mirrored_as_a_whole():
    with languages.using("ar"):
        opened = docx.Document(io.BytesIO(word.render(document_with(DIFFICULT_TEXTS[5]))))
    body = opened.element.body
    for part in body.iter(qn("w:sectPr")):
        assert part.find(qn("w:cols")).getnext().tag == qn("w:bidi")
    tables = list(body.iter(qn("w:tblPr")))
    assert tables and all(each[1].tag == qn("w:bidiVisual") for each in tables)
    borders = list(body.iter(qn("w:pBdr")))
    assert borders and {each.find(qn("w:right")).get(qn("w:sz")) for each in borders} == {"24"}
    footer = opened.sections[0].footer._element
    assert footer.find(f".//{qn('w:bidi')}") is not None
    spoken = opened.styles.element.find(f".//{qn('w:lang')}")
    assert (spoken.get(qn("w:bidi")), spoken.get(qn("w:val"))) == ("ar-EG", "en-GB")
    names = ("pStyle", "keepNext", "numPr", "pBdr", "shd", "bidi", "spacing", "ind", "sectPr")
    order = [qn(f"w:{name}") for name in names]
    for properties in body.iter(qn("w:pPr")):
        places = [order.index(each.tag) for each in properties]
        assert places == sorted(places)


@pytest.mark.slow
@libreoffice.writer
def test_libreoffice_reads_it(file, document, tmp_path):
    (tmp_path / "report.docx").write_bytes(file)
    libreoffice.convert(tmp_path / "report.docx", "txt:Text (encoded):UTF8", tmp_path)
    content = squeezed((tmp_path / "report.txt").read_text(encoding="utf-8"))
    assert document.title in content and "Ask landlords first" in content and "two lines signed by Ann B" in content


@pytest.mark.slow
@libreoffice.writer
def test_a_summary_has_two_pages_in_word(tmp_path):
    (tmp_path / "report.docx").write_bytes(word.render(write(longest_report(FULL_OF["sentences"]), "summary")))
    libreoffice.convert(tmp_path / "report.docx", "pdf", tmp_path)
    assert len(PdfReader(tmp_path / "report.pdf").pages) == 2


def test_a_full_report_has_contents_and_two_columns_that_begin_on_the_page_of_what_is_before(opened, document):
    parts = [each._sectPr for each in opened.sections]
    # The last words of a file are over the whole width, so that Word makes the columns before them even.
    assert [part.find(qn("w:cols")).get(qn("w:num")) for part in parts] == ["1", "2"] * (len(parts) // 2) + ["1"]
    assert [each.start_type.name for each in opened.sections][1:] == ["CONTINUOUS"] * (len(parts) - 1)
    found = links(opened)
    for chapter, listed in document.contents:
        assert found[chapter.title].startswith("#section_")
        assert {each.title for each in listed} <= set(found)


def test_the_contents_have_numbers_of_pages_and_word_asks_nothing_when_it_opens_the_file(opened, document):
    fields = [each for each in opened.element.body.iter(qn("w:fldSimple")) if "PAGEREF" in each.get(qn("w:instr"))]
    names = [each.get(qn("w:instr")).split()[1] for each in fields]
    assert len(names) == sum(1 + len(listed) for _, listed in document.contents)
    assert set(names) <= {each.get(qn("w:name")) for each in opened.element.body.iter(qn("w:bookmarkStart"))}
    pages = [int(next(field.iter(qn("w:t"))).text) for field in fields]
    assert pages[0] == 1 and pages == sorted(pages) and pages[-1] > 1
    parts = b"".join(part.blob for part in opened.part.package.iter_parts() if part.content_type.endswith("+xml"))
    assert b"updateFields" not in parts and b"w:dirty" not in parts

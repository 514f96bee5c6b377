"""In a language from right to left every file runs from the right, as the screens do: its scales, too."""

import io
import re
from zipfile import ZipFile

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from msgspec.structs import replace
from PIL import Image
from pptx import Presentation

from live_cop.report import tables
from live_cop.report.chapters import write
from live_cop.report.document import Document, Section, Table
from live_cop.report.facts import Note, Report, Zone
from live_cop.report.formats import docx as word
from live_cop.report.formats import email_body, html, pdf, png, pptx, xlsx
from live_cop.report.formats.typst_drawing import for_typst
from live_cop.report.pictures import share
from live_cop.report.pictures.svg import ACCENT, picture, text
from live_cop.words import languages

from ..sample_reports import report_of, spread

LANGUAGES = [("en", False), ("ar", True), ("ur", True)]
LOW = replace(spread(), counts=[9, 5, 0, 0, 0, 0, 0, 0, 0, 0], memory=[], good_enough=None, not_today=0)


def report() -> Report:
    """A meeting whose answers are all near the low end of its scale."""
    return replace(report_of(3), spreads=[LOW], breadth=None)


def document() -> Document:
    return write(report(), "full")


def pictures_of_zip(file: bytes) -> list[bytes]:
    with ZipFile(io.BytesIO(file)) as package:
        return [package.read(name) for name in package.namelist() if name.endswith(".png")]


def snapshot() -> bytes:
    taken = report_of(4).snapshots[0]
    return png.render(replace(taken, zones=[], spreads=[LOW], caption="", agenda=[]))


FILES = {
    "docx": lambda: pictures_of_zip(word.render(document())),
    "pptx": lambda: pictures_of_zip(pptx.render(document())),
    "mail": lambda: [each.data for each in email_body.body(document()).pictures],
    "share": lambda: png.render_pictures(
        [share.picture_of(share.Shared("", "", LOW), report(), report().clock, "square")], 1.0
    ),
    "snapshot": lambda: [snapshot()],
}


def at(file: bytes) -> float:
    """How far to the right the dots are, as a share of the width."""
    picture = Image.open(io.BytesIO(file)).convert("RGB")
    ink, width, bar = bytes.fromhex(ACCENT.removeprefix("#")), picture.width, 60
    # Below the bar of a picture to share, which is in the same colour.
    pixels = picture.tobytes()[3 * width * bar :]
    columns = [n // 3 % width for n in range(0, len(pixels), 3) if pixels[n : n + 3] == ink]
    return sum(columns) / len(columns) / width


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(("language", "from_right"), LANGUAGES)
def test_the_low_end_of_a_scale_is_where_people_begin_to_read(file, language, from_right):
    with languages.using(language):
        places = [at(each) for each in FILES[file]()]
    assert places and all((each > 0.6) == from_right and (each < 0.4) != from_right for each in places)


@pytest.mark.parametrize(("language", "from_right"), LANGUAGES)
def test_the_steps_in_a_page_and_in_a_pdf_are_in_the_order_of_reading(language, from_right):
    with languages.using(language):
        written = document()
        page, file = html.render(written), pdf.render(written)
    [drawn] = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    lines = {each["words"]: each["x"] for each in for_typst(drawn, 340)["lines"]}
    assert (lines["1"] > lines["9"]) == from_right
    steps = {words: x for _, x, _, words in texts_of(file) if words in ("1", "9", "10")}
    assert (steps["1"] > steps["10"]) == from_right


def texts_of(file: bytes) -> list[tuple[int, float, float, str]]:
    """Each piece of text with its page and place."""
    found = []
    for n, page in enumerate(pypdf.PdfReader(io.BytesIO(file)).pages):

        def visit(text, outer, inner, font, size, n=n):
            x, y = inner[4] * outer[0] + outer[4], inner[5] * outer[3] + outer[5]
            found.append((n, x, y, text.strip()))

        page.extract_text(visitor_text=visit)
    return found


def test_words_in_a_picture_are_not_turned_round():
    with languages.using("ar"):
        drawn = share.picture_of(share.Shared("", "", LOW), report(), report().clock, "wide").svg
    assert "<text" in drawn and not re.search(r"<(text|tspan|image)[^>]*scale\(-1", drawn)


def heading_beside() -> Document:
    """A heading in the words of people that has something beside it, and a table."""
    table = Table(["1", "2"], [["What gets in the way?", "3"]])
    section = Section("s", "What gets in the way?", [table], aside="7 ملاحظات")
    return replace(document(), title="Homes (now)", sections=[section])


def test_in_a_pdf_what_is_beside_a_heading_follows_it():
    with languages.using("ar"):
        file = pdf.render(heading_beside())
    texts = [each for each in texts_of(file) if each[3]]
    heading = next(each for each in texts if "What gets in the way" in each[3])
    line = [each for each in texts if abs(each[2] - heading[2]) < 2 and each != heading]
    assert any("7" in each[3] for each in line) and all(each[1] < heading[1] for each in line)


def test_a_word_file_runs_as_the_report_and_each_of_its_texts_as_its_words():
    zone = Zone("z", "z", "", "butter", [], [Note("They ring back!", "butter", too=3, signed="علي")])
    with languages.using("ar"):
        opened = docx.Document(io.BytesIO(word.render(heading_beside())))
        notes = docx.Document(io.BytesIO(word.render(write(replace(report_of(3), zones=[zone], rest=[zone]), "full"))))
    headed = {each.style.name: each for each in opened.paragraphs}
    assert all(headed[name]._p.pPr.find(qn("w:bidi")) is not None for name in ("Title", "heading 1".title()))
    footer = opened.sections[0].footer.paragraphs[0]
    assert footer._p.pPr.find(qn("w:bidi")) is not None
    [cell] = [each for table in opened.tables for row in table.rows[1:] for each in row.cells[:1]]
    assert cell.paragraphs[0]._p.pPr.find(qn("w:jc")).get(qn("w:val")) == "right"
    [note] = [cell for each in notes.tables if each.style.name == "Report Notes" for cell in each.rows[0].cells]
    turned = [(each.text, each._p.pPr.find(qn("w:bidi")) is not None) for each in note.paragraphs]
    assert turned[0] == ("They ring back!", False) and len(turned) == 3 and all(rtl for _, rtl in turned[1:])


@pytest.mark.parametrize(("language", "from_right"), LANGUAGES)
def test_on_a_slide_the_picture_is_where_people_begin_to_read_and_the_words_after_it(language, from_right):
    with languages.using(language):
        presentation = Presentation(io.BytesIO(pptx.render(document())))
    shapes = [
        (next(each for each in slide.shapes if each.shape_type == 13), slide.placeholders[1])
        for slide in presentation.slides
        if any(each.shape_type == 13 for each in slide.shapes) and len(slide.placeholders) > 1
    ]
    beside = [(picture, words) for picture, words in shapes if picture.top + picture.height > words.top]
    assert beside and all((picture.left > words.left) == from_right for picture, words in beside)


def test_a_page_has_its_cells_at_the_side_of_their_column():
    with languages.using("ar"):
        page = html.render(heading_beside())
    assert '<th scope="row"><bdi>What gets in the way?</bdi></th>' in page
    assert "<h1><bdi>Homes (now)</bdi></h1>" in page


def test_in_an_email_each_fact_about_a_note_runs_from_its_own_side():
    zone = Zone("z", "z", "", "butter", [], [Note("They ring back!", "butter", too=3)])
    with languages.using("ar"):
        written = email_body.body(write(replace(report_of(3), zones=[zone], rest=[zone]), "full")).html
    [facts] = re.findall("<li dir=auto>They ring back!(.*?)</li>", written)
    assert facts.startswith("<div dir=auto><small>3 ")


@pytest.mark.parametrize(("language", "from_right"), LANGUAGES)
def test_the_footer_of_a_sheet_begins_where_its_columns_do(language, from_right):
    with languages.using(language):
        file = xlsx.render(tables.sheets_of(report()), "A title", 0)
    with ZipFile(io.BytesIO(file)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert ('rightToLeft="1"' in sheet) == from_right
    assert f"<oddFooter>&amp;{'R' if from_right else 'L'}A title" in sheet


def test_a_line_begins_at_its_edge_whatever_ends_it():
    with languages.using("ar"):
        drawn = [picture(text(words, 0, 0, 200, 40), "") for words in ("لوح", "لوح،", "لوح.")]
        files = png.render_pictures(drawn)
    assert len({max(inked(each)) for each in files}) == 1


def inked(file: bytes) -> list[int]:
    """The columns of a picture in which something is."""
    shown = Image.open(io.BytesIO(file)).convert("L")
    pixels = shown.tobytes()
    return [n for n in range(shown.width) if min(pixels[n :: shown.width]) < 128]

"""The report as slides, read back by the library: one idea on each, with titles, and nothing lost."""

import io
import re

import pytest
from msgspec.structs import replace
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt

from live_cop.report import slide_layout as layout
from live_cop.report import slides
from live_cop.report.chapters import write
from live_cop.report.document import (
    Document,
    Figure,
    Figures,
    Item,
    Items,
    Photograph,
    Photographs,
    Picture,
    Replay,
    Section,
    Table,
    Text,
)
from live_cop.report.formats import pptx
from live_cop.report.pictures import svg
from live_cop.words import languages

from ..sample_reports import report_of
from ..test_series import written as series_document
from .test_all_formats import JPEG, document_of, fullest_meeting, squeezed, texts, texts_of
from .test_html import LONDON
from .test_pdf import FULL_OF, longest_report

DOCUMENTS = {
    "full": lambda: document_of(fullest_meeting()),
    "summary": lambda: document_of(fullest_meeting(), "summary"),
    "series": series_document,
}


def opened(document: Document):
    return Presentation(io.BytesIO(pptx.render(document)))


@pytest.fixture(scope="module", params=DOCUMENTS)
def made(request):
    """Each document with its slides."""
    document = DOCUMENTS[request.param]()
    return document, opened(document)


def words_of(presentation) -> str:
    """All text of the slides, with alternative texts and notes."""
    found = []
    for slide in presentation.slides:
        for shape in slide.shapes:
            found += [shape.text_frame.text] if shape.has_text_frame else []
            found += [cell.text for row in shape.table.rows for cell in row.cells] if shape.has_table else []
            found.append(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")
        found += [slide.notes_slide.notes_text_frame.text] if slide.has_notes_slide else []
    return squeezed("\n".join(found).replace("\x0b", " "))


def left_out(section: Section) -> bool:
    return any(isinstance(each, Replay) for each in section.blocks)


def test_every_text_of_the_document_is_on_the_slides(made):
    document, presentation = made
    # A slide has no replay, and all its notes are on other slides.
    shown = replace(document, sections=[each for each in document.sections if not left_out(each)])
    content = words_of(presentation)
    strips = [text for section in shown.sections for text in strip_texts(section)]
    assert [each for each in texts(shown) if squeezed(each) not in content and each not in strips] == []


def strip_texts(section: Section) -> list[str]:
    """What a strip says, which the words beside it say too."""
    inside = [text for each in section.blocks if isinstance(each, Section) for text in strip_texts(each)]
    strips = [each for each in section.blocks if isinstance(each, Picture) and each.width >= slides.STRIP * each.height]
    return [*inside, *(text for each in strips for text in texts_of(each))]


def test_slides_are_wide_and_each_has_a_title_of_its_own(made):
    _, presentation = made
    assert (presentation.slide_width, presentation.slide_height) == (Pt(960), Pt(540))
    titles = [slide.shapes.title.text for slide in presentation.slides]
    assert all(titles) and len(set(titles)) == len(titles)
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= Pt(960), shape.name
            assert shape.top >= 0 and shape.top + shape.height <= Pt(540), (slide.shapes.title.text, shape.name)


def test_every_picture_has_an_alternative_text(made):
    document, presentation = made
    described = [
        shape._element.nvPicPr.cNvPr.get("descr")
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.shape_type == 13
    ]
    assert described and all(described)
    assert document.length == "summary" or document.kind == "Series report" or "The flip chart" in described


def test_each_recommendation_and_each_photograph_has_a_slide_to_itself():
    items = [Item(f"Recommendation {n}", ["To: The council"]) for n in range(3)]
    photographs = [Photograph(JPEG, f"Flip chart {n}", 400, 300) for n in range(2)]
    document = replace(
        document_of(fullest_meeting()),
        sections=[
            Section("recommendations", "What we recommend", [Items(items)], raised=True),
            Section("photos", "Photographs", [Photographs(photographs)]),
        ],
    )
    found = [(slide.shapes.title.text, words) for slide, words in body_words(opened(document))]
    assert found[1:] == [
        *((f"What we recommend ({n} of 3)", f"Recommendation {n - 1}\nTo: The council") for n in (1, 2, 3)),
        *((f"Photographs ({n} of 2)", f"Flip chart {n - 1}") for n in (1, 2)),
    ]


@pytest.mark.parametrize("size", [(400, 300), (300, 400), (1600, 900), (2000, 400), (200, 900)])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_photograph_fills_its_slide_from_edge_to_edge_and_its_words_stand_beside_it(size, language):
    photograph = Photograph(JPEG, "The flip chart of the first table", *size)
    section = Section("photos", "Photographs of a long afternoon", [Photographs([photograph])])
    document = replace(document_of(fullest_meeting()), sections=[section], language=language)
    presentation = opened(document)
    slide = presentation.slides[1]
    [shown] = [each for each in slide.shapes if each.shape_type == MSO_SHAPE_TYPE.PICTURE]
    part = Pt(layout.photograph_width(photograph))
    assert abs(shown.height - presentation.slide_height) < Pt(1) or abs(shown.width - part) < Pt(1)
    start, end = (0, part) if language == "en" else (presentation.slide_width - part, presentation.slide_width)
    assert start - Pt(1) <= shown.left and shown.left + shown.width <= end + Pt(1)
    for words in slide.placeholders:
        assert words.left >= end or words.left + words.width <= start, "beside it, not on it"
        assert words.left >= 0 and words.left + words.width <= presentation.slide_width
        assert words.top + words.height <= presentation.slide_height


def test_an_item_and_what_is_said_about_it_are_on_one_slide():
    items = [Item(f"Step {n}", [f"By {n} May", "We will notice: Somebody rings back"]) for n in range(9)]
    document = replace(document_of(fullest_meeting()), sections=[Section("steps", "Next steps", [Items(items)])])
    pages = [words for _, words in body_words(opened(document))][1:]
    assert len(pages) > 1
    for n in range(9):
        assert any(f"Step {n}\nBy {n} May\nWe will notice: Somebody rings back" in words for words in pages)


def test_a_picture_with_a_title_has_it_as_that_of_its_slide():
    figures = [Figure(f"How sure are we of {n}?", Photograph(JPEG, "", 1600, 800), "Most are at 5.") for n in (1, 2)]
    document = replace(document_of(fullest_meeting()), sections=[Section("scales", "How near?", [Figures(figures)])])
    found = [(slide.shapes.title.text, words) for slide, words in body_words(opened(document))][1:]
    assert found == [(f"How near?: How sure are we of {n}?", "Most are at 5.") for n in (1, 2)]


def test_a_picture_of_the_wall_has_its_caption_on_the_same_slide():
    wall = Section("wall-1", "Meeting 2", [svg.picture(svg.Drawing("", 340, 200), "Notes"), Text("Mostly of May.")])
    document = replace(document_of(fullest_meeting()), sections=[Section("photos", "Pictures", [wall])])
    found = [(each.title, bool(each.picture), each.lines[0].text) for each in slides.slides_of(document)]
    assert found == [("Pictures: Meeting 2", True, "Mostly of May.")]


def test_a_slide_within_a_part_names_the_part_and_no_counts():
    group = Section("g", "Doors", [Text("Ask first")])
    zone = Section("z", "Gone well", [Text("What helped?", soft=True), group], aside="11 notes")
    part = Section("p", "Progress", [Text("We saw more."), zone], aside="22:45", listed=True)
    section = Section("shots", "Pictures of the wall", [Text("What was new.", soft=True), part])
    document = replace(document_of(fullest_meeting()), sections=[section])
    found = [(each.title, [line.text for line in each.lines]) for each in slides.slides_of(document)]
    assert found == [
        ("Pictures of the wall", ["What was new."]),
        ("Progress (22:45)", ["We saw more."]),
        ("Progress: Gone well: Doors", ["What helped?", "Ask first"]),
    ]


def body_words(presentation):
    for slide in presentation.slides:
        bodies = [each.text_frame.text for each in slide.placeholders if each.placeholder_format.idx == 1]
        yield slide, bodies[0] if bodies else ""


@pytest.mark.parametrize(("times", "sizes"), [(4, [20]), (44, [16, 20])], ids=["few words", "many"])
def test_words_below_a_wide_picture_are_legible_and_a_remark_has_no_slide_to_itself(times, sizes):
    drawn = svg.picture(svg.Drawing("", 1600, 800), "The whole wall")
    figure = Figure("Title", drawn, "Most answers are at 5. " * times)
    section = Section("wall", "How near?", [Figures([figure]), Text("And 2 more.", soft=True)])
    document = replace(document_of(fullest_meeting()), sections=[section])
    assert [slide.size for slide in slides.slides_of(document)] == sizes
    assert "And 2 more." in words_of(opened(document))


@pytest.mark.parametrize("words", FULL_OF.values(), ids=FULL_OF)
def test_the_longest_texts_fit_on_their_slides_in_legible_type(words):
    document = write(longest_report(words), "summary", LONDON)
    for slide in slides.slides_of(document):
        if isinstance(slide.picture, Photograph):
            assert layout.height_of(slide.lines, slide.size, layout.column_width(slide.picture)) <= layout.COLUMN_WORDS
            continue
        beside = slide.picture and layout.stands_beside(slide.picture)
        width = layout.ROOM_WIDTH * (1 - layout.PICTURE_SHARE) if beside else layout.ROOM_WIDTH
        height = layout.BELOW_PICTURE if slide.picture and not beside else layout.ROOM_HEIGHT
        assert layout.height_of(slide.lines, slide.size, width) <= height
        assert slide.picture or slide.size >= layout.SMALLEST


def test_a_title_of_500_characters_fits_and_is_whole():
    long = "A very long title that goes on " * 16
    presentation = opened(replace(document_of(fullest_meeting(), "summary"), title=long))
    first = presentation.slides[0].shapes.title
    assert first.text == long and first.text_frame.paragraphs[0].runs[0].font.size >= Pt(14)


def test_right_to_left_text_begins_at_the_right():
    section = Section("words", "كلمات", [Text("نبدأ بما ينجح")])
    presentation = opened(replace(document_of(fullest_meeting(), "summary"), sections=[section]))
    paragraph = next(words for words in presentation.slides[1].placeholders if words.placeholder_format.idx == 1)
    assert paragraph.text_frame.paragraphs[0]._p.pPr.get("rtl") == "1"


@pytest.mark.parametrize(("language", "tag", "mirrored"), [("ar", "ar-EG", True), ("de", "de-DE", False)])
def test_slides_say_their_language_and_run_as_it_is_written(language, tag, mirrored):
    with languages.using(language):
        document = write(report_of(9), "full")
        whole = replace(document, sections=[*document.sections, Section("t", "12", [Table(["1", "2"], [["3", "4"]])])])
    presentation = opened(whole)
    frames = [shape.text_frame for slide in presentation.slides for shape in slide.shapes if shape.has_text_frame]
    runs = [run for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs]
    tags = [run._r.rPr.get("lang") for run in runs]
    # What people wrote may be in a language that nobody has named.
    assert set(tags) <= {tag, None} and tags.count(tag) > 20
    last = presentation.slides[len(presentation.slides) - 1]
    [table] = [shape.table for shape in last.shapes if shape.has_table]
    assert (table._tbl.tblPr.get("rtl") == "1") == mirrored
    assert (last.shapes.title.text_frame.paragraphs[0]._p.pPr.get("rtl") == "1") == mirrored
    ornaments = [shape for shape in last.shapes if shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE]
    assert ornaments and all("decorative" in each._element.nvSpPr.cNvPr.xml for each in ornaments)


def test_only_web_addresses_are_links_and_the_same_report_gives_the_same_file():
    items = [Item("A", url="javascript:alert(1)"), Item("B", url="https://example.org/a?b=c")]
    document = replace(
        document_of(fullest_meeting(), "summary"), sections=[Section("resources", "Useful", [Items(items)])]
    )
    presentation = opened(document)
    targets = {rel.target_ref for slide in presentation.slides for rel in slide.part.rels.values() if rel.is_external}
    assert targets == {"https://example.org/a?b=c"}
    assert pptx.render(document) == pptx.render(document)
    assert not re.search(rb"docProps/thumbnail", pptx.render(document))


def test_no_slide_says_only_that_there_is_more():
    items = Items([Item("Ring first.", ["To: The council"])])
    more = Text("And 3 more, in the full report.", soft=True)
    document = replace(write(report_of(3)), sections=[Section("r", "What we recommend", [items, more], raised=True)])
    [slide] = slides.slides_of(document)
    assert slide.alone and slide.notes == more.text and all(line.text != more.text for line in slide.lines)

"""A community's logo and colour are in each format, small and with words, and nothing that has a meaning changes."""

import io
import re
from zipfile import ZipFile

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from PIL import Image, ImageDraw
from pptx import Presentation

from live_cop.pictures import logo
from live_cop.report import worker
from live_cop.report.accent import accent_of
from live_cop.report.chapters import write
from live_cop.report.dates import Clock
from live_cop.report.document import Document, pictures_in
from live_cop.report.formats import docx as word
from live_cop.report.formats import html, pdf, pptx
from live_cop.report.pictures import share
from live_cop.report.theme import Theme

from ...support.photos import encoded
from ..sample_reports import report_of, spread

NAME, ACCENT = "Homes for <all> & more", "#ffe100"
SHADES = accent_of(ACCENT).light


def theme(size: tuple[int, int], accent: str = ACCENT) -> Theme:
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, *size), fill="#0a50a0")
    made = logo.paint(encoded(image, "PNG"))
    return Theme(NAME, accent, made.data, made.width, made.height, made.digest)


LOGOS = {"wide": theme((1600, 120)), "tall": theme((120, 1600))}


@pytest.fixture(scope="module", params=LOGOS)
def document(request: pytest.FixtureRequest) -> Document:
    return write(report_of(30, photographs=1), theme=LOGOS[request.param])


def test_the_pdf_has_it_tagged_and_still_has_two_pages(document: Document) -> None:
    made = pypdf.PdfReader(io.BytesIO(pdf.render(document)))
    assert len(made.pages) == 2
    assert NAME in made.pages[0].extract_text() and len(made.pages[0].images) >= 1
    metadata = made.xmp_metadata
    assert metadata is not None and "pdfuaid:part" in metadata.stream.get_data().decode()
    assert (NAME in str(_alternatives(made))) is True


def _alternatives(made: pypdf.PdfReader) -> list[str]:
    found: list[str] = []

    def walk(element: object) -> None:
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            for each in element:
                walk(each)
        elif isinstance(element, dict):
            if "/Alt" in element:
                found.append(str(element["/Alt"]))
            walk(element.get("/K"))

    walk(made.trailer["/Root"]["/StructTreeRoot"])
    return found


def test_the_page_has_it_and_the_colours_for_light_and_dark_screens(document: Document) -> None:
    made = html.render(document)
    assert document.theme is not None
    assert f'src="{document.theme.logo_url}" alt="Homes for &lt;all&gt; &amp; more"' in made
    assert f"--accent:{SHADES.words};" in made and f"--accent:{accent_of(ACCENT).dark.words};" in made
    # Nothing is fetched.
    assert not re.search(r'(?:src|href)="(?!data:|#|https://example)', made)


def test_the_word_file_has_it_beside_the_first_words(document: Document) -> None:
    made = docx.Document(io.BytesIO(word.render(document)))
    shapes = made.paragraphs[0]._p.findall(f".//{qn('wp:docPr')}")
    assert [shape.get("descr") for shape in shapes] == [NAME]
    assert made.paragraphs[0].text.strip().startswith("Meeting report")
    styles = made.styles.element.xml
    assert SHADES.words[1:] in styles and "0b6e69" not in styles.lower()
    # A warning has its own colour in all communities.
    assert "FBE6D8" in styles


def test_the_first_slide_has_it_and_all_have_the_colour(document: Document) -> None:
    file = pptx.render(document)
    made = Presentation(io.BytesIO(file))
    found = [shape for shape in made.slides[0].shapes if shape.shape_type == 13]
    assert [shape._element.nvPicPr.cNvPr.get("descr") for shape in found] == [NAME]
    assert found[0].left + found[0].width <= made.slide_width and found[0].height <= made.slide_height / 8
    with ZipFile(io.BytesIO(file)) as parts:
        slides = [parts.read(name).decode() for name in parts.namelist() if re.match(r"ppt/slides/slide\d+", name)]
    assert all(SHADES.shape[1:].upper() in slide.upper() for slide in slides)


def test_pictures_to_share_have_it_and_scales_stay_as_they_are() -> None:
    report, look = report_of(3, spreads=[spread()]), LOGOS["wide"]
    for shape in share.SHAPES:
        for each in share.shared_of(report):
            plain, themed = (share.picture_of(each, report, Clock(), shape, one) for one in (None, look))
            assert look.logo_url in themed.svg and SHADES.shape in themed.svg
            # A scale's question stands without a label.
            assert (SHADES.words in themed.svg) == (each.spread is None)
            assert (plain.width, plain.height) == (themed.width, themed.height)
            assert "Homes for &lt;all&gt; &amp; more" in themed.svg
            if each.spread:
                assert themed.svg.count(share.ACCENT) >= 10 and plain.description == themed.description
    plain, themed = write(report, "full"), write(report, "full", theme=look)
    assert [each.svg for each in pictures_in(plain.sections)] == [each.svg for each in pictures_in(themed.sections)]


def test_without_a_theme_or_with_a_name_alone_the_colours_are_the_usual_ones() -> None:
    plain, named = write(report_of(3), "full"), write(report_of(3), "full", theme=Theme(NAME))
    community = plain.lines[0]
    assert html.render(named).replace("Homes for &lt;all&gt; &amp; more", community) == html.render(plain)
    assert 'class="head"' in html.render(plain) and "--shape:" not in html.render(plain)
    assert plain.author == community and named.lines[0] == named.author == NAME


def test_a_request_with_a_theme_reaches_the_process_whole() -> None:
    request = worker.Request("html", theme=LOGOS["wide"])
    assert worker.decode(b"".join(request.encode())).theme == LOGOS["wide"]

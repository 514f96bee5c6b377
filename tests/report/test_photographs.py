"""Photographs in reports: made small, in every format with what they show in words, and nothing hidden inside them."""

import io

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from msgspec.structs import replace
from PIL import Image, ImageDraw

from live_cop.report import photographs, tables
from live_cop.report.chapters import write
from live_cop.report.dates import Clock
from live_cop.report.document import Document, Figures
from live_cop.report.facts import Group, Note, Photo, Snapshot, Zone
from live_cop.report.formats import docx as word
from live_cop.report.formats import email_body, html, markdown, pdf
from live_cop.report.picture_chapters import wall_chapter
from live_cop.report.pictures import wall

from .formats.test_html import Reader
from .sample_reports import three_notes

SHOWS = "Four flip charts with what helped, in green & <red>"
ARABIC = "لوح مع ملاحظات"


def webp(width: int, height: int, color: str = "#668") -> bytes:
    """A picture as the server stores it."""
    picture = Image.new("RGB", (width, height), color)
    ImageDraw.Draw(picture).rectangle((width // 4, height // 4, width // 2, height // 2), fill="#ffd")
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=65)
    return file.getvalue()


PICTURES = {"wide": webp(2000, 1500), "high": webp(900, 2000, "#a64"), "paper": webp(400, 400, "#ee6")}
PHOTOS = [
    Photo("wide", 2000, 1500, SHOWS, too=3, votes=2),
    Photo("high", 900, 2000, ARABIC),
    Photo("wide", 2000, 1500),
    Photo("paper", 400, 400, "Ring before you come", is_paper_note=True, too=1),
]


def zones(photos: list[Photo] = PHOTOS) -> list[Zone]:
    zone = Zone(
        "z1",
        "Gone well",
        "What works?",
        "mint",
        [Group("Doors", [], photos[:1])],
        [Note("tea", "sky")],
        photos=photos[1:],
    )
    return photographs._in_zones([zone], photographs.prints_of(PICTURES))


class Told:
    """As much of a report as the chapters need."""

    def __init__(self, zones: list[Zone]) -> None:
        self.snapshots: list[Snapshot] = []
        self.zones = self.rest = zones
        self.photos = [each for zone in zones for each in zone.photos if not each.is_paper_note]


def document(zones: list[Zone]) -> Document:
    return Document(
        "Title", "Report", [], "Today", [], [], [wall_chapter(Told(zones))], "Made", "full", 1_800_000_000_000
    )


def test_prints_are_small_jpeg_files_without_anything_else_in_them():
    exif = Image.Exif()
    exif[0x010E] = "PLANTED"
    file = io.BytesIO()
    Image.new("RGB", (2000, 1000), "red").save(file, "WEBP", exif=exif, xmp=b"PLANTED")
    prints = photographs.prints_of({"a": file.getvalue(), "broken": b"RIFF....WEBP", "svg": b"<svg/>"})
    assert list(prints) == ["a"]
    for each, size in ((prints["a"].large, (1000, 500)), (prints["a"].small, (480, 240))):
        picture = Image.open(io.BytesIO(each))
        assert (picture.format, picture.size) == ("JPEG", size)
        assert b"PLANTED" not in each and not picture.getexif()


def test_prints_of_very_many_photographs_are_smaller(monkeypatch):
    monkeypatch.setattr(photographs, "MANY", 2)
    many = photographs.prints_of({str(n): PICTURES["wide"] for n in range(3)})
    assert Image.open(io.BytesIO(many["0"].large)).width == photographs.LARGE_OF_MANY


def test_all_files_of_one_report_share_their_prints():
    """Making them takes most of the time of a report with many, and a folder of all formats has eight files."""
    first, second = (photographs.prints_of({"a": PICTURES["wide"]})["a"] for _ in range(2))
    assert first is second


def test_a_page_shows_photographs_with_what_they_show_as_alternative_text():
    page = html.render(document(zones()))
    reader = Reader(page)
    assert reader.tags.count("img") == 4
    alternatives = [value for name, value in reader.attributes if name == "alt"]
    assert alternatives == [SHOWS, ARABIC, "Photograph, not described", "Ring before you come"]
    assert all(value.startswith("data:image/jpeg") for name, value in reader.attributes if name == "src")
    assert "1 note · 3 photographs · 1 paper note" in reader.words
    assert "3 people say “me too”" in reader.words and "Ring before you come" in reader.words


def test_a_pdf_has_photographs_as_tagged_figures_with_alternative_text():
    data = pdf.render(document(zones()))
    file = pypdf.PdfReader(io.BytesIO(data))
    figures = list(_figures(file.trailer["/Root"]["/StructTreeRoot"]))
    assert [str(each["/Alt"]) for each in figures] == [
        SHOWS,
        ARABIC,
        "Photograph, not described",
        "Ring before you come",
    ]
    images = [image for page in file.pages for image in page.images]
    assert len(images) >= 3 and all(image.image.width in (1000, 450, 400) for image in images)
    assert "pdfuaid" in data.decode("latin-1")
    text = " ".join(page.extract_text() for page in file.pages)
    assert "Ring before you come" in text and "2 dots" in text


def _figures(element):
    element = element.get_object()
    if isinstance(element, list):
        for each in element:
            yield from _figures(each)
    elif isinstance(element, dict):
        if element.get("/S") == "/Figure":
            yield element
        if "/K" in element:
            yield from _figures(element["/K"])


def test_word_has_photographs_with_alternative_text():
    file = docx.Document(io.BytesIO(word.render(document(zones()))))
    described = [each.get("descr") for each in file.element.body.iter(qn("wp:docPr"))]
    assert described == [SHOWS, ARABIC, "Photograph, not described", "Ring before you come"]
    assert {part.content_type for part in file.part.package.iter_parts() if "media" in part.partname} == {"image/jpeg"}
    assert "3 people say “me too”" in "\n".join(each.text for each in file.paragraphs)


def test_text_and_e_mail_say_what_photographs_show():
    written = document(zones())
    text = markdown.render(written)
    assert "- Four flip charts with what helped, in green \\& \\<red\\>" in text and "- Ring before you come" in text
    body = email_body.body(written)
    assert f"• {SHOWS}" in body.text
    assert "Four flip charts with what helped, in green &amp; &lt;red&gt;" in body.html and "<img" not in body.html


def test_tables_have_a_row_for_each_photograph():
    report = Told(zones())
    notes, photos = (list(rows(report, Clock())) for rows in (tables._notes, tables._photographs))
    assert [row[:4] for row in notes] == [
        ["Gone well", "", "tea", ""],
        ["Gone well", "", "Ring before you come", "Paper note"],
    ]
    assert [row[:4] for row in photos] == [
        ["Gone well", "Doors", SHOWS, "Photograph"],
        ["Gone well", "", ARABIC, "Photograph"],
        ["Gone well", "", "", "Photograph"],
        ["Gone well", "", "Ring before you come", "Paper note"],
    ]
    assert photos[0][4:6] == [3, 2]


def test_a_picture_of_the_wall_has_the_photographs_and_says_what_they_show():
    drawn = wall.pictures_of(zones()[0])
    assert sum(each.svg.count("<image") for each in drawn) == 4
    words = " ".join(each.description for each in drawn)
    assert f"Photograph: {SHOWS}; 2 dots · 3 people say “me too”" in words
    assert "Paper note: Ring before you come; 1 person says “me too”" in words


@pytest.mark.parametrize("n", [1, 2, 3, 40])
def test_sheets_with_photographs_fit_a_page(n):
    zone = Zone("z1", "T", "", "sky", [], [], photos=[PHOTOS[each % 3] for each in range(n)])
    sheets = wall.sheets_of(zone)
    assert all(sheet.height <= wall.HEIGHT for sheet, _ in sheets)


def test_a_format_without_pictures_still_has_the_words():
    zone = Zone("z1", "T", "", "sky", [], [], photos=PHOTOS)
    written = document([zone])
    for text in (html.render(written), _text_of_pdf(pdf.render(written)), wall.pictures_of(zone)[0].svg):
        assert "Ring before you come" in text.replace("\n", " ")
    assert "<image" not in wall.pictures_of(zone)[0].svg
    assert word.render(written)


def _text_of_pdf(data: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def test_a_summary_shows_the_photographs_that_most_people_support():
    report = replace(three_notes(), zones=zones([PHOTOS[3], *PHOTOS[1:3], PHOTOS[0], PHOTOS[1]]))
    [chapter] = [each for each in write(report).sections if each.id == "pictures"]
    rows = [each for each in chapter.blocks if isinstance(each, Figures)]
    assert [figure.picture.description for row in rows for figure in row.figures][:2] == [SHOWS, ARABIC]
    # A page that would be white has the others too.
    assert sum(len(row.figures) for row in rows) == 4 and chapter.blocks[-1] == rows[-1]

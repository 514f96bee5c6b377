"""In a language from right to left every file runs from the right, as the screens do: its scales, too."""

import io
import re
from zipfile import ZipFile

import pypdf
import pytest
from msgspec.structs import replace
from PIL import Image

from live_cop.report.chapters import write
from live_cop.report.document import Document
from live_cop.report.facts import Report
from live_cop.report.formats import docx as word
from live_cop.report.formats import email_body, html, pdf, png, pptx
from live_cop.report.formats.typst_drawing import for_typst
from live_cop.report.pictures import share
from live_cop.report.pictures.svg import ACCENT
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

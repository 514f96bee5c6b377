"""Whatever script people write in, paper and pictures show it with a real glyph, or say in words that they cannot."""

import io
import json
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

import pypdf
import pytest
import typst
from msgspec.structs import replace
from PIL import Image, ImageOps

from live_cop.report.document import Document, Picture, Section, Text
from live_cop.report.facts import Snapshot
from live_cop.report.formats import docx, email_body, pdf, png, typst_setup
from live_cop.report.pictures.svg import Drawing, picture, text
from live_cop.words import t

from .test_all_formats import document_of, fullest_meeting, squeezed, words_of_docx

#: Code points of a part of Unicode from which some characters are tried.
PART = 256
#: Signs that are drawn as nothing, on purpose.
BLANK = ("BLANK", "FILLER")
#: A sentence in each script that people of our meetings may write in, or their families abroad.
SCRIPTS = {
    "Sinhala": "ආයුබෝවන්",
    "Telugu": "నమస్కారం",
    "Kannada": "ನಮಸ್ಕಾರ",
    "Malayalam": "നമസ്കാരം",
    "Oriya": "ନମସ୍କାର",
    "Khmer": "សួស្តី",
    "Lao": "ສະບາຍດີ",
    "Myanmar": "မင်္ဂလာပါ",
    "Ethiopic": "ሰላም",
    "Tibetan": "བཀྲ་ཤིས་བདེ་ལེགས།",
    "Thaana": "އައްސަލާމް",
    "Syriac": "ܫܠܡܐ",
    "NKo": "ߌ ߣߌ ߗߋ",
    "Tifinagh": "ⴰⵣⵓⵍ",
    "Mongolian": "ᠰᠠᠶᠢᠨ",
    "Ol Chiki": "ᱡᱚᱦᱟᱨ",
    "Cree": "ᑕᓂᓯ",
    "Cherokee": "ᎣᏏᏲ",
    "Tamil": "வணக்கம்",
    "Bengali": "নমস্কার",
    "Gujarati": "નમસ્તે",
    "Gurmukhi": "ਸਤ ਸ੍ਰੀ ਅਕਾਲ",
    "Devanagari": "नमस्ते",
    "Thai": "สวัสดี",
    "Georgian": "გამარჯობა",
    "Armenian": "բարեւ",
    "Hebrew": "שלום",
    "Arabic": "سلام",
    "Chinese": "你好",
    "Japanese": "こんにちは",
    "Korean": "안녕하세요",
    "Greek": "γειά σου",
    "Cyrillic": "Привіт",
    "Latin": "cześć",
}
TOLD = t(typst_setup.TOLD)


def visible(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS" and not any(
        each in unicodedata.name(character, "") for each in BLANK
    )


def some_of_every_part() -> Iterator[str]:
    """The first and the middle one of the visible characters of each part of Unicode; of the private ones, too."""
    for start in range(0x80, 0x32000, PART):
        there = [chr(n) for n in range(start, start + PART) if not 0xD800 <= n < 0xE000 and visible(chr(n))]
        yield from dict.fromkeys([*there[:1], *there[len(there) // 2 :][:1]])
    # Symbol fonts such as Wingdings put their signs here.
    yield from "\uf0b7\uf0e0\uf04a"


def ink(files: list[bytes]) -> list[bytes]:
    """What is drawn on each picture, as its dark pixels."""
    return [ImageOps.invert(Image.open(io.BytesIO(file)).convert("L")).tobytes() for file in files]


def drawn(words: list[str]) -> list[bytes]:
    pictures = [picture(Drawing(text(each, 4, 4, 60, 24).body, 64, 44), each) for each in words]
    # Each on its own, also where two have the same words.
    return ink(png.render_pictures(pictures, 1.0))


def test_a_character_of_every_part_of_unicode_is_drawn_or_told():
    characters = list(some_of_every_part())
    unknown, *found = drawn([typst_setup.UNKNOWN, *characters])
    silent = [
        f"{ord(character):x} {unicodedata.name(character, '')}"
        for character, made in zip(characters, found, strict=True)
        if not any(made) or (typst_setup.is_printable(character) and made == unknown)
    ]
    assert silent == [] and len(characters) > 300
    printable = sum(map(typst_setup.is_printable, characters))
    assert printable > 150, "most other parts are old scripts and rare Chinese characters"


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_of_our_meetings_is_printed(script):
    assert typst_setup.is_printable(SCRIPTS[script])


def document(*words: str) -> Document:
    return replace(document_of(fullest_meeting(), "summary"), sections=[Section("a", "A", [*map(Text, words)])])


def words_of_pdf(file: bytes) -> str:
    return squeezed(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file)).pages))


def test_the_pdf_has_the_words_of_all_scripts_and_no_remark():
    found = words_of_pdf(pdf.render(document(*SCRIPTS.values())))
    assert TOLD not in found and typst_setup.UNKNOWN not in found
    # Readers put the vowels of some scripts in another order, so that their letters are looked for.
    missing = {name for name, words in SCRIPTS.items() if not set(words) & set(found) - set(" ")}
    assert missing == set()


@pytest.mark.parametrize("sign", ["\uf0b7", "\U00012000", "\U00013000", "\u0378"])
def test_the_pdf_says_that_a_sign_cannot_be_printed(sign):
    found = words_of_pdf(pdf.render(document(f"before {sign} after")))
    assert f"before {typst_setup.UNKNOWN} after" in found and TOLD in found


def family_of(character: str) -> str:
    """The font that has this character."""
    return "Hyperlegible" if character.isascii() else typst_setup._family(character) or "Print Sans"


def measured(lines: Sequence[str], size: float) -> list[float]:
    """The width of each line in px as typst sets it, each run of letters in the one font that has them."""
    source = "#let widths(all) = context [#metadata(all.map(line => line.map(run => measure(text(font: run.at(0), "
    source += f"fallback: false, size: {size * 0.75}pt, run.at(1))).width / 0.75pt).sum())) <widths>]\n"
    source += "#widths(json(bytes(sys.inputs.lines)))"
    runs = [[(family, "".join(run)) for family, run in groupby(line, family_of)] for line in lines]
    inputs = {"lines": json.dumps(runs)}
    found = typst.query(source.encode(), "<widths>", field="value", one=True, sys_inputs=inputs, **typst_setup._SETUP)
    return json.loads(found)


def test_letters_in_pictures_are_as_wide_as_in_text_and_none_is_a_box():
    """What draws an SVG for typst puts letters of Telugu and Sinhala on top of each other, and draws an empty box for
    what the first font of a line lacks."""
    lines = [*SCRIPTS.values(), *(f"{words} tea & 三" for words in ("你好", "안녕하세요", "నమస్కారం", "😀", "←"))]
    drawn = [picture(Drawing(text(line, 10, 10, 480, 24).body, 500, 60), line) for line in lines]
    pages = [Image.open(io.BytesIO(file)).convert("L") for file in png.render_pictures(drawn, 1.0)]
    boxes = [ImageOps.invert(page).getbbox() or (0, 0, 0, 0) for page in pages]
    widths = [right - left for left, _, right, _ in boxes]
    found = {line: (width, told) for line, width, told in zip(lines, widths, measured(lines, 24), strict=True)}
    # The letters at the ends have some space around them.
    assert {line: both for line, both in found.items() if abs(both[0] - both[1]) > 5} == {}


def test_pictures_in_other_files_say_so_too():
    def with_picture(words: str) -> Document:
        shown: Picture = picture(Drawing(text(words, 4, 4, 200, 20).body, 220, 40), "words")
        return replace(document(), sections=[Section("a", "A", [shown])])

    for words, told in (("tea", False), ("\uf0b7", True)):
        assert (TOLD in words_of_docx(docx.render(with_picture(words)))) == told
        assert (TOLD in email_body.body(with_picture(words)).html) == told
    # Word has the fonts of the reader for its own text.
    assert TOLD not in words_of_docx(docx.render(document("\uf0b7")))


def test_a_picture_of_a_snapshot_says_so():
    plain = Snapshot("a", "Tea", "Tea first", 0, False, [], [], [], [], [])
    heights = [
        Image.open(io.BytesIO(png.render(replace(plain, caption=words)))).height for words in ("Tea first", "\uf0b7")
    ]
    assert heights[1] > heights[0]

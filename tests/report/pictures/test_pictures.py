"""All pictures: any text gives valid XML, and the colours are those of the style sheet."""

import re
from xml.etree import ElementTree

from hypothesis import example, given, settings
from hypothesis import strategies as st

from live_cop.meeting.refusal import Refusal
from live_cop.meeting.texts.text import NOTE_LENGTH, required
from live_cop.paths import STATIC
from live_cop.report.facts import Group, Note, Spread, Zone
from live_cop.report.pictures import scale, svg, wall
from live_cop.report.pictures.text_layout import without_control_characters

SVG = "{http://www.w3.org/2000/svg}"
DIFFICULT_TEXTS = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "]]> --> <!-- &amp; &#0;",
    "{{ 7 * 7 }} {% raw %}",
    "A" * 200,
    "أحتاج إلى شخص واحد أثق به",
    "住まいがあることが最初の一歩だと思います。",
    "👩‍👩‍👧‍👦🇬🇧👍🏽 é́́́ zalgo",
    "one\n\n\n\ntwo",
    "x\n" * 200,
    "a word \ufffe\uffff\u2028\u00ad\u200b",
]


def zone_of(*texts: str, signed: str | None = None) -> Zone:
    return Zone("z1", "A place", "A prompt", "butter", [], [Note(text, "mint", signed) for text in texts])


def words_of(drawn: str) -> str:
    """All text of a picture, without the white space at which lines may end."""
    root = ElementTree.fromstring(drawn)
    return squeezed("".join(piece for each in root.iter(f"{SVG}text") for piece in each.itertext()))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", without_control_characters(text))


@st.composite
def stored_texts(draw: st.DrawFn) -> str:
    """Any text as the core stores it."""
    try:
        return required(draw(st.text(min_size=1, max_size=NOTE_LENGTH)), NOTE_LENGTH, lines=True)
    except Refusal:
        return "nothing"


@settings(deadline=None)
@given(stored_texts(), stored_texts())
@example(DIFFICULT_TEXTS[0], DIFFICULT_TEXTS[1])
def test_a_picture_of_any_text_is_valid_xml(title, text):
    zone = Zone("z1", title, text, "sky", [Group(title, [Note(text, "rose", title)])], [Note(text, "rose")])
    spread = Spread("s1", title, 1, text, title, 3, 5, 2, [1, 2, 3, 0, 9])
    for drawn in (*wall.pictures_of(zone), scale.picture_of(spread)):
        root = ElementTree.fromstring(drawn.svg)
        assert root.get("role") == "img" and root.get("aria-label")
        assert root.get("direction") == "ltr", "a page from right to left would turn its words round"
        assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
            "svg", "g", "rect", "path", "line", "circle", "text", "tspan",
        }  # fmt: skip


def test_right_to_left_text_starts_at_the_right():
    drawn = svg.text("أحتاج إلى شخص", 0, 0, 200, 14).body
    assert 'direction="rtl"' in drawn and 'x="200"' in drawn
    assert "direction" not in svg.text("plain words", 0, 0, 200, 14).body


def test_the_colours_are_those_of_the_tokens():
    light = (STATIC / "css" / "tokens.css").read_text().split("@media")[0]
    tokens = dict(re.findall(r"--([\w-]+): (#\w{6});", light))
    for name, color in svg.NOTES.items():
        assert tokens[name] == color
    names = ("paper", "paper-sunk", "ink", "ink-soft", "line", "edge", "accent", "accent-soft", "warm")
    for name in names:
        assert tokens[name] == getattr(svg, name.upper().replace("-", "_"))

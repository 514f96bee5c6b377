"""Pictures: every word is in them, they are valid XML, and their layout fits."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from live_cop.meeting.refusal import Refusal
from live_cop.meeting.text import NOTE_LENGTH, required
from live_cop.paths import STATIC
from live_cop.report.compile import snapshot_of
from live_cop.report.dates import Clock
from live_cop.report.facts import AgendaSection, Group, Note, Spread, Zone
from live_cop.report.pictures import agenda, scale, svg, wall
from live_cop.report.pictures.snapshot import svg_of
from live_cop.report.pictures.text_layout import without_control_characters

from ...meeting.room import CHAIR, Room

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


def notes(*texts: str, signed: str | None = None) -> Zone:
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
@given(st.lists(stored_texts(), min_size=1, max_size=6))
@example(DIFFICULT_TEXTS)
def test_every_word_of_every_note_is_in_the_picture(texts):
    drawn = "".join(words_of(sheet.svg) for sheet in wall.pictures_of(notes(*texts)))
    for text in texts:
        assert squeezed(text) in drawn


@settings(deadline=None)
@given(stored_texts(), stored_texts())
@example(DIFFICULT_TEXTS[0], DIFFICULT_TEXTS[1])
def test_a_picture_of_any_text_is_valid_xml(title, text):
    place = Zone("z1", title, text, "sky", [Group(title, [Note(text, "rose", title)])], [Note(text, "rose")])
    spread = Spread("s1", title, 1, text, title, 3, 5, 2, [1, 2, 3, 0, 9])
    parts = [AgendaSection(title, 10, 60_000, "now"), AgendaSection(text, 5, 0, "todo")]
    for drawn in (
        *wall.pictures_of(place),
        scale.picture_of(spread),
        agenda.picture_of(parts),
        agenda.strip_picture_of(parts),
    ):
        root = ElementTree.fromstring(drawn.svg)
        assert root.get("role") == "img" and root.get("aria-label")
        assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
            "svg", "g", "rect", "path", "line", "circle", "text", "tspan",
        }  # fmt: skip


def test_right_to_left_text_starts_at_the_right():
    drawn = svg.text("أحتاج إلى شخص", 0, 0, 200, 14).body
    assert 'direction="rtl"' in drawn and 'x="200"' in drawn
    assert "direction" not in svg.text("plain words", 0, 0, 200, 14).body


@pytest.mark.parametrize("words", [3, 8, 25])
def test_no_sheet_is_nearly_empty(words):
    """For up to thirty notes, no sheet of a zone is much lower than the highest."""
    for n in range(1, 31):
        texts = ["word " * (words if each % 3 else 2 * words) for each in range(n)]
        heights = [sheet.height for sheet, _ in wall.sheets_of(notes(*texts))]
        assert max(heights) <= wall.HEIGHT and min(heights) > max(heights) / 3, (n, heights)


def test_a_large_zone_has_several_sheets_that_fit_a_page():
    place = notes(*(f"{n}: " + "kind words " * (n % 30) for n in range(120)))
    drawn = wall.sheets_of(place)
    assert len(drawn) > 5
    assert all(sheet.height <= wall.HEIGHT for sheet, _ in drawn)
    said = " ".join(words for _, words in drawn)
    assert all(f"{n}: " in said for n in range(120))


def test_the_description_of_a_picture_is_its_label():
    place = Zone(
        "z1", "Gone well", "", "mint", [Group("Being asked", [Note("tea first", "sky")])], [Note("yes", "sky", "Mo")]
    )
    (drawn,) = wall.pictures_of(place)
    label = ElementTree.fromstring(drawn.svg).get("aria-label")
    assert drawn.description == label
    assert label == "Gone well: 2 notes. “Being asked”: tea first. Single notes: yes (Mo)."


def spread(counts, **more) -> Spread:
    fields = {"good_enough": 7, "floor": 5, "not_today": 2, **more}
    return Spread("s1", "How near are we?", 1, "far", "there", counts=counts, **fields)


def test_a_spread_has_a_dot_for_every_answer_and_describes_every_step():
    drawn = scale.picture_of(spread([0, 1, 0, 0, 4, 6, 3, 0, 0, 0])).svg
    root = ElementTree.fromstring(drawn)
    dots = [each for each in root.iter(f"{SVG}circle") if each.get("fill") == svg.ACCENT]
    assert len(dots) == 14
    assert root.get("aria-label") == (
        "How near are we? 1 is “far”, 10 is “there”. 2: 1 person; 5: 4 people; 6: 6 people; 7: 3 people (good enough)."
        " 2 people said “not today”."
    )


def test_many_answers_become_bars():
    root = ElementTree.fromstring(scale.picture_of(spread([200, 1, 0, 0, 4, 6, 3, 0, 0, 0])).svg)
    assert not [each for each in root.iter(f"{SVG}circle") if each.get("fill") == svg.ACCENT]
    assert "200" in words_of(scale.picture_of(spread([200, 1, 0, 0, 4, 6, 3, 0, 0, 0])).svg)


@pytest.mark.parametrize("hidden", ["nobody", "few", "not_shown"])
def test_a_hidden_spread_is_one_sentence(hidden):
    drawn = scale.picture_of(spread(None, hidden=hidden)).svg
    assert "<circle" not in drawn and "not today" not in drawn
    assert squeezed(scale.why_hidden(spread(None, hidden=hidden))) in words_of(drawn)


def test_a_snapshot_is_a_standalone_picture():
    room = Room()
    room.do(CHAIR, "agenda.start")
    for text in DIFFICULT_TEXTS[:9]:
        room.note(text=text, signed=DIFFICULT_TEXTS[0][:60])
    id = room.do(CHAIR, "snapshot.take", title=DIFFICULT_TEXTS[1], caption=DIFFICULT_TEXTS[0])["snapshot"]
    drawn = svg_of(snapshot_of(room.state, id), Clock(), "text{fill:red}")
    for text in DIFFICULT_TEXTS[:9]:
        assert squeezed(text.strip()) in words_of(drawn)
    assert not re.search(r"<script|<img|<a |<use|<image|https?://(?!www\.w3\.org/2000/svg)", drawn)


def test_a_picture_of_an_empty_wall_says_so():
    room = Room("blank")
    id = room.do(CHAIR, "snapshot.take")["snapshot"]
    assert "Nothingwasonthewallyet." in words_of(svg_of(snapshot_of(room.state, id), Clock()))


def test_the_colours_are_those_of_the_tokens():
    light = (STATIC / "css" / "tokens.css").read_text().split("@media")[0]
    tokens = dict(re.findall(r"--([\w-]+): (#\w{6});", light))
    for name, color in svg.NOTES.items():
        assert tokens[name] == color
    names = ("paper", "paper-sunk", "ink", "ink-soft", "line", "edge", "accent", "accent-soft", "warm")
    for name in names:
        assert tokens[name] == getattr(svg, name.upper().replace("-", "_"))

"""The pictures of the wall: every word is in them, and their sheets fit a page."""

from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from live_cop.report.facts import Group, Note, Zone
from live_cop.report.pictures import wall

from .test_pictures import DIFFICULT_TEXTS, squeezed, stored_texts, words_of, zone_of


@settings(deadline=None)
@given(st.lists(stored_texts(), min_size=1, max_size=6))
@example(DIFFICULT_TEXTS)
def test_every_word_of_every_note_is_in_the_picture(texts):
    drawn = "".join(words_of(sheet.svg) for sheet in wall.pictures_of(zone_of(*texts)))
    for text in texts:
        assert squeezed(text) in drawn


@pytest.mark.parametrize("words", [3, 8, 25])
def test_no_sheet_is_nearly_empty(words):
    """For up to thirty notes, no sheet of a zone is much lower than the highest."""
    for n in range(1, 31):
        texts = ["word " * (words if each % 3 else 2 * words) for each in range(n)]
        heights = [sheet.height for sheet, _ in wall.sheets_of(zone_of(*texts))]
        assert max(heights) <= wall.HEIGHT and min(heights) > max(heights) / 3, (n, heights)


def test_a_large_zone_has_several_sheets_that_fit_a_page():
    zone = zone_of(*(f"{n}: " + "kind words " * (n % 30) for n in range(120)))
    drawn = wall.sheets_of(zone)
    assert len(drawn) > 5
    assert all(sheet.height <= wall.HEIGHT for sheet, _ in drawn)
    description = " ".join(words for _, words in drawn)
    assert all(f"{n}: " in description for n in range(120))


def test_the_description_of_a_picture_is_its_label():
    zone = Zone(
        "z1", "Gone well", "", "mint", [Group("Being asked", [Note("tea first", "sky")])], [Note("yes", "sky", "Mo")]
    )
    (drawn,) = wall.pictures_of(zone)
    label = ElementTree.fromstring(drawn.svg).get("aria-label")
    assert drawn.description == label
    assert label == "Gone well: 2 notes. “Being asked”: tea first. Single notes: yes (Mo)."

"""The small picture of a scale, and the sentence about it."""

from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from live_cop.report.dates import Clock
from live_cop.report.facts import EarlierAnswers
from live_cop.report.formats.typst_drawing import for_typst
from live_cop.report.pictures import scale, svg
from live_cop.report.pictures.scale_strip import middle, picture_of, sentence
from live_cop.report.pictures.wall import WIDTH
from live_cop.words import languages

from ..sample_reports import spread
from .test_pictures import SVG

LONDON = Clock(ZoneInfo("Europe/London"))


@pytest.mark.parametrize("drawn", [lambda each: picture_of(each, LONDON), scale.picture_of], ids=["small", "large"])
def test_words_from_right_to_left_stand_at_what_they_name(drawn):
    with languages.using("ar"):
        lines = for_typst(drawn(replace(spread(), low_label="الباب مغلق", not_today=2)).svg, WIDTH)["lines"]
    names = [each for each in lines if each["before"] == 1 and each["x"] > WIDTH / 2]
    # Each begins at the right, where the scale does: the name of the low end, the legend, and "not today".
    assert len(names) >= 2 and all(each["rtl"] for each in names)
    assert any("الباب مغلق" in each["words"] for each in names)
    # The other end has an English name, which ends where the scale does.
    [high] = [each for each in lines if each["words"] == "asked fairly every time"]
    assert (high["rtl"], high["before"]) == (False, 0) and high["x"] < WIDTH / 4


def test_the_sentence_says_where_most_answers_are_and_were():
    assert sentence(spread(), LONDON) == (
        "Most answers were at 2 to 3 in May 2026 and are at 4 to 5 today. Good enough is 7: 2 of 17 answers are there "
        "or above. 1 person said “not today”."
    )
    without = replace(spread(), memory=[], good_enough=None, not_today=0)
    assert sentence(without, LONDON) == "Most answers are at 4 to 5."
    same = replace(without, memory=[EarlierAnswers("First", None, [0, 0, 0, 1, 1, 0, 0, 0, 0, 0])])
    assert sentence(same, LONDON) == "Most answers are at 4 to 5, as last time."


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([5, 0, 0, 0, 0, 0, 0, 0, 0, 5], "Answers go from 1 to 10."),
        ([0, 0, 6, 0, 0, 0, 0, 0, 0, 0], "Most answers are at 3."),
        ([0] * 10, ""),
    ],
)
def test_where_answers_differ_widely_no_middle_is_claimed(counts, said):
    assert sentence(replace(spread(), counts=counts, memory=[], good_enough=None, not_today=0), LONDON) == said


def test_last_time_has_one_form_whether_large_or_small():
    """Pale columns behind the answers, which differ from these in grey too."""
    for drawn in (picture_of(spread(), LONDON), scale.picture_of(spread())):
        root = ElementTree.fromstring(drawn.svg)
        pale = [each for each in root.iter(f"{SVG}rect") if each.get("fill") == svg.LINE]
        assert len(pale) == 5 + 1, "a column for each step that had answers, and one in the legend"
        assert "<polyline" not in drawn.svg


@given(st.lists(st.integers(0, 9), min_size=2, max_size=11))
def test_the_middle_holds_more_than_half_and_no_narrower_run_does(counts):
    found = middle(counts)
    if not any(counts):
        assert found is None
        return
    first, last = found
    total = sum(counts)
    assert 2 * sum(counts[first : last + 1]) > total
    narrower = last - first
    assert all(2 * sum(counts[n : n + narrower]) <= total for n in range(len(counts)))


@given(st.lists(st.integers(0, 300), min_size=2, max_size=11), st.booleans())
def test_any_spread_can_be_drawn_and_described(counts, has_memory):
    memory = [EarlierAnswers("First", 0, counts[::-1], 2)] if has_memory else []
    drawn = picture_of(replace(spread(), counts=counts, memory=memory), LONDON)
    assert 0 < drawn.height < 160 and drawn.width == 340
    assert drawn.svg.count("<circle") - has_memory in (0, sum(counts))
    assert "How near are we" in drawn.description and ("January 1970" in drawn.svg) == has_memory

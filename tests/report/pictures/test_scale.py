"""The picture of a scale: its dots, bars and earlier answers, and the same in words."""

from xml.etree import ElementTree

import pytest

from live_cop.report.facts import EarlierAnswers, Spread
from live_cop.report.pictures import scale, svg

from .test_pictures import SVG, squeezed, words_of


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


def test_earlier_answers_are_in_the_picture_and_in_words():
    earlier = [
        EarlierAnswers("Autumn", 1_700_000_000_000, [0, 3, 2], 3),
        EarlierAnswers("Winter", None, [1, 1, 3], None),
    ]
    spread = Spread("s", "How near?", 1, "far", "near", 2, 3, 0, [0, 2, 4], None, earlier, [(3, 1_700_000_000_000)])
    drawn = scale.picture_of(spread).svg
    columns = [each for each in ElementTree.fromstring(drawn).iter(f"{SVG}rect") if each.get("fill") == svg.LINE]
    assert len(columns) == 3 + 1 + 2, "of last time, for the legend, and of the meeting before"
    assert "<polyline" not in drawn
    assert "“Autumn”, Tuesday 14 November 2023: 2: 3 people; 3: 2 people" in drawn
    assert "Good enough before: 3." in drawn
    hidden = Spread("s", "How near?", 1, "far", "near", 2, 3, 0, None, "few", earlier)
    assert svg.LINE not in scale.picture_of(hidden).svg and "Autumn" not in scale.picture_of(hidden).svg

"""Measuring and wrapping text without a browser."""

from hypothesis import given, settings
from hypothesis import strategies as st

from live_cop.report.pictures import text_layout

from .test_pictures import squeezed, stored_texts


@settings(deadline=None)
@given(stored_texts(), st.sampled_from([80.0, 140.0, 290.0]), st.booleans())
def test_lines_contain_the_whole_text_and_fit_their_width(text, room, bold):
    lines = text_layout.wrap(text, 14.5, room, bold=bold)
    assert squeezed("".join(lines)) == squeezed(text)
    for line in lines:
        if len(text_layout.clusters(line.rstrip())) > 1:
            assert text_layout.width(line.rstrip(), 14.5, bold=bold) <= room + 0.01


def test_lines_end_between_words_and_long_words_are_broken():
    assert text_layout.wrap("ask two landlords to try", 14.5, 90) == ["ask two ", "landlords to ", "try"]
    assert "".join(text_layout.wrap("W" * 50, 14.5, 100)) == "W" * 50
    assert len(text_layout.wrap("W" * 50, 14.5, 100)) > 5
    assert text_layout.wrap("one\n\ntwo", 14.5, 100) == ["one\n", "\n", "two"]


def test_a_date_stays_on_one_line():
    assert text_layout.wrap("by 12/3/2026 or/and 2026-11-22", 14.5, 80) == [
        "by ",
        "12/3/2026 ",
        "or/and ",
        "2026-11-22",
    ]


def test_arabic_letters_are_as_wide_as_in_our_fonts():
    end = "دروازہ بند رہتا ہے"
    assert text_layout.wrap(end, 11.5, 162) == [end]
    # One that stands alone is wider than its size.
    assert text_layout.width("ص", 100) > 130


def test_grapheme_clusters_are_not_split():
    family, flag, thumb, accents = "👩‍👩‍👧‍👦", "🇬🇧", "👍🏽", "é́́"
    assert text_layout.clusters(family + flag + thumb + accents) == [family, flag, thumb, accents]

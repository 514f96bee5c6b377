"""Whatever colour somebody chooses for their community, it can be read, keeps its hue and means nothing else."""

import colorsys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from live_cop.report.accent import (
    ALIKE,
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    WARNINGS,
    accent_of,
    contrast,
    distance,
    parse,
)

from ..static.test_tokens import contrast as measured
from ..static.test_tokens import tokens

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
EXTREMES = ("#000000", "#ffffff", "#ffff00", "#fffde0", "#a84a13", "#fbe6d8", "#0000ff", "#010000", "#faf6ef")


def hue(color):
    """The hue in degrees, and how colourful it is (of 255)."""
    parts = [int(color[n : n + 2], 16) for n in (1, 3, 5)]
    return colorsys.rgb_to_hls(*(part / 255 for part in parts))[0] * 360, max(parts) - min(parts)


def for_all_colors(check):
    for color in EXTREMES:
        check = example(color)(check)
    return given(COLORS)(check)


@for_all_colors
def test_it_can_be_read_in_light_and_in_dark_and_on_paper(color):
    accent = accent_of(color)
    for shades, grounds in ((accent.light, LIGHT_GROUNDS), (accent.dark, DARK_GROUNDS)):
        for ground in (*grounds, shades.tint):
            assert measured(shades.words, ground) >= 4.5
        for ground in grounds:
            assert measured(shades.shape, ground) >= 3
        assert measured(shades.on, shades.words) >= 4.5
    for ink, tint in (("#1d2433", accent.light.tint), ("#525b6e", accent.light.tint), ("#f2ede4", accent.dark.tint)):
        assert measured(ink, tint) >= 4.5


@for_all_colors
def test_the_hue_of_what_somebody_chose_stays(color):
    was, colourful = hue(color)
    for shades in (accent_of(color).light, accent_of(color).dark):
        for each in (shades.words, shades.shape):
            now, left = hue(each)
            # Of a colour that is nearly grey, eight bits do not tell the hue.
            if min(colourful, left) > 40:
                assert min(abs(now - was), 360 - abs(now - was)) < 3


@for_all_colors
def test_a_tint_is_never_taken_for_a_warning(color):
    accent = accent_of(color)
    for shades, warning in zip((accent.light, accent.dark), WARNINGS, strict=True):
        assert distance(shades.tint, warning) >= ALIKE


@given(COLORS)
def test_a_colour_that_can_be_read_stays_as_it_is(color):
    accent = accent_of(color)
    for shades, grounds in ((accent.light, LIGHT_GROUNDS), (accent.dark, DARK_GROUNDS)):
        if all(contrast(color, each) >= 7 for each in grounds):
            assert shades.words == color == shades.shape


def test_the_grounds_are_those_of_the_screens():
    light, dark = tokens(dark=False), tokens(dark=True)
    names = ("paper", "paper-raised", "paper-sunk")
    assert (*(light[name] for name in names), "#ffffff") == LIGHT_GROUNDS
    assert tuple(dark[name] for name in names) == DARK_GROUNDS
    assert (light["warm-soft"], dark["warm-soft"]) == WARNINGS


@pytest.mark.parametrize(
    ("written", "color"),
    [
        ("#0b6e69", "#0b6e69"),
        (" 0B6E69 ", "#0b6e69"),
        ("#aBc", "#aabbcc"),
        ("# 0b 6e 69", "#0b6e69"),
        ("", None),
        ("green", None),
        ("#0b6e6", None),
        ("#0b6e69ff", None),
        ("#0b6e6g", None),
        ("#٠٠٠", None),
        ("url(x)", None),
        ("#fff;}", None),
    ],
)
def test_a_typed_colour_is_understood_or_not(written, color):
    assert parse(written) == color

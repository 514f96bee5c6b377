"""Every text has enough contrast on each background that it appears on, in light and in dark."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "static" / "css" / "tokens.css").read_text(encoding="utf-8")

GROUNDS = ("paper", "paper-raised", "paper-sunk")
NOTES = ("butter", "mint", "sky", "rose", "lilac", "sand")
TEXT, LARGE_OR_EDGE, NOTE = 4.5, 3.0, 7.0
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-soft", "accent", "warm") for ground in GROUNDS),
    ("accent-ink", "accent", TEXT),
    ("accent-ink", "accent-strong", TEXT),
    *((ink, "accent-soft", TEXT) for ink in ("ink", "accent")),
    *((ink, "warm-soft", TEXT) for ink in ("ink", "ink-soft", "warm")),
    ("paper", "ink", TEXT),
    *(("edge", ground, LARGE_OR_EDGE) for ground in GROUNDS),
    *(("note-ink", note, NOTE) for note in NOTES),
    *(("note-ink-soft", note, NOTE) for note in NOTES),
]


def tokens(dark):
    light, _, rest = CSS.partition("prefers-color-scheme: dark")
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    if dark:
        found |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", rest.partition("@media")[0]))
    return found


def luminance(color):
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("dark", (False, True), ids=("light", "dark"))
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS, ids=lambda value: str(value))
def test_it_can_be_read(ink, ground, least, dark):
    found = tokens(dark)
    assert contrast(found[ink], found[ground]) >= least

"""The guide for chairs names the product's own words: what is bold in it is on a screen under exactly that name."""

import re
from pathlib import Path

from live_cop import words

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "chairing.md").read_text(encoding="utf-8")
#: The buttons that give and take minutes have numbers for names.
NUMBERS = {"−1", "+1", "+5"}


def test_what_is_bold_in_the_guide_is_a_name_in_the_product():
    bold = {" ".join(name.split()) for name in re.findall(r"\*\*(.+?)\*\*", GUIDE, re.DOTALL)} - NUMBERS
    assert len(bold) > 50
    assert bold - set(words.catalogue().values()) == set()


def test_every_picture_is_there_and_is_shown():
    there = {path.name for path in (ROOT / "docs" / "pictures").iterdir()}
    shown = re.findall(r"pictures/([\w-]+\.png)", GUIDE + (ROOT / "README.md").read_text(encoding="utf-8"))
    assert set(shown) == there

"""Comparing texts as people do."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from live_cop.meeting.texts.fold import fold, fold_with_places

ALIKE = [
    ("O'Brien", "O’Brien"), ("O'Brien", "O`Brien"), ("O'Brien", "O´Brien"), ("O'Brien", "OʼBrien"),
    ("O'Brien", "O＇Brien"),
    ("Anne-Marie", "Anne‑Marie"), ("Anne-Marie", "anne–marie"), ("Anne-Marie", "Anne\xad-Marie"),
    ("José", "Jose\u0301"),
    ("ANN", "ann"), ("Ann  Lee", "Ann\xa0Lee"), ("Ａｎｎ", "Ann"), ("Straße", "STRASSE"), ("Ann", "A\u200bnn\ufeff"),
    ('the "Hub"', "the “Hub”"), ("von […]", "von [...]"), ("Σίσυφος", "ΣΊΣΥΦΟΣ"), ("ﬁx", "fix"), ("가", "\u1100\u1161"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_texts_that_people_take_for_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("José", "Jose"), ("Ann", "Anna"), ("O'Brien", "OBrien"), ("a b", "ab")])
def test_texts_that_differ(one, other):
    assert fold(one) != fold(other)


@given(st.text())
@example("ᾳ\u0345\u0301")
def test_folding_again_changes_nothing_and_forms_of_unicode_do_not_matter(text):
    folded = fold(text)
    assert fold(folded) == folded
    for form in ("NFC", "NFD"):
        assert fold(unicodedata.normalize(form, text)) == folded


@given(st.text())
@example("\u0f40\u0f71\u0f74\u0f73")
def test_each_folded_character_has_its_place(text):
    folded = fold_with_places(text)
    assert " ".join(folded.text.split()) == fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)

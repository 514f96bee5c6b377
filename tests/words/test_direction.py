"""The direction of words, and of those within a line that run the other way."""

import re

import pytest

from live_cop.words import catalogue, labelled, languages, listed, own_words, t
from live_cop.words.direction import in_lines, is_rtl, marked

#: The areas whose words stand in files and letters beside those of people, where nothing else says their direction.
WRITTEN = ("report", "mail", "invitation", "common")
FROM_RIGHT = [code for code, each in languages.languages().items() if each.direction == "rtl"]


@pytest.mark.parametrize(
    ("code", "words", "shown"),
    [
        ("ar", "They ring back!", "\u200f\u2066They ring back!\u2069"),
        ("ar", "منازل (Homes) 4", "\u200f\u2067منازل (Homes) 4\u2069"),
        ("ar", "يعاودان الاتصال!", "يعاودان الاتصال!"),
        ("ar", "https://example.org/a", "https://example.org/a"),
        ("en", "يعاودان الاتصال!", "\u200e\u2067يعاودان الاتصال!\u2069"),
        ("en", "They ring back!", "They ring back!"),
    ],
)
def test_words_that_run_against_the_line_are_a_unit_of_their_own(code, words, shown):
    with languages.using(code):
        place = catalogue()["report.steps.notice"]
        assert t("report.steps.notice", notice=words) == place.replace("{notice}", shown)


def test_a_line_that_was_put_together_stands_in_another_as_it_is():
    with languages.using("ar"):
        names = listed(["Ann", "Ben", "فاطمة"])
        assert names == "\u200f\u2066Ann\u2069، \u200f\u2066Ben\u2069، فاطمة"
        assert labelled("تولاها", names) == f"تولاها: {names}"


def test_the_first_letter_outside_of_a_unit_decides_the_direction():
    assert is_rtl("\u2066Homes\u2069: 3 ملاحظات") and not is_rtl("\u2067منازل\u2069: 3 notes")
    assert is_rtl("\u2066Ann\u2069", without_letters=True) and not is_rtl("12:30")


def test_each_line_of_a_unit_has_its_signs():
    assert in_lines(["a \u2066b ", "c ", "d\u2069 e"]) == ["a \u2066b \u2069", "\u2066c \u2069", "\u2066d\u2069 e"]
    assert in_lines(["a \u2066b\u2069 ", "c"]) == ["a \u2066b\u2069 ", "c"]


def test_office_programs_get_marks_that_have_no_width():
    with languages.using("ar"):
        assert marked("إلى: \u2066Ann!\u2069.") == "إلى: \u200eAnn!\u200e\u200f."
    assert marked("To: \u2067علي!\u2069.") == "To: \u200fعلي!\u200f\u200e."


@pytest.mark.parametrize("code", FROM_RIGHT)
def test_no_line_of_ours_begins_with_letters_of_another_direction(code):
    """It would be taken for a line that runs the other way."""
    texts = [each for each in own_words(code).items() if each[0].split(".")[0] in WRITTEN]
    ours = {key: re.sub(r"\{\w+\}", "", words) for key, words in texts}
    arabic = {key: words for key, words in ours.items() if re.search("[\u0600-\u06ff]", words)}
    assert not [key for key, words in arabic.items() if not is_rtl(words, without_letters=True)]

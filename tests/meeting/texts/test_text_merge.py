"""The three-way merge of texts: no word of two people who edit one text at the same time is lost."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live_cop.meeting.refusal import Refusal
from live_cop.meeting.texts.text_merge import merge_texts, merged_with

from ...support.patience import cpu_of

BASE = [
    "we", "asked", "first", "and", "listened.", "then", "lunch", "came,", "with", "a", "walk", "by", "the", "canal.",
    "nobody", "left", "early", "today",
]  # fmt: skip
BLANKS = st.sampled_from([*[" "] * 8, "\n", "\n\n"])


@st.composite
def grown_from(draw: st.DrawFn, base: list[str], fresh: list[str]) -> str:
    """An edited text: some words removed, and new ones inserted anywhere."""
    words = [word for word in base if draw(st.integers(0, 5))]
    for word in fresh[: draw(st.integers(0, len(fresh)))]:
        words.insert(draw(st.integers(0, len(words))), word)
    return "".join(word + draw(BLANKS) for word in words).strip()


@st.composite
def written_at_once(draw: st.DrawFn) -> tuple[str, str, str]:
    base = draw(st.lists(st.sampled_from(BASE), max_size=17, unique=True))
    theirs, mine = draw(grown_from(base, ["T1", "T2", "T3"])), draw(grown_from(base, ["M1", "M2", "M3"]))
    return " ".join(base), theirs, mine


@given(written_at_once())
def test_no_word_of_either_writer_is_lost(texts: tuple[str, str, str]):
    was, theirs, mine = texts
    result = Counter(merge_texts(was, theirs, mine).split())
    for text in (theirs, mine):
        assert Counter(text.split()) - Counter(was.split()) <= result


@given(
    *[st.lists(st.sampled_from(["a", "b", " ", "\n", "c"]), max_size=8).map(lambda parts: "".join(parts).strip())] * 3
)
def test_no_word_of_any_three_texts_is_lost(was: str, theirs: str, mine: str):
    result = set(merge_texts(was, theirs, mine).split())
    assert (set(theirs.split()) | set(mine.split())) - set(was.split()) <= result
    assert result <= {*was.split(), *theirs.split(), *mine.split()}


@given(written_at_once(), st.integers(0, 17))
def test_an_edit_that_is_sent_again_changes_nothing(texts: tuple[str, str, str], place: int):
    was, theirs, _ = texts
    words = was.split()
    mine = " ".join([*words[:place], "M1 M2", *words[place:]])
    once = merged_with(theirs, mine, was, 8_000, lines=True)
    assert merged_with(once, mine, was, 8_000, lines=True) == once
    assert once.count("M1 M2") == 1


@given(written_at_once())
def test_a_single_writer_gets_what_they_wrote(texts: tuple[str, str, str]):
    was, theirs, _ = texts
    assert merge_texts(was, theirs, was) == theirs == merge_texts(was, was, theirs) == merge_texts(was, theirs, theirs)


@pytest.mark.parametrize(
    ("was", "theirs", "mine", "result"),
    [
        ("", "We ask first.", "Tea helps.", "We ask first. Tea helps."),
        ("One. Two.", "One more. Two.", "One. Two. Three.", "One more. Two. Three."),
        ("One. Two.", "One. Two. Theirs.", "One. Two. Mine.", "One. Two. Theirs. Mine."),
        ("the cat", "the cut", "the cot", "the cut cot"),
        ("one two", "one two!", "one two three", "one two! three"),
        ("keep this please", "", "keep this one please", "keep this one please"),
        # One writer edits both ends while the other writes in the middle.
        (
            "Teh room was full and warm. We asked people first. It was good to bee here together.",
            "The room was full and warm. We asked people first. It was good to be here together.",
            "Teh room was full and warm. We asked everyone first. It was good to bee here together.",
            "The room was full and warm. We asked everyone first. It was good to be here together.",
        ),
        # The acknowledgement of the first edit was lost, and the writer has typed more since.
        ("", "We ask", "We ask first", "We ask first"),
        ("", "We ask first", "We ask", "We ask first"),
    ],
)
def test_both_changes_are_kept_in_their_places(was: str, theirs: str, mine: str, result: str):
    assert merge_texts(was, theirs, mine) == result


def test_the_merged_text_must_fit():
    with pytest.raises(Refusal, match=r"^too_long$"):
        merged_with("x" * 60, "y" * 60, "", 100)
    assert merged_with("x" * 60, "y" * 60, None, 100) == "y" * 60


@pytest.mark.parametrize(
    "word", [lambda n: "a", lambda n: f"w{n}", lambda n: f"w{n % 9}"], ids=["one word", "many words", "a few words"]
)
def test_a_text_takes_no_longer_than_it_is_long(word: Callable[[int], str]):
    """Sixteen times the length takes sixteen times as long, and not 256 times."""

    def cost(length: int) -> float:
        was = [word(n) for n in range(length)]
        theirs = [f"t{n}" if n % 20 == 0 else each for n, each in enumerate(was)]
        mine = [f"m{n}" if n % 20 == 10 else each for n, each in enumerate(was)]
        return cpu_of(lambda: merge_texts(" ".join(was), " ".join(theirs), " ".join(mine)))

    # As long as a text of the report may be, and far longer.
    assert cost(16 * 2_000) < 64 * cost(2_000)

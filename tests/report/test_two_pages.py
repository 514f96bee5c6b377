"""What fits on two pages: shown by rank, cut only where it must be, and nothing left out without a word."""

from hypothesis import given
from hypothesis import strategies as st

from live_cop.report.document import Item, Items, Section, Text
from live_cop.report.two_pages import MAY, MUST, SHOULD, Chapter, Part, fill, pieces, sections, text_parts

#: Heights of parts in lines of 20 pt; pages of 75 lines.
LINES = 75
ITEMS = st.lists(st.tuples(st.integers(1, 12), st.sampled_from([MUST, SHOULD, MAY])), max_size=40)


def chapters_of(drawn: list[list[tuple[int, int]]]) -> list[Chapter]:
    """Chapters of items, each item named after its place, with as many facts as it is lines high."""
    return [
        Chapter(
            f"c{c}",
            f"Chapter {c}",
            [Part([Items([Item(f"{c}/{p}", [""] * (high - 1))])], rank) for p, (high, rank) in enumerate(items)],
        )
        for c, items in enumerate(drawn)
    ]


def lines_of(shown: list[Section]) -> int:
    """How many lines these sections take: one for a heading, a remark, an item, and each fact."""
    blocks = [block for section in shown for block in section.blocks]
    items = [item for block in blocks if isinstance(block, Items) for item in block.items]
    return len(shown) + sum(isinstance(block, Text) for block in blocks) + sum(1 + len(item.facts) for item in items)


def left(shown: list[Section]) -> float:
    return 20.0 * (LINES - lines_of(shown))


def places(shown: list[Section]) -> list[tuple[int, int]]:
    """The places of the items that are shown."""
    names = [
        item.text for section in shown for block in section.blocks if isinstance(block, Items) for item in block.items
    ]
    return [(int(c), int(p)) for c, _, p in (name.partition("/") for name in names)]


def remarks(section: Section) -> str:
    return " ".join(block.text for block in section.blocks if isinstance(block, Text))


@given(st.lists(ITEMS, max_size=6))
def test_what_is_shown_fits_in_order_and_everything_else_is_counted(drawn):
    chapters = chapters_of(drawn)
    shown = fill(chapters, left)
    assert left(shown) >= 0
    found = places(shown)
    assert found == sorted(found)
    for section in shown:
        c = int(section.id[1:])
        missing = len(drawn[c]) - sum(place[0] == c for place in found)
        assert (f"And {missing} more" in remarks(section)) == bool(missing)
    missing_chapters = [
        f"Chapter {c}" for c, items in enumerate(drawn) if items and all(place[0] != c for place in found)
    ]
    if shown and missing_chapters:
        assert f"The full report also has: {', '.join(missing_chapters)}." in remarks(shown[-1])


@given(st.lists(ITEMS, max_size=6))
def test_nothing_is_left_out_for_something_of_lower_rank_unless_it_does_not_fit(drawn):
    """Of a chapter in which one part did not fit, no later ones are tried: each is a layout of two pages."""
    chapters = chapters_of(drawn)
    ranked = sorted((rank, c, p) for c, items in enumerate(drawn) for p, (_, rank) in enumerate(items))
    found = set(places(fill(chapters, left)))
    tried = set()
    for n, (_, c, p) in enumerate(ranked):
        if (c, p) in found or c in tried or not any(each[1:] in found for each in ranked[n + 1 :]):
            continue
        tried.add(c)
        before = {each[1:] for each in ranked[:n] if each[1:] in found}
        assert left(sections(chapters, before | {(c, p)})) < 0, "it would have fitted"


@given(st.lists(ITEMS, max_size=6))
def test_no_page_is_left_empty_while_the_next_part_would_fit(drawn):
    chapters = chapters_of(drawn)
    shown = fill(chapters, left)
    found = set(places(shown))
    ranked = sorted((rank, c, p) for c, items in enumerate(drawn) for p, (_, rank) in enumerate(items))
    missing = [each[1:] for each in ranked if each[1:] not in found]
    # Below the height of a line nothing is tried; and the word about what is left out takes one.
    assert not missing or left(shown) < 26 or left(sections(chapters, found | {missing[0]})) < 0


@given(st.lists(st.lists(st.text("ab .!\n", max_size=60), max_size=5).map("\n\n".join), max_size=3))
def test_a_text_that_fits_is_the_whole_text(texts):
    chapters = [Chapter(f"c{n}", "A chapter", text_parts(text, MUST)) for n, text in enumerate(texts)]
    shown = fill(chapters, lambda _: 100.0)
    squeezed = ["".join(text.split()) for text in texts]
    assert ["".join(section.blocks[0].text.split()) for section in shown] == [each for each in squeezed if each]
    assert all(len(section.blocks) == 1 for section in shown)


def test_a_text_is_cut_after_a_sentence_or_else_with_dots():
    assert pieces("One. Two!\nThree\n\nFour") == [("\n\n", "One."), (" ", "Two!"), ("\n", "Three"), ("\n\n", "Four")]
    long = "word " * 100
    for text, ends in (("One. Two. Three.", "One."), (long, "word …")):
        chapter = Chapter("c", "C", text_parts(text, MUST))
        [section] = sections([chapter], {(0, 0)})
        assert section.blocks[0].text.endswith(ends)
        assert section.blocks[1] == Text("There is more about this in the full report.", soft=True)


def test_the_rest_of_a_text_is_never_shown_without_its_beginning():
    heights = {"One.": 2000, "Two.": 10}

    def space(shown: list[Section]) -> float:
        words = " ".join(block.text for section in shown for block in section.blocks if isinstance(block, Text))
        return 1500.0 - sum(high for word, high in heights.items() if word in words)

    parts = text_parts("One. Two.", MAY)
    assert fill([Chapter("c", "C", parts)], space) == []

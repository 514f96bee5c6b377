"""The board never clips: whatever is on it, at whatever size, nothing is cut, nothing covers anything else, and nothing
lies outside the screen.

A sample with each view once is in `make test`; `make thorough` has everything together with everything.
"""

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..screens import Screens
from .full_board import NOTES, OVER, PEOPLE, SIZES, TEXT, VIEWS, WORDS, Case, FullBoard

#: What is wrong with what the board shows now: a list of sentences.
FAULTS = Path(__file__).with_name("faults.js").read_text(encoding="utf-8").partition("export ")[2]
#: What else a case is made of.
SIDES: tuple[tuple[object, ...], ...] = (NOTES, PEOPLE, WORDS, OVER, SIZES, TEXT)


def sample() -> list[Case]:
    """Each view once, with values of the other sides that take turns in any order; always the same cases."""
    draw = random.Random(15)

    def turns(side: tuple[object, ...]) -> Iterator[object]:
        while True:
            yield from draw.sample(side, len(side))

    cases = [Case(*values) for values in zip(VIEWS, *map(turns, SIDES), strict=False)]  # type: ignore[arg-type]
    return sorted(cases, key=lambda case: (case.text, case.size))


def faults_of(board: FullBoard, cases: list[Case]) -> Iterator[str]:
    for case in cases:
        board.show(case)
        for fault in board.page.evaluate(f"({FAULTS})()"):
            yield f"{case}\n    {fault}"


def test_nothing_is_cut_in_any_view(screens: Screens) -> None:
    board = FullBoard(screens)
    found = list(faults_of(board, sample()))
    assert not found, "\n".join(found)


def test_what_says_the_same_as_what_it_replaces_is_measured_too(screens: Screens) -> None:
    board = FullBoard(screens)
    small = (1280, 720)
    # The same words by other people, so every step is another one.
    of = ((40, 27), (150, 100), (40, 27))
    cases = [Case("steps", notes, people, "plain", "nothing", small, 100) for notes, people in of]
    found = list(faults_of(board, cases))
    assert not found, "\n".join(found)


@pytest.mark.thorough
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_cut_in_any_state_of_any_view(screens: Screens, view: str) -> None:
    """Everything together with everything. The sizes take turns: all but the last have the same shape."""
    states = itertools.product(NOTES, PEOPLE, WORDS, OVER, TEXT)
    cases = [
        Case(view, notes, people, words, over, SIZES[n % len(SIZES)], text)
        for n, (notes, people, words, over, text) in enumerate(states)
    ]
    found = list(faults_of(FullBoard(screens), sorted(cases, key=lambda case: (case.text, case.size))))
    assert not found, "\n".join(found)

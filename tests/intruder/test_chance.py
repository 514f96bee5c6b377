"""The test of chance is exact, and sees what it should see."""

import itertools
import math
import random

import pytest

from .chance import at_least, outcome


@pytest.mark.parametrize("right", range(5))
def test_how_likely_so_many_are_right(right: int):
    chances = [0.1, 0.5, 0.25, 0.9]
    expected = sum(
        math.prod(p if hit else 1 - p for hit, p in zip(hits, chances, strict=True))
        for hits in itertools.product((True, False), repeat=4)
        if sum(hits) >= right
    )
    assert at_least(right, chances) == pytest.approx(expected)


def test_it_is_the_binomial_where_all_have_the_same_chance():
    expected = sum(math.comb(30, n) * 0.2**n * 0.8 ** (30 - n) for n in range(12, 31))
    assert at_least(12, [0.2] * 30) == pytest.approx(expected)


def test_somebody_who_guesses_is_not_found():
    chance = random.Random(1)
    assert not outcome(300, [(chance.random() < 0.1, 0.1) for _ in range(300)]).beats_chance


def test_somebody_who_knows_half_is_found():
    chance = random.Random(1)
    assert outcome(60, [(chance.random() < 0.1 + 0.9 / 2, 0.1) for _ in range(60)]).beats_chance


def test_nobody_is_found_who_never_guesses():
    assert not outcome(60, []).beats_chance

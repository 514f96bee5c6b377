"""Is somebody better than chance? An exact test, for guesses of which each has a chance of its own."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

#: By so much a strategy may be better than chance: what anybody sees who sits in the room.
MARGIN = 0.05
#: How often a strategy that is no better than that fails by accident. There are fewer than 200 strategies, so the suite
#: fails by accident less than once in 10,000 runs.
ACCIDENT = 5e-7


class Outcome(NamedTuple):
    """How a strategy did: its guesses, and how many were right."""

    meetings: int
    guesses: int
    right: int
    #: The average chance of its guesses.
    chance: float
    #: How likely somebody is to be right so often who is better than chance by the margin, and no more.
    likely: float

    @property
    def beats_chance(self) -> bool:
        return self.likely < ACCIDENT

    def row(self, name: str) -> str:
        """A line of a table: strategy, success, chance, bound."""
        share = f"{self.right / self.guesses:.0%}" if self.guesses else "no guess"
        verdict = "BETTER THAN CHANCE" if self.beats_chance else ""
        bound = min(1.0, self.chance + MARGIN)
        return f"{name:<110} {self.right:>4}/{self.guesses:<4} {share:>8} {self.chance:>7.0%} {bound:>7.0%} {verdict}"


def outcome(meetings: int, judged: Sequence[tuple[bool, float]]) -> Outcome:
    """The outcome of guesses in meetings that have nothing to do with each other."""
    right = sum(hit for hit, _ in judged)
    chances = [chance for _, chance in judged]
    likely = at_least(right, (min(1.0, chance + MARGIN) for chance in chances))
    return Outcome(meetings, len(judged), right, sum(chances) / max(1, len(chances)), likely)


def at_least(right: int, chances: Iterable[float]) -> float:
    """How likely it is that so many of these independent guesses or more are right (Poisson's binomial, exactly)."""
    # The first numbers are how likely so many are right; the last one, how likely it is that enough are.
    likely = [1.0] + [0.0] * right
    for chance in chances:
        for n in range(right, 0, -1):
            stays = 1.0 if n == right else 1 - chance
            likely[n] = likely[n] * stays + likely[n - 1] * chance
        likely[0] *= 1 - chance if right else 1.0
    return likely[right]

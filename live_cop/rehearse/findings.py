"""What was found: figures and their percentiles, and what got lost. Nothing here talks to anybody."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

#: Times are kept in steps of a quarter of a millisecond: one count a step, however many times there are.
STEPS_A_SECOND = 4_000


class Times:
    """Lengths of time, counted by steps."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()

    def add(self, seconds: float) -> None:
        self.add_steps(round(seconds * STEPS_A_SECOND), 1)

    def add_steps(self, steps: int, times: int) -> None:
        self._counts[max(0, steps)] += times

    @property
    def count(self) -> int:
        return self._counts.total()

    def percentile(self, share: float) -> float | None:
        """Milliseconds that this share of all times does not exceed; None where there are no times."""
        rank = max(1, math.ceil(share * self.count))
        passed = 0
        for steps, times in sorted(self._counts.items()):
            passed += times
            if passed >= rank:
                return steps * 1_000 / STEPS_A_SECOND
        return None

    def figures(self) -> dict[str, float | None]:
        """Half, 95 of 100, 99 of 100, and all of them, in milliseconds."""
        shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
        return {name: self.percentile(share) for name, share in shares.items()}


class Arrivals:
    """When commands were given and when screens showed them.

    A screen that goes from revision a to b has been shown all of a+1 to b. Most screens make the same steps at nearly
    the same time, so a step is counted once with its times, and taken apart only at the end.
    """

    def __init__(self) -> None:
        self._steps: dict[tuple[int, int], dict[int, int]] = {}
        self._given: dict[int, list[int]] = {}

    def shown(self, before: int, after: int, at: float) -> None:
        """A screen went from one revision to another."""
        times = self._steps.get((before, after))
        if times is None:
            times = self._steps[before, after] = {}
        step = int(at * STEPS_A_SECOND)
        times[step] = times.get(step, 0) + 1

    def given(self, revision: int, at: float) -> None:
        """A command that became this revision was given at that time."""
        self._given.setdefault(revision, []).append(int(at * STEPS_A_SECOND))

    def times(self) -> Times:
        """From each command to each screen that was shown it."""
        found = Times()
        for (before, after), shown in self._steps.items():
            given = Counter(at for n in range(before + 1, after + 1) for at in self._given.get(n, ()))
            for start, commands in given.items():
                for end, screens in shown.items():
                    # What changed nothing carries a revision that was there before it.
                    if end >= start:
                        found.add_steps(end - start, commands * screens)
        return found


class Given(NamedTuple):
    """A note that was acknowledged: its words, and where it was last put, if it was moved."""

    text: str
    place: tuple[float, float] | None = None


class Losses(NamedTuple):
    """What is not as it was acknowledged."""

    lost: int = 0
    doubled: int = 0


def compare_notes(given: Mapping[str, Given], wall: Mapping[str, Mapping[str, Any]]) -> Losses:
    """Acknowledged notes and a wall that was freshly sent: each must be there once, with its words, at its place."""
    lost = 0
    for id, note in given.items():
        record = wall.get(id)
        if record is None or record["text"] != note.text:
            lost += 1
            continue
        lost += note.place is not None and (record["x"], record["y"]) != note.place
    often = Counter(record["text"] for record in wall.values())
    return Losses(lost, sum(max(0, often[text] - 1) for text in {note.text for note in given.values()}))


def compare_marks(given: Iterable[int], scale: Mapping[str, Any]) -> Losses:
    """The last acknowledged mark of each person and a scale that was freshly sent."""
    values = Counter(given)
    if "counts" not in scale:
        counted = Counter({None: scale["answers"]})
        wanted: Counter[Any] = Counter({None: values.total()})
    else:
        counted = Counter({scale["low"] + n: count for n, count in enumerate(scale["counts"])})
        wanted = Counter(values)
    return Losses((wanted - counted).total(), max(0, counted.total() - wanted.total()))

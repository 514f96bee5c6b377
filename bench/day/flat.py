"""What is seen of a server through the day, and whether it stays as it is: the last third beside the middle one."""

import statistics
from collections.abc import Callable, Iterator
from typing import NamedTuple

#: What is flat may differ by so much from the middle of the day: a share of it, and a bit more where that is little.
MORE = {
    "memory": (0.05, 4.0),
    "meetings in memory": (0.1, 2.0),
    "files beside screens": (0.1, 5.0),
    "threads": (0.1, 2.0),
    "cpu for each answer": (0.15, 0.1),
    "answer p99": (0.3, 5.0),
    "screen p99": (0.3, 5.0),
}


class Look(NamedTuple):
    """What is seen at one moment, and since the last one. Times are in milliseconds, sizes in MB."""

    #: Meetings that are going on, that the server has in memory, and that are in its file.
    going: int
    held: int
    filed: int
    screens: int
    memory: float
    files: int
    threads: int
    children: int
    file_mb: float
    #: Commands that the server answered in a second, and how much of a core it and the people used.
    rate: float
    cpu: float
    own: float
    answer_p50: float
    answer_p99: float
    screen_p50: float
    screen_p99: float
    #: How late the server's loop was at most by what it did itself.
    lag: float

    def line(self) -> str:
        return "".join(f"{value:>11.5g}" for value in self)


class Compared(NamedTuple):
    """A figure in the middle of the day and in the last third, and up to where the last is flat."""

    what: str
    middle: float
    last: float
    most: float

    @property
    def flat(self) -> bool:
        # Where there is nothing, nothing was measured.
        return self.middle > 0 and self.last <= self.most

    def line(self) -> str:
        found = f"{self.what}: {self.middle:.4g}, then {self.last:.4g} (at most {self.most:.4g})"
        return f"{found}: {'flat' if self.flat else 'NOT FLAT'}"


def compare(empty: Look, before: Look, day: list[Look], after: Look) -> Iterator[Compared]:
    """The last third with the middle one, by medians. What follows from there being more meetings in the file or in
    memory is not growth, and is taken off. What one in the file takes is how much more memory the server has `before`
    anybody comes than an `empty` one; what one in memory takes is how much it gives back `after` all have gone."""
    third = len(day) // 3
    middle, last = day[third : 2 * third], day[-third:]

    def pair(of: Callable[[Look], float]) -> tuple[float, float]:
        return statistics.median(map(of, middle)), statistics.median(map(of, last))

    memory, held, filed = pair(lambda look: look.memory), pair(lambda look: look.held), pair(lambda look: look.filed)
    each_filed = max(0.0, before.memory - empty.memory) / max(1, before.filed)
    each_held = max(0.0, memory[1] - after.memory) / max(1, held[1])
    follows = (held[1] - held[0]) * each_held + (filed[1] - filed[0]) * each_filed
    print(
        f"memory: {memory[0]:.0f}, then {memory[1]:.0f} MB; with {held[0]:.0f}, then {held[1]:.0f} meetings in memory"
        f" ({each_held * 1e3:.0f} KB each, with its people) and {filed[0]:.0f}, then {filed[1]:.0f} in the file"
        f" ({each_filed * 1e3:.1f} KB each): {follows:+.1f} MB follow from these and are taken off"
    )
    figures = {
        "memory": (memory[0], memory[1] - follows),
        "meetings in memory": held,
        "files beside screens": pair(lambda look: look.files - look.screens),
        "threads": pair(lambda look: look.threads),
        "cpu for each answer": pair(lambda look: look.cpu * 1e3 / max(1.0, look.rate)),
        "answer p99": pair(lambda look: look.answer_p99),
        "screen p99": pair(lambda look: look.screen_p99),
    }
    for what, (then, now) in figures.items():
        share, bit = MORE[what]
        yield Compared(what, then, now, then + max(then * share, bit))

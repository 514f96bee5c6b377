"""What is recorded while people work: times and their percentiles. Nothing here does any I/O."""

import math
from collections import Counter

from .verification import AcknowledgedNote

#: Times are counted in steps of a quarter of a millisecond, so that memory does not grow with the number of times.
STEPS_PER_SECOND = 4_000


class Latencies:
    """A histogram of durations."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()

    def add(self, seconds: float) -> None:
        self.add_steps(round(seconds * STEPS_PER_SECOND), 1)

    def add_steps(self, steps: int, times: int) -> None:
        self._counts[max(0, steps)] += times

    @property
    def count(self) -> int:
        return self._counts.total()

    def percentile(self, share: float) -> float | None:
        """The milliseconds that this share of all durations does not exceed; None if there are no durations."""
        rank = max(1, math.ceil(share * self.count))
        passed = 0
        for steps, times in sorted(self._counts.items()):
            passed += times
            if passed >= rank:
                return steps * 1_000 / STEPS_PER_SECOND
        return None

    def percentiles(self) -> dict[str, float | None]:
        """The usual percentiles and the maximum, in milliseconds."""
        shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
        return {name: self.percentile(share) for name, share in shares.items()}


class DeliveryTimes:
    """When commands were sent and when screens showed their effect.

    A screen that goes from revision a to b has been shown all of a+1 to b. Most screens make the same steps at nearly
    the same time, so a step is stored once with its times, and expanded only at the end.
    """

    def __init__(self) -> None:
        self._steps: dict[tuple[int, int], dict[int, int]] = {}
        self._sent: dict[int, list[int]] = {}

    def shown(self, before: int, after: int, at: float) -> None:
        """A screen went from one revision to another."""
        times = self._steps.get((before, after))
        if times is None:
            times = self._steps[before, after] = {}
        step = int(at * STEPS_PER_SECOND)
        times[step] = times.get(step, 0) + 1

    def sent(self, revision: int, at: float) -> None:
        """A command that became this revision was sent at that time."""
        self._sent.setdefault(revision, []).append(int(at * STEPS_PER_SECOND))

    def latencies(self) -> Latencies:
        """From each command to each screen that was shown its effect."""
        found = Latencies()
        for (before, after), shown in self._steps.items():
            sent = Counter(at for n in range(before + 1, after + 1) for at in self._sent.get(n, ()))
            for start, commands in sent.items():
                for end, screens in shown.items():
                    # A command that changed nothing has a revision that screens may have reached before it was sent.
                    if end >= start:
                        found.add_steps(end - start, commands * screens)
        return found


class Measurements:
    """Everything that is recorded about all people together."""

    def __init__(self) -> None:
        self.answer_latencies = Latencies()
        self.delivery = DeliveryTimes()
        self.sent = self.answered = self.sent_again = 0
        self.refused: Counter[str] = Counter()
        self.notes: dict[str, AcknowledgedNote] = {}
        #: Notes that were sent, whether acknowledged or not.
        self.notes_begun = 0
        #: By person: the revision and the value of their last acknowledged mark.
        self.marks: dict[str, tuple[int, int]] = {}
        self.disconnected = self.reconnected = self.lost_connections = 0
        #: Screens that were welcomed back with an older state than they had shown, and changes that came out of order.
        self.incomplete = self.backwards = 0

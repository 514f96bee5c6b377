"""Limits guessing of codes: only failures are counted, so a whole room may share one address."""

import time
from collections.abc import Callable

MOST_FAILURES = 30
WINDOW_SECONDS = 60.0


class Throttle:
    """Failures per address within the last minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: dict[str, list[float]] = {}

    def blocked(self, address: str) -> bool:
        """Whether this address has guessed wrong too often just now."""
        return len(self._recent(address)) >= MOST_FAILURES

    def failed(self, address: str) -> None:
        """Counts one failure."""
        if len(self._failures) > 10_000:
            for each in list(self._failures):
                if not self._recent(each):
                    del self._failures[each]
        self._failures[address] = [*self._recent(address), self._clock()]

    def _recent(self, address: str) -> list[float]:
        since = self._clock() - WINDOW_SECONDS
        return [at for at in self._failures.get(address, []) if at > since]

"""A queue in which everybody who asks takes turns, however much one of them asks for, where only so much can be done at
once. Those who ask are meetings and communities for reports and pictures, and addresses for requests."""

from collections import Counter, deque
from typing import Any

from . import runtime


class QueueFull(Exception):
    """As many wait already as may wait."""


class FairQueue:
    """A queue for each who asks, and one turn at a time for each of them, unless `most_running_each` says otherwise:
    where work takes seconds, one meeting with all of the processes would keep the others waiting."""

    def __init__(self, at_once: int, most_waiting_each: int, most_waiting: int, *, most_running_each: int = 1) -> None:
        self._free = at_once
        self._most_running_each = most_running_each
        self._most_waiting_each = most_waiting_each
        self._most_waiting = most_waiting
        self._running: Counter[str] = Counter()
        #: Those who wait, by who asks. Whoever has waited longest for a turn comes first.
        self._waiting: dict[str, deque[_Turn]] = {}

    def acquire(self, who: str, timeout: float | None = None) -> bool:
        """Waits for a turn; False after a timeout in seconds. Raises QueueFull, also once another needs the place."""
        if self._free and self._may_start(who):
            self._start(who)
            return True
        here = len(self._waiting.get(who, ()))
        if here >= self._most_waiting_each or not self._make_room(here + 1):
            raise QueueFull
        turn = _Turn()
        self._waiting.setdefault(who, deque()).append(turn)
        try:
            turn.wait(timeout)
        except BaseException:
            # The request has taken too long and ends here, perhaps just as its turn was given: nobody would end that.
            if turn.given:
                self.release(who)
            raise
        finally:
            if not turn.given and not turn.refused:
                self._remove(who, turn)
        if turn.refused:
            raise QueueFull
        return turn.given

    def release(self, who: str) -> None:
        """The turn is over."""
        self._free += 1
        self._running -= Counter([who])
        # Whatever else it asks for comes after what all the others ask for.
        if who in self._waiting:
            self._waiting[who] = self._waiting.pop(who)
        following = next((each for each in self._waiting if self._may_start(each)), None)
        if following is not None:
            turn = self._waiting[following][0]
            self._remove(following, turn)
            self._start(following)
            turn.give()

    def _may_start(self, who: str) -> bool:
        return self._running[who] < self._most_running_each

    def _start(self, who: str) -> None:
        self._free -= 1
        self._running[who] += 1

    def _make_room(self, needed: int) -> bool:
        """Whether one may have so many that wait. Where no place is left, whoever has most loses the newest, unless
        both would then have as many."""
        if sum(map(len, self._waiting.values())) < self._most_waiting:
            return True
        crowded = max(self._waiting, key=lambda each: len(self._waiting[each]))
        if len(self._waiting[crowded]) <= needed + 1:
            return False
        turn = self._waiting[crowded][-1]
        self._remove(crowded, turn)
        turn.refuse()
        return True

    def _remove(self, who: str, turn: "_Turn") -> None:
        self._waiting[who].remove(turn)
        if not self._waiting[who]:
            del self._waiting[who]


class _Turn:
    """One that waits."""

    def __init__(self) -> None:
        self.given = self.refused = False
        self._lock: Any = runtime.Lock(1)
        self._lock.acquire()

    def wait(self, timeout: float | None) -> None:
        self._lock.acquire(timeout=timeout)

    def give(self) -> None:
        self.given = True
        self._lock.release()

    def refuse(self) -> None:
        self.refused = True
        self._lock.release()

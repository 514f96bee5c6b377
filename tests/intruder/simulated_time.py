"""Time that jumps from one event to the next, for the real hub, delivery and presence.

It has what `live/runtime` has, as far as they use it, and the clocks that they read. Nothing waits, so a meeting of
half an hour takes a fraction of a second, and with the same seed it is the same meeting each time.
"""

import heapq
import itertools
import math
import random
import secrets
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from queue import Empty
from typing import Any
from unittest.mock import patch

import greenlet

from live_cop.live import clock, metrics, runtime, token_bucket

#: When every meeting begins (UTC milliseconds): not at a full minute, as no real meeting does.
BEGINNING = 1_700_000_012_345
#: The modules that wait, read a clock or draw a secret.
LIVE = "live_cop.live.sync."


class SimulatedTime:
    """Greenlets that run one after the other, each at its moment."""

    def __init__(self) -> None:
        #: Seconds since the beginning.
        self.seconds = 0.0
        self._main = greenlet.getcurrent()
        self._due: list[tuple[float, int, Task]] = []
        self._numbers = itertools.count()

    def now_ms(self) -> int:
        return BEGINNING + round(self.seconds * 1000)

    def monotonic(self) -> float:
        return self.seconds

    def run(self, until: float) -> None:
        """Lets everything happen up to this second."""
        while self._due and self._due[0][0] <= until:
            self.seconds, _, task = heapq.heappop(self._due)
            task.run()
        self.seconds = until

    def spawn(self, work: Callable[..., Any], *args: Any) -> "Task":
        return self.spawn_later(0, work, *args)

    def spawn_later(self, seconds: float, work: Callable[..., Any], *args: Any) -> "Task":
        return self.at(self.seconds + seconds, greenlet.greenlet(lambda: work(*args), self._main).switch)

    def sleep(self, seconds: float = 0) -> None:
        self.at(self.seconds + seconds, self.waking())
        self.pause()

    def at(self, second: float, run: Callable[[], Any]) -> "Task":
        task = Task(run)
        heapq.heappush(self._due, (second, next(self._numbers), task))
        return task

    def waking(self) -> Callable[[], Any]:
        """What wakes the present greenlet, when it has paused."""
        return greenlet.getcurrent().switch

    def pause(self) -> None:
        self._main.switch()


class Task:
    """Something that happens at its moment, unless it is cancelled before."""

    def __init__(self, run: Callable[[], Any]) -> None:
        self.run = run

    def cancel(self) -> None:
        self.run = lambda: None

    kill = cancel


class Queue:
    def __init__(self, simulated: SimulatedTime) -> None:
        self._time = simulated
        self._items: deque[Any] = deque()
        self._waking: Callable[[], Any] | None = None

    def put(self, item: Any) -> None:
        self._items.append(item)
        self._time.at(self._time.seconds, self._wake)

    def get(self, timeout: float = math.inf) -> Any:
        """Raises Empty where nothing has come after so many seconds."""
        until = self._time.seconds + timeout
        if timeout < math.inf:
            self._time.at(until, self._wake)
        while not self._items:
            if self._time.seconds >= until:
                raise Empty
            self._waking = self._time.waking()
            self._time.pause()
        return self._items.popleft()

    def _wake(self) -> None:
        waking, self._waking = self._waking, None
        if waking is not None:
            waking()

    get_nowait = get

    def empty(self) -> bool:
        return not self._items


class Event:
    def __init__(self, simulated: SimulatedTime) -> None:
        self._queue = Queue(simulated)

    def send(self, value: Any = None) -> None:
        self._queue.put(value)

    def wait(self) -> Any:
        return self._queue.get()


class _Instead:
    """Stands for a module, of which it has some functions of its own."""

    def __init__(self, module: Any, **own: Any) -> None:
        self.__dict__.update(own)
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


@contextmanager
def simulated_time(chance: random.Random) -> Iterator[SimulatedTime]:
    """While this lasts, the live path runs in simulated time, and draws its secrets from `chance`."""
    simulated = SimulatedTime()
    engine = {
        "Event": lambda: Event(simulated),
        "Queue": lambda: Queue(simulated),
        "in_thread": lambda work, *args: work(*args),
        "sleep": simulated.sleep,
        "spawn": simulated.spawn,
        "spawn_later": simulated.spawn_later,
    }
    stand_ins = (
        ("time", time, _Instead(time, monotonic=simulated.monotonic)),
        ("secrets", secrets, _Instead(secrets, token_bytes=chance.randbytes)),
        ("now_ms", clock.now_ms, simulated.now_ms),
    )
    with ExitStack() as stack:
        stack.enter_context(patch.multiple(runtime, **engine))
        stack.enter_context(patch.object(metrics.Metrics, "measure_loop_lag", lambda self: None))
        limit = token_bucket.TokenBuckets.__init__
        stack.enter_context(patch.object(limit, "__defaults__", (simulated.monotonic,)))
        for module in [module for name, module in sys.modules.items() if name.startswith(LIVE)]:
            for name, real, stand_in in stand_ins:
                if getattr(module, name, None) is real:
                    stack.enter_context(patch.object(module, name, stand_in))
        yield simulated

"""Time on a machine that others use too. Nothing in these tests is promised in bare seconds.

What the code must not take too much of is measured in the CPU time of the process, which nobody else can use up, or
beside a control: the same done in the same run where it is easy. What has to come at some time is waited for with a
deadline in fair seconds: while seven processes want the processor of one, a fair second takes seven. It is there for
what never comes, so on a busy machine it is late and never early.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

#: For calls that block and take a plain number of seconds: long enough for any machine, if it comes at all.
PATIENCE = 60
#: By how much the share of the processor shrinks with each step of niceness, on Linux.
_NICE = 1.25


def slowness() -> float:
    """By what factor other processes slow this one down at the moment."""
    try:
        wanting = int(Path("/proc/loadavg").read_text().split()[3].split("/")[0])
    except (OSError, IndexError, ValueError):
        wanting = round(os.getloadavg()[0]) if hasattr(os, "getloadavg") else 1
    nice = os.getpriority(os.PRIO_PROCESS, 0) if hasattr(os, "getpriority") else 0
    return max(1.0, wanting / (os.cpu_count() or 1)) * max(1.0, _NICE**nice)


class FairClock:
    """Counts fair seconds from when it is made; it has to be looked at often, since what others do changes."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._at = time.monotonic()

    def seconds(self) -> float:
        now = time.monotonic()
        self._seconds += (now - self._at) / slowness()
        self._at = now
        return self._seconds


def until(true: Callable[[], object], within: float = 10, *, sleep: Callable[[float], object] = time.sleep) -> None:
    """Waits until this is so; fails where it is not so within so many fair seconds."""
    clock = FairClock()
    while not true():
        assert clock.seconds() < within, "it never came"
        sleep(0.02)


class Passed:
    """The time that has passed: fair seconds, and the CPU seconds of a process."""

    def __init__(self) -> None:
        self.seconds = self.cpu = 0.0


@contextmanager
def passing(pid: int) -> Iterator[Passed]:
    """Measures the time inside the block; the result is complete at its end."""
    passed, over, clock, before = Passed(), threading.Event(), FairClock(), cpu_seconds(pid)

    def look() -> None:
        while not over.wait(0.1):
            clock.seconds()

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield passed
    finally:
        over.set()
        thread.join()
        passed.seconds, passed.cpu = clock.seconds(), cpu_seconds(pid) - before


def cpu_seconds(pid: int) -> float:
    """How long all threads of this process have been on a processor; 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cpu_of(work: Callable[[], object], times: int = 3) -> float:
    """CPU seconds that this takes in this thread: of several times the least, since a first time fills caches."""
    taken = []
    for _ in range(times):
        before = time.thread_time()
        work()
        taken.append(time.thread_time() - before)
    return min(taken)

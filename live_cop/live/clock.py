"""The meeting's time: UTC, counted on a clock that nobody can set.

A laptop that serves a meeting finds the right time on the network in the middle of it, and jumps by an hour. No timer
on any screen may jump with it. So the wall clock is read once, at the start, and from then on time is counted.
"""

import time

#: Goes on while the machine sleeps, where the system has such a clock (Linux); else the usual steady one.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def steady_ns() -> int:
    """Nanoseconds since some moment in the past."""
    return time.clock_gettime_ns(_CLOCK)


_START = time.time_ns() - steady_ns()


def now_ms() -> int:
    """UTC milliseconds since 1970."""
    return (_START + steady_ns()) // 1_000_000


class SteadyTime:
    """What a library may have in the place of the module `time`."""

    @staticmethod
    def time() -> float:
        """Seconds, as `time.time` counts them, but steadily."""
        return (_START + steady_ns()) / 1e9

"""The meeting's time: UTC, counted on a clock that nobody can set.

A laptop that serves a meeting may find the right time on the network in the middle of it, and jump by an hour. No timer
on any screen may jump with it. So the wall clock is read once, at the start, and from then on time is counted.
"""

import time

#: A clock that runs on while the machine sleeps, where the system has one (Linux); otherwise the usual monotonic one.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def steady_ns() -> int:
    """Nanoseconds since some moment in the past."""
    return time.clock_gettime_ns(_CLOCK)


_START = time.time_ns() - steady_ns()


def now_ms() -> int:
    """UTC milliseconds since 1970."""
    return (_START + steady_ns()) // 1_000_000


class SteadyTime:
    """A stand-in for the module `time`, for libraries that read the wall clock."""

    @staticmethod
    def time() -> float:
        """Seconds since 1970, like `time.time`, on the steady clock."""
        return (_START + steady_ns()) / 1e9

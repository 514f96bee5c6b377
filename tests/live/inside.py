"""For tests that run parts of the server in their own process."""

import time
from collections.abc import Callable

from live_cop.live import runtime


def until(true: Callable[[], object], within: float = 10) -> None:
    """Lets all else go on until this is so; fails where it is not so in time (seconds)."""
    latest = time.monotonic() + within
    while not true():
        assert time.monotonic() < latest, "it never came"
        runtime.sleep(0.01)

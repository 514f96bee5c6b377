"""For tests that run parts of the server in their own process."""

from collections.abc import Callable

from live_cop.live import runtime

from ..support import patience


def until(true: Callable[[], object], within: float = 10) -> None:
    """Lets everything else run until this is so; fails where that takes more than so many fair seconds."""
    patience.until(true, within, sleep=runtime.sleep)

"""Measures whether the server's event loop stayed on time: no packet may keep other people waiting."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..support.servers import Server
from .slow_loop import DELAY, DELAYS, EVERY_SECONDS, LATE_SECONDS, NOTE

#: The share of the time for which the loop may be late; people do not notice that.
MOST = 0.01


class Watched(Server):
    """A server that notes how late its loop is."""

    MODULE = "tests.faults.slow_loop"

    def __init__(self, data: Path, **environment: str) -> None:
        self._lag = data.parent / "lag"
        super().__init__(data, LAG_FILE=str(self._lag), **environment)

    def lag(self) -> tuple[float, ...]:
        return NOTE.unpack(self._lag.read_bytes())

    def delays(self) -> list[float]:
        """By how many seconds the loop was late, each time that it was late at all."""
        return [by for (by,) in DELAY.iter_unpack(self._lag.with_name(self._lag.name + DELAYS).read_bytes())]


@contextmanager
def on_time(server: Watched) -> Iterator[None]:
    """Checks that inside the block the loop is on time, except for `MOST` of the time."""
    before = server.lag()
    yield
    # By then the last delay has been recorded.
    time.sleep(5 * EVERY_SECONDS)
    asked, seconds, late, _ = (now - then for now, then in zip(server.lag(), before, strict=True))
    worst = server.lag()[3]
    print(
        f"loop lag: asked {asked:.0f} times in {seconds:.1f} s of its own, more than {LATE_SECONDS} s late for"
        f" {late:.2f} s in all, {worst:.2f} s at most"
    )
    assert asked > 0, "the loop did not come round a single time"
    assert late <= seconds * MOST

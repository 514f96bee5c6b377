"""Whether the server's loop stayed on time meanwhile: nobody's packet may keep everyone else waiting.

The server asks its own loop twice a second how late it is; what it found stands in a histogram on /metrics. A machine
that gives the server no processor makes it late too, and that is not the packets' doing. Linux says how long a process
stood ready and was not let: a late sample is excused only where there was such a moment for it, and hardly more than
one in ten, since with an excuse for everything nothing would be shown.
"""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from ..servers import Server

#: A loop that is later than this is felt by people. It is an edge of the histogram's buckets too.
LATE_SECONDS = 0.1
#: The machine kept the server waiting for so long between two looks: enough to make a sample late that was half so.
STARVED_SECONDS = LATE_SECONDS / 2
_LOOK_SECONDS = 0.25
_BUCKET = re.compile(r'^live_cop_loop_lag_seconds_bucket\{le="([^"]+)"\} (\S+)$', re.M)


def buckets(server: Server) -> dict[float, int]:
    """How often the loop was at most so late, since the server started."""
    text = requests.get(f"{server.url}/metrics", timeout=10).text
    return {float(edge): int(float(count)) for edge, count in _BUCKET.findall(text)}


def starving(pid: int) -> float | None:
    """Seconds that this process stood ready without a processor; None where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return None


class _Watch(threading.Thread):
    """Counts the moments in which the machine kept the server waiting."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._over = threading.Event()
        self.moments = 0

    def run(self) -> None:
        before = starving(self._pid)
        while not self._over.wait(_LOOK_SECONDS):
            now = starving(self._pid)
            if before is not None and now is not None and now - before > STARVED_SECONDS:
                self.moments += 1
            before = now

    def end(self) -> None:
        self._over.set()
        self.join()


@contextmanager
def on_time(server: Server) -> Iterator[None]:
    """While this goes on the loop is late at most once in a hundred samples, but for what the machine did to it."""
    before, began = buckets(server), time.monotonic()
    watch = _Watch(server.pid)
    watch.start()
    try:
        yield
    finally:
        watch.end()
    # The loop is asked every half second: what happened last is counted by then.
    time.sleep(0.6)
    after = buckets(server)
    counts = {edge: after[edge] - before[edge] for edge in after}
    samples = counts[float("inf")]
    late = samples - counts[LATE_SECONDS]
    worst = min(edge for edge, count in counts.items() if count == samples)
    print(
        f"loop lag: {samples} samples in {time.monotonic() - began:.0f} s, {late} above {LATE_SECONDS} s, all within"
        f" {worst} s; the machine kept the server waiting {watch.moments} times"
    )
    assert samples > 0, "the loop did not come round a single time"
    assert late <= max(samples // 100, min(watch.moments, max(1, samples // 10))), counts

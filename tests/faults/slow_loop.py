"""The command line, of a server that notes how late its loop is: for lag.py.

A machine that gives the server no processor makes it late too, and that is nobody's packets' doing. Linux says how long
each thread stood ready and was not let: that is taken off. What is left is what the server itself did meanwhile.
"""

import contextlib
import os
import struct
import time
from pathlib import Path

from live_cop.live import runtime
from tests.support.without_delays import main

#: The loop is asked so often.
EVERY_SECONDS = 0.02
#: A loop that is later than this is felt by people.
LATE_SECONDS = 0.1
#: What is noted: how often the loop was asked, in how many seconds that the machine let it work, for how many seconds
#: in all it was late by more than that, and how late at most.
NOTE = struct.Struct("!4d")
#: Each delay by more than this is noted too, one after the other, in the file whose name ends in this.
DELAYS_FROM, DELAYS, DELAY = 0.005, ".delays", struct.Struct("!d")


def starved() -> float:
    """Seconds that the threads of this process stood ready without a processor."""
    total = 0
    for thread in Path("/proc/self/task").iterdir():
        try:
            total += int((thread / "schedstat").read_text().split()[1])
        except OSError:
            # It has ended meanwhile.
            pass
    return total / 1e9


def watch(path: str) -> None:
    asked = seconds = late = worst = 0.0
    note = os.open(path, os.O_CREAT | os.O_WRONLY)
    delays = os.open(path + DELAYS, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    before, waited = time.monotonic(), starved()
    while True:
        runtime.sleep(EVERY_SECONDS)
        now, waited_now = time.monotonic(), starved()
        took = max(0.0, now - before - (waited_now - waited))
        by = max(0.0, took - EVERY_SECONDS)
        asked, seconds, late, worst = asked + 1, seconds + took, late + max(0.0, by - LATE_SECONDS), max(worst, by)
        # A test may have filled the disk.
        with contextlib.suppress(OSError):
            if by > DELAYS_FROM:
                os.write(delays, DELAY.pack(by))
            os.pwrite(note, NOTE.pack(asked, seconds, late, worst), 0)
        before, waited = now, waited_now


if __name__ == "__main__":
    runtime.spawn(watch, os.environ["LAG_FILE"])
    main()

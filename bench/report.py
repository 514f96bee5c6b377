"""Measures rendering the report of a large meeting in its worker process: python -m bench.report

The meeting has 400 notes, 12 snapshots and 12 photographs. Prints wall-clock and CPU seconds for each format.
"""

import os
import subprocess
import sys
import time

from live_cop.report.document import Length
from live_cop.report.source import source_of
from live_cop.report.worker import Request
from tests.report.large_meeting import large_meeting, pictures_of

NOTES, SNAPSHOTS, PHOTOGRAPHS = 400, 12, 12
FORMATS = ("html", "pdf", "docx", "pptx")
LENGTHS: tuple[Length, ...] = ("summary", "full")


def main() -> None:
    room = large_meeting(NOTES, SNAPSHOTS, photos=PHOTOGRAPHS)
    source, pictures = source_of(room.state, room.now), pictures_of(room)
    for length in LENGTHS:
        for format in FORMATS:
            request = b"".join(Request(format, source, length=length, pictures=pictures).encode())
            before, start = os.times(), time.monotonic()
            worker = subprocess.run(
                [sys.executable, "-m", "live_cop.report.worker"], input=request, capture_output=True, check=True
            )
            after = os.times()
            cpu_seconds = after.children_user + after.children_system - before.children_user - before.children_system
            seconds = time.monotonic() - start
            print(f"{length} {format}: {seconds:.1f} s, {cpu_seconds:.1f} s CPU, {len(worker.stdout):,} bytes")


if __name__ == "__main__":
    main()

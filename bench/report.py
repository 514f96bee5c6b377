"""Measures rendering the report of a large meeting in its worker process: python bench/report.py

The meeting has 400 notes and 12 snapshots. Prints wall-clock and CPU seconds for each format.
"""

import os
import subprocess
import sys
import time

import msgspec

from live_cop.report.facts import Note, People, Report, Snapshot, Spread, Zone
from live_cop.report.worker import Request

NOTES, SNAPSHOTS, ZONES = 400, 12, 5
WORDS = (
    "Ask two landlords first",
    "A kettle and a chair on the first day make a flat a home",
    "Somebody rang me back the same day, and that was the first time in a year that anybody had done so.",
)
COLORS = ("butter", "mint", "sky", "rose", "lilac", "sand")


def main() -> None:
    zones = [
        Zone(
            f"z{zone}", f"Zone {zone}", "What works?", "butter", [],
            [Note(f"{WORDS[n % 3]} ({n})", COLORS[n % 6]) for n in range(zone, NOTES, ZONES)],
        )
        for zone in range(ZONES)
    ]  # fmt: skip
    spread = Spread("s", "How near are we?", 1, "far off", "there", 7, 5, 0, [0, 1, 3, 5, 8, 4, 2, 0, 0, 0])
    # Each note is new in one of the snapshots.
    shots = [
        Snapshot(
            f"h{n}", f"Picture {n}", "Asking comes first. " * 10, n * 600_000, False,
            [msgspec.structs.replace(each, single=each.single[n::SNAPSHOTS]) for each in zones], [], [], [spread], [],
        )
        for n in range(SNAPSHOTS)
    ]  # fmt: skip
    report = Report(
        title="Homes that say yes", community="A community", series="", state="closed", recording="Notes are anonymous",
        published=True, made_at=0, began=0, ended=7_200_000, people=People(30, 18, 12), introduction="We met. " * 100,
        conclusions="Ask first. " * 100, snapshots=shots, spreads=[spread], agenda=[], zones=zones,
    )  # fmt: skip
    for format in ("html", "pdf", "docx"):
        request = msgspec.json.encode(Request(format, report, length="full"))
        before, start = os.times(), time.monotonic()
        worker = subprocess.run(
            [sys.executable, "-m", "live_cop.report.worker"], input=request, capture_output=True, check=True
        )
        after = os.times()
        cpu_seconds = after.children_user + after.children_system - before.children_user - before.children_system
        print(f"{format}: {time.monotonic() - start:.1f} s, {cpu_seconds:.1f} s CPU, {len(worker.stdout):,} bytes")


if __name__ == "__main__":
    main()

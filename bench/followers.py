"""Measures what followers of one large meeting cost: the processor time of each process, and how late followers are.

    python -m bench.followers [--people 1000] [--at-owner 100] [--followers 2] [--rate 40] [--seconds 30]

It starts Redis, a server of several processes, and HAProxy in front. All people join through it and write. Processor
time is what the system counts for each process while all are there, so other work on the machine changes it little.
"""

import argparse
import asyncio
import re
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

import requests

from live_cop.rehearse.http_api import parse_address
from live_cop.rehearse.plan import Plan
from live_cop.rehearse.rehearsal import Rehearsal
from tests.cluster.cluster import Cluster
from tests.support.redis import RedisServer

#: The part of the time that is measured: in the beginning people still come in.
MEASURED = 0.7
#: System calls count in hundredths of a second.
TICKS = 100


class Sample(NamedTuple):
    """One process at one moment."""

    cpu: float
    connections: float
    frames: float
    lag_sum: float
    lag_count: float


def sample(cluster: Cluster, n: int, pid: int) -> Sample:
    text = requests.get(f"{cluster.address(n)}/metrics", timeout=60).text

    def figure(name: str) -> float:
        found = re.search(rf"^live_cop_{name} (\S+)$", text, re.MULTILINE)
        return float(found[1]) if found else 0.0

    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    cpu = (int(fields[11]) + int(fields[12])) / TICKS
    lag = figure("follower_lag_seconds_sum"), figure("follower_lag_seconds_count")
    return Sample(cpu, figure("connections"), figure("frames_sent_total"), *lag)


class Watch(threading.Thread):
    """Waits until all people are there, then measures for a while."""

    def __init__(self, cluster: Cluster, people: int, seconds: float) -> None:
        super().__init__(daemon=True)
        self._cluster, self._people, self._seconds = cluster, people, seconds

    def _all(self) -> dict[int, Sample]:
        return {n: sample(self._cluster, n, pid) for n, pid in sorted(self._cluster.pids().items())}

    def run(self) -> None:
        before = self._all()
        # Some may have lost their connection on a busy machine.
        while sum(each.connections for each in before.values()) < 0.95 * self._people:
            time.sleep(0.2)
            before = self._all()
        began = time.monotonic()
        time.sleep(self._seconds)
        after, passed = self._all(), time.monotonic() - began
        print("| process | screens | CPU | frames/s | µs a frame | lag (mean, ms) |\n|---|---|---|---|---|---|")
        for n, first in before.items():
            last = after[n]
            cpu, frames = last.cpu - first.cpu, last.frames - first.frames
            lag = (last.lag_sum - first.lag_sum) / max(1, last.lag_count - first.lag_count) * 1000
            print(
                f"| {n} | {last.connections:.0f} | {100 * cpu / passed:.0f} % | {frames / passed:.0f} |"
                f" {1e6 * cpu / max(1, frames):.0f} | {lag:.1f} |",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--at-owner", type=int, default=100)
    parser.add_argument("--followers", type=int, default=2)
    parser.add_argument("--rate", type=float, default=40)
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    redis = RedisServer()
    with tempfile.TemporaryDirectory(prefix="live-cop-bench-") as folder:
        settings = {"LIVE_COP_STREAMS": redis.url, "LIVE_COP_FOLLOW_FROM": str(options.at_owner)}
        cluster = Cluster(Path(folder), options.followers + 1, **settings)
        try:
            plan = Plan(
                people=options.people,
                seconds=options.seconds,
                commands_per_second=options.rate,
                disconnects=False,
            )
            plan.check()
            # HAProxy, where it is there: the nginx of these tests takes 250 people.
            rehearsal = Rehearsal(parse_address(cluster.urls[-1]), plan)
            rehearsal.open()
            watch = Watch(cluster, options.people, options.seconds * MEASURED)
            watch.start()
            results = asyncio.run(rehearsal.run())
            watch.join(60)
            for what, times in (("an answer", results.answer), ("to every screen", results.screen)):
                print(f"{what}: p50 {times['p50']} ms, p99 {times['p99']} ms")
            print(f"answers/s {results.answers_per_second:.0f}")
            print(f"lost {results.lost}, twice {results.doubled}, behind {results.screens_behind}")
        finally:
            cluster.close()
            redis.kill()
            print(*(line for line in cluster.log.read_text().splitlines() if " INFO " not in line), sep="\n")


if __name__ == "__main__":
    main()

"""Compares the server with a plain relay that keeps nothing, on this machine, under the same load.

    python bench/compare.py [--seconds 20] [--only AB] [--rounds 1] [--size 1]

The server runs on core 0 and the crowd on core 1, first with live_cop, then with the relay of `bench/relay/` (its
packages come with `npm ci`). CPU is what the system counts for the server's process while the crowd works.
"""

import argparse
import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from live_cop.rehearse.http_api import check_server, parse_address
from live_cop.rehearse.plan import CannotRehearse, Plan
from live_cop.rehearse.rehearsal import Rehearsal
from live_cop.rehearse.results import Results

HERE = Path(__file__).parent
SERVER_CORE, CROWD_CORE = 0, 1


class Workload(NamedTuple):
    """What people do, and how fast all of them together."""

    what: str
    people: int
    rate: float
    kind: str = "mixed"


WORKLOADS = {
    "A": Workload("busy", 500, 250),
    "B": Workload("many", 1_000, 40),
    "C": Workload("all pull one slider", 500, 2_500, "slider"),
    "D": Workload("quiet", 50, 2),
}

COLUMNS = [
    "workload",
    "server",
    "answers/s",
    "CPU",
    "CPU ms each",
    "MB",
    "screen p50 ms",
    "p95",
    "p99",
    "answer p50 ms",
    "p99",
]
COLUMNS += ["crowd CPU", "lost, twice, behind"]


class OnTheRelay(Rehearsal):
    """The same rehearsal with a server that keeps nothing: there is nothing to look back at."""

    async def _verify(self, results: Results) -> None:
        results.lost = sum(len(person.unanswered) for person in self.people)


@contextmanager
def running(name: str) -> Iterator[tuple[str, int]]:
    """A server on its core; gives its address and its process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="live-cop-bench-") as folder:
        if name == "live_cop":
            start = [sys.executable, "-m", "live_cop", "serve", "--port", str(port), "--data", f"{folder}/data"]
        else:
            start = ["node", str(HERE / "relay" / "relay.js"), str(port)]
        # What they say goes to a file: a terminal would cost them time.
        with Path(folder, "log").open("wb") as log:
            pinned = ["taskset", "-c", str(SERVER_CORE), *start]
            process = subprocess.Popen(pinned, stdout=log, stderr=log, cwd=HERE.parent)
        try:
            yield wait_for(f"http://127.0.0.1:{port}", process, Path(folder, "log")), process.pid
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(url: str, process: "subprocess.Popen[bytes]", log: Path) -> str:
    """The address, once something answers there."""
    latest = time.monotonic() + 30
    while True:
        try:
            check_server(parse_address(url))
            return url
        except CannotRehearse:
            if time.monotonic() > latest or process.poll() is not None:
                raise SystemExit(f"did not start:\n{log.read_text()[-2000:]}") from None
            time.sleep(0.1)


def measure(name: str, workload: Workload, seconds: float) -> Results:
    """One workload on one server."""
    with running(name) as (url, pid):
        # The relay knows no screens that come back, so nobody is cut off on either side.
        plan = Plan(
            people=workload.people,
            seconds=seconds,
            commands_per_second=workload.rate,
            workload=workload.kind,
            pid=pid,
            disconnects=False,
        )
        plan.check()
        rehearsal = (Rehearsal if name == "live_cop" else OnTheRelay)(parse_address(url), plan)
        rehearsal.open()
        return asyncio.run(rehearsal.run())


def rows(letter: str, workload: Workload, ours: Results, relay: Results) -> Iterator[str]:
    """Both sides and the ratio, as rows of a table."""
    for name, found in (("live_cop", ours), ("relay", relay)):
        cells = [
            f"{letter}: {workload.people} people, {workload.what}",
            name,
            f"{found.answers_per_second:.0f} of {workload.rate:.0f}",
            f"{found.server_cpu_percent:.0f} %",
            f"{cpu_of_one(found):.2f}",
            f"{found.server_memory_mb:.0f}",
            *(shown(found.screen, share) for share in ("p50", "p95", "p99")),
            *(shown(found.answer, share) for share in ("p50", "p99")),
            f"{found.own_cpu_percent:.0f} %",
            f"{found.lost}, {found.doubled}, {found.screens_behind}"
            if name == "live_cop"
            else f"{found.lost} unanswered",
        ]
        yield f"| {' | '.join(cells)} |"
    total = (ours.server_cpu_percent or 0) / (relay.server_cpu_percent or 1)
    each = cpu_of_one(ours) / max(cpu_of_one(relay), 0.001)
    yield f"| {letter} | **live_cop / relay** | | **{total:.2f}** | **{each:.2f}** | | | | | | | | |"


def cpu_of_one(found: Results) -> float:
    """Milliseconds of the server's CPU for each command that was answered: also right where a side did not keep up."""
    return (found.server_cpu_percent or 0) * 10 / max(found.answers_per_second, 0.001)


def shown(times: dict[str, float | None], share: str) -> str:
    value = times[share]
    return "-" if value is None else f"{value:.1f}"


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--seconds", type=float, default=20)
    wanted.add_argument("--only", default="ABCD", help="workloads, such as AD")
    wanted.add_argument("--rounds", type=int, default=1)
    wanted.add_argument("--size", type=float, default=1, help="0.2 takes a fifth of the people, who give a fifth")
    options = wanted.parse_args()
    if not (HERE / "relay" / "node_modules").exists():
        raise SystemExit("The relay's packages are not there. Run: npm ci --prefix bench/relay")
    os.sched_setaffinity(0, {CROWD_CORE})
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    for letter in options.only:
        full = WORKLOADS[letter]
        workload = full._replace(people=max(3, round(full.people * options.size)), rate=full.rate * options.size)
        for _ in range(options.rounds):
            ours, relay = (measure(name, workload, options.seconds) for name in ("live_cop", "relay"))
            for row in rows(letter, workload, ours, relay):
                print(row, flush=True)


if __name__ == "__main__":
    main()

"""Compares the server with a plain relay that stores nothing, on this machine, under the same load.

    python bench/compare.py [--seconds 20] [--only AB] [--rounds 1] [--size 1]

The server runs on core 0 and the simulated people on core 1, first with live_cop, then with the relay of `bench/relay/`
(install its packages with `npm ci`). CPU is the time that the system counts for the server's process during the load.
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
SERVER_CORE, CLIENT_CORE = 0, 1


class Workload(NamedTuple):
    """What the simulated people do. `rate` is the number of commands per second of all together."""

    label: str
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


class RelayRehearsal(Rehearsal):
    """The same rehearsal with a server that stores nothing, so the result can only be checked by its answers."""

    async def _verify(self, results: Results) -> None:
        results.lost = sum(len(person.unanswered) for person in self.people)


@contextmanager
def running(name: str) -> Iterator[tuple[str, int]]:
    """Runs a server on its core; yields its URL and its process id."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="live-cop-bench-") as folder:
        if name == "live_cop":
            start = [sys.executable, "-m", "live_cop", "serve", "--port", str(port), "--data", f"{folder}/data"]
        else:
            start = ["node", str(HERE / "relay" / "relay.js"), str(port)]
        # Output goes to a file, since writing to a terminal would take CPU time.
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
    """Returns the URL once the server answers. Exits with the log if it does not start within 30 seconds."""
    deadline = time.monotonic() + 30
    while True:
        try:
            check_server(parse_address(url))
            return url
        except CannotRehearse:
            if time.monotonic() > deadline or process.poll() is not None:
                raise SystemExit(f"did not start:\n{log.read_text()[-2000:]}") from None
            time.sleep(0.1)


def measure(name: str, workload: Workload, seconds: float) -> Results:
    """Runs one workload on one server."""
    with running(name) as (url, pid):
        # The relay does not support reconnecting screens, so nobody is disconnected on either side.
        plan = Plan(
            people=workload.people,
            seconds=seconds,
            commands_per_second=workload.rate,
            workload=workload.kind,
            pid=pid,
            disconnects=False,
        )
        plan.check()
        rehearsal = (Rehearsal if name == "live_cop" else RelayRehearsal)(parse_address(url), plan)
        rehearsal.open()
        return asyncio.run(rehearsal.run())


def rows(letter: str, workload: Workload, ours: Results, relay: Results) -> Iterator[str]:
    """The results of both servers and their ratio, as rows of a Markdown table."""
    for name, results in (("live_cop", ours), ("relay", relay)):
        cells = [
            f"{letter}: {workload.people} people, {workload.label}",
            name,
            f"{results.answers_per_second:.0f} of {workload.rate:.0f}",
            f"{results.server_cpu_percent:.0f} %",
            f"{cpu_ms_per_command(results):.2f}",
            f"{results.server_memory_mb:.0f}",
            *(formatted(results.screen, percentile) for percentile in ("p50", "p95", "p99")),
            *(formatted(results.answer, percentile) for percentile in ("p50", "p99")),
            f"{results.own_cpu_percent:.0f} %",
            f"{results.lost}, {results.doubled}, {results.screens_behind}"
            if name == "live_cop"
            else f"{results.lost} unanswered",
        ]
        yield f"| {' | '.join(cells)} |"
    total = (ours.server_cpu_percent or 0) / (relay.server_cpu_percent or 1)
    each = cpu_ms_per_command(ours) / max(cpu_ms_per_command(relay), 0.001)
    yield f"| {letter} | **live_cop / relay** | | **{total:.2f}** | **{each:.2f}** | | | | | | | | |"


def cpu_ms_per_command(results: Results) -> float:
    """The server's CPU time in milliseconds for each answered command, which is right even if a server fell behind."""
    return (results.server_cpu_percent or 0) * 10 / max(results.answers_per_second, 0.001)


def formatted(times: dict[str, float | None], percentile: str) -> str:
    value = times[percentile]
    return "-" if value is None else f"{value:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--only", default="ABCD", help="workloads, such as AD")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--size", type=float, default=1, help="0.2 is a fifth of the people and of the commands")
    options = parser.parse_args()
    if not (HERE / "relay" / "node_modules").exists():
        raise SystemExit("The relay's packages are not installed. Run: npm ci --prefix bench/relay")
    os.sched_setaffinity(0, {CLIENT_CORE})
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

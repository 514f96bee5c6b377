"""A room of people who behave, the one of `live-cop rehearse`, measured in phases: without an attack, and beside one.

The people are in a process of their own, so that attackers, who are threads of the tests, take nothing from the clock
that they are measured with. In each phase they work as in a rehearsal, newcomers join by the code, the chair reads the
report, and the host opens another meeting, all from the address that the attackers use too.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import msgspec
import requests
from msgspec import Struct

from live_cop.rehearse import http_api
from live_cop.rehearse.measurements import DeliveryTimes, Latencies, Measurements
from live_cop.rehearse.person import CONNECTION_ERRORS, Meeting, Person
from live_cop.rehearse.plan import Plan
from live_cop.rehearse.rehearsal import Rehearsal
from live_cop.rehearse.results import Results

from ...support.patience import PATIENCE
from ...support.servers import ROOT
from ..long import times


class Felt(Struct, kw_only=True):
    """What the quiet people felt in one phase. Times are in milliseconds."""

    #: Of a command, until it was answered, and until each screen showed it.
    answer: dict[str, float | None]
    screen: dict[str, float | None]
    answered: int
    unanswered: int
    refused: dict[str, int]
    #: People who were there and lost their connection; newcomers who did not get in, and how many tried.
    lost_connections: int
    kept_out: int
    newcomers: int
    #: How long the slowest newcomer took; the chair's report, and the host's next meeting, with their answers.
    slowest_newcomer: float
    report: float
    report_status: int
    opened: float
    opened_status: int


class Open(Struct):
    """Where the quiet people are: for attackers who sit among them."""

    code: str
    zones: list[str]
    #: A scale that the quiet people leave alone.
    scale: str


class QuietRoom:
    """The process with the people; for tests."""

    def __init__(self, url: str, people: int, seconds: float, host_key: str = "") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, url, str(people), str(seconds), host_key],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        self.open = msgspec.json.decode(self._line(), type=Open)

    def phase(self) -> Felt:
        """Lets them work for one phase; returns when they have an answer to everything, or have given up."""
        self._say("phase")
        return msgspec.json.decode(self._line(), type=Felt)

    def end(self) -> Results:
        """Ends the rehearsal: what was lost, doubled or missing on a screen over all phases."""
        self._say("end")
        return msgspec.json.decode(self._line(), type=Results)

    def leave(self) -> None:
        """Ends the process, whatever it does."""
        self._process.kill()
        self._process.communicate()

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the quiet people have gone"
        return line


class PhasedRehearsal(Rehearsal):
    """A rehearsal whose people work when they are told to. The plan's seconds are those of one phase."""

    #: Seconds between two newcomers. In the long form fewer, who are not all that an address may send.
    EVERY = times(0.25, 1.0)
    _meeting: Meeting

    async def _start_meeting(self) -> Meeting:
        meeting = await super()._start_meeting()
        other = (await self._ask("scale.add", question="How near are we, from where you stand?"))["scale"]
        await self._ask("scale.open", scale=other)
        self._other_scale, self._meeting = other, meeting
        return meeting

    async def _work_and_measure(self, results: Results, progress: Any) -> None:
        _print(Open(self._meeting.code, self._meeting.zones, self._other_scale))
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(8) as self._threads:
            while (await loop.run_in_executor(None, sys.stdin.readline)).strip() == "phase":
                _print(await self._phase())

    async def _phase(self) -> Felt:
        measured = self.measured
        measured.answer_latencies, measured.delivery = Latencies(), DeliveryTimes()
        measured.refused = Counter()
        answered, lost = measured.answered, measured.lost_connections
        newcomers = [self._start_timed(self._come_in(n * self.EVERY)) for n in range(self._newcomers())]
        chair = asyncio.gather(self._timed(self._read_report), self._timed(self._open_another))
        await self._work(time.perf_counter(), lambda seconds: None)
        came = await asyncio.gather(*newcomers)
        (report, report_status), (opened, opened_status) = await chair
        await self._settle()
        return Felt(
            answer=measured.answer_latencies.percentiles(),
            screen=measured.delivery.latencies().percentiles(),
            answered=measured.answered - answered,
            unanswered=sum(len(person.unanswered) for person in self.people),
            refused=dict(measured.refused),
            lost_connections=measured.lost_connections - lost,
            kept_out=sum(took is None for took in came),
            newcomers=len(came),
            slowest_newcomer=max((took for took in came if took is not None), default=0),
            report=report,
            report_status=report_status,
            opened=opened,
            opened_status=opened_status,
        )

    def _newcomers(self) -> int:
        return max(1, int(self.plan.seconds / self.EVERY))

    def _start_timed(self, work: Any) -> "asyncio.Task[float | None]":
        return asyncio.get_running_loop().create_task(work)

    async def _come_in(self, after: float) -> float | None:
        """Somebody new joins and opens their screen; the milliseconds that this takes, or None for who cannot."""
        await asyncio.sleep(after)
        began = time.perf_counter()
        try:
            cookie = await self._in_thread(lambda: http_api.join(self.base, self._meeting.code, "room"))
        except CONNECTION_ERRORS:
            return None
        person = Person(self._meeting, Measurements(), cookie, self._chance)
        await person.connect()
        came = person.online
        person.leave()
        return (time.perf_counter() - began) * 1_000 if came else None

    async def _timed(self, work: Any) -> tuple[float, int]:
        """Milliseconds, and the status of the answer; 0 for none."""
        began = time.perf_counter()
        try:
            status = await self._in_thread(work)
        except requests.RequestException:
            status = 0
        return (time.perf_counter() - began) * 1_000, status

    def _read_report(self) -> int:
        assert self._opened is not None
        address = f"{self.base.geturl()}/m/{self._opened.code}/report.md"
        return requests.get(address, headers={"Cookie": self._opened.cookie}, timeout=PATIENCE).status_code

    def _open_another(self) -> int:
        headers = {"Authorization": f"Bearer {self.plan.host_key}"} if self.plan.host_key else {}
        body = {"title": "Tea and cake", "template": "blank"}
        address = f"{self.base.geturl()}/api/meetings"
        return requests.post(address, json=body, headers=headers, timeout=PATIENCE).status_code

    async def _in_thread(self, work: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def _print(found: Struct) -> None:
    print(msgspec.json.encode(found).decode(), flush=True)


def main(url: str, people: str, seconds: str, host_key: str) -> None:
    rate = max(20.0, int(people) / 5)
    plan = Plan(
        people=int(people),
        seconds=float(seconds),
        commands_per_second=rate,
        host_key=host_key,
        workload="notes",
        disconnects=False,
    )
    plan.check()
    rehearsal = PhasedRehearsal(urlsplit(url), plan)
    rehearsal.open()
    _print(asyncio.run(rehearsal.run()))


if __name__ == "__main__":
    main(*sys.argv[1:])

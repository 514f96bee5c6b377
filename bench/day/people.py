"""The people of the day: their meetings, one after the other in each place, and what is found out about them."""

import argparse
import asyncio
import random
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any

import requests
from requests.cookies import cookiejar_from_dict

from bench.day.flat import Look
from bench.day.server import DayServer, Watcher
from bench.growth import BUSY, chair, touch
from live_cop.rehearse import http_api, rehearsal
from live_cop.rehearse.measurements import DeliveryTimes, Latencies, Measurements
from live_cop.rehearse.person import Meeting, Person
from live_cop.rehearse.plan import Plan
from live_cop.rehearse.results import Results
from tests.support.patience import PATIENCE
from tests.support.photos import flip_chart

#: When it is night, and how long a meeting lasts, at most, as shares of the day. Each third has one night.
NIGHTS, MEETING = (1 / 6, 1 / 2, 5 / 6), 1 / 8
#: Commands a second of each person.
PACE = 0.1
#: Seconds between two looks, and between two old meetings that somebody opens again.
LOOK_SECONDS, TOUCH_SECONDS = 60.0, 3.0
#: Of so many reports one is a PDF, and one a Word document. Of so many meetings one has a photograph.
RARE_REPORT, RARE_PHOTOGRAPH = 10, 3
#: People who come late to each meeting, write in private, and erase what they wrote.
LATE = 3


class DayMeeting(rehearsal.Rehearsal):
    """One meeting of the day. What the chair does, and those who come late, is not measured."""

    _meeting: Meeting
    #: The same with only the zone for private writing.
    _private: Meeting

    def __init__(self, day: "Day", plan: Plan) -> None:
        super().__init__(day.base, plan)
        self._day = day

    async def _start_meeting(self) -> Meeting:
        self._meeting = meeting = await super()._start_meeting()
        zone = (await self._ask("zone.add", title="By yourself"))["zone"]
        await self._ask("zone.write_alone", zone=zone)
        self._private = meeting._replace(zones=[zone])
        return meeting

    async def _work_and_measure(self, results: Results, progress: Any) -> None:
        late = (self._come_late(n) for n in range(LATE))
        await asyncio.gather(super()._work_and_measure(results, progress), self._lead(), *late)

    async def _lead(self) -> None:
        """What the chair does in the meantime."""
        steps = (self._timer, self._photograph, self._snapshot, self._show, self._report)
        for step in steps:
            await asyncio.sleep(self.plan.seconds / (len(steps) + 1))
            await step()

    async def _timer(self) -> None:
        await self._ask("agenda.extend", minutes=5)
        await self._ask("agenda.pause")
        await self._ask("agenda.resume")

    async def _photograph(self) -> None:
        if self._chance.randrange(RARE_PHOTOGRAPH) == 0:
            data = {"zone": self._meeting.zones[0], "id": secrets.token_hex(8)}
            files = {"photo": ("IMG_0001.JPG", self._day.photograph)}
            await self._http("POST", f"/api/meetings/{self._meeting.code}/photos", data=data, files=files)

    async def _snapshot(self) -> None:
        await self._ask("snapshot.take", title="So far")

    async def _show(self) -> None:
        await self._ask("zone.show", zone=self._private.zones[0])

    async def _report(self) -> None:
        kind = {0: "pdf", 1: "docx"}.get(self._chance.randrange(RARE_REPORT), "html")
        await self._http("GET", f"/m/{self._meeting.code}/report.{kind}")

    async def _http(self, method: str, path: str, **given: Any) -> None:
        assert self._opened is not None
        url, headers = f"{self.base.geturl()}{path}", {"Cookie": self._opened.cookie}
        call = partial(requests.request, method, url, headers=headers, timeout=PATIENCE, **given)
        answer = await self._day.in_thread(call)
        if answer.status_code != BUSY:
            answer.raise_for_status()

    async def _come_late(self, n: int) -> None:
        """Somebody comes late, writes, says "me too", loses the connection, and one of them erases it all and goes."""
        await asyncio.sleep(self.plan.seconds * (n + 1) / (2 * LATE))
        cookie = await self._day.in_thread(http_api.join, self.base, self._meeting.code, "remote")
        person = Person(self._private, Measurements(), cookie, self._chance)
        text = f"What I would not say aloud {secrets.token_hex(4)}"
        async with asyncio.timeout(PATIENCE):
            await person.connect()
            await person.do("note.add", zone=self._private.zones[0], text=text).wait()
            for note in self._chance.sample(sorted(self.measured.notes), min(3, len(self.measured.notes))):
                await person.do("note.too", note=note).wait()
            await person.lose_the_network()
            if n == 0:
                await person.do("notes.erase_mine").wait()
        person.leave()


class Day:
    """The people, in this process, and what became of their meetings."""

    def __init__(self, server: DayServer, watcher: Watcher, given: argparse.Namespace, filled: Iterable[str]) -> None:
        self.base = http_api.parse_address(server.url)
        self.photograph = flip_chart()
        self.results: list[Results] = []
        #: Why meetings, and looks at old ones, broke off.
        self.broken: Counter[str] = Counter()
        self._server, self._watcher, self._given = server, watcher, given
        #: Meetings that are over, each with the cookies of its chair.
        self._old = {code: chair(server.data, code).cookies for code in filled}
        self._seconds, self._began = given.minutes * 60, time.monotonic()
        self._going: set[DayMeeting] = set()
        self._answers, self._screens = Latencies(), Latencies()

    async def run(self) -> list[Look]:
        """The whole day; returns when the last meeting is over."""
        with ThreadPoolExecutor(16) as self._threads:
            async with asyncio.TaskGroup() as group:
                for n in range(self._given.meetings):
                    group.create_task(self._one_after_another(n / self._given.meetings))
                group.create_task(self._nights())
                group.create_task(self._open_old_ones())
                return await self._look()

    def in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        return asyncio.get_running_loop().run_in_executor(self._threads, work, *given)

    def _left(self, share: float = 1) -> float:
        """The seconds until so much of the day is over."""
        return self._began + share * self._seconds - time.monotonic()

    async def _one_after_another(self, first: float) -> None:
        await asyncio.sleep(first * MEETING * self._seconds)
        while (left := self._left()) > 0:
            lasts = min(self._seconds * MEETING * random.uniform(0.6, 1), max(left, 5))
            people = self._given.people
            plan = Plan(people=people, seconds=lasts, commands_per_second=people * PACE, pid=self._server.pid)
            meeting = DayMeeting(self, plan)
            with self._noting_faults():
                opened = await self.in_thread(meeting.open)
                self._going.add(meeting)
                self.results.append(await meeting.run())
                cookies = dict(each.split("=", 1) for each in opened.cookie.split("; "))
                self._old[opened.code] = cookiejar_from_dict(cookies)
            self._going.discard(meeting)
            self._take_times(meeting)

    async def _nights(self) -> None:
        for share in NIGHTS:
            await asyncio.sleep(self._left(share))
            began = time.monotonic()
            with self._noting_faults():
                await self.in_thread(self._server.spend_a_night)
            print(f"a night: the clean-up took {time.monotonic() - began:.1f} s", flush=True)

    async def _open_old_ones(self) -> None:
        while self._left() > 0:
            with self._noting_faults():
                await self.in_thread(self._open_old_one)
            await asyncio.sleep(TOUCH_SECONDS)

    def _open_old_one(self) -> None:
        while not self._server.has(code := random.choice(list(self._old))):
            # A night has deleted it.
            del self._old[code]
        # A browser of its own each time: a connection that stays open would count as one of the server's files.
        with requests.Session() as session:
            session.cookies = self._old[code]
            touch(self._server, code, session, report=random.randrange(RARE_REPORT) == 0)

    async def _look(self) -> list[Look]:
        found: list[Look] = []
        print("".join(f"{name:>11}" for name in Look._fields), flush=True)
        looks = round(max(24, self._seconds / LOOK_SECONDS))
        for n in range(looks):
            await asyncio.sleep(self._left((n + 1) / looks))
            for meeting in list(self._going):
                self._take_times(meeting)
                # Nobody waits for all of them at once.
                await asyncio.sleep(0)
            times = self._answers, self._screens
            self._answers, self._screens = Latencies(), Latencies()
            with self._noting_faults():
                found.append(await self.in_thread(self._watcher.look, len(self._going), *times))
                print(found[-1].line(), flush=True)
        return found

    def _take_times(self, meeting: DayMeeting) -> None:
        measured = meeting.measured
        for all_of_them, found in (
            (self._answers, measured.answer_latencies),
            (self._screens, measured.delivery.latencies()),
        ):
            for steps, times in found._counts.items():
                all_of_them.add_steps(steps, times)
        measured.answer_latencies, measured.delivery = Latencies(), DeliveryTimes()

    @contextmanager
    def _noting_faults(self) -> Iterator[None]:
        """Whatever goes wrong is said in the end, and the day goes on."""
        try:
            yield
        except Exception as error:
            self.broken[f"{type(error).__name__} {error}"] += 1

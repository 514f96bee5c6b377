"""The rehearsal: opens a meeting, connects everybody, lets them work, and checks what is there in the end."""

import asyncio
import contextlib
import random
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import SplitResult

from .. import words
from . import http_api, server_process
from .measurements import Measurements
from .person import CONNECTION_ERRORS, FLOOR, Chair, Meeting, Person
from .plan import CannotRehearse, Plan
from .results import Results
from .socketio_client import Records, Refused, Screen
from .verification import Differences, compare_marks, compare_notes, compare_own_mark

#: How many join at the same moment: a section of people who scan one code, not a stampede.
JOIN_AT_ONCE = 32
#: One person in so many keeps all records that the screen shows.
KEEP_RECORDS_EVERY = 50
#: Each person is disconnected about once in so many seconds, and each one who keeps records at least once.
SECONDS_BETWEEN_DISCONNECTS = 120.0
#: How long the last answers and the last changes may take, in seconds.
SETTLE_SECONDS = 15.0
#: How long it may take until everybody is shown the last notes: the server shows those of newcomers a little later.
SHOW_SECONDS = 60.0
#: The seconds until everybody is active. Answers a second and CPU are measured after that.
WARM_UP_SECONDS = 3.0
_TICK = 0.01

#: Called now and then with the seconds that have passed.
Progress = Callable[[float], None]


class Rehearsal:
    """One rehearsal. `base` is the address of the server."""

    def __init__(self, base: SplitResult, plan: Plan, chance: random.Random | None = None) -> None:
        self.base = base
        self.plan = plan
        self.measured = Measurements()
        self.people: list[Person] = []
        self._chance = chance or random.Random()
        self._opened: http_api.OpenedMeeting | None = None
        self._chair: Chair | None = None
        self._scale = ""
        self._tasks: set[asyncio.Task[None]] = set()

    def open(self) -> http_api.OpenedMeeting:
        """Opens the meeting; blocks. Raises CannotRehearse."""
        http_api.check_server(self.base)
        self._opened = http_api.open_meeting(self.base, words.t("cli.rehearse.title"), self.plan.host_key)
        return self._opened

    async def run(self, progress: Progress = lambda seconds: None) -> Results:
        """The whole rehearsal, after `open`. Raises CannotRehearse."""
        try:
            meeting = await self._start_meeting()
            self._scale = meeting.scale
            began = time.perf_counter()
            await self._connect_everybody(meeting)
            came_in = time.perf_counter() - began
            await self._make_the_spread_visible()
            results = Results(
                people=self.plan.people,
                came_in=len(self.people),
                seconds_until_all_in=round(came_in, 3),
                seconds=self.plan.seconds,
            )
            await self._work_and_measure(results, progress)
            await self._settle()
            await self._verify(results)
            self._sum_up(results)
            return results
        finally:
            await self._end()

    async def _start_meeting(self) -> Meeting:
        """The chair connects, starts the agenda and opens a scale that shows its spread."""
        assert self._opened is not None
        meeting = Meeting(self.base, self._opened.code, [], "")
        # Separate measurements: what the chair does is not part of the results.
        self._chair = Chair(meeting, Measurements(), self._opened.cookie, self._chance, keep_records=True)
        try:
            await self._chair.connect_once()
        except (*CONNECTION_ERRORS, Refused) as error:
            raise CannotRehearse("no_screen", reason=error) from None
        await self._ask("agenda.start")
        question = words.t("cli.rehearse.question")
        scale = (await self._ask("scale.add", question=question, floor=FLOOR))["scale"]
        await self._ask("scale.open", scale=scale)
        await self._ask("scale.show", scale=scale)
        assert self._chair.records is not None
        # A zone with a role (best hopes, for example) takes one note from each person and rightly refuses a second.
        zones = [id for id, zone in self._chair.records.of("zone").items() if not zone.get("role")]
        return Meeting(self.base, self._opened.code, zones, scale)

    async def _ask(self, name: str, **args: Any) -> dict[str, Any]:
        """A command of the chair that must succeed."""
        assert self._chair is not None
        try:
            answer = await self._chair.ask(name, **args)
        except TimeoutError:
            raise CannotRehearse("stopped") from None
        if not answer["ok"]:
            raise CannotRehearse("refused", message=answer["error"]["message"])
        result: dict[str, Any] = answer["result"]
        return result

    async def _connect_everybody(self, meeting: Meeting) -> None:
        """Everybody joins by code and opens their screen, a few at a time."""
        joining = asyncio.Semaphore(JOIN_AT_ONCE)
        loop = asyncio.get_running_loop()

        async def connect(n: int) -> None:
            place = "remote" if n % 3 == 2 else "room"
            async with joining:
                try:
                    cookie = await loop.run_in_executor(threads, http_api.join, self.base, meeting.code, place)
                except CONNECTION_ERRORS:
                    return
                keep_records = n % KEEP_RECORDS_EVERY == 0
                chance = random.Random(self._chance.random())
                person = Person(meeting, self.measured, cookie, chance, keep_records)
                await person.connect()
            if person.online:
                self.people.append(person)

        with ThreadPoolExecutor(JOIN_AT_ONCE) as threads:
            await asyncio.gather(*(connect(n) for n in range(self.plan.people)))

    async def _make_the_spread_visible(self) -> None:
        """As many people mark the scale as it takes until everyone is shown its spread."""
        first = self.people[:FLOOR]
        for person in first:
            person.mark()
        await self._until(lambda: not any(person.unanswered for person in first))
        # These commands are preparation and do not count.
        self.measured.sent = self.measured.answered = 0

    async def _work_and_measure(self, results: Results, progress: Progress) -> None:
        """Everybody works until the time is over. Measuring starts once all are at work: somebody who begins to drag
        the slider sends the commands of that over the next seconds."""
        pid = self.plan.pid or server_process.find_server(str(self.base.hostname), self.base.port or 80)
        if self.plan.disconnects:
            self._plan_disconnects()
        began = time.perf_counter()
        work = self._start(self._work(began, progress))
        await asyncio.wait([work], timeout=min(WARM_UP_SECONDS, self.plan.seconds / 2))
        before, own, answered = server_process.usage(pid), time.process_time(), self.measured.answered
        at = time.perf_counter()
        await work
        after, seconds = server_process.usage(pid), time.perf_counter() - at
        results.seconds = round(time.perf_counter() - began, 3)
        results.answers_per_second = round((self.measured.answered - answered) / seconds, 1)
        results.own_cpu_percent = round((time.process_time() - own) / seconds * 100, 1)
        if before and after:
            results.server_cpu_percent = round((after.cpu - before.cpu) / (after.at - before.at) * 100, 1)
            results.server_memory_mb = round(after.memory / 1e6, 1)

    async def _work(self, began: float, progress: Progress) -> None:
        """Gives people things to do, so that all together send commands at the planned rate."""
        free = list(self.people)
        owed, last = 0.0, began
        while (now := time.perf_counter()) - began < self.plan.seconds:
            owed = min(owed + (now - last) * self.plan.commands_per_second, len(self.people) + 1.0)
            last = now
            while owed >= 1 and free:
                # Anybody who is free, in random order.
                n = self._chance.randrange(len(free))
                free[n], free[-1] = free[-1], free[n]
                person = free.pop()
                commands, act = person.next_action(self.plan.workload)
                owed -= commands
                self._start(self._act(person, act, free))
            progress(now - began)
            await asyncio.sleep(_TICK)

    async def _act(self, person: Person, act: Callable[[], Any], free: list[Person]) -> None:
        await act()
        free.append(person)

    def _plan_disconnects(self) -> None:
        """Decides who is disconnected, and when."""
        for person in self.people:
            often = self.plan.seconds / SECONDS_BETWEEN_DISCONNECTS + self._chance.random()
            for _ in range(max(int(often), person.records is not None)):
                self._start(self._disconnect_later(person, self._chance.uniform(0.1, 0.8) * self.plan.seconds))

    async def _disconnect_later(self, person: Person, after: float) -> None:
        await asyncio.sleep(after)
        await person.lose_the_network()

    def _start(self, work: Any) -> asyncio.Task[None]:
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _settle(self) -> None:
        """Waits for people to finish what they are doing, for the last answers, and for the last notes to be shown."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=SETTLE_SECONDS)
        await self._until(lambda: not any(person.unanswered for person in self.people))
        await self._until(lambda: not any(person.unseen_notes for person in self.people), SHOW_SECONDS)

    async def _until(self, condition: Callable[[], bool], seconds: float | None = None) -> bool:
        latest = time.perf_counter() + (seconds or SETTLE_SECONDS)
        while not condition() and time.perf_counter() < latest:
            await asyncio.sleep(0.05)
        return condition()

    async def _verify(self, results: Results) -> None:
        """Compares what was acknowledged with what the server sends to a new screen now."""
        assert self._chair is not None
        measured = self.measured
        # Something that everybody sees, so that there is a revision that every screen must reach.
        await self._ask("snapshot.take", title=words.t("cli.rehearse.snapshot"))
        last = self._chair.last_revision
        await self._until(lambda: all(person.revision >= last for person in self.people))
        results.screens_behind = sum(person.revision < last for person in self.people) + measured.incomplete
        results.screens_behind += await self._different(person for person in self.people if person.records is not None)
        wall = (await self._fresh(self._chair)).of("note")
        scale = (await self._fresh(self._chair)).of("scale")[self._scale]
        unanswered = sum(len(person.unanswered) for person in self.people)
        found = [compare_notes(measured.notes, wall), Differences(unanswered)]
        if not unanswered:
            found.append(compare_marks(len(measured.marks), scale))
            found += [compare_own_mark(*own) for person in self.people if (own := person.own_mark()) is not None]
        results.lost = sum(each.lost for each in found)
        results.doubled = sum(each.doubled for each in found)

    async def _different(self, people: Iterable[Person]) -> int:
        """How many screens show something else than a new screen of the same person would."""
        different = 0
        for person in people:
            for _ in range(3):
                fresh = await self._fresh(person)
                # Somebody may be disconnecting or reconnecting at this moment: wait for that change to arrive.
                await asyncio.sleep(0.1)
                if person.records is not None and person.records.all == fresh.all:
                    break
            else:
                different += 1
        return different

    async def _fresh(self, person: Person) -> Records:
        """What the server sends to a new screen of this person."""
        records = Records()
        screen = Screen(lambda update: records.apply(update.changes), lambda *_: None, lambda *_: None, lambda: None)
        auth = {"meeting": person.meeting.code, "since": None, "epoch": None}
        try:
            await screen.open(self.base, person.cookie, auth)
        except (*CONNECTION_ERRORS, Refused) as error:
            raise CannotRehearse("no_screen", reason=error) from None
        screen.close()
        return records

    def _sum_up(self, results: Results) -> None:
        measured = self.measured
        shown = measured.delivery.latencies()
        results.commands = measured.sent
        results.commands_per_second = round(measured.sent / results.seconds, 1)
        results.answered = measured.answered
        results.refused = dict(measured.refused)
        results.sent_again = measured.sent_again
        results.cut_off = measured.disconnected
        results.came_back = measured.reconnected
        results.lost_connections = measured.lost_connections
        results.notes = len(measured.notes)
        results.screens_shown = shown.count
        results.screen = shown.percentiles()
        results.answer = measured.answer_latencies.percentiles()

    async def _end(self) -> None:
        """The chair closes the meeting, and everybody disconnects."""
        for task in self._tasks:
            task.cancel()
        chair = self._chair
        if chair is not None and chair.online:
            # If the server is gone, there is nothing to close.
            with contextlib.suppress(CannotRehearse):
                await self._ask("meeting.close")
        for person in [*self.people, *([chair] if chair else [])]:
            person.leave()
        await asyncio.sleep(0)

"""The rehearsal: opens a meeting, brings everybody in, lets them work, and looks at what is there in the end."""

import asyncio
import contextlib
import random
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import SplitResult

from msgspec import Struct

from .. import words
from . import doors, process, wire
from .findings import Losses, compare_marks, compare_notes
from .person import FLOOR, TROUBLE, Book, Chair, Person, Room, Workload

#: How many come through the door at the same moment: a section that scans one code, not a stampede.
AT_THE_DOOR = 32
#: One person in so many keeps everything that the screen shows.
CAREFUL = 50
#: Each person is cut off about once in so many seconds, and each careful one at least once.
SECONDS_BETWEEN_CUTS = 120.0
#: How long the last answers and the last frames may take.
PATIENCE = 15.0
#: Before this is over not everybody is at it: answers a second and CPU are measured from then on.
RUN_UP = 3.0
_BEAT = 0.01


class Plan(Struct, frozen=True, kw_only=True):
    """What is to be rehearsed."""

    people: int
    seconds: float
    commands_per_second: float
    workload: Workload = "mixed"
    host_key: str = ""
    #: The server's process, where it is known.
    pid: int | None = None
    cuts: bool = True


class Figures(Struct, kw_only=True):
    """What was found. Times in milliseconds unless the name says seconds; None is not known."""

    people: int
    came_in: int
    seconds_until_all_in: float
    seconds: float
    commands: int = 0
    commands_per_second: float = 0
    #: While all were at work; less than they gave, where the server could not keep up.
    answers_per_second: float = 0
    answered: int = 0
    refused: dict[str, int] = {}
    lost: int = 0
    doubled: int = 0
    screens_behind: int = 0
    sent_again: int = 0
    cut_off: int = 0
    came_back: int = 0
    lost_connections: int = 0
    notes: int = 0
    screen: dict[str, float | None] = {}
    screens_shown: int = 0
    answer: dict[str, float | None] = {}
    server_cpu_percent: float | None = None
    server_memory_mb: float | None = None
    own_cpu_percent: float = 0

    @property
    def good(self) -> bool:
        """Everybody was in, nothing was lost, and nothing was done twice."""
        return self.came_in == self.people and not (self.lost or self.doubled or self.screens_behind)


#: Called with the seconds that have passed, now and then.
Progress = Callable[[float], None]


class Rehearsal:
    """One rehearsal. `base` is the server."""

    def __init__(self, base: SplitResult, plan: Plan, chance: random.Random | None = None) -> None:
        self.base = base
        self.plan = plan
        self.book = Book()
        self.people: list[Person] = []
        self._chance = chance or random.Random()
        self._opened: doors.Opened | None = None
        self._chair: Chair | None = None
        self._scale = ""
        self._tasks: set[asyncio.Task[None]] = set()

    def open(self) -> doors.Opened:
        """Opens the meeting; blocks. Raises CannotRehearse."""
        doors.check(self.base)
        self._opened = doors.open_meeting(self.base, words.t("cli.rehearse.title"), self.plan.host_key)
        return self._opened

    async def run(self, progress: Progress = lambda seconds: None) -> Figures:
        """The whole rehearsal, after `open`. Raises CannotRehearse."""
        try:
            room = await self._begin()
            self._scale = room.scale
            began = time.perf_counter()
            await self._come_in(room)
            came_in = time.perf_counter() - began
            await self._warm_up()
            figures = Figures(
                people=self.plan.people,
                came_in=len(self.people),
                seconds_until_all_in=round(came_in, 3),
                seconds=self.plan.seconds,
            )
            await self._meet(figures, progress)
            await self._calm_down()
            await self._look_back(figures)
            self._sum_up(figures)
            return figures
        finally:
            await self._end()

    async def _begin(self) -> Room:
        """The chair comes in, starts the agenda and opens a scale that shows its spread."""
        assert self._opened is not None
        room = Room(self.base, self._opened.code, [], "")
        # A book of its own: what the chair does is not measured.
        self._chair = Chair(room, Book(), self._opened.cookie, self._chance, careful=True)
        try:
            await self._chair.come()
        except (*TROUBLE, wire.Refused) as error:
            raise doors.CannotRehearse("no_screen", reason=error) from None
        await self._ask("agenda.start")
        question = words.t("cli.rehearse.question")
        scale = (await self._ask("scale.add", question=question, floor=FLOOR))["scale"]
        await self._ask("scale.open", scale=scale)
        await self._ask("scale.show", scale=scale)
        assert self._chair.records is not None
        # Where everyone has one hope only, a second note would be refused, and rightly.
        zones = [id for id, zone in self._chair.records.of("zone").items() if not zone.get("role")]
        return Room(self.base, self._opened.code, zones, scale)

    async def _ask(self, name: str, **args: Any) -> dict[str, Any]:
        """A command of the chair that must work."""
        assert self._chair is not None
        try:
            answer = await self._chair.ask(name, **args)
        except TimeoutError:
            raise doors.CannotRehearse("stopped") from None
        if not answer["ok"]:
            raise doors.CannotRehearse("refused", message=answer["error"]["message"])
        result: dict[str, Any] = answer["result"]
        return result

    async def _come_in(self, room: Room) -> None:
        """Everybody joins by code and opens their screen, a few at the same moment."""
        door = asyncio.Semaphore(AT_THE_DOOR)
        loop = asyncio.get_running_loop()

        async def come(n: int) -> None:
            place = "remote" if n % 3 == 2 else "room"
            async with door:
                try:
                    cookie = await loop.run_in_executor(threads, doors.join, self.base, room.code, place)
                except TROUBLE:
                    return
                careful = n % CAREFUL == 0
                person = Person(room, self.book, cookie, random.Random(self._chance.random()), careful)
                await person.come_in()
            if person.online:
                self.people.append(person)

        with ThreadPoolExecutor(AT_THE_DOOR) as threads:
            await asyncio.gather(*(come(n) for n in range(self.plan.people)))

    async def _warm_up(self) -> None:
        """As many answer the scale as it takes until everyone sees its spread move."""
        first = self.people[:FLOOR]
        for person in first:
            person.mark()
        await self._until(lambda: not any(person.unanswered for person in first))
        # That was not work, and a book that begins with it would say so.
        self.book.given = self.book.answered = 0

    async def _meet(self, figures: Figures, progress: Progress) -> None:
        """Everybody works until the time is over. It is measured once all are at it: a hand that begins to pull the
        slider gives its commands over the next seconds."""
        pid = self.plan.pid or process.listener(str(self.base.hostname), self.base.port or 80)
        if self.plan.cuts:
            self._plan_cuts()
        began = time.perf_counter()
        work = self._start(self._work(began, progress))
        await asyncio.wait([work], timeout=min(RUN_UP, self.plan.seconds / 2))
        before, own, at, answered = process.use(pid), time.process_time(), time.perf_counter(), self.book.answered
        await work
        after, seconds = process.use(pid), time.perf_counter() - at
        figures.seconds = round(time.perf_counter() - began, 3)
        figures.answers_per_second = round((self.book.answered - answered) / seconds, 1)
        figures.own_cpu_percent = round((time.process_time() - own) / seconds * 100, 1)
        if before and after:
            figures.server_cpu_percent = round((after.cpu - before.cpu) / (after.at - before.at) * 100, 1)
            figures.server_memory_mb = round(after.memory / 1e6, 1)

    async def _work(self, began: float, progress: Progress) -> None:
        """Hands out things to do, so many that the crowd gives its commands at the planned pace."""
        free = list(self.people)
        owed, last = 0.0, began
        while (now := time.perf_counter()) - began < self.plan.seconds:
            owed = min(owed + (now - last) * self.plan.commands_per_second, len(self.people) + 1.0)
            last = now
            while owed >= 1 and free:
                # Anyone, and in no order.
                n = self._chance.randrange(len(free))
                free[n], free[-1] = free[-1], free[n]
                person = free.pop()
                commands, act = person.next(self.plan.workload)
                owed -= commands
                self._start(self._act(person, act, free))
            progress(now - began)
            await asyncio.sleep(_BEAT)

    async def _act(self, person: Person, act: Callable[[], Any], free: list[Person]) -> None:
        await act()
        free.append(person)

    def _plan_cuts(self) -> None:
        """Who is cut off, and when."""
        for person in self.people:
            often = self.plan.seconds / SECONDS_BETWEEN_CUTS + self._chance.random()
            for _ in range(max(int(often), person.records is not None)):
                self._start(self._cut(person, self._chance.uniform(0.1, 0.8) * self.plan.seconds))

    async def _cut(self, person: Person, after: float) -> None:
        await asyncio.sleep(after)
        await person.lose_the_network()

    def _start(self, work: Any) -> asyncio.Task[None]:
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _calm_down(self) -> None:
        """Waits for hands that still move, for the last answers, and for the last frames."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=PATIENCE)
        await self._until(lambda: not any(person.unanswered for person in self.people))

    async def _until(self, true: Callable[[], bool]) -> bool:
        latest = time.perf_counter() + PATIENCE
        while not true() and time.perf_counter() < latest:
            await asyncio.sleep(0.05)
        return true()

    async def _look_back(self, figures: Figures) -> None:
        """Compares what was promised with what the server shows to somebody who comes in now."""
        assert self._chair is not None
        book = self.book
        # Something that everybody sees, so that every screen has a revision to reach.
        await self._ask("snapshot.take", title=words.t("cli.rehearse.snapshot"))
        last = self._chair.reached
        await self._until(lambda: all(person.revision >= last for person in self.people))
        figures.screens_behind = sum(person.revision < last for person in self.people) + book.incomplete
        figures.screens_behind += await self._different(person for person in self.people if person.records is not None)
        wall = (await self._fresh(self._chair)).of("note")
        scale = (await self._fresh(self._chair)).of("scale")[self._scale]
        unanswered = sum(len(person.unanswered) for person in self.people)
        found = [compare_notes(book.notes, wall), Losses(unanswered)]
        if not unanswered:
            found.append(compare_marks([value for _, value in book.marks.values()], scale))
        figures.lost = sum(each.lost for each in found)
        figures.doubled = sum(each.doubled for each in found)

    async def _different(self, people: Iterable[Person]) -> int:
        """How many screens show something else than a new one of the same person would."""
        different = 0
        for person in people:
            for _ in range(3):
                fresh = await self._fresh(person)
                # People may still be leaving or coming: what is on its way gets a moment to arrive.
                await asyncio.sleep(0.1)
                if person.records is not None and person.records.all == fresh.all:
                    break
            else:
                different += 1
        return different

    async def _fresh(self, person: Person) -> wire.Records:
        """What the server shows this person on a new screen."""
        records = wire.Records()
        screen = wire.Screen(lambda frame: records.apply(frame.changes), lambda *_: None, lambda *_: None, lambda: None)
        auth = {"meeting": person.room.code, "since": None, "epoch": None}
        try:
            await screen.open(self.base, person.cookie, auth)
        except (*TROUBLE, wire.Refused) as error:
            raise doors.CannotRehearse("no_screen", reason=error) from None
        screen.close()
        return records

    def _sum_up(self, figures: Figures) -> None:
        book = self.book
        shown = book.arrivals.times()
        figures.commands = book.given
        figures.commands_per_second = round(book.given / figures.seconds, 1)
        figures.answered = book.answered
        figures.refused = dict(book.refused)
        figures.sent_again = book.again
        figures.cut_off = book.cut_off
        figures.came_back = book.came_back
        figures.lost_connections = book.dropped
        figures.notes = len(book.notes)
        figures.screens_shown = shown.count
        figures.screen = shown.figures()
        figures.answer = book.answers.figures()

    async def _end(self) -> None:
        """The chair closes the meeting, and everybody leaves."""
        for task in self._tasks:
            task.cancel()
        chair = self._chair
        if chair is not None and chair.online:
            # A server that is gone has closed it in its own way.
            with contextlib.suppress(doors.CannotRehearse):
                await self._ask("meeting.close")
        for person in [*self.people, *([chair] if chair else [])]:
            person.leave()
        await asyncio.sleep(0)

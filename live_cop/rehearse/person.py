"""One simulated person: a screen, what they have asked for, and what they do with their hands."""

import asyncio
import http.client
import random
import secrets
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, Literal, NamedTuple
from urllib.parse import SplitResult

from . import wire
from .findings import Arrivals, Given, Times
from .websocket import NotAccepted

Workload = Literal["mixed", "notes", "slider"]
#: Nobody sends faster than the slider of a screen does.
REST = 0.2
#: What can go wrong on the way in (too long a wait is an OSError too); somebody real tries again.
TROUBLE = (OSError, NotAccepted, http.client.HTTPException)
_TRIES = 5
#: Whoever was in once does not give up: tries to come back, and the longest pause between two in seconds.
_TRIES_TO_COME_BACK = 60
_LONGEST_PAUSE = 1.5
#: A spread is shown once so many have answered.
FLOOR = 3


class Room(NamedTuple):
    """What everybody finds: where the meeting is, and what there is to do."""

    base: SplitResult
    code: str
    zones: list[str]
    scale: str
    #: Notes beyond these are not written: a meeting has room for so many.
    most_notes: int = 2_500


class Book:
    """What is written down about everybody together."""

    def __init__(self) -> None:
        self.answers = Times()
        self.arrivals = Arrivals()
        self.given = self.answered = self.again = 0
        self.refused: Counter[str] = Counter()
        self.notes: dict[str, Given] = {}
        self.notes_begun = 0
        #: By person: the revision and the value of their last acknowledged mark.
        self.marks: dict[str, tuple[int, int]] = {}
        self.cut_off = self.came_back = self.incomplete = self.backwards = self.dropped = 0


class Order:
    """One command, until it is answered."""

    __slots__ = ("_waiting", "args", "at", "clean", "done", "id", "name")

    def __init__(self, id: str, name: str, args: dict[str, Any], clean: bool) -> None:
        self.id = id
        self.name = name
        self.args = args
        self.at = time.perf_counter()
        #: Given and answered over one connection: only then its times say something about the server.
        self.clean = clean
        self.done = False
        self._waiting: asyncio.Future[None] | None = None

    async def answered(self) -> None:
        """Ends when it is answered."""
        if not self.done:
            self._waiting = asyncio.get_running_loop().create_future()
            await self._waiting

    def end(self) -> None:
        """It is answered."""
        self.done = True
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)


class Person:
    """Somebody in the meeting. `careful` people keep all that their screen shows, to be compared in the end."""

    def __init__(self, room: Room, book: Book, cookie: str, chance: random.Random, careful: bool = False) -> None:
        self.room = room
        self.book = book
        self.cookie = cookie
        self.records = wire.Records() if careful else None
        self.unanswered: dict[str, Order] = {}
        self.revision = 0
        self.online = False
        self._chance = chance
        self._id = secrets.token_hex(6)
        self._commands = 0
        self._epoch = ""
        self._screen = wire.Screen(self._welcomed, self._changed, self._answered, self._gone)
        self._numbers: dict[int, Order] = {}
        self._mine: list[str] = []
        self._value = 5
        self._leaving = False
        self._told: dict[str, dict[str, Any]] = {}

    async def come(self) -> None:
        """Comes in, or back in. Raises one of TROUBLE, or Refused."""
        since = self.revision if self._epoch else None
        auth = {"meeting": self.room.code, "since": since, "epoch": self._epoch or None}
        await self._screen.open(self.room.base, self.cookie, auth)

    async def come_in(self) -> None:
        """Comes in, at the second or third try if need be; where that fails, `online` stays False."""
        for n in range(_TRIES_TO_COME_BACK if self._epoch else _TRIES):
            try:
                await self.come()
                return
            except wire.Refused:
                return
            except TROUBLE:
                await asyncio.sleep(min(0.5 * (n + 1), _LONGEST_PAUSE))

    def leave(self) -> None:
        """Closes the screen."""
        self._leaving = True
        self.online = False
        self._screen.close()

    async def lose_the_network(self) -> None:
        """Does something and is cut off before the answer is there; comes back a little later."""
        if not self.online:
            return
        self.book.cut_off += 1
        self._mark_or_move()
        self._offline()
        self._screen.drop()
        await asyncio.sleep(self._chance.uniform(0.3, 1.5))
        await self.come_in()

    def do(self, name: str, **args: Any) -> Order:
        """Gives a command."""
        self._commands += 1
        order = Order(f"{self._id}-{self._commands}", name, args, clean=self.online)
        self.unanswered[order.id] = order
        self.book.given += 1
        if self.online:
            self._numbers[self._screen.do(self._message(order))] = order
        return order

    def next(self, workload: Workload) -> tuple[int, Callable[[], Awaitable[None]]]:
        """Something to do: how many commands that is, and the doing."""
        if workload == "slider" or (workload == "mixed" and self._chance.random() < 0.05):
            # In a mixed meeting one drag in twenty actions is about a third of all commands.
            values = self._chance.randint(5, 15)
            return values, lambda: self.drag(values)
        return 1, self.write_or_move

    def mark(self) -> Order:
        """Moves the thumb of the slider a little."""
        # Always a new value: a thumb that stays sends nothing.
        self._value = self._chance.choice([n for n in range(1, 11) if abs(n - self._value) in (1, 2)])
        return self.do("scale.mark", scale=self.room.scale, value=self._value)

    async def drag(self, values: int) -> None:
        """Pulls the slider about; the value where it is let go is sent like all others."""
        for _ in range(values):
            order = self.mark()
            await asyncio.sleep(REST)
            # As on a real screen, the next value goes out when this one is answered.
            await order.answered()

    async def write_or_move(self) -> None:
        """Writes a note, or moves one of their own."""
        if self._mine and (self._chance.random() < 0.6 or self.book.notes_begun >= self.room.most_notes):
            self._move()
        elif self.book.notes_begun < self.room.most_notes:
            self._write()
        else:
            self.mark()
        await asyncio.sleep(REST)

    def _write(self) -> None:
        self.book.notes_begun += 1
        text = f"Rehearsed thought {self._id}-{self._commands}: somebody rings back within a week"
        self.do("note.add", zone=self._chance.choice(self.room.zones), text=text)

    def _move(self) -> None:
        x, y = (round(self._chance.uniform(0.05, 0.95), 3) for _ in range(2))
        self.do("note.move", note=self._chance.choice(self._mine), x=x, y=y)

    def _mark_or_move(self) -> None:
        if self._mine:
            self._move()
        else:
            self.mark()

    def _message(self, order: Order) -> dict[str, Any]:
        return {"id": order.id, "name": order.name, "args": order.args}

    def _welcomed(self, frame: wire.Frame) -> None:
        if self._epoch:
            self.book.came_back += 1
            # A server that was started anew may send everything; what it may not do is to forget.
            self.book.incomplete += frame.revision < self.revision
        if self.records is not None:
            if frame.full:
                self.records.all.clear()
            self.records.apply(frame.changes)
        self.revision = frame.revision
        self._epoch = frame.epoch
        self.online = True
        for order in self.unanswered.values():
            self.book.again += 1
            order.clean = False
            self._numbers[self._screen.do(self._message(order))] = order

    def _changed(self, revision: int, packet: bytes, at: float) -> None:
        before = self.revision
        if revision <= before:
            self.book.backwards += 1
        self.revision = revision
        self.book.arrivals.shown(before, revision, at)
        if self.records is not None:
            self.records.apply(wire.changes_of(packet))

    def _answered(self, number: int, answer: dict[str, Any], at: float) -> None:
        order = self._numbers.pop(number, None)
        if order is None or self.unanswered.pop(order.id, None) is None:
            return
        order.end()
        book = self.book
        book.answered += 1
        if not answer["ok"]:
            book.refused[answer["error"]["code"]] += 1
            return
        revision = answer["revision"]
        if order.clean:
            book.answers.add(at - order.at)
            # Before enough people have answered, nobody sees that a mark has moved.
            if order.name != "scale.mark" or len(book.marks) >= FLOOR:
                book.arrivals.given(revision, order.at)
        self._keep(order, revision, answer["result"])

    def _keep(self, order: Order, revision: int, result: dict[str, Any]) -> None:
        """Remembers what was promised."""
        args = order.args
        if order.name == "note.add":
            self._mine.append(result["note"])
            self.book.notes[result["note"]] = Given(args["text"])
        elif order.name == "note.move":
            # One screen's commands are done in their order, also those that it sends again.
            self.book.notes[args["note"]] = self.book.notes[args["note"]]._replace(place=(args["x"], args["y"]))
        elif order.name == "scale.mark" and revision >= self.book.marks.get(self._id, (0, 0))[0]:
            self.book.marks[self._id] = (revision, args["value"])

    def _offline(self) -> None:
        self.online = False
        self._numbers.clear()

    def _gone(self) -> None:
        """The connection ended, and nobody here wanted that."""
        if self._leaving:
            return
        self._offline()
        self.book.dropped += 1
        task = asyncio.get_running_loop().create_task(self.come_in())
        _tasks.add(task)
        task.add_done_callback(_tasks.discard)


class Chair(Person):
    """Whoever chairs: waits for each answer."""

    #: The revision of the last answer.
    reached = 0

    async def ask(self, name: str, **args: Any) -> dict[str, Any]:
        """Gives a command; answers with what came back. Raises TimeoutError."""
        order = self.do(name, **args)
        async with asyncio.timeout(wire.PATIENCE):
            while order.id not in self._told:
                await asyncio.sleep(0.005)
        answer = self._told.pop(order.id)
        self.reached = answer.get("revision", self.reached)
        return answer

    def _answered(self, number: int, answer: dict[str, Any], at: float) -> None:
        if number in self._numbers:
            self._told[self._numbers[number].id] = answer
        super()._answered(number, answer, at)


#: Tasks that run by themselves; the loop alone would forget them.
_tasks: set[asyncio.Task[None]] = set()

"""One simulated person: a screen, the commands that are not answered yet, and what the person does."""

import asyncio
import http.client
import random
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import SplitResult

import msgspec

from .measurements import Measurements
from .plan import Workload
from .socketio_client import TIMEOUT, Records, Refused, Screen, Update, changes_of
from .verification import AcknowledgedNote
from .websocket_client import HandshakeFailed

#: Seconds between two commands of one person: the pace at which the slider of a screen sends.
COMMAND_INTERVAL = 0.2
#: What can go wrong while connecting (a timeout is an OSError too). A real person tries again.
CONNECTION_ERRORS = (OSError, HandshakeFailed, http.client.HTTPException)
_ATTEMPTS = 5
#: Somebody who was connected before does not give up so soon.
_ATTEMPTS_TO_RECONNECT = 60
#: Seconds between two attempts, at most.
_LONGEST_PAUSE = 1.5
#: The spread of the scale is shown once so many have answered, and again once so many answers have changed.
FLOOR = 3


class Meeting(NamedTuple):
    """What everybody needs to know: where the meeting is, and what to work on."""

    base: SplitResult
    code: str
    zones: list[str]
    scale: str
    #: No more notes are written than these, since a meeting has a limit.
    most_notes: int = 2_500


class PendingCommand:
    """A command until it is answered."""

    __slots__ = ("_waiting", "args", "done", "id", "name", "one_connection", "sent_at")

    def __init__(self, id: str, name: str, args: dict[str, Any], one_connection: bool) -> None:
        self.id = id
        self.name = name
        self.args = args
        self.sent_at = time.perf_counter()
        #: Whether it was sent and answered over the same connection. Otherwise its times do not measure the server.
        self.one_connection = one_connection
        self.done = False
        self._waiting: asyncio.Future[None] | None = None

    async def wait(self) -> None:
        """Waits for the answer."""
        if not self.done:
            self._waiting = asyncio.get_running_loop().create_future()
            await self._waiting

    def resolve(self) -> None:
        """The answer has come."""
        self.done = True
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)


class Person:
    """Somebody in the meeting. With `keep_records` all that their screen shows is kept, to be compared in the end."""

    def __init__(
        self, meeting: Meeting, measured: Measurements, cookie: str, chance: random.Random, keep_records: bool = False
    ) -> None:
        self.meeting = meeting
        self.measured = measured
        self.cookie = cookie
        self.records = Records() if keep_records else None
        self.unanswered: dict[str, PendingCommand] = {}
        self.revision = 0
        self.online = False
        self._chance = chance
        self._id = secrets.token_hex(6)
        self._commands = 0
        self._epoch = ""
        self._screen = Screen(self._on_welcome, self._on_changes, self._on_answer, self._on_close)
        self._numbers: dict[int, PendingCommand] = {}
        self._own_notes: list[str] = []
        #: Those of them that others do not see yet: the server shows the first notes of a newcomer a little later.
        self.unseen_notes: set[str] = set()
        self._value = 5
        self._leaving = False
        self._answers: dict[str, dict[str, Any]] = {}

    async def connect_once(self) -> None:
        """Connects, or reconnects. Raises one of CONNECTION_ERRORS, or Refused."""
        since = self.revision if self._epoch else None
        auth = {"meeting": self.meeting.code, "since": since, "epoch": self._epoch or None}
        await self._screen.open(self.meeting.base, self.cookie, auth)

    async def connect(self) -> None:
        """Connects, at the second or third attempt if need be; if all fail, `online` stays False."""
        for n in range(_ATTEMPTS_TO_RECONNECT if self._epoch else _ATTEMPTS):
            try:
                await self.connect_once()
                return
            except Refused:
                return
            except CONNECTION_ERRORS:
                await asyncio.sleep(min(0.5 * (n + 1), _LONGEST_PAUSE))

    def leave(self) -> None:
        """Closes the screen."""
        self._leaving = True
        self.online = False
        self._screen.close()

    async def lose_the_network(self) -> None:
        """Sends a command, is disconnected before the answer comes, and reconnects a little later."""
        if not self.online:
            return
        self.measured.disconnected += 1
        self._mark_or_move()
        self._set_offline()
        self._screen.drop()
        await asyncio.sleep(self._chance.uniform(0.3, 1.5))
        await self.connect()

    def do(self, name: str, **args: Any) -> PendingCommand:
        """Sends a command."""
        self._commands += 1
        command = PendingCommand(f"{self._id}-{self._commands}", name, args, one_connection=self.online)
        self.unanswered[command.id] = command
        self.measured.sent += 1
        if self.online:
            self._numbers[self._screen.do(self._message(command))] = command
        return command

    def own_mark(self) -> tuple[int, Mapping[str, Mapping[str, Any]]] | None:
        """The last acknowledged mark and the marks on this screen, if there is one and the screen is kept."""
        if self.records is None or self._id not in self.measured.marks:
            return None
        return self.measured.marks[self._id][1], self.records.of("mark")

    def next_action(self, workload: Workload) -> tuple[int, Callable[[], Awaitable[None]]]:
        """Something to do: how many commands that sends, and the function that does it."""
        if workload == "slider" or (workload == "mixed" and self._chance.random() < 0.05):
            # One drag in twenty actions makes about a third of all commands.
            values = self._chance.randint(5, 15)
            return values, lambda: self.drag(values)
        return 1, self.write_or_move

    def mark(self) -> PendingCommand:
        """Moves the thumb of the slider a little."""
        # Always a new value: a thumb that does not move sends nothing.
        self._value = self._chance.choice([n for n in range(1, 11) if abs(n - self._value) in (1, 2)])
        return self.do("scale.mark", scale=self.meeting.scale, value=self._value)

    async def drag(self, values: int) -> None:
        """Drags the slider; the value at which it is released is sent like the others."""
        for _ in range(values):
            command = self.mark()
            await asyncio.sleep(COMMAND_INTERVAL)
            # As on a real screen, the next value is sent once this one is answered.
            await command.wait()

    async def write_or_move(self) -> None:
        """Writes a note, or moves one of their own."""
        if self._own_notes and (self._chance.random() < 0.6 or self.measured.notes_begun >= self.meeting.most_notes):
            self._move()
        elif self.measured.notes_begun < self.meeting.most_notes:
            self._write()
        else:
            self.mark()
        await asyncio.sleep(COMMAND_INTERVAL)

    def _write(self) -> None:
        self.measured.notes_begun += 1
        text = f"Rehearsed thought {self._id}-{self._commands}: somebody rings back within a week"
        self.do("note.add", zone=self._chance.choice(self.meeting.zones), text=text)

    def _move(self) -> None:
        x, y = (round(self._chance.uniform(0.05, 0.95), 3) for _ in range(2))
        self.do("note.move", note=self._chance.choice(self._own_notes), x=x, y=y)

    def _mark_or_move(self) -> None:
        if self._own_notes:
            self._move()
        else:
            self.mark()

    def _message(self, command: PendingCommand) -> dict[str, Any]:
        return {"id": command.id, "name": command.name, "args": command.args}

    def _on_welcome(self, update: Update) -> None:
        if self._epoch:
            self.measured.reconnected += 1
            # A restarted server may send everything again, but it must not have forgotten anything.
            self.measured.incomplete += update.revision < self.revision
        if self.records is not None:
            if update.full:
                self.records.all.clear()
            self.records.apply(update.changes)
        self._watch_for_shown_notes(update.changes)
        self.revision = update.revision
        self._epoch = update.epoch
        self.online = True
        for command in self.unanswered.values():
            self.measured.sent_again += 1
            command.one_connection = False
            self._numbers[self._screen.do(self._message(command))] = command

    def _on_changes(self, revision: int, packet: bytes, at: float) -> None:
        before = self.revision
        if revision <= before:
            self.measured.backwards += 1
        self.revision = revision
        self.measured.delivery.shown(before, revision, at)
        if self.records is not None:
            self.records.apply(changes_of(packet))
        if self.unseen_notes and b'"saved"' in packet:
            self._watch_for_shown_notes(changes_of(packet))

    def _watch_for_shown_notes(self, changes: msgspec.Raw) -> None:
        """A record `saved` is deleted when others are shown the note."""
        for kind, id, record in msgspec.json.decode(changes) if self.unseen_notes else ():
            if kind == "saved" and record is None:
                self.unseen_notes.discard(id)

    def _on_answer(self, number: int, answer: dict[str, Any], at: float) -> None:
        command = self._numbers.pop(number, None)
        if command is None or self.unanswered.pop(command.id, None) is None:
            return
        command.resolve()
        measured = self.measured
        measured.answered += 1
        if not answer["ok"]:
            measured.refused[answer["error"]["code"]] += 1
            return
        revision = answer["revision"]
        if command.one_connection:
            measured.answer_latencies.add(at - command.sent_at)
            if self._is_shown_at_once(command, answer["result"]):
                measured.delivery.sent(revision, command.sent_at)
        self._remember(command, revision, answer["result"])

    def _is_shown_at_once(self, command: PendingCommand, result: dict[str, Any]) -> bool:
        """Whether other screens show the effect of this command as soon as it is carried out."""
        if command.name == "scale.mark":
            # Marks are counted in batches, a while later.
            return False
        return not result.get("saved") and command.args.get("note") not in self.unseen_notes

    def _remember(self, command: PendingCommand, revision: int, result: dict[str, Any]) -> None:
        """Remembers what was acknowledged."""
        args = command.args
        if command.name == "note.add":
            self._own_notes.append(result["note"])
            if result.get("saved"):
                self.unseen_notes.add(result["note"])
            self.measured.notes[result["note"]] = AcknowledgedNote(args["text"])
        elif command.name == "note.move":
            # The commands of one screen are carried out in order, also those that it sends again.
            self.measured.notes[args["note"]] = self.measured.notes[args["note"]]._replace(place=(args["x"], args["y"]))
        elif command.name == "scale.mark" and revision >= self.measured.marks.get(self._id, (0, 0))[0]:
            self.measured.marks[self._id] = (revision, args["value"])

    def _set_offline(self) -> None:
        self.online = False
        self._numbers.clear()

    def _on_close(self) -> None:
        """The connection ended unexpectedly."""
        if self._leaving:
            return
        self._set_offline()
        self.measured.lost_connections += 1
        task = asyncio.get_running_loop().create_task(self.connect())
        _tasks.add(task)
        task.add_done_callback(_tasks.discard)


class Chair(Person):
    """The chair waits for each answer."""

    #: The revision of the last answer.
    last_revision = 0

    async def ask(self, name: str, **args: Any) -> dict[str, Any]:
        """Sends a command and returns its answer. Raises TimeoutError."""
        command = self.do(name, **args)
        async with asyncio.timeout(TIMEOUT):
            while command.id not in self._answers:
                await asyncio.sleep(0.005)
        answer = self._answers.pop(command.id)
        self.last_revision = answer.get("revision", self.last_revision)
        return answer

    def _on_answer(self, number: int, answer: dict[str, Any], at: float) -> None:
        if number in self._numbers:
            self._answers[self._numbers[number].id] = answer
        super()._on_answer(number, answer, at)


#: Tasks that nobody awaits. The event loop keeps only weak references to them.
_tasks: set[asyncio.Task[None]] = set()

"""The hub: the door through which commands come, and through which meetings come into memory and leave it.

Commands and welcomes go through one queue (batch_queue.py), in which commands are decided, saved, and only then
answered and delivered (batch_processor.py). So nobody is ever shown what is not on disk.
"""

import logging
import secrets
from collections.abc import Callable, Sequence
from typing import Any

from ...meeting.audience import SYSTEM, Actor
from ...meeting.command import Command
from ...meeting.lifecycle.lifecycle import MeetingOpen
from ...meeting.refusal import Refusal
from ...meeting.state import SECRET_BYTES, State
from ...store.meetings import commit
from ...store.meetings.load import Loaded
from ...store.pictures import StoredPicture
from ...store.store import Store
from .. import runtime
from ..metrics import Metrics
from ..token_bucket import TokenBuckets
from ..tracing import CommandTrace
from .batch_processor import BatchProcessor
from .batch_queue import BatchQueue
from .carry_out import Answer, QueuedCommand
from .client_messages import command_id, parse_command, refused
from .loaded_meetings import LoadedMeetings
from .outcomes import Outcomes, run_safely
from .ownership import Ownership
from .rate_limit import COMMANDS_AT_ONCE, COMMANDS_PER_SECOND
from .saving import Saving

log = logging.getLogger(__name__)
#: How often it is looked for meetings that nobody needs any more.
CHECK_SECONDS = 60.0


class Hub(BatchQueue):
    """The meetings in memory, and the one queue that changes them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.metrics = Metrics()
        #: Called where a revision of a meeting is left out, with the present one.
        self.on_skipped: Callable[[str, int], None] = lambda code, revision: None
        #: Whether anybody is connected to a meeting.
        self.is_in_use: Callable[[str], bool] = lambda code: False
        #: Called with the code of each meeting that has left memory: nobody needs to remember anything of it.
        self.on_forgotten: Callable[[str], None] = lambda code: None
        #: Called before that with the code of each meeting that another process has taken over.
        self.on_lost: Callable[[str], None] = lambda code: None
        self.ownership = Ownership(
            store.leases, lambda code, fence: self.run_between_batches(lambda: self._lose(code, fence))
        )
        self._meetings = LoadedMeetings(store, self.ownership, lambda: self.run_between_batches(self.forget_idle))
        self.metrics.follow(lambda: len(self._meetings), lambda: self.ownership.taken_over)
        self.saving = Saving(store, self.metrics, self.ownership, self.run_between_batches)
        self.outcomes = Outcomes(self._meetings)
        super().__init__(BatchProcessor(store, self.ownership, self._meetings, self.saving, self.outcomes, self._lose))
        #: Commands by (meeting, person).
        self._rate_limit = TokenBuckets(COMMANDS_AT_ONCE, COMMANDS_PER_SECOND)
        self._lag_probe = runtime.spawn(self.metrics.measure_loop_lag)
        self._idle_check = runtime.spawn(self._check_idle)

    def state(self, code: str) -> State | None:
        """The records of a meeting, for reading only; None where there is no such meeting. Raises StoreError, and
        Elsewhere where another process owns it.

        Where it has left memory, it is read from the disk in a thread, and the caller waits."""
        found = self._meetings.find(code)
        return found.state if found else None

    def read(self, code: str) -> State | None:
        """The same for a meeting that nobody here is about to change: where this process does not own it, as it is on
        disk at the moment. Raises StoreError."""
        if self.ownership.is_alone or code in self._meetings:
            return self.state(code)
        loaded: Loaded | None = runtime.in_thread(self.store.load, code)
        return loaded.state if loaded else None

    def loaded(self, code: str) -> State | None:
        """The same for a meeting that is in memory; None for any other."""
        return self.state(code) if code in self._meetings else None

    def has(self, code: str) -> bool:
        """Whether this process is told of all that happens to this meeting."""
        return self.ownership.is_alone or code in self._meetings

    def submit(self, code: str, actor: Actor, message: Any, answer: Callable[[dict[str, Any]], None]) -> None:
        """Takes a client's `do`. `answer` is called once, when the command's effect is on disk or as soon as it is
        refused, and must not wait."""
        name = message.get("name") if isinstance(message, dict) else None

        def tell(found: Answer) -> None:
            self._count_outcome(name, found)
            answer(refused(found) if isinstance(found, Refusal) else found)

        try:
            key, guest, command = self._parse(code, actor, message)
        except Refusal as error:
            tell(error)
        except Exception as error:
            # An error of the server: the client is told so, and stays connected.
            log.error("a command could not be read", exc_info=error)
            tell(Refusal("our_fault"))
        else:
            self._put(QueuedCommand(code, actor, guest, key, command, tell))

    def submit_and_wait(self, code: str, actor: Actor, message: Any) -> dict[str, Any]:
        """Takes a client's `do` and waits for its answer."""
        answer = runtime.Event()
        self.submit(code, actor, message, answer.send)
        found: dict[str, Any] = answer.wait()
        return found

    def submit_prepared(
        self, code: str, actor: Actor, id: str, command: Command, pictures: Sequence[StoredPicture] = ()
    ) -> dict[str, Any]:
        """Takes a command that an HTTP call made for this person, with the pictures that its records name, and waits
        for its answer. It is carried out once for each id, as those that clients send. Raises Refusal."""
        answer = runtime.Event()

        def tell(found: Answer) -> None:
            self._count_outcome(command.name, found)
            answer.send(found)

        self._put(QueuedCommand(code, actor, None, commit.command_key(actor.person, id), command, tell, pictures))
        found: Answer = answer.wait()
        if isinstance(found, Refusal):
            raise found
        return found

    def known_answer(self, code: str, actor: Actor, id: str) -> dict[str, Any] | None:
        """What this person's command with this id was answered; None if it has not been carried out. Raises Refusal."""
        key = commit.command_key(actor.person, id)
        answers = self._answers(code)
        if key not in answers and self._meetings[code].has_older_answers:
            answers.update(runtime.in_thread(self.store.answers, code, [key]))
        return answers.get(key)

    def submit_system(self, code: str, command: Command, on_result: Callable[[Answer], None]) -> None:
        """Takes one of the server's own commands. `on_result` is called once with the result, and must not wait."""

        def counted(found: Answer) -> None:
            self._count_outcome(command.name, found)
            on_result(found)

        self._put(QueuedCommand(code, SYSTEM, None, "", command, counted))

    def submit_system_and_wait(self, code: str, command: Command) -> dict[str, Any]:
        """Takes one of the server's own commands and waits for its result. Raises Refusal."""
        answer = runtime.Event()
        self.submit_system(code, command, answer.send)
        found: Answer = answer.wait()
        if isinstance(found, Refusal):
            raise found
        result: dict[str, Any] = found["result"]
        return result

    def open(self, code: str, epoch: str, command: MeetingOpen) -> None:
        """Makes a meeting. Raises Refusal and StoreError."""
        self.ownership.claim(code)
        self._meetings.add(code, Loaded(State(code, epoch, secrets.token_bytes(SECRET_BYTES)), {}))
        try:
            self.submit_system_and_wait(code, command)
        except Refusal:
            self._meetings.remove(code)
            self.ownership.give_back(code)
            raise

    def skip_revision(self, code: str) -> None:
        """Leaves out one revision of a meeting, unless its next one is under way. Call between batches."""
        if code in self._meetings and code not in self._slow:
            state = self._meetings[code].state
            state.skip_revisions()
            self.on_skipped(code, state.revision)

    def forget(self, code: str) -> None:
        """Removes a meeting from memory: it is no longer on disk, or nobody needs it now. Call between batches."""
        self._meetings.remove(code)
        self.on_forgotten(code)
        if not self.ownership.is_alone:
            # What is erased of it from now on may be erased by another process, which does not tell this one.
            run_safely(self.outcomes.on_erased, code, None)
            self.ownership.give_back(code)

    def _lose(self, code: str, fence: int | None = None) -> None:
        """Another process has taken this meeting over: its people have to find that. Call between batches."""
        if fence is not None and not self.ownership.owns(code, fence):
            return
        self.ownership.lose(code)
        if code in self._meetings:
            log.warning("a meeting was taken over by another process")
            self.metrics.lease_lost()
            self._meetings.remove(code)
            run_safely(self.on_lost, code)
            run_safely(self.on_forgotten, code)
            run_safely(self.outcomes.on_erased, code, None)

    def let_go(self, code: str) -> None:
        """A meeting that nobody is connected to may be another process's."""
        if not self.ownership.is_alone:
            self.run_between_batches(lambda: self._let_go(code))

    def _let_go(self, code: str) -> None:
        if code in self._meetings and not self._is_needed(code):
            self.forget(code)

    def forget_deleted(self, code: str) -> None:
        """The same for a meeting that has been deleted, of which nothing is left elsewhere either."""
        self.forget(code)
        run_safely(self.outcomes.on_erased, code, None)

    def forget_idle(self) -> None:
        """Removes the meetings from memory that nobody has needed for a while. Call between batches."""
        for code in self._meetings.idle(self._is_needed):
            self.forget(code)

    def _is_needed(self, code: str) -> bool:
        return code in self._slow or self.is_in_use(code)

    def is_anybody_here(self) -> bool:
        """Whether anybody is connected to any meeting."""
        return any(self.is_in_use(code) for code in self._meetings)

    def stop(self) -> None:
        """Finishes what has arrived, gives back what this process owns, and stops."""
        self.finish_all()
        self.ownership.stop()
        self._lag_probe.kill()
        self._idle_check.kill()

    def _put(self, queued: QueuedCommand) -> None:
        self._queue.put(queued._replace(trace=CommandTrace(queued.command.name)) if self.outcomes.tracing else queued)

    def _count_outcome(self, name: object, found: Answer) -> None:
        self.metrics.command(name, found.code if isinstance(found, Refusal) else "ok")

    def _parse(self, code: str, actor: Actor, message: Any) -> tuple[str, str | None, Command]:
        """A message as the key of its answer, the guest whom it is for, and its command. Raises Refusal."""
        id = command_id(message)
        key = commit.command_key(actor.person, id)
        # Asking for a known answer costs nothing: a phone that comes back from a dead spot may have many to ask for.
        if key not in self._answers(code) and not self._rate_limit.take((code, actor.person)):
            raise Refusal("too_fast")
        if not id:
            raise Refusal("bad_command")
        return key, *parse_command(message)

    def _answers(self, code: str) -> dict[str, dict[str, Any]]:
        """What was answered to the commands of this meeting, by their keys. Raises Refusal."""
        return self._meetings.require(code).answers

    def _check_idle(self) -> None:
        while True:
            runtime.sleep(CHECK_SECONDS)
            self.run_between_batches(self.forget_idle)

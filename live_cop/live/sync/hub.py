"""The hub: takes commands and welcomes in one order, decides, commits, and only then answers and delivers.

One greenlet works through a queue for all meetings. What has arrived while a batch was on its way to the disk is the
next batch. Welcomes go through the same queue, between batches, so nobody is ever shown what is not on disk.
"""

import logging
import secrets
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from ... import words
from ...meeting import registry
from ...meeting.audience import SYSTEM, Actor
from ...meeting.command import Command
from ...meeting.decide import decide
from ...meeting.lifecycle.lifecycle import MeetingOpen
from ...meeting.refusal import Refusal
from ...meeting.state import SECRET_BYTES, State
from ...store.errors import StoreError
from ...store.leases import Fenced
from ...store.meetings import commit
from ...store.meetings.commit import Commit
from ...store.meetings.load import Loaded
from ...store.pictures import StoredPicture
from ...store.store import Store
from .. import runtime
from ..clock import now_ms
from ..metrics import Metrics
from ..token_bucket import TokenBuckets
from ..tracing import CommandTrace, Tracing
from .loaded_meetings import LoadedMeetings
from .ownership import Ownership
from .rate_limit import COMMANDS_AT_ONCE, COMMANDS_PER_SECOND, check_size

log = logging.getLogger(__name__)
Found = TypeVar("Found")
MAX_BATCH = 500
#: How often a disk that failed is tried again.
DISK_PROBE_SECONDS = 1.0
#: Characters of the id that a client gives a command.
MAX_ID_LENGTH = 100
#: How often it is looked for meetings that nobody needs any more.
CHECK_SECONDS = 60.0


def refusal(error: Refusal) -> dict[str, Any]:
    """A refusal as it goes over the wire: its code and the values of its sentence, for a screen that says it in its own
    language, and the sentence, for any other."""
    said = {"code": error.code, "message": words.t(f"refusals.{error.code}", **error.params)}
    return {"error": {**said, "params": error.params} if error.params else said}


#: The answer to a command.
Answer = dict[str, Any] | Refusal


class _QueuedCommand(NamedTuple):
    """A command that waits for its turn, and where its answer goes."""

    code: str
    actor: Actor
    #: The guest on whose behalf the actor gives it, or None.
    guest: str | None
    #: The key under which its answer is kept; "" for the server's own commands.
    key: str
    command: Command
    answer: Callable[[Answer], None]
    #: The pictures that its records name.
    pictures: Sequence[StoredPicture] = ()
    #: When its steps began, where somebody wants to know.
    trace: CommandTrace | None = None


class Hub:
    """The meetings in memory, and the one queue that changes them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.metrics = Metrics()
        #: Where the operator wants traces of commands.
        self.tracing: Tracing | None = None
        #: Called with what has just been saved, and where a revision is left out, with the present one.
        self.on_saved: Callable[[Sequence[Commit]], None] = lambda batch: None
        self.on_skipped: Callable[[str, int], None] = lambda code, revision: None
        #: Called with the code of each meeting that has changed, once its changes are on disk.
        self.on_committed: Callable[[str], None] = lambda code: None
        #: Called before that with a meeting that was closed, as it was before its history was destroyed.
        self.on_closed: Callable[[State], None] = lambda state: None
        #: Called with the code of each meeting of which something was erased or forgotten, once that is on disk, and
        #: with what is left of it: nothing that was made of it before may stay.
        self.on_erased: Callable[[str, State | None], None] = lambda code, state: None
        #: Called with False when nothing can be saved, and with True when it can be again.
        self.on_saving_changed: Callable[[bool], None] = lambda can_save: None
        #: Whether anybody is connected to a meeting.
        self.is_in_use: Callable[[str], bool] = lambda code: False
        #: Called with the code of each meeting that has left memory: nobody needs to remember anything of it.
        self.on_forgotten: Callable[[str], None] = lambda code: None
        #: Called before that with the code of each meeting that another process has taken over.
        self.on_lost: Callable[[str], None] = lambda code: None
        #: Whether the last batch could be saved.
        self.can_save = True
        self.ownership = Ownership(
            store.leases, lambda code, fence: self.run_between_batches(lambda: self._lose(code, fence))
        )
        self._meetings = LoadedMeetings(store, self.ownership, lambda: self.run_between_batches(self.forget_idle))
        self.metrics.follow(lambda: len(self._meetings), lambda: self.ownership.taken_over)
        self._queue = runtime.Queue()
        #: Commands by (meeting, person).
        self._rate_limit = TokenBuckets(COMMANDS_AT_ONCE, COMMANDS_PER_SECOND)
        self._worker = runtime.spawn(self._run)
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

    def has(self, code: str) -> bool:
        """Whether this process is told of all that happens to this meeting."""
        return self.ownership.is_alone or code in self._meetings

    def submit(self, code: str, actor: Actor, message: Any, answer: Callable[[dict[str, Any]], None]) -> None:
        """Takes a client's `do`. `answer` is called once, when the command's effect is on disk or as soon as it is
        refused, and must not wait."""
        name = message.get("name") if isinstance(message, dict) else None

        def tell(found: Answer) -> None:
            self._count_outcome(name, found)
            answer({"ok": False, **refusal(found)} if isinstance(found, Refusal) else found)

        try:
            key, guest, command = self._parse(code, actor, message)
        except Refusal as error:
            tell(error)
        except Exception as error:
            # An error of the server: the client is told so, and stays connected.
            log.error("a command could not be read", exc_info=error)
            tell(Refusal("our_fault"))
        else:
            self._put(_QueuedCommand(code, actor, guest, key, command, tell))

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

        self._put(_QueuedCommand(code, actor, None, commit.command_key(actor.person, id), command, tell, pictures))
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

        self._put(_QueuedCommand(code, SYSTEM, None, "", command, counted))

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

    def run_between_batches(self, work: Callable[[], None]) -> None:
        """Runs `work` between two batches, when memory and disk agree."""
        self._queue.put(work)

    def read_between_batches(self, work: Callable[[], Found], patience: float) -> Found | None:
        """The result of `work`, which runs between two batches, when memory and disk agree; None if that takes longer
        than `patience` seconds, because the disk hangs, or if it fails."""
        done = runtime.Event()
        is_done = False

        def finish(found: Found | None) -> None:
            nonlocal is_done
            if not is_done:
                is_done = True
                done.send(found)

        def run() -> None:
            if is_done:
                return
            try:
                finish(work())
            finally:
                finish(None)

        self.run_between_batches(run)
        runtime.spawn_later(patience, finish, None)
        return done.wait()  # type: ignore[no-any-return]

    def run_in_writer(
        self, work: Callable[..., Any], *args: Any, then: Callable[[Any], None] = lambda found: None
    ) -> Any:
        """Runs `work` in a thread between two batches, which wait for it, and waits for its result; raises what it
        raises. If it succeeds, `then` is called with the result before the next batch."""
        done = runtime.Event()

        def run() -> None:
            found, failure = None, None
            try:
                found = runtime.in_thread(work, *args)
                then(found)
            except Exception as error:
                failure = error
            done.send((found, failure))

        self._queue.put(run)
        found, failure = done.wait()
        if failure is not None:
            raise failure
        return found

    def skip_revision(self, code: str) -> None:
        """Leaves out one revision of a meeting. Call between batches."""
        if code in self._meetings:
            state = self._meetings[code].state
            state.skip_revisions()
            self.on_skipped(code, state.revision)

    def forget(self, code: str) -> None:
        """Removes a meeting from memory: it is no longer on disk, or nobody needs it now. Call between batches."""
        self._meetings.remove(code)
        self.on_forgotten(code)
        if not self.ownership.is_alone:
            # What is erased of it from now on may be erased by another process, which does not tell this one.
            self._run_safely(self.on_erased, code, None)
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
            self._run_safely(self.on_lost, code)
            self._run_safely(self.on_forgotten, code)
            self._run_safely(self.on_erased, code, None)

    def let_go(self, code: str) -> None:
        """A meeting that nobody is connected to may be another process's."""
        if not self.ownership.is_alone:
            self.run_between_batches(lambda: self._let_go(code))

    def _let_go(self, code: str) -> None:
        if code in self._meetings and not self.is_in_use(code):
            self.forget(code)

    def forget_deleted(self, code: str) -> None:
        """The same for a meeting that has been deleted, of which nothing is left elsewhere either."""
        self.forget(code)
        self._run_safely(self.on_erased, code, None)

    def forget_idle(self) -> None:
        """Removes the meetings from memory that nobody has needed for a while. Call between batches."""
        for code in self._meetings.idle(self.is_in_use):
            self.forget(code)

    def is_anybody_here(self) -> bool:
        """Whether anybody is connected to any meeting."""
        return any(self.is_in_use(code) for code in self._meetings)

    def stop(self) -> None:
        """Finishes what has arrived, gives back what this process owns, and stops."""
        self._queue.put(None)
        self._worker.wait()
        self.ownership.stop()
        self._lag_probe.kill()
        self._idle_check.kill()

    def _put(self, queued: _QueuedCommand) -> None:
        self._queue.put(queued._replace(trace=CommandTrace(queued.command.name)) if self.tracing else queued)

    def _count_outcome(self, name: object, found: Answer) -> None:
        self.metrics.command(name, found.code if isinstance(found, Refusal) else "ok")

    def _parse(self, code: str, actor: Actor, message: Any) -> tuple[str, str | None, Command]:
        """A message as the key of its answer, the guest whom it is for, and its command. Raises Refusal."""
        id = message.get("id") if isinstance(message, dict) else None
        if not isinstance(id, str) or not 1 <= len(id) <= MAX_ID_LENGTH or not id.isprintable():
            id = ""
        key = commit.command_key(actor.person, id)
        # Asking for a known answer costs nothing: a phone that comes back from a dead spot may have many to ask for.
        if key not in self._answers(code) and not self._rate_limit.take((code, actor.person)):
            raise Refusal("too_fast")
        if not id:
            raise Refusal("bad_command")
        check_size(message)
        guest = message.get("for")
        if guest is not None and not isinstance(guest, str):
            raise Refusal("bad_command")
        return key, guest, registry.parse(message.get("name"), message.get("args", {}))

    def _answers(self, code: str) -> dict[str, dict[str, Any]]:
        """What was answered to the commands of this meeting, by their keys. Raises Refusal."""
        try:
            meeting = self._meetings.find(code)
        except StoreError as error:
            log.error("a meeting could not be read: %s", error)
            raise Refusal("not_saved") from None
        if meeting is None:
            raise Refusal("unknown_meeting")
        return meeting.answers

    def _check_idle(self) -> None:
        while True:
            runtime.sleep(CHECK_SECONDS)
            self.run_between_batches(self.forget_idle)

    def _run(self) -> None:
        while True:
            batch = [self._queue.get()]
            while not self._queue.empty() and len(batch) < MAX_BATCH:
                batch.append(self._queue.get_nowait())
            self._process_batch([item for item in batch if isinstance(item, _QueuedCommand)])
            # All of these after one commit, so that people who join together are welcomed with the same revision.
            for item in batch:
                if item is None:
                    return
                if not isinstance(item, _QueuedCommand):
                    self._run_safely(item)

    def _run_safely(self, work: Callable[..., None], *args: Any) -> None:
        """A fault in one piece of work must not stop the queue."""
        try:
            work(*args)
        except Exception:
            log.exception("work after a batch failed")

    def _process_batch(self, queued: list[_QueuedCommand]) -> None:
        """Decides all of these, commits them in one transaction, then answers and delivers."""
        if not queued:
            return
        self._recall_answers(queued)
        batch: list[Commit] = []
        closed: list[State] = []
        answers = [(command, self._decide(command, batch, closed)) for command in queued]
        for command in queued:
            if command.trace:
                command.trace.begin("commit")
        changed = {commit.code for commit in batch if commit.changes}
        erased = {commit.code for commit in batch if commit.forgets or commit.erased is not None}
        if failed := self._commit(batch):
            # Memory returns to what is on disk: the meeting is loaded when it is next needed.
            for code in failed:
                self._meetings.remove(code)
            answers = [
                (
                    command,
                    Refusal("not_saved") if command.code in failed and not isinstance(answer, Refusal) else answer,
                )
                for command, answer in answers
            ]
            changed, erased = changed - failed, erased - failed
            closed = [state for state in closed if state.code not in failed]
        if self.tracing:
            self._run_safely(self._trace, self.tracing, answers, changed)
        self._run_safely(self.on_saved, [commit for commit in batch if commit.code not in failed])
        for command, answer in answers:
            self._run_safely(command.answer, answer)
        for code in erased:
            self._run_safely(self.on_erased, code, self._meetings[code].state)
        for state in closed:
            self._run_safely(self.on_closed, state)
        for code in changed:
            self._run_safely(self.on_committed, code)
        # Not before, since an old command may have been sent again in the same batch as a new one.
        for code in {command.code for command in queued}:
            if code in self._meetings:
                self._meetings[code].drop_old_answers()

    def _trace(self, tracing: Tracing, answers: list[tuple[_QueuedCommand, Answer]], changed: set[str]) -> None:
        """Commands that were saved are followed until they are delivered; the others have come to their end."""
        for command, answer in answers:
            if command.trace is None:
                continue
            if isinstance(answer, Refusal):
                tracing.finish(command.trace, answer.code)
            elif command.code in changed:
                tracing.saved(command.code, answer["revision"], command.trace)
            else:
                tracing.finish(command.trace, "ok")

    def _recall_answers(self, queued: list[_QueuedCommand]) -> None:
        """Reads from disk what was answered long ago, so that none of those commands is carried out again."""
        keys: dict[str, list[str]] = {}
        try:
            for command in queued:
                # It may have left memory since the command was taken.
                meeting = self._meetings.find(command.code) if command.key else None
                if meeting and meeting.has_older_answers and command.key not in meeting.answers:
                    keys.setdefault(command.code, []).append(command.key)
            for code, asked in keys.items():
                self._meetings[code].answers.update(runtime.in_thread(self.store.answers, code, asked))
        except StoreError as error:
            # A command that was carried out already cannot be saved again: its key is there.
            log.error("answers could not be read: %s", error)

    def _commit(self, batch: list[Commit]) -> set[str]:
        """Saves all of this, and returns the meetings of which nothing could be saved: all of them where the disk
        fails, and those that another process has taken over."""
        lost: set[str] = set()
        while batch:
            codes = {commit.code for commit in batch}
            try:
                with self.metrics.commit(len(batch)):
                    runtime.in_thread(self.store.commit, batch, self.ownership.fences(codes))
            except Fenced as error:
                lost |= error.codes
                batch = [commit for commit in batch if commit.code not in lost]
                continue
            except StoreError as error:
                log.error("a batch of %d could not be saved: %s", len(batch), error)
                self._set_can_save(can_save=False)
                return lost | codes
            except Exception:
                log.exception("a batch of %d could not be saved", len(batch))
                self._set_can_save(can_save=False)
                return lost | codes
            self._set_can_save(can_save=True)
            break
        for code in lost:
            self._lose(code)
        return lost

    def _set_can_save(self, can_save: bool) -> None:
        """Announces once that the disk fails, and once that it has recovered."""
        if can_save == self.can_save:
            return
        self.can_save = can_save
        self._run_safely(self.on_saving_changed, can_save)
        if not can_save:
            runtime.spawn(self._probe_disk)

    def _probe_disk(self) -> None:
        """Finds out when the disk has recovered: people who wait for it do not send anything."""
        while not self.can_save:
            runtime.sleep(DISK_PROBE_SECONDS)
            if not self.can_save and runtime.in_thread(self.store.is_healthy):
                self.run_between_batches(lambda: self._set_can_save(can_save=True))
                return

    def _decide(self, queued: _QueuedCommand, batch: list[Commit], closed: list[State]) -> Answer:
        if queued.trace:
            queued.trace.begin("decide")
        try:
            answers = self._answers(queued.code)
            if queued.key in answers:
                return answers[queued.key]
            meeting = self._meetings[queued.code]
            state = meeting.state
            # The clock of a process that had this meeting before may have been ahead of ours.
            at = max(now_ms(), meeting.latest)
            decision = decide(state, queued.command, queued.actor, at, queued.guest)
        except Refusal as error:
            return error
        except Exception:
            # A fault of ours must not end the meeting. No words of the command are logged.
            log.exception("%s could not be decided", queued.command.name)
            return Refusal("our_fault")
        changes = decision.changes
        if changes:
            state.apply(state.revision + 1, changes)
        if decision.forgets:
            closed.append(state)
            state = meeting.state = state.without_history(secrets.token_hex(8), secrets.token_bytes(SECRET_BYTES))
            changes = state.as_changes()
            answers.update(dict.fromkeys(answers, commit.forgotten_answer(state.revision)))
        answer = {"ok": True, "revision": state.revision, "result": decision.result}
        if changes or queued.key:
            # The answer is kept even where nothing changed: sent again later, the command could change something.
            batch.append(
                Commit(
                    code=queued.code,
                    epoch=state.epoch,
                    secret=state.secret,
                    revision=state.revision,
                    at=at,
                    name=queued.command.name,
                    key=queued.key,
                    changes=changes,
                    answer=answer,
                    entries=[
                        (kind, id, entry) for kind, id, _, _ in changes if (entry := state.entry(kind, id)) is not None
                    ],
                    forgets=decision.forgets,
                    erased=decision.erased,
                    pictures=queued.pictures,
                )
            )
        if queued.key:
            answers[queued.key] = answer
        return answer

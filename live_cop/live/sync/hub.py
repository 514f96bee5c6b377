"""The hub: takes commands and welcomes in one order, decides, commits, and only then answers and delivers.

One greenlet works through a queue for all meetings. What has arrived while a batch was on its way to the disk is the
next batch. Welcomes go through the same queue, between batches, so nobody is ever shown what is not on disk. Commands
that rewrite the history of a meeting are carried out beside it (slow_lane.py).
"""

import logging
import secrets
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

from ... import words
from ...meeting import registry
from ...meeting.audience import SYSTEM, Actor
from ...meeting.command import Command
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
from .carry_out import Answer, Outcome, QueuedCommand, carry_out
from .loaded_meetings import LoadedMeetings
from .ownership import Ownership
from .rate_limit import COMMANDS_AT_ONCE, COMMANDS_PER_SECOND, check_size
from .slow_lane import SlowLane, WriterWork

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
        self._slow = SlowLane(lambda queued: runtime.spawn(self._carry_out_beside, queued))
        #: What was held by the slow lane and comes first now.
        self._resumed: list[Any] = []
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

        self._queue.put(WriterWork(run))
        found, failure = done.wait()
        if failure is not None:
            raise failure
        return found

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
        if code in self._meetings and not self._is_needed(code):
            self.forget(code)

    def forget_deleted(self, code: str) -> None:
        """The same for a meeting that has been deleted, of which nothing is left elsewhere either."""
        self.forget(code)
        self._run_safely(self.on_erased, code, None)

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
        self._queue.put(None)
        self._worker.wait()
        self.ownership.stop()
        self._lag_probe.kill()
        self._idle_check.kill()

    def _put(self, queued: QueuedCommand) -> None:
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
        return self._meeting(code).answers

    def _meeting(self, code: str) -> Loaded:
        """The meeting in memory. May wait. Raises Refusal."""
        try:
            meeting = self._meetings.find(code)
        except StoreError as error:
            log.error("a meeting could not be read: %s", error)
            raise Refusal("not_saved") from None
        if meeting is None:
            raise Refusal("unknown_meeting")
        return meeting

    def _check_idle(self) -> None:
        while True:
            runtime.sleep(CHECK_SECONDS)
            self.run_between_batches(self.forget_idle)

    def _run(self) -> None:
        stopping = False
        while not stopping or self._slow.is_busy or self._resumed:
            batch = self._resumed or [self._queue.get()]
            self._resumed = []
            while not self._queue.empty() and len(batch) < MAX_BATCH:
                batch.append(self._queue.get_nowait())
            commands = [item for item in batch if isinstance(item, QueuedCommand)]
            self._process_batch(
                [each for each in commands if not self._slow.takes(each, takes_long=self._takes_long(each))]
            )
            # All of these after one commit, so that people who join together are welcomed with the same revision.
            for item in batch:
                if item is None:
                    stopping = True
                elif isinstance(item, WriterWork):
                    if not self._slow.takes_work(item):
                        self._run_safely(item.run)
                elif not isinstance(item, QueuedCommand):
                    self._run_safely(item)
            self._slow.start_next()

    def _takes_long(self, queued: QueuedCommand) -> bool:
        """Whether a command is for the slow lane."""
        try:
            meeting = self._meetings.find(queued.code)
        except StoreError:
            return False
        return meeting is not None and queued.command.takes_long(meeting.state, now_ms())

    def _run_safely(self, work: Callable[..., None], *args: Any) -> None:
        """A fault in one piece of work must not stop the queue."""
        try:
            work(*args)
        except Exception:
            log.exception("work after a batch failed")

    def _process_batch(self, queued: list[QueuedCommand]) -> None:
        """Decides all of these, commits them in one transaction, then answers and delivers."""
        if not queued:
            return
        self._recall_answers(queued)
        outcomes = [(command, self._carry_out(command)) for command in queued]
        for command in queued:
            command.begin("commit")
        failed, lost = self._commit([outcome.commit for _, outcome in outcomes if outcome.commit is not None])
        for code in lost:
            self._lose(code)
        # Memory returns to what is on disk: the meeting is loaded when it is next needed.
        for code in failed:
            self._meetings.remove(code)
        self._announce(outcomes, failed)
        # Not before, since an old command may have been sent again in the same batch as a new one.
        for code in {command.code for command in queued}:
            if code in self._meetings:
                self._meetings[code].drop_old_answers()

    def _carry_out(self, queued: QueuedCommand) -> Outcome:
        try:
            return carry_out(self._meeting(queued.code), queued)
        except Refusal as error:
            return Outcome(error)

    def _carry_out_beside(self, queued: QueuedCommand) -> None:
        """Carries a command of the slow lane out on a copy of its meeting, in a thread, and saves it."""
        meeting, copy, failed, lost = None, None, set[str](), set[str]()
        try:
            self._recall_answers([queued])
            meeting = self._meeting(queued.code)
            copy = meeting.copy()
            fences = self.ownership.fences({queued.code})
            outcome: Outcome = runtime.in_thread(carry_out, copy, queued)
            queued.begin("commit")
            failed, lost = self._commit([outcome.commit] if outcome.commit is not None else [], fences)
        except Refusal as error:
            outcome = Outcome(error)
        except Exception:
            log.exception("%s could not be carried out", queued.command.name)
            outcome = Outcome(Refusal("our_fault"))
        self.run_between_batches(partial(self._finish_beside, queued, outcome, meeting, copy, failed, lost))

    def _finish_beside(
        self, queued: QueuedCommand, outcome: Outcome, meeting: Loaded | None, copy: Loaded | None,
        failed: set[str], lost: set[str],
    ) -> None:  # fmt: skip
        """Puts the copy in the place of its meeting, answers and delivers."""
        code = queued.code
        for each in lost:
            self._lose(each)
        if code in self._meetings:
            present = self._meetings[code]
            if failed or present is not meeting:
                self._meetings.remove(code)
            elif copy is not None and outcome.commit is not None:
                present.take(copy)
                present.drop_old_answers()
        self._announce([(queued, outcome)], failed)
        self._resumed = list(self._slow.finish(code))

    def _announce(self, outcomes: Iterable[tuple[QueuedCommand, Outcome]], failed: set[str]) -> None:
        """Answers these commands, and delivers what they have changed in meetings that could be saved."""
        saved = [outcome for queued, outcome in outcomes if queued.code not in failed]
        commits = [outcome.commit for outcome in saved if outcome.commit is not None]
        self._run_safely(self.on_saved, commits)
        for queued, (answer, *_) in outcomes:
            refused = queued.code in failed and not isinstance(answer, Refusal)
            told = Refusal("not_saved") if refused else answer
            self._run_safely(self._trace, queued, told, commits)
            self._run_safely(queued.answer, told)
        # One that another process has taken over meanwhile is in its memory, and no longer in this one's.
        present = {each.code for each in commits if each.code in self._meetings}
        for code in present & {each.code for each in commits if each.forgets or each.erased is not None}:
            self._run_safely(self.on_erased, code, self._meetings[code].state)
        for outcome in saved:
            if outcome.last is not None:
                self._run_safely(self.on_closed, outcome.last)
        for code in present & {each.code for each in commits if each.changes}:
            self._run_safely(self.on_committed, code)

    def _trace(self, queued: QueuedCommand, answer: Answer, commits: Sequence[Commit]) -> None:
        """A command that has changed something is followed until it is delivered; others have come to their end."""
        if self.tracing is None or queued.trace is None:
            return
        if isinstance(answer, Refusal):
            self.tracing.finish(queued.trace, answer.code)
        elif any(commit.changes for commit in commits if commit.code == queued.code):
            self.tracing.saved(queued.code, answer["revision"], queued.trace)
        else:
            self.tracing.finish(queued.trace, "ok")

    def _recall_answers(self, queued: list[QueuedCommand]) -> None:
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

    def _commit(self, batch: list[Commit], fences: Any = None) -> tuple[set[str], set[str]]:
        """Saves all of this, under the present fences of its meetings, or those with which it was begun. Returns the
        meetings of which nothing could be saved: all of them where the disk fails, and those that another process has
        taken over; and which are the latter."""
        lost: set[str] = set()
        while batch:
            codes = {commit.code for commit in batch}
            try:
                with self.metrics.commit(len(batch)):
                    runtime.in_thread(self.store.commit, batch, fences or self.ownership.fences(codes))
            except Fenced as error:
                lost |= error.codes
                batch = [commit for commit in batch if commit.code not in lost]
                continue
            except StoreError as error:
                log.error("a batch of %d could not be saved: %s", len(batch), error)
                self._set_can_save(can_save=False)
                return lost | codes, lost
            except Exception:
                log.exception("a batch of %d could not be saved", len(batch))
                self._set_can_save(can_save=False)
                return lost | codes, lost
            self._set_can_save(can_save=True)
            break
        return lost, lost

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

"""The hub: takes commands and welcomes in one order, decides, commits, and only then answers and delivers.

One greenlet works through a queue for all meetings. What has arrived while a batch was on its way to the disk is the
next batch. Welcomes go through the same queue, between batches, so nobody is ever shown what is not on disk.
"""

import logging
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from .. import words
from ..meeting import commands
from ..meeting.changes import SYSTEM, Actor
from ..meeting.decide import decide
from ..meeting.refusal import Refusal
from ..meeting.state import State
from ..store import Commit, Loaded, Store, StoreError
from . import server
from .limits import MOST_BYTES, Buckets

log = logging.getLogger(__name__)
MOST_IN_A_BATCH = 500


def now_ms() -> int:
    """UTC milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def refusal(error: Refusal) -> dict[str, Any]:
    """A refusal as it goes over the wire."""
    return {"error": {"code": error.code, "message": words.t(f"refusals.{error.code}", **error.params)}}


class _Order(NamedTuple):
    """One command waiting for its turn, and where its answer goes."""

    code: str
    actor: Actor
    id: str
    command: commands.Command
    answer: Any


class Hub:
    """The meetings in memory, and the one queue that changes them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        #: Called with the code of each meeting that changed, after its changes are on disk.
        self.delivered: Callable[[str], None] = lambda code: None
        self._meetings: dict[str, Loaded] = {}
        self._queue = server.Queue()
        self._buckets = Buckets()
        self._worker = server.spawn(self._work)

    def state(self, code: str) -> State | None:
        """The records of a meeting, to be read only; None where there is no such meeting."""
        found = self._meeting(code)
        return found.state if found else None

    def submit(self, code: str, actor: Actor, message: Any) -> dict[str, Any]:
        """The answer to a client's `do`: comes when the command's effect is on disk, or it is refused."""
        try:
            id, command = self._read(message)
            meeting = self._meeting(code)
            if meeting is None:
                raise Refusal("unknown_meeting")
            if (actor.person, id) not in meeting.answers and not self._buckets.take((code, actor.person)):
                raise Refusal("too_fast")
        except Refusal as error:
            return {"ok": False, **refusal(error)}
        return self._ask(code, actor, id, command)

    def system(self, code: str, command: commands.Command) -> dict[str, Any]:
        """Gives one of the server's own commands. Raises Refusal."""
        answer = self._ask(code, SYSTEM, "", command)
        if not answer["ok"]:
            raise Refusal(answer["error"]["code"], **answer.get("params", {}))
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, code: str, epoch: str, command: commands.MeetingOpen) -> None:
        """Makes a meeting. Raises Refusal."""
        self._meetings[code] = Loaded(State(code, epoch), {})
        try:
            self.system(code, command)
        except Refusal:
            del self._meetings[code]
            raise

    def between(self, work: Callable[[], None]) -> None:
        """Runs `work` between two batches, when memory and disk agree."""
        self._queue.put(work)

    def stop(self) -> None:
        """Finishes what has arrived and stops."""
        self._queue.put(None)
        self._worker.wait()

    def _read(self, message: Any) -> tuple[str, commands.Command]:
        if (
            not isinstance(message, dict)
            or not isinstance(message.get("id"), str)
            or not 1 <= len(message["id"]) <= 100
        ):
            raise Refusal("bad_command")
        if len(msgspec.json.encode(message)) > MOST_BYTES:
            raise Refusal("too_big")
        return message["id"], commands.parse(message.get("name"), message.get("args", {}))

    def _meeting(self, code: str) -> Loaded | None:
        if code not in self._meetings:
            loaded = self.store.load(code)
            if loaded is None:
                return None
            self._meetings.setdefault(code, loaded)
        return self._meetings[code]

    def _ask(self, code: str, actor: Actor, id: str, command: commands.Command) -> dict[str, Any]:
        answer = server.Event()
        self._queue.put(_Order(code, actor, id, command, answer))
        found: dict[str, Any] = answer.wait()
        return found

    def _work(self) -> None:
        while True:
            batch = [self._queue.get()]
            while not self._queue.empty() and len(batch) < MOST_IN_A_BATCH:
                batch.append(self._queue.get_nowait())
            orders: list[_Order] = []
            for item in batch:
                if isinstance(item, _Order):
                    orders.append(item)
                    continue
                self._carry_out(orders)
                orders = []
                if item is None:
                    return
                self._safely(item)
            self._carry_out(orders)

    def _safely(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception:
            log.exception("work between batches failed")

    def _carry_out(self, orders: list[_Order]) -> None:
        """Decides all of these, commits them in one transaction, then answers and delivers."""
        if not orders:
            return
        batch: list[Commit] = []
        answers: list[tuple[_Order, dict[str, Any]]] = []
        for order in orders:
            answers.append((order, self._decide(order, batch)))
        touched = {commit.code for commit in batch}
        if batch:
            try:
                server.in_thread(self.store.commit, batch)
            except StoreError as error:
                log.error("a batch of %d could not be saved: %s", len(batch), error)
                self._go_back(touched)
                failed = {"ok": False, **refusal(Refusal("not_saved"))}
                answers = [(order, failed if answer["ok"] else answer) for order, answer in answers]
                touched = set()
        for order, answer in answers:
            order.answer.send(answer)
        for code in touched:
            self.delivered(code)

    def _decide(self, order: _Order, batch: list[Commit]) -> dict[str, Any]:
        try:
            meeting = self._meeting(order.code)
            if meeting is None:
                raise Refusal("unknown_meeting")
            key = (order.actor.person, order.id)
            if order.id and key in meeting.answers:
                return meeting.answers[key]
            state = meeting.state
            at = now_ms()
            decision = decide(state, order.command, order.actor, at)
            if decision.changes:
                state.apply(state.revision + 1, decision.changes)
            answer = {"ok": True, "revision": state.revision, "result": decision.result}
            if decision.changes:
                entries = [(kind, id, state.entry(kind, id)) for kind, id, _, _ in decision.changes]
                batch.append(
                    Commit(
                        code=order.code,
                        epoch=state.epoch,
                        revision=state.revision,
                        at=at,
                        name=order.command.name,
                        person=order.actor.person,
                        command=order.id,
                        changes=decision.changes,
                        answer=answer,
                        entries=entries,  # type: ignore[arg-type]
                    )
                )
                if order.id:
                    meeting.answers[key] = answer
            return answer
        except Refusal as error:
            return {"ok": False, **refusal(error), "params": error.params}
        except Exception:
            # A fault of ours must not take the meeting down with it. No words of the command are logged.
            log.exception("%s could not be decided", order.command.name)
            return {"ok": False, **refusal(Refusal("not_saved"))}

    def _go_back(self, codes: set[str]) -> None:
        """Memory goes back to what is on disk."""
        for code in codes:
            loaded = self.store.load(code)
            if loaded is None:
                del self._meetings[code]
            else:
                self._meetings[code] = loaded

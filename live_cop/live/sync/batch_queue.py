"""The one queue of all meetings: commands in batches, and work between two batches.

One greenlet works through it. What has arrived while a batch was on its way to the disk is the next batch. Commands
that rewrite the history of a meeting are carried out beside it (slow_lane.py).
"""

import logging
import math
import time
from collections.abc import Callable
from functools import partial
from queue import Empty
from typing import Any, TypeVar

from ...store.errors import StoreError
from .. import runtime
from .batch_processor import BatchProcessor
from .carry_out import QueuedCommand
from .outcomes import run_safely
from .slow_lane import SlowLane, WriterWork

log = logging.getLogger(__name__)

Found = TypeVar("Found")
#: What stands in the queue: a command, work in the writer thread or in the loop, and at last None, the end.
Item = QueuedCommand | WriterWork | Callable[[], None] | None
MAX_BATCH = 500
#: The least time between two batches with commands. A batch costs as much as two of its commands, whatever it holds.
BATCH_INTERVAL_SECONDS = 0.01


class BatchQueue:
    """`processor` says what is done with a batch."""

    def __init__(self, processor: BatchProcessor) -> None:
        self._processor = processor
        self._queue = runtime.Queue()
        self._slow = SlowLane(lambda queued: runtime.spawn(self._process_beside, queued))
        #: What was held by the slow lane and comes first now.
        self._resumed: list[Item] = []
        #: When (`time.monotonic`) the last batch with commands was begun.
        self._begun_at = -math.inf
        self._worker = runtime.spawn(self._run)

    def run_between_batches(self, work: Callable[[], None]) -> None:
        """Runs `work` between two batches, when memory and disk agree."""
        self._queue.put(work)

    def read_between_batches(self, work: Callable[[], Found], patience: float) -> Found | None:
        """The result of `work`, which runs between two batches, when memory and disk agree; None if that takes longer
        than `patience` seconds, because the disk hangs, or if the meeting cannot be read or has just become another
        process's."""
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
            except StoreError as error:
                log.warning("a meeting could not be read: %s", error)
            finally:
                finish(None)

        self.run_between_batches(run)
        runtime.spawn_later(patience, finish, None)
        found: Found | None = done.wait()
        return found

    def run_in_writer(
        self, work: Callable[..., Found], *args: Any, then: Callable[[Found], None] = lambda found: None
    ) -> Found:
        """Runs `work` in a thread between two batches, which wait for it, and waits for its result; raises what it
        raises. If it succeeds, `then` is called with the result before the next batch.

        History may be rewritten beside it: what deletes a meeting or clears the file takes `run_alone_in_writer`."""
        return self._run_in_writer(partial(work, *args), then, alone=False)

    def run_alone_in_writer(
        self, work: Callable[..., Found], *args: Any, then: Callable[[Found], None] = lambda found: None
    ) -> Found:
        """The same for what must not come beside a command that takes long: it waits for the one that is under way.
        A meeting that was deleted would come back with the commit."""
        return self._run_in_writer(partial(work, *args), then, alone=True)

    def _run_in_writer(self, work: Callable[[], Found], then: Callable[[Found], None], *, alone: bool) -> Found:
        done = runtime.Event()

        def run() -> None:
            found, failure = None, None
            try:
                found = runtime.in_thread(work)
                then(found)
            except Exception as error:
                failure = error
            done.send((found, failure))

        self._queue.put(WriterWork(run, alone))
        result: tuple[Found, Exception | None] = done.wait()
        found, failure = result
        if failure is not None:
            raise failure
        return found

    def finish_all(self) -> None:
        """Waits until all that has arrived is done, and takes nothing any more."""
        self._queue.put(None)
        self._worker.wait()

    def _process_beside(self, queued: QueuedCommand) -> None:
        finish = self._processor.process_beside(queued)

        def run() -> None:
            try:
                finish()
            finally:
                self._resumed = list(self._slow.finish(queued.code))

        self.run_between_batches(run)

    def _run(self) -> None:
        stopping = False
        while not stopping or self._slow.is_busy or self._resumed:
            batch = self._collect(self._resumed or [self._queue.get()])
            self._resumed = []
            commands = [item for item in batch if isinstance(item, QueuedCommand)]
            takes_long = self._processor.takes_long
            self._processor.process(
                [each for each in commands if not self._slow.takes(each, takes_long=takes_long(each))]
            )
            # All of these after one commit, so that people who join together are welcomed with the same revision.
            for number, item in enumerate(each for each in batch if not isinstance(each, QueuedCommand)):
                if number:
                    # A hundred people may be welcomed here, and nobody else should wait for all of that.
                    runtime.sleep(0)
                self._run_work(item)
            stopping = stopping or any(item is None for item in batch)
            self._slow.start_next()

    def _collect(self, batch: list[Item]) -> list[Item]:
        """Adds what has arrived to a batch. Commands wait for more of them, if others were begun a moment ago."""
        while True:
            while not self._queue.empty() and len(batch) < MAX_BATCH:
                batch.append(self._queue.get_nowait())
            seconds = self._begun_at + BATCH_INTERVAL_SECONDS - time.monotonic()
            if seconds <= 0 or len(batch) >= MAX_BATCH or not all(isinstance(item, QueuedCommand) for item in batch):
                break
            try:
                batch.append(self._queue.get(timeout=seconds))
            except Empty:
                break
        if any(isinstance(item, QueuedCommand) for item in batch):
            self._begun_at = time.monotonic()
        return batch

    def _run_work(self, item: WriterWork | Callable[[], None] | None) -> None:
        if isinstance(item, WriterWork):
            if not self._slow.takes_work(item):
                run_safely(item.run)
        elif item is not None:
            run_safely(item)

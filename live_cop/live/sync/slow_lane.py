"""Commands that take long, one at a time beside the queue of all meetings, and what has to wait for them.

To close a meeting or to erase words is to look at all that was ever written in it, which takes seconds in a large one.
Meanwhile the commands of that meeting are held, in their order, and so is what deletes a meeting or clears the file; to
open a meeting, to save a form and everything else goes on.
"""

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from .carry_out import QueuedCommand


class WriterWork(NamedTuple):
    """Work in the writer thread between two batches; `alone` if it must not come beside a command that takes long."""

    run: Callable[[], None]
    alone: bool


class SlowLane:
    """`start` is called with each command whose turn it is; whoever has carried it out calls `finish`."""

    def __init__(self, start: Callable[[QueuedCommand], object]) -> None:
        self._start = start
        self._waiting: deque[QueuedCommand] = deque()
        #: By meeting of which a command waits or is under way, those that came after it.
        self._held: dict[str, list[QueuedCommand | WriterWork]] = {}
        self._held_works: list[QueuedCommand | WriterWork] = []
        #: Whether a command is under way.
        self.is_busy = False

    def __contains__(self, code: str) -> bool:
        """Whether a command of this meeting waits or is under way."""
        return code in self._held

    def takes(self, queued: QueuedCommand, *, takes_long: bool) -> bool:
        """Whether this command is not for the present batch: it takes long, or comes after one that does."""
        if queued.code in self._held:
            self._held[queued.code].append(queued)
        elif takes_long:
            self._held[queued.code] = []
            self._waiting.append(queued)
        else:
            return False
        return True

    def takes_work(self, work: WriterWork) -> bool:
        """Whether this work has to wait for the command that is under way."""
        waits = work.alone and self.is_busy
        if waits:
            self._held_works.append(work)
        return waits

    def start_next(self) -> None:
        """Starts the next command, unless one is under way. Call between batches."""
        if self._waiting and not self.is_busy:
            self.is_busy = True
            self._start(self._waiting.popleft())

    def finish(self, code: str) -> list[QueuedCommand | WriterWork]:
        """The command of this meeting that was under way is done. What was held comes before all that is queued."""
        self.is_busy = False
        found, self._held_works = [*self._held.pop(code), *self._held_works], []
        return found

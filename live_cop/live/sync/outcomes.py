"""What is said of commands once they have been saved, or could not be: to those who gave them, and to all who follow
the meetings that they have changed."""

import logging
from collections.abc import Callable, Sequence
from typing import Any

from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...store.meetings.commit import Commit
from ..tracing import Tracing
from .carry_out import Answer, Outcome, QueuedCommand
from .loaded_meetings import LoadedMeetings

log = logging.getLogger(__name__)


class Outcomes:
    """Answers commands, and calls whoever follows."""

    def __init__(self, meetings: LoadedMeetings) -> None:
        self._meetings = meetings
        #: Where the operator wants traces of commands.
        self.tracing: Tracing | None = None
        #: Called with what has just been saved.
        self.on_saved: Callable[[Sequence[Commit]], None] = lambda batch: None
        #: Called with the code of each meeting that has changed, once its changes are on disk.
        self.on_committed: Callable[[str], None] = lambda code: None
        #: Called before that with a meeting that was closed, as it was before its history was destroyed.
        self.on_closed: Callable[[State], None] = lambda state: None
        #: Called with the code of each meeting of which something was erased or forgotten, once that is on disk, and
        #: with what is left of it: nothing that was made of it before may stay.
        self.on_erased: Callable[[str, State | None], None] = lambda code, state: None

    def announce(self, outcomes: Sequence[tuple[QueuedCommand, Outcome]], failed: set[str]) -> None:
        """Answers these commands, and delivers what they have changed, except in the meetings that could not be
        saved. Call between batches."""
        saved = [outcome for queued, outcome in outcomes if queued.code not in failed]
        commits = [outcome.commit for outcome in saved if outcome.commit is not None]
        run_safely(self.on_saved, commits)
        for queued, (answer, *_) in outcomes:
            refused = queued.code in failed and not isinstance(answer, Refusal)
            told = Refusal("not_saved") if refused else answer
            run_safely(self._trace, queued, told, commits)
            run_safely(queued.answer, told)
        # One that another process has taken over meanwhile is in its memory, and no longer in this one's.
        present = {each.code for each in commits if each.code in self._meetings}
        for code in present & {each.code for each in commits if each.forgets or each.erased is not None}:
            run_safely(self.on_erased, code, self._meetings[code].state)
        for outcome in saved:
            if outcome.last is not None:
                run_safely(self.on_closed, outcome.last)
        for code in present & {each.code for each in commits if each.changes}:
            run_safely(self.on_committed, code)

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


def run_safely(work: Callable[..., None], *args: Any) -> None:
    """A fault in one piece of work must not stop the queue."""
    try:
        work(*args)
    except Exception:
        log.exception("work after a batch failed")

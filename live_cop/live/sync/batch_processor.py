"""What is done with a batch of commands: they are decided one after the other, saved in one transaction, and only then
answered and delivered."""

import logging
from collections.abc import Callable
from functools import partial

from ...meeting.refusal import Refusal
from ...store.errors import StoreError
from ...store.meetings.load import Loaded
from ...store.store import Store
from .. import runtime
from ..clock import now_ms
from .carry_out import Outcome, QueuedCommand, carry_out
from .loaded_meetings import LoadedMeetings
from .outcomes import Outcomes
from .ownership import Ownership
from .saving import Saving

log = logging.getLogger(__name__)


class BatchProcessor:
    """`on_lost` is called with each meeting that turns out to be another process's."""

    def __init__(
        self,
        store: Store,
        ownership: Ownership,
        meetings: LoadedMeetings,
        saving: Saving,
        outcomes: Outcomes,
        on_lost: Callable[[str], None],
    ) -> None:
        self._store = store
        self._ownership = ownership
        self._meetings = meetings
        self._saving = saving
        self._outcomes = outcomes
        self._on_lost = on_lost

    def takes_long(self, queued: QueuedCommand) -> bool:
        """Whether a command is for the slow lane."""
        try:
            meeting = self._meetings.find(queued.code)
        except StoreError:
            return False
        person = queued.guest or queued.actor.person
        return meeting is not None and queued.command.takes_long(meeting.state, now_ms(), person)

    def process(self, batch: list[QueuedCommand]) -> None:
        """Decides all of these, commits them in one transaction, then answers and delivers."""
        if not batch:
            return
        self._recall_answers(batch)
        outcomes = [(queued, self._carry_out(queued)) for queued in batch]
        for queued in batch:
            queued.begin("commit")
        failed, lost = self._saving.save([outcome.commit for _, outcome in outcomes if outcome.commit is not None])
        for code in lost:
            self._on_lost(code)
        # Memory returns to what is on disk: the meeting is loaded when it is next needed.
        for code in failed:
            self._meetings.remove(code)
        self._outcomes.announce(outcomes, failed)
        # Not before, since an old command may have been sent again in the same batch as a new one.
        for code in {queued.code for queued in batch}:
            if code in self._meetings:
                self._meetings[code].drop_old_answers()

    def process_beside(self, queued: QueuedCommand) -> Callable[[], None]:
        """Carries a command of the slow lane out on a copy of its meeting, in a thread, and saves it. Returns what puts
        the copy in the place of the meeting, answers and delivers: call that between batches."""
        meeting, copy, failed, lost = None, None, set[str](), set[str]()
        try:
            self._recall_answers([queued])
            meeting = self._meetings.require(queued.code)
            copy = meeting.copy()
            fences = self._ownership.fences({queued.code})
            outcome: Outcome = runtime.in_thread(carry_out, copy, queued)
            queued.begin("commit")
            failed, lost = self._saving.save([outcome.commit] if outcome.commit is not None else [], fences)
        except Refusal as error:
            outcome = Outcome.refused(error)
        except Exception:
            log.exception("%s could not be carried out", queued.command.name)
            outcome = Outcome(Refusal("our_fault"))
        return partial(self._finish_beside, queued, outcome, meeting, copy, failed, lost)

    def _finish_beside(
        self, queued: QueuedCommand, outcome: Outcome, meeting: Loaded | None, copy: Loaded | None,
        failed: set[str], lost: set[str],
    ) -> None:  # fmt: skip
        code = queued.code
        for each in lost:
            self._on_lost(each)
        if code in self._meetings:
            present = self._meetings[code]
            if failed or present is not meeting:
                self._meetings.remove(code)
            elif copy is not None and outcome.commit is not None:
                present.take(copy)
                present.drop_old_answers()
        self._outcomes.announce([(queued, outcome)], failed)

    def _carry_out(self, queued: QueuedCommand) -> Outcome:
        try:
            return carry_out(self._meetings.require(queued.code), queued)
        except Refusal as error:
            return Outcome.refused(error)

    def _recall_answers(self, batch: list[QueuedCommand]) -> None:
        """Reads from disk what was answered long ago, so that none of those commands is carried out again."""
        keys: dict[str, list[str]] = {}
        try:
            for queued in batch:
                # It may have left memory since the command was taken.
                meeting = self._meetings.find(queued.code) if queued.key else None
                if meeting and meeting.has_older_answers and queued.key not in meeting.answers:
                    keys.setdefault(queued.code, []).append(queued.key)
            for code, asked in keys.items():
                self._meetings[code].answers.update(runtime.in_thread(self._store.answers, code, asked))
        except StoreError as error:
            # A command that was carried out already cannot be saved again: its key is there.
            log.error("answers could not be read: %s", error)

"""Carries one command out on a meeting in memory, and says what is to be saved of it and what is answered."""

import logging
import secrets
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ...meeting.audience import Actor
from ...meeting.change import Change, Decision
from ...meeting.command import Command
from ...meeting.decide import decide
from ...meeting.refusal import Refusal
from ...meeting.state import SECRET_BYTES, State
from ...store.meetings import commit
from ...store.meetings.commit import Commit
from ...store.meetings.load import Loaded
from ...store.pictures import StoredPicture
from ..clock import now_ms
from ..tracing import CommandTrace

log = logging.getLogger(__name__)

#: The answer to a command.
Answer = dict[str, Any] | Refusal


class QueuedCommand(NamedTuple):
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

    def begin(self, step: str) -> None:
        """Notes that a step begins, if it is traced."""
        if self.trace is not None:
            self.trace.begin(step)


class Outcome(NamedTuple):
    """What became of a command."""

    answer: Answer
    #: What is to be saved before it may be answered; None where nothing is.
    commit: Commit | None = None
    #: The meeting as it was before its history was destroyed; None where it was not.
    last: State | None = None

    @classmethod
    def refused(cls, error: Refusal) -> "Outcome":
        """Without the traceback. Its frames refer to the outcome and to the whole meeting, in a circle that would stay
        in memory until Python looks for such."""
        return cls(Refusal(error.code, **error.params))


def carry_out(meeting: Loaded, queued: QueuedCommand) -> Outcome:
    """Decides the command and applies its changes to this meeting and its answers. One that was carried out before is
    only answered. It uses nothing else, so that it may be called in any thread."""
    queued.begin("decide")
    answers, state = meeting.answers, meeting.state
    if queued.key in answers:
        return Outcome(answers[queued.key])
    # The clock of a process that had this meeting before may have been ahead of ours.
    at = max(now_ms(), meeting.latest)
    try:
        decision = decide(state, queued.command, queued.actor, at, queued.guest)
    except Refusal as error:
        return Outcome.refused(error)
    except Exception:
        # A fault of ours must not end the meeting. No words of the command are logged.
        log.exception("%s could not be decided", queued.command.name)
        return Outcome(Refusal("our_fault"))
    changes, last = decision.changes, None
    if changes:
        state.apply(state.revision + 1, changes)
    if decision.forgets:
        last = state
        state = meeting.state = state.without_history(secrets.token_hex(8), secrets.token_bytes(SECRET_BYTES))
        changes = state.as_changes()
        answers.update(dict.fromkeys(answers, commit.forgotten_answer(state.revision)))
    answer = {"ok": True, "revision": state.revision, "result": decision.result}
    # The answer is kept even where nothing changed: sent again later, the command could change something.
    to_save = _commit(state, queued, at, changes, answer, decision) if changes or queued.key else None
    if queued.key:
        answers[queued.key] = answer
    return Outcome(answer, to_save, last)


def _commit(
    state: State, queued: QueuedCommand, at: int, changes: list[Change], answer: dict[str, Any], decision: Decision
) -> Commit:
    """What is saved of a command. `state` is the meeting after it."""
    return Commit(
        code=queued.code,
        epoch=state.epoch,
        secret=state.secret,
        revision=state.revision,
        at=at,
        name=queued.command.name,
        key=queued.key,
        changes=changes,
        answer=answer,
        entries=[(kind, id, entry) for kind, id, _, _ in changes if (entry := state.entry(kind, id)) is not None],
        forgets=decision.forgets,
        erased=decision.erased,
        pictures=queued.pictures,
    )

"""The one door: what a command changes, or why it is refused.

Every command passes here in the same steps: may this person give it now; carry it out on a draft; remember it for undo
and in the chair's log; bring up to date what follows from the change.
"""

from . import action_log, undo
from .audience import Actor
from .change import Decision
from .command import AllowedWhilePaused, Command
from .draft import Draft
from .refusal import Refusal
from .registry import LOGGED, RULES, UPDATES
from .state import State
from .voices import guests


def decide(state: State, command: Command, actor: Actor, now: int, guest: str | None = None) -> Decision:
    """What `command`, given by `actor` at `now` (UTC milliseconds), changes in this meeting. With `guest` it is given
    on behalf of that guest, and decided as theirs.

    Pure: the state is not touched. All changes belong to revision `state.revision + 1`. Raises Refusal.
    """
    if guest is not None:
        actor = guests.acting_for(state, actor, guest)
    draft = Draft(state, actor, now)
    _permit(draft, command)
    RULES[type(command)](draft, command)
    undo.remember(draft, command)
    action_log.remember(draft, command, LOGGED)
    if not command.only_counts:
        _update_what_follows(draft)
    return Decision(draft.changes(), draft.result, draft.forgets, draft.wiped, draft.erased)


def _update_what_follows(draft: Draft) -> None:
    kinds = draft.kinds()
    for followed, update_after in UPDATES:
        if not kinds.isdisjoint(followed):
            update_after(draft)
            kinds = draft.kinds()


def _permit(draft: Draft, command: Command) -> None:
    actor = draft.actor
    if command.permission == "system" or actor.role == "system":
        if command.permission != "system" or actor.role != "system":
            raise Refusal("not_allowed")
        return
    if draft.get("kept_out", actor.person) is not None:
        raise Refusal("kept_out")
    if actor.role == "board" or (command.permission == "helper" and not actor.is_chair_or_helper):
        raise Refusal("not_allowed")
    if command.permission == "chair" and actor.role != "chair":
        raise Refusal("not_allowed")
    meeting = draft.singleton("meeting")
    if command.open_only and meeting.state == "closed":
        raise Refusal("closed")
    # What puts no words before the others is not held back by a pause.
    if meeting.paused and not actor.is_chair_or_helper and not isinstance(command, AllowedWhilePaused):
        raise Refusal("paused")

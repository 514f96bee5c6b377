"""The one entry point: what a command changes, or why it is refused.

Every command takes the same steps: check that the actor may give it now; carry it out on a draft; add it to the actor's
undo steps, to what can be taken back of the agenda, and to the log; update the records that follow from the change.
"""

from . import action_log, undo
from .agenda import take_back
from .audience import Actor
from .change import Decision
from .command import AllowedWhilePaused, Command
from .draft import Draft
from .refusal import Refusal
from .registry import LOGGED, RULES, UPDATES
from .state import State
from .voices import guests, people


def decide(state: State, command: Command, actor: Actor, now: int, guest: str | None = None) -> Decision:
    """What `command`, given by `actor` at `now` (UTC milliseconds), changes in this meeting.

    With `guest`, the actor gives the command on behalf of that guest, and it is decided as if the guest had given it.

    Pure: `state` does not change. All changes belong to revision `state.revision + 1`.

    Raises Refusal `not_allowed`, `kept_out`, `closed` or `paused`, or the refusals of the command's rule.
    """
    if guest is not None:
        actor = guests.acting_for(state, actor, guest)
    draft = Draft(state, actor, now)
    _permit(draft, command)
    RULES[type(command)](draft, command)
    undo.add_step(draft, command)
    take_back.remember(draft, command)
    action_log.add_entry(draft, command, LOGGED)
    if not command.only_counts:
        _update_dependents(draft)
    return Decision(draft.changes(), draft.result, draft.forgets, draft.erased)


def _update_dependents(draft: Draft) -> None:
    kinds = draft.changed_kinds()
    # A meeting of an earlier version gets the record of what it is at with its first change.
    lacking = {"meeting"} if kinds and draft.singleton("on_now") is None else set()
    for watched, update_after in UPDATES:
        if not watched.isdisjoint(kinds | lacking):
            update_after(draft)
            kinds = draft.changed_kinds()


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
    if actor.role == "participant" and meeting.state != "closed" and draft.get("person", actor.person) is None:
        raise Refusal("lost_place" if people.lost_place(draft.state, actor.person) else "who_are_you")
    # A pause stops only commands that show new text to others.
    if meeting.paused and not actor.is_chair_or_helper and not isinstance(command, AllowedWhilePaused):
        raise Refusal("paused")

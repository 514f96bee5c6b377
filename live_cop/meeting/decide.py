"""The one door: what a command changes, or why it is refused.

Every command passes here in the same four steps: may this person give it now; do it on a draft; remember it for undo;
let the plan and the board follow.
"""

from collections.abc import Callable
from typing import Any

from . import (
    agenda,
    board,
    hopes,
    life,
    people,
    plan,
    prompts,
    questions,
    recording,
    report,
    rounds,
    scales,
    snapshots,
    undo,
    wall,
)
from .changes import Actor, Decision
from .commands import Command
from .commands.agenda import AgendaTick
from .commands.hopes import HopeAnswer
from .commands.people import PersonEdit
from .commands.rounds import TurnPass
from .draft import Draft
from .refusal import Refusal
from .state import State

_RULES: dict[type[Command], Callable[[Draft, Any], None]] = {
    command: rule
    for room in (
        wall,
        hopes,
        undo,
        scales,
        agenda,
        rounds,
        snapshots,
        board,
        prompts,
        questions,
        report,
        recording,
        life,
        people,
    )
    for command, rule in room.RULES.items()
}

#: Commands of one person that say nothing to the others, and so are not held back by a pause.
_PRIVATE = (PersonEdit, TurnPass, HopeAnswer)
#: The plan changes with these kinds of record, the board with those.
_PLANNED = {"section", "timer", "meeting"}
_SHOWN = {"section", "meeting", "scale", "turn", "zone", "board"}


def decide(state: State, command: Command, actor: Actor, now: int) -> Decision:
    """What `command`, given by `actor` at `now` (UTC milliseconds), changes in this meeting.

    Pure: the state is not touched. All changes belong to revision `state.revision + 1`. Raises Refusal.
    """
    draft = Draft(state, actor, now)
    _permit(draft, command)
    _RULES[type(command)](draft, command)
    undo.remember(draft, command.name)
    kinds = {change.kind for change in draft.changes()}
    if kinds & _PLANNED or isinstance(command, AgendaTick):
        plan.review(draft)
    if kinds & _SHOWN:
        board.follow(draft)
    return Decision(draft.changes(), draft.result, draft.forgets, draft.wiped)


def _permit(draft: Draft, command: Command) -> None:
    actor = draft.actor
    if command.who == "system" or actor.role == "system":
        if command.who != "system" or actor.role != "system":
            raise Refusal("not_allowed")
        return
    if actor.role == "board" or (command.who == "chair" and not actor.chairs):
        raise Refusal("not_allowed")
    meeting = draft.one("meeting")
    if command.open_only and meeting.state == "closed":
        raise Refusal("closed")
    if meeting.paused and not actor.chairs and not isinstance(command, _PRIVATE):
        raise Refusal("paused")

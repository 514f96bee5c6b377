"""The one door: what a command changes, or why it is refused.

Every command passes here in the same steps: may this person give it now; do it on a draft; remember it for undo and in
the chair's log; let what is counted, the plan and the board follow.
"""

from collections.abc import Callable
from typing import Any

from . import (
    agenda,
    alone,
    board,
    bring,
    dates,
    erasing,
    guests,
    hands,
    hopes,
    invites,
    life,
    log,
    people,
    plan,
    prompts,
    questions,
    recording,
    report,
    review,
    rounds,
    safe,
    scales,
    snapshots,
    sorting,
    steps,
    teams,
    undo,
    votes,
    wall,
)
from .changes import Actor, Decision
from .commands import Command
from .commands.agenda import AgendaTick
from .commands.base import ByVoice
from .commands.scales import ScaleMark, ScaleUnmark
from .draft import Draft
from .refusal import Refusal
from .state import State

_ROOMS: tuple[Any, ...] = (
    wall,
    alone,
    sorting,
    votes,
    hopes,
    safe,
    undo,
    scales,
    agenda,
    rounds,
    hands,
    teams,
    snapshots,
    steps,
    dates,
    invites,
    review,
    board,
    prompts,
    questions,
    report,
    recording,
    erasing,
    life,
    bring,
    people,
    guests,
)
_RULES: dict[type[Command], Callable[[Draft, Any], None]] = {
    command: rule for room in _ROOMS for command, rule in room.RULES.items()
}

#: The plan changes with these kinds of record, the board with those.
_PLANNED = {"section", "timer", "meeting"}
#: What is counted of notes, and what waits for a look, follows these.
_SORTED = {"note", "dots", "zone"}
_SHOWN = {"section", "meeting", "scale", "turn", "zone", "board", "teams"}
#: What changes nothing of a scale but its counts, many times a second: the board does not follow those.
_COUNTED = (ScaleMark, ScaleUnmark)


def decide(state: State, command: Command, actor: Actor, now: int, guest: str | None = None) -> Decision:
    """What `command`, given by `actor` at `now` (UTC milliseconds), changes in this meeting. With `guest` it is given
    on behalf of that guest, and decided as theirs.

    Pure: the state is not touched. All changes belong to revision `state.revision + 1`. Raises Refusal.
    """
    if guest is not None:
        actor = guests.acting_for(state, actor, guest)
    draft = Draft(state, actor, now)
    _permit(draft, command)
    _RULES[type(command)](draft, command)
    undo.remember(draft, command.name)
    log.remember(draft, command)
    if draft.kinds() & _SORTED:
        safe.follow(draft)
        votes.follow(draft)
        alone.follow(draft)
    kinds = draft.kinds()
    if "turn" in kinds:
        rounds.review(draft)
        hands.rest(draft)
    if kinds & _PLANNED or isinstance(command, AgendaTick):
        plan.review(draft)
    if kinds & _SHOWN and not isinstance(command, _COUNTED):
        board.follow(draft)
    return Decision(draft.changes(), draft.result, draft.forgets, draft.wiped, draft.erased)


def _permit(draft: Draft, command: Command) -> None:
    actor = draft.actor
    if command.who == "system" or actor.role == "system":
        if command.who != "system" or actor.role != "system":
            raise Refusal("not_allowed")
        return
    if draft.get("kept_out", actor.person) is not None:
        raise Refusal("kept_out")
    if actor.role == "board" or (command.who == "scribe" and not actor.chairs):
        raise Refusal("not_allowed")
    if command.who == "chair" and actor.role != "chair":
        raise Refusal("not_allowed")
    meeting = draft.one("meeting")
    if command.open_only and meeting.state == "closed":
        raise Refusal("closed")
    # What puts no words before the others is not held back by a pause.
    if meeting.paused and not actor.chairs and not isinstance(command, ByVoice):
        raise Refusal("paused")

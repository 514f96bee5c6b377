"""Things that happen at a later moment: a random one, where the moment would tell who caused them.

A facet schedules an action when a command is given; the server carries it out when it is due (lifecycle/due.py).
"""

from msgspec.structs import replace

from .draft import Draft
from .records.schedule import Action, Scheduled
from .state import State


def schedule(draft: Draft, what: Action, of: str, target: str, within: tuple[int, int]) -> None:
    """Schedules an action at a random moment between these two numbers of milliseconds from now."""
    due = draft.now + within[0] + _extra(draft, what, of, target, within)
    draft.put(Scheduled(what=what, of=of, target=target, due=due), _id(what, of, target))


def schedule_once(draft: Draft, what: Action, of: str, target: str, within: tuple[int, int]) -> None:
    """Schedules an action as `schedule` does, unless it is scheduled already: then its moment stays."""
    if not is_scheduled(draft, what, of, target):
        schedule(draft, what, of, target, within)


def bring_forward(draft: Draft, what: Action, of: str, target: str, within: tuple[int, int]) -> None:
    """Lets a scheduled action happen within this time, unless it is due sooner."""
    id = _id(what, of, target)
    before = draft.get("scheduled", id)
    earliest = draft.now + within[0]
    # Whatever chance says would be later. This is asked of all that waits whenever somebody adds something.
    if before is None or before.due <= earliest:
        return
    due = earliest + _extra(draft, what, of, target, within)
    if due < before.due:
        draft.put(replace(before, due=due), id)


def cancel(draft: Draft, what: Action, of: str, target: str) -> None:
    """Cancels an action, if it is scheduled."""
    draft.drop("scheduled", _id(what, of, target))


def is_scheduled(draft: Draft, what: Action, of: str, target: str) -> bool:
    """Whether this action is scheduled."""
    return draft.get("scheduled", _id(what, of, target)) is not None


def next_due(state: State, after: int = 0) -> int | None:
    """When the next action is due, of those that are due after a time (both in UTC milliseconds), or None."""
    return min((each.due for each in state.of_kind("scheduled").values() if each.due > after), default=None)


def _extra(draft: Draft, what: Action, of: str, target: str, within: tuple[int, int]) -> int:
    """Random milliseconds after the first of these moments, not beyond the other."""
    earliest, latest = within
    return draft.chance(f"{what} {of} {target}", latest - earliest + 1)


def _id(what: Action, of: str, target: str) -> str:
    return f"{what}.{of}.{target}"

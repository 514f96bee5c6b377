"""Things that happen at a later moment: a random one, where the moment would tell who caused them.

A facet schedules an action when a command is given; the server carries it out when it is due (lifecycle/due.py).
"""

from bisect import bisect_left
from collections.abc import Callable

from msgspec.structs import replace

from .draft import Draft
from .records.schedule import Action, Scheduled
from .state import Index, State

#: Everything that is scheduled, by when it is due.
_BY_DUE = Index("scheduled", order="due")


def schedule(draft: Draft, what: Action, of: str, target: str, within: tuple[int, int]) -> None:
    """Schedules an action at a random moment between these two numbers of milliseconds from now."""
    due = draft.now + within[0] + _extra(draft, what, of, target, within)
    draft.put(Scheduled(what=what, of=of, target=target, due=due), _id(what, of, target))


def schedule_once(draft: Draft, what: Action, of: str, target: str, within: tuple[int, int]) -> None:
    """Schedules an action as `schedule` does, unless it is scheduled already: then its moment stays."""
    if not is_scheduled(draft, what, of, target):
        schedule(draft, what, of, target, within)


def bring_forward(draft: Draft, is_meant: Callable[[Scheduled], bool], within: tuple[int, int]) -> None:
    """Lets all the actions that are meant happen within this time, unless they are due sooner."""
    earliest = draft.now + within[0]
    # With any that are due before, whatever chance says would be later.
    for id in draft.ids_from(_BY_DUE, earliest + 1):
        before = draft.get("scheduled", id)
        if is_meant(before):
            due = earliest + _extra(draft, before.what, before.of, before.target, within)
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
    moments = state.in_order(_BY_DUE, True)
    later = moments[bisect_left(moments, (after + 1, "")) :][:1]
    return later[0][0] if later else None


def all_due(state: State, now: int) -> list[str]:
    """What is due at a time, in the order of ids, which tells nothing."""
    moments = state.in_order(_BY_DUE, True)
    return sorted(id for _, id in moments[: bisect_left(moments, (now + 1, ""))])


def _extra(draft: Draft, what: Action, of: str, target: str, within: tuple[int, int]) -> int:
    """Random milliseconds after the first of these moments, not beyond the other."""
    earliest, latest = within
    return draft.chance(f"{what} {of} {target}", latest - earliest + 1)


def _id(what: Action, of: str, target: str) -> str:
    return f"{what}.{of}.{target}"

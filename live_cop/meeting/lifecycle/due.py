"""Carries out what was scheduled, when it is due."""

from collections.abc import Callable
from typing import ClassVar

from ..command import BySystem
from ..draft import Draft, Rules
from ..records.schedule import Action
from ..safety import erase_text, first_notes
from ..scales import scales
from ..schedule import all_due, schedule
from ..state import State
from ..voices import arrivals, hand_queue, presence
from ..wall import me_too
from . import lifecycle


class DueTick(BySystem, frozen=True, kw_only=True):
    """The server gives it when something is due."""

    name: ClassVar[str] = "due.tick"

    def takes_long(self, state: State, now: int, person: str) -> bool:
        """Only where something is erased or closed."""
        return any(state.get("scheduled", id).what in REWRITING for id in all_due(state, now))


def _show(draft: Draft, of: str, target: str) -> None:
    """Shows a contribution that was kept waiting, the people who have arrived, or that somebody's device is back."""
    if of == "person":
        arrivals.let_all_in(draft)
    elif of == "device":
        presence.tell_return(draft, target)
    else:
        first_notes.show(draft, target)


def _count(draft: Draft, of: str, target: str) -> None:
    """Counts the marks on a scale, or the first "me too" marks of people who have just arrived."""
    if of == "note":
        me_too.count(draft, target)
    elif of == "hand":
        hand_queue.count(draft, target)
    else:
        scales.count(draft, target)


#: What is done for each action, given the kind and the id of the record.
ACTIONS: dict[Action, Callable[[Draft, str, str], None]] = {
    "show": _show,
    "count": _count,
    "erase": erase_text.erase_leaving_note,
    "close": lambda draft, of, target: lifecycle.close_now(draft),
}
#: Those that rewrite the history of the meeting.
REWRITING: frozenset[Action] = frozenset(("erase", "close"))
#: What is due for longer than this (milliseconds) comes from before a stop of the server.
LATE = 10_000


def carry_out(draft: Draft, command: DueTick) -> None:
    """Carries out what is due, in the order of ids, which tells nothing.

    Notes are erased one at a time, since those that vanish together would seem to be by one author; those that are
    late are given a new moment each.
    """
    for id in all_due(draft.state, draft.now):
        each = draft.state.get("scheduled", id)
        if each.what == "erase" and draft.now - each.due > LATE:
            schedule(draft, each.what, each.of, each.target, erase_text.ERASED_WITHIN)
        elif each.what != "erase" or draft.erased is None:
            draft.drop("scheduled", id)
            ACTIONS[each.what](draft, each.of, each.target)
            if each.what == "close":
                # What else is due was for people who were in the meeting, or happens with the next tick.
                return


RULES: Rules = {
    DueTick: carry_out,
}

"""Arrivals: people are let in together, so that the moment at which one of them joins or comes back tells nothing.

Being let in means to be shown to everyone, to get a turn in a current round, and a seat in a small group. At the same
moments everybody is counted again, if enough people came or went: at the very moment when one more goes, the number
would tell that to those who make up the rest of it.
"""

from msgspec.structs import replace

from .. import schedule
from ..breakouts import breakouts
from ..draft import Draft
from ..state import Index
from . import rounds
from .presence import count_again, counts_are_old, hide_return, show_person, tell_return

#: The next batch is let in when the clock comes to a multiple of this (milliseconds), whoever waits.
ARRIVALS_EVERY = 15_000

#: Those who wait for the next batch.
_ARRIVING = Index("device", lambda device, audience: [True] if device.is_arriving else [])


def is_shown_at_once(role: str) -> bool:
    """Whether people with this role need not wait for others. Their names stand on the meeting, not on a note."""
    return role != "participant"


def let_in(draft: Draft, person: str) -> None:
    """Lets in somebody whose device has come on line: with the next batch, or at once."""
    device = draft.get("device", person)
    draft.put(replace(device, is_arriving=True), person)
    if is_shown_at_once(draft.get("person", person).role):
        _admit(draft, person)
        return
    _await_batch(draft)
    if device.was_let_in:
        hide_return(draft, person)


def let_go(draft: Draft, person: str) -> None:
    """Takes note that somebody's device has gone off line."""
    tell_return(draft, person)
    draft.put(replace(draft.get("device", person), online=False), person)
    if counts_are_old(draft):
        _await_batch(draft)


def let_all_in(draft: Draft) -> None:
    """Lets in everybody who waits, in the order of ids, which tells nothing; counts people if enough has changed."""
    for person in sorted(draft.find(_ARRIVING, True)):
        _admit(draft, person)
    if counts_are_old(draft):
        count_again(draft)


def on_close(draft: Draft) -> None:
    """Lets in everybody who waits when the meeting closes."""
    let_all_in(draft)
    schedule.cancel(draft, "show", "person", "all")
    for person in list(draft.of_kind("device")):
        tell_return(draft, person)


def _await_batch(draft: Draft) -> None:
    wait = ARRIVALS_EVERY - draft.now % ARRIVALS_EVERY
    schedule.schedule_once(draft, "show", "person", "all", (wait, wait))


def _admit(draft: Draft, person: str) -> None:
    device = draft.get("device", person)
    draft.put(replace(device, is_arriving=False, was_let_in=True), person)
    if draft.get("kept_out", person) is None:
        show_person(draft, person)
        # A turn or a seat for a participant who comes back would tell that their device did.
        if not device.was_let_in or draft.get("person", person).role != "participant":
            _join(draft, person)


def join_those_counted(draft: Draft) -> None:
    """Gives a turn and a seat to those who are counted among the people who are here again, many at a time."""
    changed = [change.id for change in draft.changes() if change.kind == "device"]
    for id in changed:
        before, device = draft.state.get("device", id), draft.get("device", id)
        if None not in (before, device) and before.counted is None and device.counted is not None:
            _join(draft, id)


def _join(draft: Draft, person: str) -> None:
    rounds.join(draft, person)
    breakouts.seat_arrival(draft, person)

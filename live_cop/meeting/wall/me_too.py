"""Saying "me too" to somebody's note, and withdrawing it.

A "me too" is a record that only its owner sees; the note that everyone sees carries only their number. That of somebody
who has just arrived is counted a little later, like the first notes (safety/first_notes.py).
"""

from typing import ClassVar

from msgspec.structs import replace

from .. import schedule
from ..command import ByPerson
from ..draft import Draft, Rules
from ..records.wall import MeToo
from ..refusal import Refusal
from ..safety.first_notes import DELAY, has_just_arrived
from ..state import Index
from .cards import public_card
from .merge_notes import count_me_toos, lend_me_too
from .visibility import is_author


class NoteToo(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.too"
    note: str


class NoteUntoo(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.untoo"
    note: str


def add_me_too(draft: Draft, command: NoteToo) -> None:
    """Adds the actor's "me too".

    Raises Refusal `unknown_note`, `own_note`, `too_already`, or `forgotten` if nobody knows the author any more.
    """
    note = public_card(draft, command.note)
    if draft.audience("mine", command.note) is None:
        raise Refusal("forgotten")
    if is_author(draft, command.note):
        raise Refusal("own_note")
    id = f"{command.note}.{draft.actor.person}"
    if draft.get("too", id) is not None:
        raise Refusal("too_already")
    if has_just_arrived(draft, draft.actor.person):
        draft.put(MeToo(note=command.note, waits=True), id, audience=draft.actor.person)
        schedule.schedule_once(draft, "count", "note", command.note, DELAY)
    else:
        draft.put(MeToo(note=command.note), id, audience=draft.actor.person)
        draft.put(note.with_me_toos(1), command.note)


def withdraw_me_too(draft: Draft, command: NoteUntoo) -> None:
    """Withdraws one "me too" of the actor. On a merged note they may have several, and withdraw them one by one: a
    count that fell by two would tell that one person had given both.

    Raises Refusal `unknown_note` or `no_too`.
    """
    note = public_card(draft, command.note)
    person = draft.actor.person
    me_too = draft.get("too", f"{command.note}.{person}")
    if me_too is None:
        raise Refusal("no_too")
    draft.drop("too", f"{command.note}.{person}")
    if me_too.waits is not True:
        draft.put(note.with_me_toos(-1), command.note)
    folded = draft.get("folded", me_too.lent)
    if folded is not None:
        # It was given to a note that was merged into this one, so a split must not bring it back.
        draft.drop("too", f"{me_too.lent}.{person}")
        draft.put(replace(folded.with_me_toos(-1), lent=folded.lent - 1), me_too.lent)
    lend_me_too(draft, command.note, person)


def count(draft: Draft, note: str) -> None:
    """Counts the marks that wait on a note or photograph. In a pause nobody could give one, so each would be known to
    have waited: they are counted after it."""
    if not draft.singleton("meeting").paused:
        count_me_toos(draft, note)


WATCHED_KINDS = frozenset(("meeting",))


def update_after(draft: Draft) -> None:
    """Lets the marks that waited through a pause be counted after it, each note's at a moment of its own."""
    if not draft.singleton("meeting").paused:
        for id in _waiting(draft):
            schedule.schedule_once(draft, "count", "note", id, DELAY)


def on_close(draft: Draft) -> None:
    """Counts all marks that wait when the meeting closes."""
    for id in _waiting(draft):
        count_me_toos(draft, id)


#: Those that wait.
_WAITING = Index("too", lambda me_too, audience: [True] if me_too.waits is True else [])


def _waiting(draft: Draft) -> set[str]:
    """The notes and photographs with marks that wait."""
    return {each.note for each in draft.find(_WAITING, True).values()}


RULES: Rules = {
    NoteToo: add_me_too,
    NoteUntoo: withdraw_me_too,
}

"""Moderation: reviewing notes before everyone sees them, and hiding notes. All of it can be undone.

It is about notes that the chair or a helper has chosen one by one, or about everybody's. Nothing here acts on the
author of a note: what it did to their other notes would tell which those are.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from msgspec import UNSET
from msgspec.structs import asdict, replace

from ..action_log import LogDetails, Logged
from ..audience import CHAIR, EVERYONE
from ..command import ByChair, Command
from ..draft import Draft, Rules
from ..records.moderation import PendingNote
from ..records.wall import Removed
from ..refusal import Refusal
from ..wall.cards import group_still_there, others_see, put_back, removed_card, take_off
from ..wall.merge_notes import merged_into, take_out
from ..wall.note_types import Notes
from ..wall.placement import place_in
from ..wall.visibility import is_pending, note_of


class MeetingHold(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.hold"
    on: bool


class NoteLet(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.let"
    note: str


class NoteHide(Command, frozen=True, kw_only=True):
    """Hides notes that the actor chose one by one."""

    name: ClassVar[str] = "note.hide"
    undoable: ClassVar[bool] = True
    notes: Notes


class NoteUnhide(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.unhide"
    notes: Notes


def hold_for_review(draft: Draft, command: MeetingHold) -> None:
    """Turns the review of new notes on or off. Notes that wait already still need to be approved."""
    draft.put(replace(draft.singleton("meeting"), hold=command.on))


def approve(draft: Draft, command: NoteLet) -> None:
    """Shows a note that waits for review to everyone. Raises Refusal `unknown_note` or `not_held`."""
    note = note_of(draft, command.note)
    if not is_pending(note):
        raise Refusal("not_held")
    # Its place and time must not tell when it was written.
    x, y = place_in(draft, note.zone)
    shown = replace(note, held=UNSET, x=x, y=y, at=draft.minute, group=group_still_there(draft, note))
    draft.put(shown, command.note, audience=EVERYONE)


def hide(draft: Draft, command: NoteHide) -> None:
    """Removes these notes and photographs from the wall, as far as they are still there.

    Raises Refusal `unknown_note` if none is.
    """
    hidden = [id for id in dict.fromkeys(command.notes) if _hide(draft, id)]
    if not hidden:
        raise Refusal("unknown_note")
    draft.result = {"hidden": len(hidden)}


def unhide(draft: Draft, command: NoteUnhide) -> None:
    """Restores these notes and photographs, as far as they are still hidden.

    Raises Refusal `nothing_hidden` if none is.
    """
    shown = [id for id in dict.fromkeys(command.notes) if _restore(draft, id)]
    if not shown:
        raise Refusal("nothing_hidden")
    draft.result = {"shown": len(shown)}


WATCHED_KINDS = frozenset(("note", "saved", "dots", "zone"))


def update_after(draft: Draft) -> None:
    """Keeps a copy of each note that waits for review, for the chair and helpers; its author sees the note itself."""
    for change in draft.changes():
        if change.kind not in ("note", "saved"):
            continue
        note = draft.get("note", change.id)
        if note is not None and is_pending(note) and draft.get("saved", change.id) is None:
            draft.put(PendingNote(**asdict(note)), change.id)
        else:
            draft.drop("held", change.id)


def on_close(draft: Draft) -> None:
    """Removes the notes that still wait for review."""
    for id in list(draft.of_kind("held")):
        note = draft.get("note", id)
        draft.drop("note", id)
        draft.put(Removed(**(asdict(note) | {"held": UNSET})), id, audience=CHAIR)


def unmerge_removed(draft: Draft, id: str) -> None:
    """Splits a removed note: the notes that were merged into it become removed notes of their own."""
    for other in merged_into(draft, id):
        draft.put(Removed(**asdict(take_out(draft, other, "removed"))), other, audience=CHAIR)


def _hide(draft: Draft, id: str) -> bool:
    """Removes one card with the notes merged into it, and says whether it was there for others to see."""
    if not others_see(draft, id):
        return False
    take_off(draft, id, CHAIR)
    return True


def _restore(draft: Draft, id: str) -> bool:
    """Restores one card, if the chair's side hid it. One that waited for review waits again."""
    removed = removed_card(draft, id)
    if removed is None or draft.audience(removed.kind, id) != CHAIR or draft.get("zone", removed.zone) is None:
        return False
    author = draft.audience("mine", id)
    waits = is_pending(removed) and author is not None
    put_back(draft, id, audience=author if author and waits else EVERYONE, waits=waits)
    return True


def _hold_entry(draft: Draft, command: MeetingHold) -> LogDetails:
    return LogDetails("hold", {"name": "meeting.hold", "args": {"on": not command.on}}, "on" if command.on else "")


def _hide_entry(reverse: str, count: str) -> Callable[[Draft, Any], LogDetails]:
    """The log entry with the number of notes, which is in the result under `count`."""

    def details_of(draft: Draft, command: NoteHide | NoteUnhide) -> LogDetails:
        notes = sorted(set(command.notes))
        undo = {"name": reverse, "args": {"notes": notes}}
        return LogDetails(f"notes.{'.'.join(notes)}", undo, str(draft.result[count]))

    return details_of


RULES: Rules = {
    MeetingHold: hold_for_review,
    NoteLet: approve,
    NoteHide: hide,
    NoteUnhide: unhide,
}

LOGGED: Logged = {
    MeetingHold: _hold_entry,
    NoteHide: _hide_entry("note.unhide", "hidden"),
    NoteUnhide: _hide_entry("note.hide", "shown"),
}

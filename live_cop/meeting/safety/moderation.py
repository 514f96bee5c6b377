"""Moderation: reviewing notes before everyone sees them, and hiding all notes of one author. All of it can be undone.

The chair and helpers never learn who wrote a note: which notes were hidden together is stored as a list of notes,
which only the server sees.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from msgspec import UNSET
from msgspec.structs import asdict, replace

from ..action_log import LogDetails, Logged
from ..audience import CHAIR, EVERYONE
from ..command import ByChair, Command
from ..draft import Draft, Rules
from ..records.moderation import HiddenNotes, PendingNote
from ..records.wall import Note, Removed
from ..refusal import Refusal
from ..wall.merge_notes import merged_into, take_out, unmerge
from ..wall.placement import place_in
from ..wall.visibility import is_pending, note_of


class MeetingHold(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.hold"
    on: bool


class NoteLet(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.let"
    note: str


class AuthorHide(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "author.hide"
    note: str


class AuthorUnhide(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "author.unhide"
    note: str


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
    draft.put(replace(note, held=UNSET, x=x, y=y, at=draft.minute), command.note, audience=EVERYONE)


def hide_author(draft: Draft, command: AuthorHide) -> None:
    """Removes all notes by the author of this one, except those that only the author can see.

    Raises Refusal `unknown_note`, or `forgotten` if nobody knows the author any more.
    """
    id = command.note
    if draft.get("removed", id) is None or draft.audience("removed", id) != CHAIR:
        note_of(draft, id)
    author = draft.audience("mine", id)
    if author is None:
        raise Refusal("forgotten")
    written = [key for key in draft.of_kind("mine") if draft.audience("mine", key) == author]
    hidden = [key for key in written if _hide(draft, key)]
    before = draft.get("hiding", id)
    if hidden:
        draft.put(HiddenNotes(notes=[*(before.notes if before else []), *hidden]), id)
    draft.result = {"hidden": len(hidden)}


def unhide_author(draft: Draft, command: AuthorUnhide) -> None:
    """Restores the notes that were hidden with this one. Raises Refusal `nothing_hidden`."""
    hiding = draft.get("hiding", command.note)
    if hiding is None:
        raise Refusal("nothing_hidden")
    restored = [id for id in hiding.notes if _restore(draft, id)]
    draft.drop("hiding", command.note)
    draft.result = {"shown": len(restored)}


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
    """Removes the notes that still wait for review, and destroys the lists of notes by one author."""
    for id in list(draft.of_kind("held")):
        note = draft.get("note", id)
        draft.drop("note", id)
        draft.put(Removed(**(asdict(note) | {"held": UNSET})), id, audience=CHAIR)
    for id in list(draft.of_kind("hiding")):
        draft.drop("hiding", id)
    for id, entry in draft.of_kind("log").items():
        if entry.of.startswith("author.") and entry.undo is not UNSET:
            draft.put(replace(entry, undo=UNSET), id)


def unmerge_removed(draft: Draft, id: str) -> None:
    """Splits a removed note: the notes that were merged into it become removed notes of their own."""
    for other in merged_into(draft, id):
        draft.put(Removed(**asdict(take_out(draft, other, "removed"))), other, audience=CHAIR)


def _hide(draft: Draft, id: str) -> bool:
    """Removes one note, and says whether there was one that others could see.

    Notes merged into it stay on the wall. If it was merged into another, it is split off first.
    """
    folded = draft.get("folded", id)
    if folded is not None and draft.get("note", folded.into) is not None:
        unmerge(draft, folded.into)
    elif folded is not None:
        unmerge_removed(draft, folded.into)
        return True
    note: Note | None = draft.get("note", id)
    if note is None or (draft.audience("note", id) != EVERYONE and not is_pending(note)):
        return False
    if merged_into(draft, id):
        unmerge(draft, id)
        note = draft.get("note", id)
    draft.drop("note", id)
    draft.put(Removed(**asdict(note)), id, audience=CHAIR)
    return True


def _restore(draft: Draft, id: str) -> bool:
    removed = draft.get("removed", id)
    if removed is None or draft.audience("removed", id) != CHAIR or draft.get("zone", removed.zone) is None:
        return False
    fields = asdict(removed)
    if removed.group and draft.get("group", removed.group) is None:
        fields["group"] = None
    draft.drop("removed", id)
    owner = draft.audience("mine", id) or ""
    draft.put(Note(**fields), id, audience=owner if is_pending(removed) else EVERYONE)
    return True


def _hold_entry(draft: Draft, command: MeetingHold) -> LogDetails:
    return LogDetails("hold", {"name": "meeting.hold", "args": {"on": not command.on}}, "on" if command.on else "")


def _author_entry(reverse: str, count: str) -> Callable[[Draft, Any], LogDetails]:
    """The log entry with the number of notes, which is in the result under `count`."""
    return lambda draft, command: LogDetails(
        f"author.{command.note}", {"name": reverse, "args": {"note": command.note}}, str(draft.result[count])
    )


RULES: Rules = {
    MeetingHold: hold_for_review,
    NoteLet: approve,
    AuthorHide: hide_author,
    AuthorUnhide: unhide_author,
}

LOGGED: Logged = {
    MeetingHold: _hold_entry,
    AuthorHide: _author_entry("author.unhide", "hidden"),
    AuthorUnhide: _author_entry("author.hide", "shown"),
}

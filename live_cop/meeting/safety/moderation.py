"""Safe hands: slower, with a look first, without somebody's notes, without somebody. All of it can be taken back.

The chair's side never learns who wrote a note here: what is hidden because one author wrote it is remembered by notes
alone, on the server alone.
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
    """Notes that wait already go on waiting until somebody has looked at them."""
    draft.put(replace(draft.singleton("meeting"), hold=command.on))


def approve(draft: Draft, command: NoteLet) -> None:
    """A note that was held goes up."""
    note = note_of(draft, command.note)
    if not is_pending(note):
        raise Refusal("not_held")
    draft.put(replace(note, held=UNSET), command.note, audience=EVERYONE)


WATCHED_KINDS = frozenset(("note", "dots", "zone"))


def update_after(draft: Draft) -> None:
    """What its author sees as a note that waits, the chair's side sees as a record of its own."""
    for change in draft.changes():
        if change.kind != "note":
            continue
        note = draft.get("note", change.id)
        if note is not None and is_pending(note):
            draft.put(PendingNote(**asdict(note)), change.id)
        else:
            draft.drop("held", change.id)


def hide_author(draft: Draft, command: AuthorHide) -> None:
    """Puts aside all notes of whoever wrote this one, as far as anybody but they could see them."""
    id = command.note
    if draft.get("removed", id) is None or draft.audience("removed", id) != CHAIR:
        note_of(draft, id)
    author = draft.audience("mine", id)
    if author is None:
        raise Refusal("forgotten")
    theirs = [key for key in draft.of_kind("mine") if draft.audience("mine", key) == author]
    hidden = [key for key in theirs if _hide(draft, key)]
    before = draft.get("hiding", id)
    if hidden:
        draft.put(HiddenNotes(notes=[*(before.notes if before else []), *hidden]), id)
    draft.result = {"hidden": len(hidden)}


def unhide_author(draft: Draft, command: AuthorUnhide) -> None:
    hiding = draft.get("hiding", command.note)
    if hiding is None:
        raise Refusal("nothing_hidden")
    back = [id for id in hiding.notes if _restore(draft, id)]
    draft.drop("hiding", command.note)
    draft.result = {"shown": len(back)}


def on_close(draft: Draft) -> None:
    """The meeting ends. What waits for a look is put aside; that some notes have one author is forgotten."""
    for id in list(draft.of_kind("held")):
        note = draft.get("note", id)
        draft.drop("note", id)
        draft.put(Removed(**(asdict(note) | {"held": UNSET})), id, audience=CHAIR)
    for id in list(draft.of_kind("hiding")):
        draft.drop("hiding", id)
    for id, line in draft.of_kind("log").items():
        if line.of.startswith("author.") and line.undo is not UNSET:
            draft.put(replace(line, undo=UNSET), id)
    draft.wiped |= {"hiding"}


def _hide(draft: Draft, id: str) -> bool:
    """Puts one note aside. What was merged into it stays on the wall; its own words leave what it was merged into."""
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


def unmerge_removed(draft: Draft, id: str) -> None:
    """A merged note that was put aside comes apart where it is: its notes lie there one by one."""
    for other in merged_into(draft, id):
        draft.put(Removed(**asdict(take_out(draft, other, "removed"))), other, audience=CHAIR)


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


def _author_entry(back: str, number: str) -> Callable[[Draft, Any], LogDetails]:
    return lambda draft, command: LogDetails(
        f"author.{command.note}", {"name": back, "args": {"note": command.note}}, str(draft.result[number])
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

"""Undo of a person's own last actions on the wall: each step stores the records as they were before it.

A step can be undone as long as nobody has changed those records since, so nobody's work is undone by somebody else, and
only for a while: two parts of the agenda later, nobody remembers what their last step was.
"""

from collections.abc import Collection
from typing import Any, ClassVar

import msgspec
from msgspec.structs import replace

from .audience import SHARED
from .change import MINUTE_MS, to_the_minute
from .command import ByPerson, Command
from .draft import Draft, Rules
from .records import RECORDS
from .records.agenda import current_section
from .records.base import Record
from .records.undo import Undo, UndoEntry, UndoStep
from .refusal import Refusal


class UndoLast(ByPerson, frozen=True, kw_only=True):
    """`revision` is the `now` of the step's first record, so that only the step that was shown is undone."""

    name: ClassVar[str] = "undo"
    revision: int | None = None


#: How long a step can be undone, in minutes after the one in which it was done.
KEPT_MINUTES = 2
MOST_STEPS = 5
#: Records that all undo steps of a person may hold together. A group of thousands of notes that is moved to and fro
#: would otherwise be kept as often as there are people and steps.
MOST_RECORDS = 500


def add_step(draft: Draft, command: Command) -> None:
    """Adds what this command did to the undo steps of its actor, if it can be undone."""
    person = draft.actor.person
    if not command.undoable or not person:
        return
    undoable = [change for change in draft.changes() if RECORDS[change.kind].undoable]
    undo = draft.get("undo", person) or Undo(steps=[])
    own = {(entry.kind, entry.id, entry.now) for step in undo.steps for entry in step.touched}
    entries = [_undo_entry(draft, change.kind, change.id, own) for change in undoable]
    # Splitting merged notes changes many records; merging the notes again reverses it.
    if not entries or any(change.kind == "folded" for change in draft.changes()):
        return
    earlier = [step for step in undo.steps if _is_recent(draft, step)]
    until = to_the_minute(draft.now) + (KEPT_MINUTES + 1) * MINUTE_MS
    step = UndoStep(what=command.name, touched=entries, until=until, section=_section(draft))
    joined = _join_moves(earlier[-1], step) if earlier else None
    steps = [*earlier[:-1], joined] if joined else [*earlier, step]
    steps = steps[-MOST_STEPS:]
    while sum(len(step.touched) for step in steps) > MOST_RECORDS:
        steps = steps[1:]
    if steps:
        draft.put(Undo(steps=steps), person, audience=person)
    else:
        draft.drop("undo", person)


def undo_last(draft: Draft, command: UndoLast) -> None:
    """Undoes the actor's last step. In the result, `undone` is its command, or None if it could not be undone.

    Raises Refusal `unknown_undo` if there is no step, if it is too old, or if it is another one by now.
    """
    person = draft.actor.person
    undo = draft.require("undo", person)
    *rest, last = undo.steps
    if not _is_recent(draft, last) or command.revision not in (None, last.touched[0].now):
        raise Refusal("unknown_undo")
    possible = all(
        _is_unchanged(draft, entry) and _place_exists(draft, entry, last) and _strands_no_notes(draft, entry, last)
        for entry in last.touched
    )
    if possible:
        for entry in last.touched:
            _restore(draft, entry)
        rest = [_with_new_revision(step, last, draft.revision) for step in rest]
    if rest:
        draft.put(Undo(steps=rest), person, audience=person)
    else:
        draft.drop("undo", person)
    draft.result = {"undone": last.what if possible else None}


def drop_steps_about(draft: Draft, person: str, id: str) -> None:
    """Deletes the person's undo steps that touch a record which they must not bring back as it was."""
    undo = draft.get("undo", person)
    steps = [step for step in undo.steps if all(entry.id != id for entry in step.touched)] if undo else []
    if steps:
        draft.put(Undo(steps=steps), person)
    elif undo:
        draft.drop("undo", person)


def _undo_entry(draft: Draft, kind: str, id: str, own: Collection[tuple[str, str, int]]) -> UndoEntry:
    """`own` are the changes that the earlier steps of this person made, each with its revision."""
    entry = draft.state.entry(kind, id)
    before: dict[str, Any] | None = msgspec.to_builtins(entry.record) if entry and entry.record is not None else None
    audience = entry.audience if entry else ""
    if audience not in (*SHARED, draft.actor.person):
        # The audience of a note that waits for review is its author, whom the actor must not learn.
        audience = ""
    # When somebody else changed it is nobody's business: the order in which notes were written, say.
    was = entry.revision if entry and (kind, id, entry.revision) in own else 0
    return UndoEntry(kind, id, before, audience, was=was, now=draft.revision)


def _join_moves(earlier: UndoStep, later: UndoStep) -> UndoStep | None:
    """One step for two moves of the same thing in succession, so that a drag is undone in one step; None for others."""
    if earlier.what != later.what or not later.what.endswith(".move"):
        return None
    before = {(entry.kind, entry.id): entry for entry in earlier.touched}
    after = {(entry.kind, entry.id): entry for entry in later.touched}
    if before.keys() != after.keys() or any(before[key].now != after[key].was for key in after):
        return None
    return replace(later, touched=[replace(before[key], now=after[key].now) for key in after])


def _is_recent(draft: Draft, step: UndoStep) -> bool:
    return draft.now < step.until and step.section == _section(draft)


def _section(draft: Draft) -> str | None:
    return current_section(draft.of_kind("section"))


def _is_unchanged(draft: Draft, entry: UndoEntry) -> bool:
    current = draft.state.entry(entry.kind, entry.id)
    return current is not None and current.revision == entry.now


def _place_exists(draft: Draft, entry: UndoEntry, step: UndoStep) -> bool:
    """Whether the zone and the group that the record would return to still exist, or return in the same step."""
    before = entry.before or {}
    if "zone" not in before:
        return True
    if draft.get("zone", before["zone"]) is None:
        return False
    if before.get("group") is None:
        return True
    restored = [other.before for other in step.touched if (other.kind, other.id) == ("group", before["group"])]
    group = draft.get("group", before["group"])
    zone = restored[0]["zone"] if restored and restored[0] else group and group.zone
    return bool(zone == before["zone"])


def _strands_no_notes(draft: Draft, entry: UndoEntry, step: UndoStep) -> bool:
    """Whether a group that is deleted or moves back to another zone takes all its notes along.

    Somebody else may have put a note into the group since. One that still waits to be shown strands nowhere, and
    nobody may learn of it.
    """
    if entry.kind != "group":
        return True
    group = draft.get("group", entry.id)
    if group is None or (entry.before and entry.before["zone"] == group.zone):
        return True
    in_step = {other.id for other in step.touched if other.kind in ("note", "photo")}
    on_wall = draft.of_kind("note") | draft.of_kind("photo")
    return all(
        id in in_step or draft.get("saved", id) is not None for id, card in on_wall.items() if card.group == entry.id
    )


def _restore(draft: Draft, entry: UndoEntry) -> None:
    if entry.before is None:
        draft.drop(entry.kind, entry.id)
        return
    record: Record = msgspec.convert(entry.before, RECORDS[entry.kind])
    draft.put(record, entry.id, audience=entry.audience or draft.audience("mine", entry.id) or "")


def _with_new_revision(step: UndoStep, undone: UndoStep, revision: int) -> UndoStep:
    """An earlier step after `undone` was undone: its records are again as it left them, at a newer revision."""
    restored = {(entry.kind, entry.id): entry.was for entry in undone.touched}
    touched = [
        replace(entry, now=revision) if restored.get((entry.kind, entry.id)) == entry.now else entry
        for entry in step.touched
    ]
    return replace(step, touched=touched)


RULES: Rules = {
    UndoLast: undo_last,
}

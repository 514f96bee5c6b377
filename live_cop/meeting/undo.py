"""Undo for one's own last actions on the wall: each step remembers what its records were.

A step can be taken back as long as nobody has changed those records since; the others' work is never undone.
"""

from typing import Any, ClassVar

import msgspec
from msgspec.structs import replace

from .audience import SHARED
from .command import ByPerson, Command
from .draft import Draft, Rules
from .records import RECORDS
from .records.base import Record
from .records.undo import Undo, UndoEntry, UndoStep


class UndoLast(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "undo"


MOST_STEPS = 5


def remember(draft: Draft, command: Command) -> None:
    """Adds what this command did to the steps of the person who gave it."""
    person = draft.actor.person
    if not command.undoable or not person:
        return
    touched = [_touched(draft, change.kind, change.id) for change in draft.changes() if RECORDS[change.kind].undoable]
    # What takes merged notes apart is done with many records, and is taken back by merging them again.
    if not touched or any(change.kind == "folded" for change in draft.changes()):
        return
    undo = draft.get("undo", person) or Undo(steps=[])
    steps = [*undo.steps, UndoStep(what=command.name, touched=touched)]
    if len(undo.steps) and (one := _as_one(undo.steps[-1], steps[-1])):
        steps = [*undo.steps[:-1], one]
    draft.put(Undo(steps=steps[-MOST_STEPS:]), person, audience=person)


def undo_last(draft: Draft, command: UndoLast) -> None:
    """Takes the last step back. The result says whether that was still possible."""
    person = draft.actor.person
    undo = draft.find("undo", person)
    *rest, last = undo.steps
    possible = all(
        _unchanged(draft, touched)
        and _has_a_place(draft, touched, last)
        and _leaves_nobody_behind(draft, touched, last)
        for touched in last.touched
    )
    if possible:
        for touched in last.touched:
            _restore(draft, touched)
        rest = [_carried_over(step, last, draft.revision) for step in rest]
    if rest:
        draft.put(Undo(steps=rest), person, audience=person)
    else:
        draft.drop("undo", person)
    draft.result = {"undone": last.what if possible else None}


def _touched(draft: Draft, kind: str, id: str) -> UndoEntry:
    entry = draft.state.entry(kind, id)
    before: dict[str, Any] | None = msgspec.to_builtins(entry.record) if entry and entry.record is not None else None
    audience = entry.audience if entry else ""
    if audience not in (*SHARED, draft.actor.person):
        # A note that waits for a look is its author's: whoever moves it or puts it aside must not be told whose.
        audience = ""
    return UndoEntry(kind, id, before, audience, was=entry.revision if entry else 0, now=draft.revision)


def _as_one(earlier: UndoStep, later: UndoStep) -> UndoStep | None:
    """Two moves of the same thing, one right after the other, are one step: nobody wants to undo a drag bit by bit."""
    if earlier.what != later.what or not later.what.endswith(".move"):
        return None
    before = {(t.kind, t.id): t for t in earlier.touched}
    after = {(t.kind, t.id): t for t in later.touched}
    if before.keys() != after.keys() or any(before[key].now != after[key].was for key in after):
        return None
    return UndoStep(what=later.what, touched=[replace(before[key], now=after[key].now) for key in after])


def _unchanged(draft: Draft, touched: UndoEntry) -> bool:
    entry = draft.state.entry(touched.kind, touched.id)
    return entry is not None and entry.revision == touched.now


def _has_a_place(draft: Draft, touched: UndoEntry, step: UndoStep) -> bool:
    """Whether the zone and the group it would go back to are still there, or come back in the same step."""
    before = touched.before or {}
    if "zone" not in before:
        return True
    if draft.get("zone", before["zone"]) is None:
        return False
    if before.get("group") is None:
        return True
    back = [t.before for t in step.touched if (t.kind, t.id) == ("group", before["group"])]
    now = draft.get("group", before["group"])
    zone = back[0]["zone"] if back and back[0] else now and now.zone
    return bool(zone == before["zone"])


def _leaves_nobody_behind(draft: Draft, touched: UndoEntry, step: UndoStep) -> bool:
    """Whether a group that goes, or goes back to another zone, takes all of its notes with it: somebody else may have
    put one in since."""
    if touched.kind != "group":
        return True
    group = draft.get("group", touched.id)
    if group is None or (touched.before and touched.before["zone"] == group.zone):
        return True
    taken = {t.id for t in step.touched if t.kind == "note"}
    return all(id in taken for id, note in draft.of_kind("note").items() if note.group == touched.id)


def _restore(draft: Draft, touched: UndoEntry) -> None:
    if touched.before is None:
        draft.drop(touched.kind, touched.id)
        return
    record: Record = msgspec.convert(touched.before, RECORDS[touched.kind])
    draft.put(record, touched.id, audience=touched.audience or draft.audience("mine", touched.id) or "")


def _carried_over(step: UndoStep, undone: UndoStep, revision: int) -> UndoStep:
    """An earlier step on the same records: they are back where it left them, only with a newer revision."""
    back = {(t.kind, t.id): t.was for t in undone.touched}
    return UndoStep(
        what=step.what,
        touched=[replace(t, now=revision) if back.get((t.kind, t.id)) == t.now else t for t in step.touched],
    )


RULES: Rules = {
    UndoLast: undo_last,
}

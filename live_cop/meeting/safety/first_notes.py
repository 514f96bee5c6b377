"""What somebody adds right after their arrival is shown to others at a moment that does not tell whose it is.

A newcomer who joins and writes, or a phone that wakes and sends what waited on it, could otherwise be named by anybody
who watches who comes. So such a note, photograph, next step, invitation or offer is at first a record for its author
alone, with a record `saved` that tells them so. It is shown at a random moment, and sooner if those of enough people
wait.
"""

from collections.abc import Collection
from functools import partial
from typing import Literal

from msgspec import UNSET
from msgspec.structs import replace

from .. import schedule, undo
from ..audience import EVERYONE, SHARED
from ..draft import Draft, Rules
from ..ordering import next_order
from ..records.base import Record
from ..records.photos import Photo
from ..records.schedule import Saved, Scheduled
from ..records.wall import Note
from ..state import Index
from ..wall.cards import group_still_there
from ..wall.placement import place_in
from .answer_batches import are_enough
from .recording_consent import takes_pictures

Kind = Literal["note", "photo", "step", "invite", "resource_offer"]

#: For how long after they first joined people count as new, and how long after their device came back on line, in
#: milliseconds.
NEW_FOR = 180_000
BACK_FOR = 10_000
#: What they add is shown after a random time between these (milliseconds).
DELAY = (5_000, 45_000)
#: The same as soon as notes of so many people wait that nobody can be picked out, while most people are new. Later, a
#: few devices of one person would see at once when somebody else's note begins to wait.
IN_COMPANY = (500, 5_000)
#: What waits, and the devices by when their people joined.
_SAVED = Index("saved")
_BY_JOINING = Index("device", order="joined_at")


def keep_waiting(draft: Draft, kind: Kind, id: str, *, placed: bool = False) -> None:
    """Keeps what the actor has just added waiting, if they have just arrived. `placed`: they chose its place."""
    if has_just_arrived(draft, draft.actor.person) and not draft.actor.is_chair_or_helper:
        keep_waiting_for(draft, kind, id, draft.actor.person, placed=placed)
        # During private writing, what its author is told is that nobody sees it.
        if draft.get("saved", id) is not None and not _is_private(draft.get(kind, id)):
            draft.result["saved"] = True


def keep_place(draft: Draft, note: str) -> None:
    """Remembers that the author of a note has chosen its place, if the note is kept waiting."""
    saved = draft.get("saved", note)
    if saved is not None:
        draft.put(replace(saved, placed=True), note)


def show(draft: Draft, id: str, *, at_close: bool = False) -> None:
    """Shows what was kept waiting to those whom it is for; what was written in private is counted from now on."""
    saved, author = draft.get("saved", id), draft.audience("saved", id)
    if saved is None or author is None:
        return
    record = draft.get(saved.of, id)
    if not at_close and not _could_be_added_now(draft, record):
        # It is scheduled again once it can be: see update_after.
        return
    _forget(draft, saved.of, id)
    if _is_private(record):
        return
    undo.drop_steps_about(draft, author, id)
    if saved.of == "note":
        _show_note(draft, id, record, author, placed=saved.placed)
        return
    if saved.of == "photo":
        # It waits for a look now, and nothing tells since when.
        shown = replace(record, at=draft.minute, group=group_still_there(draft, record))
        draft.put(shown, id, audience=author)
        return
    draft.put(replace(record, order=order_of_next(draft, saved.of)), id, audience=record.audience)


def _is_private(record: Record) -> bool:
    return isinstance(record, Note) and record.alone is True


def _could_be_added_now(draft: Draft, record: Record) -> bool:
    """Whether participants can add such a thing at the moment. Where they cannot, what appears, or is counted, has
    waited, so everybody would know that somebody who has just come has added it."""
    meeting = draft.singleton("meeting")
    if meeting.paused or (isinstance(record, Photo) and not (meeting.photos_by == "all" and takes_pictures(draft))):
        return False
    zone = draft.get("zone", record.zone) if isinstance(record, Note | Photo) else None
    return zone is None or zone.alone == _is_private(record)


def order_of_next(draft: Draft, kind: Kind) -> int:
    """The order of one more record of a kind: what waits takes none, since a gap would tell of it."""
    return next_order({id: each for id, each in draft.of_kind(kind).items() if draft.audience(kind, id) in SHARED})


def is_full(draft: Draft, present: Collection[str], most: int) -> bool:
    """Whether there are as many of these records as there may be. Those of other people that wait are not counted: a
    refusal would tell of them. But nobody fills a memory with what waits."""
    if len(present) < most:
        return False
    waiting = sum(
        1 for id in draft.of_kind("saved") if id in present and draft.audience("saved", id) != draft.actor.person
    )
    return len(present) - waiting >= most or len(present) >= 2 * most


def on_close(draft: Draft) -> None:
    """Shows everything that still waits when the meeting closes."""
    for id in sorted(draft.of_kind("saved")):
        show(draft, id, at_close=True)


#: What may keep things from being added, and what is added.
_PLACES = frozenset(("meeting", "zone"))
_ADDED = frozenset(("note", "photo", "step", "invite", "resource_offer"))
WATCHED_KINDS = _PLACES | _ADDED


def update_after(draft: Draft) -> None:
    """Forgets that a record waits if it is gone, and keeps one waiting again that an undo brought back. What could not
    be shown when it was due has a new moment as soon as participants can add such a thing again."""
    changes = list(draft.changes())
    for change in changes:
        if change.kind in _ADDED and change.record is None and draft.get("saved", change.id) is not None:
            _forget(draft, change.kind, change.id)
        elif change.kind == "note" and _is_in_limbo(draft, change.id):
            keep_waiting_for(draft, "note", change.id, change.audience, placed=True)
    places_changed = any(change.kind in _PLACES for change in changes)
    for id in list(draft.of_kind("saved")) if places_changed else [change.id for change in changes]:
        _schedule_again(draft, id)


def _schedule_again(draft: Draft, id: str) -> None:
    saved = draft.get("saved", id)
    if saved is not None and _could_be_added_now(draft, draft.get(saved.of, id)):
        schedule.schedule_once(draft, "show", saved.of, id, DELAY)


def has_just_arrived(draft: Draft, id: str) -> bool:
    """Whether this person has just joined or come back; a guest, whether they were just added. The chair's side does
    not wait."""
    device, person = (draft.get(kind, id) for kind in ("device", "person"))
    if device is None or person is None or person.role != "participant":
        return False
    return bool(draft.now - device.joined_at < NEW_FOR or is_just_back(draft, id))


def is_just_back(draft: Draft, id: str) -> bool:
    """Whether this person's device has just come on line: what it sends now may have waited on it.

    That of the actor is about to be, if it is not known to be on line: what comes by another way can be here before
    that is said. Guests have none."""
    device, person = (draft.get(kind, id) for kind in ("device", "person"))
    if device is None or person is None or person.guest is True:
        return False
    acts_before = id == draft.actor.person and not device.online
    return bool(draft.now - (draft.now if acts_before else device.back_at) < BACK_FOR)


def keep_waiting_for(draft: Draft, kind: Kind, id: str, author: str, *, placed: bool) -> None:
    """Keeps a record of this author waiting. If enough people's wait and most people are new, all are shown soon, each
    at its own moment."""
    draft.put(draft.get(kind, id), id, audience=author)
    draft.put(Saved(of=kind, placed=placed), id, audience=author)
    schedule.schedule(draft, "show", kind, id, DELAY)
    authors = (draft.audience("saved", each) or "" for each in draft.each(_SAVED, True))
    if _most_are_new(draft) and are_enough(draft, authors):
        schedule.bring_forward(draft, partial(_is_to_show_what_waits, draft), IN_COMPANY)


def _is_to_show_what_waits(draft: Draft, scheduled: Scheduled) -> bool:
    saved = draft.get("saved", scheduled.target)
    return scheduled.what == "show" and saved is not None and saved.of == scheduled.of


def _most_are_new(draft: Draft) -> bool:
    new = draft.count_from(_BY_JOINING, draft.now - NEW_FOR + 1)
    return 2 * new >= draft.count(_BY_JOINING, True)


def _forget(draft: Draft, kind: str, id: str) -> None:
    draft.drop("saved", id)
    schedule.cancel(draft, "show", kind, id)


def _show_note(draft: Draft, id: str, note: Note, author: str, *, placed: bool) -> None:
    """Shows a note: to everyone, or to the chair's side if new notes are reviewed."""
    held = note.held is True or draft.singleton("meeting").hold
    x, y = (note.x, note.y) if placed else place_in(draft, note.zone)
    shown = replace(
        note,
        x=x,
        y=y,
        group=group_still_there(draft, note),
        # Nothing tells that it was written, or changed, before.
        at=draft.minute,
        edited=False,
        held=True if held else UNSET,
    )
    draft.put(shown, id, audience=author if held else EVERYONE)


def _is_in_limbo(draft: Draft, id: str) -> bool:
    """Whether only one person sees this note, for no reason that still holds."""
    note = draft.get("note", id)
    if note is None or note.alone is True or note.held is True:
        return False
    return draft.audience("note", id) not in SHARED and draft.get("saved", id) is None


RULES: Rules = {}

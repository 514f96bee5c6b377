"""Cards of which only their author knows: no zone stays, and none goes, because of them.

If a zone that looks empty could not be deleted, or stayed where such zones go, everybody would learn that somebody who
has just come has added something there.
"""

from msgspec.structs import replace

from ..audience import SHARED
from ..draft import Draft
from ..ordering import ordered
from ..records.photos import CARD_KINDS
from ..records.wall import Note, Zone
from .cards import OnWall, cards_in, take_off


def has_seen_cards(draft: Draft, zone: str) -> bool:
    """Whether there are cards on the wall here that others know of, if only by their number."""
    return any(draft.get("saved", id) is None for id in cards_in(draft, zone))


def zones_in_use(draft: Draft) -> set[str]:
    """The zones with a group, or with a card that others know of: on the wall, removed or merged into another."""
    used = {group.zone for group in draft.of_kind("group").values()}
    for kind in CARD_KINDS:
        used |= {card.zone for id, card in draft.of_kind(kind).items() if not _only_its_author_knows(draft, kind, id)}
    return used


def move_unseen_cards(draft: Draft, zone: str) -> None:
    """Moves what somebody who has just come has added, and of which nobody may learn yet, to another zone, before this
    one is deleted. Without any other, its author has it among what they took off the wall.

    What was written in private stays so: its author was told that only they see it until the chair shows all notes.
    """
    others = [each for each in ordered(draft.of_kind("zone")) if each[0] != zone]
    for id, card in cards_in(draft, zone).items():
        if others:
            to, _ = min(others, key=lambda each: _unlikeness(each[1], card))
            draft.put(replace(card, zone=to, group=None), id)
        else:
            take_off(draft, id, draft.audience(card.kind, id) or "")


def _unlikeness(zone: Zone, card: OnWall) -> tuple[bool, bool]:
    """How badly this card suits the zone: private notes belong where people write in private, and others where they do
    not; and best is a zone for everything."""
    is_private = isinstance(card, Note) and card.alone is True
    return zone.alone != is_private, bool(zone.team or zone.role)


def _only_its_author_knows(draft: Draft, kind: str, id: str) -> bool:
    """Whether a card waits to be shown, or was taken off the wall by its author, perhaps before anybody saw it."""
    is_removed = kind in ("removed", "removed_photo")
    return draft.get("saved", id) is not None or (is_removed and draft.audience(kind, id) not in SHARED)

"""Cards: what stands on the wall, notes and photographs. They are moved, grouped, supported and removed alike."""

from msgspec import UNSET
from msgspec.structs import asdict

from ..audience import EVERYONE
from ..draft import Draft
from ..records.photos import WALL_KINDS, Photo, RemovedPhoto
from ..records.wall import Note, Removed
from ..refusal import Refusal
from ..state import Index
from .visibility import WAITS_AS, check_may_change, sees_card

OnWall = Note | Photo


#: Cards by their zone, and by their group.
_WHERE = tuple(
    Index(kind, lambda card, audience: [("zone", card.zone), *([("group", card.group)] if card.group else [])])
    for kind in WALL_KINDS
)


def cards_of_group(draft: Draft, group: str) -> dict[str, OnWall]:
    """The cards of a group, also those that not everyone sees."""
    return {id: card for index in _WHERE for id, card in draft.find(index, ("group", group)).items()}


def public_cards_in(draft: Draft, zone: str) -> dict[str, OnWall]:
    """The cards of a zone that everyone sees."""
    return {
        id: card
        for index in _WHERE
        for id, card in draft.find(index, ("zone", zone)).items()
        if draft.audience(card.kind, id) == EVERYONE
    }


def cards_in(draft: Draft, zone: str) -> dict[str, OnWall]:
    """The cards of a zone, also those that not everyone sees."""
    return {id: card for index in _WHERE for id, card in draft.find(index, ("zone", zone)).items()}


def group_still_there(draft: Draft, card: OnWall) -> str | None:
    """The group of a card that others have not seen for a while, if it still is, and in the same zone."""
    group = draft.get("group", card.group) if card.group else None
    return card.group if group is not None and group.zone == card.zone else None


def find_card(draft: Draft, id: str) -> OnWall | None:
    """The note or photograph with this id, or None."""
    card: OnWall | None = draft.get("note", id) or draft.get("photo", id)
    return card


def card_of(draft: Draft, id: str) -> OnWall:
    """The card, if the actor sees it. Raises Refusal `unknown_note`."""
    card = find_card(draft, id)
    if card is None or not sees_card(draft, card.kind, id):
        raise Refusal("unknown_note")
    return card


def public_card(draft: Draft, id: str) -> OnWall:
    """The card, if everyone sees it. Raises Refusal `unknown_note`."""
    card = find_card(draft, id)
    if card is None or draft.audience(card.kind, id) != EVERYONE:
        raise Refusal("unknown_note")
    return card


def own_card(draft: Draft, id: str) -> OnWall:
    """The card, if the actor may change it: its author, the chair or a helper.

    Raises Refusal `unknown_note` or `not_yours`.
    """
    card = card_of(draft, id)
    check_may_change(draft, id)
    return card


def others_see(draft: Draft, id: str) -> bool:
    """Whether somebody else than its author sees the card: everyone, or the chair's side while it waits."""
    card = find_card(draft, id)
    return card is not None and (
        draft.audience(card.kind, id) == EVERYONE or draft.get(WAITS_AS[card.kind], id) is not None
    )


def take_off(draft: Draft, id: str, keeper: str) -> None:
    """Removes a card from the wall, for `keeper` to see."""
    card = find_card(draft, id)
    if isinstance(card, Photo):
        draft.drop("photo", id)
        draft.put(RemovedPhoto(**asdict(card)), id, audience=keeper)
    elif card is not None:
        draft.drop("note", id)
        draft.put(Removed(**asdict(card)), id, audience=keeper)


def removed_card(draft: Draft, id: str) -> Removed | RemovedPhoto | None:
    """The removed note or photograph with this id, or None."""
    removed: Removed | RemovedPhoto | None = draft.get("removed", id) or draft.get("removed_photo", id)
    return removed


def put_back(draft: Draft, id: str, *, audience: str, waits: bool = False, alone: bool = False) -> None:
    """Puts a removed card back on the wall, in its group if that is still there."""
    removed = removed_card(draft, id)
    if removed is None:
        return
    fields = asdict(removed)
    fields["group"] = group_still_there(draft, removed)
    draft.drop(removed.kind, id)
    if isinstance(removed, RemovedPhoto):
        draft.put(Photo(**fields | {"state": "waiting" if waits else UNSET}), id, audience=audience)
    else:
        fields |= {"held": True if waits else UNSET, "alone": True if alone else UNSET}
        draft.put(Note(**fields), id, audience=audience)

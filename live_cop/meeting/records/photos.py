"""Photographs: cards of the wall that show a picture."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import UNSET, UnsetType

from ..audience import CHAIR
from .base import ERASED, NOT_WITHOUT_PICTURES, Record, RecordingMode
from .wall import Card

#: Whose photographs the meeting takes. Those of the chair's side are shown at once, those of others wait for a look.
PhotosBy = Literal["nobody", "helpers", "all"]


class Photo(Card, frozen=True, kw_only=True):
    """A photograph on the wall. It never says who took it.

    `picture` is the address of its picture by content, and `description` what it shows, in somebody's words. The last
    fields are set only where needed: whether it waits for a look (`state`), the number of "me too" marks, the dots of
    the last vote, and the photograph of which this is a paper note that was cut out, with its number among those, by
    which they are put in order.
    """

    kind: ClassVar[str] = "photo"
    discloses: ClassVar[str] = "What the picture shows, its description, and its minute; nothing else about its author."
    #: Erasing the picture's address everywhere has the picture itself deleted: see store/pictures.py.
    words: ClassVar[Mapping[str, Any]] = {"picture": ERASED, "description": ""}
    main_text: ClassVar[str] = "picture"
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITHOUT_PICTURES
    undoable: ClassVar[bool] = True
    zone: str
    picture: str
    width: int
    height: int
    description: str = ""
    x: float
    y: float
    group: str | None = None
    at: int = 0
    state: Literal["waiting"] | UnsetType = UNSET
    cut_from: str | UnsetType = UNSET
    cut_number: int | UnsetType = UNSET


class PendingPhoto(Photo, frozen=True, kw_only=True):
    """A photograph that waits for a look, as the chair and helpers see it; its author sees the photograph itself."""

    kind: ClassVar[str] = "held_photo"
    discloses: ClassVar[str] = (
        "A photograph that waits for a look, and its description, to the chair's side; nothing about its author."
    )
    audience: ClassVar[str] = CHAIR
    state_of: ClassVar[str] = "photo"
    undoable: ClassVar[bool] = False


class RemovedPhoto(Photo, frozen=True, kw_only=True):
    """A photograph that was removed from the wall."""

    kind: ClassVar[str] = "removed_photo"
    discloses: ClassVar[str] = (
        "What the photograph tells, to the chair's side; to its author alone if it was its author who took it off."
    )
    audience: ClassVar[str] = CHAIR
    state_of: ClassVar[str] = "photo"


class RefusedPhoto(Record, frozen=True, kw_only=True):
    """Tells one person that their photograph with this id was refused. Nothing else is left of it."""

    kind: ClassVar[str] = "refused_photo"
    discloses: ClassVar[str] = (
        "That a photograph of one's own was not shown, to that person alone; nothing after the close."
    )


#: The kinds of record that a card can be, whether on the wall, removed or merged into another.
CARD_KINDS = ("note", "removed", "folded", "photo", "removed_photo")
#: Those of cards that are on the wall.
WALL_KINDS = ("note", "photo")

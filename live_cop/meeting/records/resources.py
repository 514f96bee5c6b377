"""What people offer as useful to others, until the chair's side has looked at it. See report_texts.py for the rest."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct

from ..audience import CHAIR
from .base import ERASED, Record


class ResourceFile(Struct, frozen=True):
    """A file that goes with a resource: its address by content, its name, its bytes and its type."""

    digest: str
    name: str
    size: int
    media: str


class Useful(Record, frozen=True, kw_only=True):
    """What an offer and a resource say: a title, a web address (or ""), whom it helps, and a file that goes with it."""

    words: ClassVar[Mapping[str, Any]] = {"title": ERASED, "url": "", "helps": ""}
    main_text: ClassVar[str] = "title"
    title: str
    url: str = ""
    helps: str = ""
    file: ResourceFile | None = None


class ResourceOffer(Useful, frozen=True, kw_only=True):
    """Something useful that somebody offers, for the chair's side to look at before it becomes a resource."""

    kind: ClassVar[str] = "resource_offer"
    discloses: ClassVar[str] = "The words of an offer, to the chair's side; nothing about who made it."
    audience: ClassVar[str] = CHAIR
    order: int = 0


class OwnResourceOffer(Useful, frozen=True, kw_only=True):
    """The copy of an offer for the person who made it, so that they can see and withdraw it; it has the same id."""

    kind: ClassVar[str] = "own_resource_offer"
    discloses: ClassVar[str] = "What somebody offered as useful, to that person alone; nothing after the close."
    state_of: ClassVar[str] = "resource_offer"
    #: Whether it is in the list for everyone by now.
    taken: bool = False

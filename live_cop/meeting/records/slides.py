"""The slides of a presenter: pages of a PDF file, of which the board and all screens show one at a time."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct

from ..audience import CHAIR
from .base import ERASED, NOT_WITHOUT_PICTURES, Record, RecordingMode


class SlidePage(Struct, frozen=True, kw_only=True):
    """A page as it was drawn: the address of its picture by content, its size in pixels, and the start of its words."""

    picture: str
    width: int
    height: int
    text: str = ""


class Slides(Record, frozen=True, kw_only=True):
    """What the slides are called, how many pages they have, and at which one the presenter is; the first is 1.

    They may be shown however the meeting is recorded, since they are the presenter's own and nothing that people here
    said. After the close they are kept where pictures are, so that "no pictures" is true of all that is left."""

    kind: ClassVar[str] = "slides"
    discloses: ClassVar[str] = "Nothing about a person, unless its words name one."
    words: ClassVar[Mapping[str, Any]] = {"title": ERASED}
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITHOUT_PICTURES
    title: str
    pages: int
    page: int = 1


class Slide(SlidePage, Record, frozen=True, kw_only=True):
    """One page, the first with `number` 1. Everyone sees the one that the board shows, the chair's side all.

    `shown`: it has been on the board, so that everyone has seen it."""

    kind: ClassVar[str] = "slide"
    discloses: ClassVar[str] = "Nothing about a person, unless the page does."
    audience: ClassVar[str] = CHAIR
    #: Erasing the picture's address everywhere has the picture itself deleted: see store/pictures.py.
    words: ClassVar[Mapping[str, Any]] = {"picture": ERASED, "text": ""}
    main_text: ClassVar[str] = "picture"
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITHOUT_PICTURES
    number: int
    shown: bool = False

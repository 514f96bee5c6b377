"""The texts that the chair and helpers write for the report."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta, Struct

from ..audience import CHAIR
from .base import ERASED, Record
from .resources import Useful


class ToShare(Struct, frozen=True):
    """What the picture to share shows: a small victory (a step that was noticed), a scale, a quote or a
    recommendation."""

    kind: Literal["step", "scale", "note", "recommendation"]
    id: Annotated[str, Meta(max_length=100)]


class ReportWords(Record, frozen=True, kw_only=True):
    """The introduction, conclusions and thanks, whether the report is published, and its picture to share."""

    kind: ClassVar[str] = "report"
    discloses: ClassVar[str] = "Nothing about a person, unless its words name one."
    audience: ClassVar[str] = CHAIR
    words: ClassVar[Mapping[str, Any]] = {"introduction": "", "conclusions": "", "thanks": ""}
    introduction: str = ""
    conclusions: str = ""
    thanks: str = ""
    published: bool = False
    #: How often it has been published: a public link is valid only until the report is unpublished.
    sharings: int = 0
    #: The chair's choice for the picture to share; None: the first that there is.
    to_share: ToShare | None = None


class Recommendation(Record, frozen=True, kw_only=True):
    """A recommendation of the meeting; `to` is whom it is for, and `answer` what came back from them."""

    kind: ClassVar[str] = "recommendation"
    discloses: ClassVar[str] = "Nothing about a person, unless its words name one."
    audience: ClassVar[str] = CHAIR
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED, "to": "", "answer": ""}
    main_text: ClassVar[str] = "text"
    text: str
    to: str = ""
    answer: str = ""
    order: int = 0


class Resource(Useful, frozen=True, kw_only=True):
    """A useful resource: its title, its web address (or ""), and whom it helps. `shared`: somebody in the meeting has
    offered it, so everyone sees it at once, and not only with the report."""

    kind: ClassVar[str] = "resource"
    discloses: ClassVar[str] = "Nothing about a person, unless its words name one."
    audience: ClassVar[str] = CHAIR
    order: int = 0
    shared: bool = False

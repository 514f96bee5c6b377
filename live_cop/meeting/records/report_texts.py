"""What the chair's side writes for the report."""

from collections.abc import Mapping
from typing import Any, ClassVar

from ..audience import CHAIR
from .base import ERASED, Record


class ReportWords(Record, frozen=True, kw_only=True):
    """The chair's own words for the report."""

    kind: ClassVar[str] = "report"
    audience: ClassVar[str] = CHAIR
    words: ClassVar[Mapping[str, Any]] = {"introduction": "", "conclusions": "", "thanks": ""}
    introduction: str = ""
    conclusions: str = ""
    thanks: str = ""
    published: bool = False
    #: How often it has been shared: a link for everyone is good for one time only.
    sharings: int = 0


class Recommendation(Record, frozen=True, kw_only=True):
    """What the meeting recommends, and to whom."""

    kind: ClassVar[str] = "recommendation"
    audience: ClassVar[str] = CHAIR
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED, "to": ""}
    main_text: ClassVar[str] = "text"
    text: str
    to: str = ""
    order: int = 0


class Resource(Record, frozen=True, kw_only=True):
    """Something useful: what it is called, where it is (a web address, or ""), and whom it helps."""

    kind: ClassVar[str] = "resource"
    audience: ClassVar[str] = CHAIR
    words: ClassVar[Mapping[str, Any]] = {"title": ERASED, "url": "", "helps": ""}
    main_text: ClassVar[str] = "title"
    title: str
    url: str = ""
    helps: str = ""
    order: int = 0

"""What the chair's side writes for the report."""

from typing import ClassVar

from .base import Record


class ReportWords(Record, frozen=True, kw_only=True):
    """The chair's own words for the report."""

    kind: ClassVar[str] = "report"
    introduction: str = ""
    conclusions: str = ""
    thanks: str = ""
    published: bool = False
    #: How often it has been shared: a link for everyone is good for one time only.
    sharings: int = 0


class Recommendation(Record, frozen=True, kw_only=True):
    """What the meeting recommends, and to whom."""

    kind: ClassVar[str] = "recommendation"
    text: str
    to: str = ""
    order: int = 0


class Resource(Record, frozen=True, kw_only=True):
    """Something useful: what it is called, where it is (a web address, or ""), and whom it helps."""

    kind: ClassVar[str] = "resource"
    title: str
    url: str = ""
    helps: str = ""
    order: int = 0

"""The report: the chair's own words, what is recommended, and what may be of use.

Several people write it at once. What changes words may carry `was`: for each text that it changes, what its writer
began from, so that nobody's words are written over.
"""

from typing import ClassVar

from msgspec import UNSET, UnsetType, field

from .base import Afterwards, ByChair, Index


class ReportEdit(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "report.edit"
    introduction: str | UnsetType = UNSET
    conclusions: str | UnsetType = UNSET
    thanks: str | UnsetType = UNSET
    was: dict[str, str] = field(default_factory=dict)


class ReportPublish(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "report.publish"
    open_only: ClassVar[bool] = False


class ReportUnpublish(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "report.unpublish"
    open_only: ClassVar[bool] = False


class RecommendationAdd(Afterwards, frozen=True, kw_only=True):
    """With `note` the words are those of the note, unless others are given."""

    name: ClassVar[str] = "recommendation.add"
    text: str = ""
    to: str = ""
    note: str | None = None


class RecommendationEdit(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "recommendation.edit"
    recommendation: str
    text: str | UnsetType = UNSET
    to: str | UnsetType = UNSET
    was: dict[str, str] = field(default_factory=dict)


class RecommendationMove(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "recommendation.move"
    recommendation: str
    to: Index


class RecommendationRemove(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "recommendation.remove"
    recommendation: str


class ResourceAdd(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "resource.add"
    title: str
    url: str = ""
    helps: str = ""


class ResourceEdit(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "resource.edit"
    resource: str
    title: str | UnsetType = UNSET
    url: str | UnsetType = UNSET
    helps: str | UnsetType = UNSET
    was: dict[str, str] = field(default_factory=dict)


class ResourceMove(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "resource.move"
    resource: str
    to: Index


class ResourceRemove(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "resource.remove"
    resource: str

"""The chair's own words for the report."""

from typing import ClassVar

from msgspec import UNSET, UnsetType

from .base import Afterwards, ByChair


class ReportEdit(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "report.edit"
    introduction: str | UnsetType = UNSET
    conclusions: str | UnsetType = UNSET


class ReportPublish(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "report.publish"
    open_only: ClassVar[bool] = False


class ReportUnpublish(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "report.unpublish"
    open_only: ClassVar[bool] = False

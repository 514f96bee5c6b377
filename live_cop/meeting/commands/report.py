"""The chair's own words for the report."""

from typing import ClassVar

from msgspec import UNSET, UnsetType

from .base import Afterwards


class ReportEdit(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "report.edit"
    introduction: str | UnsetType = UNSET
    conclusions: str | UnsetType = UNSET


class ReportPublish(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "report.publish"


class ReportUnpublish(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "report.unpublish"

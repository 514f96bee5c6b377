"""Scaling questions."""

from typing import Annotated, ClassVar

from msgspec import UNSET, Meta, UnsetType

from .base import ByChair, ByPerson, Command

Step = Annotated[int, Meta(ge=0, le=100)]
Floor = Annotated[int, Meta(ge=3, le=10)]


class ScaleAdd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.add"
    question: str
    low: Step = 1
    high: Step = 10
    low_label: str = ""
    high_label: str = ""
    floor: Floor = 5
    good_enough: Step | None = None


class ScaleEdit(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.edit"
    scale: str
    question: str | UnsetType = UNSET
    low_label: str | UnsetType = UNSET
    high_label: str | UnsetType = UNSET
    good_enough: Step | None | UnsetType = UNSET
    low: Step | UnsetType = UNSET
    high: Step | UnsetType = UNSET
    floor: Floor | UnsetType = UNSET


class _OnScale(Command, frozen=True, kw_only=True):
    scale: str


class ScaleOpen(_OnScale, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.open"


class ScaleClose(_OnScale, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.close"


class ScaleShow(_OnScale, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.show"


class ScaleHide(_OnScale, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.hide"


class ScaleRemove(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.remove"
    scale: str


class ScaleMark(ByPerson, frozen=True, kw_only=True):
    """`value` null is the answer "not today"."""

    name: ClassVar[str] = "scale.mark"
    scale: str
    value: int | None


class ScaleUnmark(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.unmark"
    scale: str

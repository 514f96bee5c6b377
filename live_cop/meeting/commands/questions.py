"""The library of questions. It belongs to the community, so it may be looked after when the meeting is over too."""

from typing import ClassVar

from msgspec import UNSET, UnsetType

from ..records import QuestionGroup
from .base import Afterwards


class QuestionAdd(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "question.add"
    text: str
    group: QuestionGroup


class QuestionEdit(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "question.edit"
    question: str
    text: str | UnsetType = UNSET
    group: QuestionGroup | UnsetType = UNSET


class QuestionRemove(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "question.remove"
    question: str

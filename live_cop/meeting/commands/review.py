"""The review of the community's life."""

from typing import ClassVar

from ..records import Stage
from .base import ByPerson, Command


class ReviewOpen(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "review.open"


class ReviewClose(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "review.close"


class ReviewAnswer(ByPerson, frozen=True, kw_only=True):
    """`stage` null takes one's answer back."""

    name: ClassVar[str] = "review.answer"
    stage: Stage | None

"""The question of this moment."""

from typing import ClassVar

from .base import ByChair


class PromptShow(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "prompt.show"
    text: str


class PromptHide(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "prompt.hide"

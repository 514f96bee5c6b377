"""The question of this moment."""

from typing import ClassVar

from .base import Command


class PromptShow(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "prompt.show"
    text: str


class PromptHide(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "prompt.hide"

"""Raised hands."""

from typing import ClassVar

from .base import ByVoice, Command


class HandRaise(ByVoice, frozen=True, kw_only=True):
    name: ClassVar[str] = "hand.raise"


class HandLower(ByVoice, frozen=True, kw_only=True):
    """One's own hand, where none is named; the chair's side may name anyone's."""

    name: ClassVar[str] = "hand.lower"
    hand: str | None = None


class HandToo(ByVoice, frozen=True, kw_only=True):
    """ "Me too" on a hand, or on the one in front; `on` false takes it back."""

    name: ClassVar[str] = "hand.too"
    hand: str | None = None
    on: bool = True


class HandCall(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "hand.call"
    hand: str


class HandDone(ByVoice, frozen=True, kw_only=True):
    """One has said what one had to say; the chair's side may say so of whoever has the word."""

    name: ClassVar[str] = "hand.done"
    hand: str | None = None

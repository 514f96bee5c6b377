"""Suggestions of whom to invite: their text, for the chair and helpers, and their number, for everyone."""

from collections.abc import Mapping
from typing import Any, ClassVar

from ..audience import CHAIR
from .base import ERASED, Record


class Invitation(Record, frozen=True, kw_only=True):
    """A role, an organisation or a person to invite. Only the chair and helpers see it, as it may name somebody."""

    kind: ClassVar[str] = "invite"
    audience: ClassVar[str] = CHAIR
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED}
    main_text: ClassVar[str] = "text"
    text: str
    order: int = 0


class OwnSuggestion(Record, frozen=True, kw_only=True):
    """The copy of a suggestion for the person who made it, so that they can see and withdraw it; it has the same id."""

    kind: ClassVar[str] = "suggested"
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED}
    main_text: ClassVar[str] = "text"
    state_of: ClassVar[str] = "invite"
    text: str


class InvitationCount(Record, frozen=True, kw_only=True):
    """How many suggestions there are."""

    kind: ClassVar[str] = "invites"
    count: int

"""Who should be here? What people suggested, for the chair's side, and how much of it there is, for everyone."""

from collections.abc import Mapping
from typing import Any, ClassVar

from ..audience import CHAIR
from .base import ERASED, Record


class Invitation(Record, frozen=True, kw_only=True):
    """A role, an organisation or a person to invite. Only the chair's side sees it, for it may name somebody."""

    kind: ClassVar[str] = "invite"
    audience: ClassVar[str] = CHAIR
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED}
    main_text: ClassVar[str] = "text"
    text: str
    order: int = 0


class OwnSuggestion(Record, frozen=True, kw_only=True):
    """One's own suggestion, so that it can be seen and taken back; the same id as the invitation's."""

    kind: ClassVar[str] = "suggested"
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED}
    main_text: ClassVar[str] = "text"
    state_of: ClassVar[str] = "invite"
    text: str


class InvitationCount(Record, frozen=True, kw_only=True):
    """How many suggestions there are."""

    kind: ClassVar[str] = "invites"
    count: int

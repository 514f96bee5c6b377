"""Who should be here? What people suggested, for the chair's side, and how much of it there is, for everyone."""

from typing import ClassVar

from .base import Record


class Invite(Record, frozen=True, kw_only=True):
    """A role, an organisation or a person to invite. Only the chair's side sees it, for it may name somebody."""

    kind: ClassVar[str] = "invite"
    text: str
    order: int = 0


class Suggested(Record, frozen=True, kw_only=True):
    """One's own suggestion, so that it can be seen and taken back; the same id as the invitation's."""

    kind: ClassVar[str] = "suggested"
    text: str


class Invites(Record, frozen=True, kw_only=True):
    """How many suggestions there are."""

    kind: ClassVar[str] = "invites"
    count: int

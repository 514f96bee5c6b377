"""What the server will do by itself at a later time, and what its author has saved until then."""

from typing import ClassVar, Literal

from ..audience import NOBODY
from .base import Record

#: What can be scheduled: to show a record to those it is for, to erase a note, to count the answers to a question, to
#: close the meeting.
Action = Literal["show", "erase", "count", "close"]


class Scheduled(Record, frozen=True, kw_only=True):
    """One thing that the server does at `due`: `what` with the record `target` of the kind `of`."""

    kind: ClassVar[str] = "scheduled"
    discloses: ClassVar[str] = "Nothing about a person, but what the server will do soon, to the host; never sent."
    audience: ClassVar[str] = NOBODY
    what: Action
    of: str
    target: str
    due: int


class Saved(Record, frozen=True, kw_only=True):
    """Tells one person that their note, photograph, next step, invitation or offer with this id is saved, and that
    others do not see it yet.

    It is shown soon, to those whom it is for: a photograph to the chair's side, and a note too where new notes are
    reviewed. A private note is not shown then: it is counted from then on, and shown with the others of its zone.
    `placed`: they have chosen its place on the wall.
    """

    kind: ClassVar[str] = "saved"
    discloses: ClassVar[str] = (
        "That what somebody added waits to be shown, to that person alone; nothing after the close."
    )
    of: Literal["note", "photo", "step", "invite", "resource_offer"]
    placed: bool = False

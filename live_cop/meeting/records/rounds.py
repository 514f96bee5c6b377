"""The round and its turns; raised hands."""

from typing import ClassVar, Literal

from .base import Record


class Round(Record, frozen=True, kw_only=True):
    """The last round of one section, by the section's id: its length of a voice, and how many were heard."""

    kind: ClassVar[str] = "round"
    section: str
    state: Literal["on", "over"]
    seconds: int
    heard_room: int = 0
    heard_remote: int = 0
    started_at: int = 0
    ended_at: int | None = None


class Turn(Record, frozen=True, kw_only=True):
    kind: ClassVar[str] = "turn"
    section: str
    person: str
    order: int
    state: Literal["waiting", "speaking", "done", "passed"]
    seconds: int = 60
    started_at: int | None = None


class Hand(Record, frozen=True, kw_only=True):
    """A raised hand. `too` counts those who said "me too"; who they are is not in it."""

    kind: ClassVar[str] = "hand"
    person: str
    order: int
    state: Literal["waiting", "speaking"] = "waiting"
    too: int = 0


class HandMeToo(Record, frozen=True, kw_only=True):
    """Tells one person that they said "me too" on this hand."""

    kind: ClassVar[str] = "hand_too"
    hand: str

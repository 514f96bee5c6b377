"""People, the round and its turns, and raised hands."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import UNSET, UnsetType

from .base import Record

Place = Literal["room", "remote"]


class Person(Record, frozen=True, kw_only=True):
    """A person. `marker` is the colour and animal by which they can be called if they give no name.

    `newcomer` and `guest` are set only where they are true, to save data on phones.
    """

    kind: ClassVar[str] = "person"
    words: ClassVar[Mapping[str, Any]] = {"name": UNSET}
    names: ClassVar[frozenset[str]] = frozenset(("name",))
    place: Place
    online: bool
    marker: str
    role: Literal["participant", "helper", "chair"] = "participant"
    name: str | UnsetType = UNSET
    newcomer: bool | UnsetType = UNSET
    guest: bool | UnsetType = UNSET


class Round(Record, frozen=True, kw_only=True):
    """The last round of a section, with the section's id.

    `seconds` is the length of a turn. `heard_room` and `heard_remote` count the people who have spoken.
    """

    kind: ClassVar[str] = "round"
    section: str
    state: Literal["on", "over"]
    seconds: int
    heard_room: int = 0
    heard_remote: int = 0
    started_at: int = 0
    ended_at: int | None = None


class Turn(Record, frozen=True, kw_only=True):
    """A person's place in the queue of a round. `seconds` is the time to speak, `started_at` when they began."""

    kind: ClassVar[str] = "turn"
    section: str
    person: str
    order: int
    state: Literal["waiting", "speaking", "done", "passed"]
    seconds: int = 60
    started_at: int | None = None


class Hand(Record, frozen=True, kw_only=True):
    """A raised hand. `too` counts the people who said "me too", without saying who they are."""

    kind: ClassVar[str] = "hand"
    person: str
    order: int
    state: Literal["waiting", "speaking"] = "waiting"
    too: int = 0


class HandMeToo(Record, frozen=True, kw_only=True):
    """Tells one person that they said "me too" to this hand."""

    kind: ClassVar[str] = "hand_too"
    hand: str

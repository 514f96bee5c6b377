"""People, and their turns in a round."""

from typing import ClassVar, Literal

from msgspec import UNSET, UnsetType

from .base import Record

Place = Literal["room", "remote"]


class Person(Record, frozen=True, kw_only=True):
    kind: ClassVar[str] = "person"
    place: Place
    online: bool
    marker: str
    role: Literal["participant", "helper", "chair"] = "participant"
    name: str | UnsetType = UNSET


class Turn(Record, frozen=True, kw_only=True):
    kind: ClassVar[str] = "turn"
    section: str
    person: str
    order: int
    state: Literal["waiting", "speaking", "done", "passed"]
    seconds: int = 60
    started_at: int | None = None

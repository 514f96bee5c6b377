"""People."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import UNSET, UnsetType

from .base import Record

Place = Literal["room", "remote"]


class Person(Record, frozen=True, kw_only=True):
    """`newcomer` and `guest` are there only where they are true: a meeting has many people, and a phone little data."""

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

"""The people in the meeting."""

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

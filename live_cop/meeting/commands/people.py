"""People."""

from typing import ClassVar, Literal

import msgspec
from msgspec import UNSET, UnsetType

from ..records import Place
from .base import BySystem, ByVoice


class PersonEdit(ByVoice, frozen=True, kw_only=True):
    """Changes one's own name ("" takes it away), place, or whether one is new here."""

    name: ClassVar[str] = "person.edit"
    open_only: ClassVar[bool] = False
    # `name` is this class's own word for the command, so the field carries another one here.
    called: str | UnsetType = msgspec.field(default=UNSET, name="name")
    place: Place | UnsetType = UNSET
    newcomer: bool | UnsetType = UNSET


class PersonMarker(ByVoice, frozen=True, kw_only=True):
    """Another friendly marker, because one does not like one's own."""

    name: ClassVar[str] = "person.marker"
    open_only: ClassVar[bool] = False


class PersonJoin(BySystem, frozen=True, kw_only=True):
    name: ClassVar[str] = "person.join"
    person: str
    place: Place
    called: str = ""
    newcomer: bool = False
    role: Literal["participant", "helper", "chair"] = "participant"


class PersonArrive(BySystem, frozen=True, kw_only=True):
    name: ClassVar[str] = "person.arrive"
    person: str


class PersonLeave(BySystem, frozen=True, kw_only=True):
    name: ClassVar[str] = "person.leave"
    person: str

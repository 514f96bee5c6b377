"""The wall: its zones, notes and groups, and taking back what one did there."""

from typing import Annotated, ClassVar

from msgspec import UNSET, Meta, UnsetType

from ..records import Color, Sort, ZoneRole
from .base import ByAuthor, ByPerson, Command, Index, Share


class NoteAdd(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.add"
    zone: str
    text: str
    color: Color | None = None
    signed: str | None = None
    x: Share | None = None
    y: Share | None = None
    group: str | None = None


class NoteEdit(ByAuthor, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.edit"
    note: str
    text: str | UnsetType = UNSET
    color: Color | UnsetType = UNSET
    signed: str | None | UnsetType = UNSET
    sort: Sort | None | UnsetType = UNSET


class NoteMove(ByAuthor, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.move"
    note: str
    zone: str | None = None
    x: Share | None = None
    y: Share | None = None
    group: str | None | UnsetType = UNSET


class NoteRemove(ByAuthor, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.remove"
    note: str


class NoteRestore(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "note.restore"
    note: str


class GroupAdd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "group.add"
    zone: str
    title: str
    notes: Annotated[tuple[str, ...], Meta(max_length=500)] = ()
    x: Share | None = None
    y: Share | None = None


class GroupEdit(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "group.edit"
    group: str
    title: str


class GroupMove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "group.move"
    group: str
    zone: str | None = None
    x: Share | None = None
    y: Share | None = None


class GroupRemove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "group.remove"
    group: str


class UndoLast(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "undo"


class ZoneAdd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.add"
    title: str
    prompt: str = ""
    color: Color = "butter"
    section: str | None = None
    role: ZoneRole | None = None


class ZoneEdit(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.edit"
    zone: str
    title: str | UnsetType = UNSET
    prompt: str | UnsetType = UNSET
    color: Color | UnsetType = UNSET
    section: str | None | UnsetType = UNSET
    role: ZoneRole | None | UnsetType = UNSET


class ZoneMove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.move"
    zone: str
    to: Index


class ZoneRemove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.remove"
    zone: str

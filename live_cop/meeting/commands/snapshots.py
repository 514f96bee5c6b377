"""Snapshots."""

from typing import ClassVar

from msgspec import UNSET, UnsetType

from .base import Afterwards, Command


class SnapshotTake(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "snapshot.take"
    title: str = ""
    caption: str = ""


class SnapshotEdit(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "snapshot.edit"
    snapshot: str
    title: str | UnsetType = UNSET
    caption: str | UnsetType = UNSET


class SnapshotRemove(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "snapshot.remove"
    snapshot: str

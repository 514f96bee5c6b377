"""Snapshots."""

from typing import Annotated, ClassVar

from msgspec import UNSET, Meta, UnsetType, field

from .base import Afterwards, Command, Index


class SnapshotTake(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "snapshot.take"
    title: str = ""
    caption: str = ""


class SnapshotEdit(Afterwards, frozen=True, kw_only=True):
    """`crop` are the zones that the report shows of it, None for all; `was` as in the words of the report."""

    name: ClassVar[str] = "snapshot.edit"
    snapshot: str
    title: str | UnsetType = UNSET
    caption: str | UnsetType = UNSET
    left_out: bool | UnsetType = UNSET
    crop: Annotated[list[str], Meta(min_length=1, max_length=40)] | None | UnsetType = UNSET
    was: dict[str, str] = field(default_factory=dict)


class SnapshotMove(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "snapshot.move"
    snapshot: str
    to: Index


class SnapshotRemove(Afterwards, frozen=True, kw_only=True):
    name: ClassVar[str] = "snapshot.remove"
    snapshot: str

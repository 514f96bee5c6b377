"""Guest chairs: people in the room without a device."""

from typing import ClassVar

from .base import Command


class GuestAdd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "guest.add"
    called: str = ""


class GuestRemove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "guest.remove"
    guest: str

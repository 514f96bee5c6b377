"""Who should be here?"""

from typing import ClassVar

from .base import ByAuthor, ByPerson


class InviteAdd(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "invite.add"
    text: str


class InviteRemove(ByAuthor, frozen=True, kw_only=True):
    name: ClassVar[str] = "invite.remove"
    open_only: ClassVar[bool] = False
    invite: str

"""Next steps."""

from typing import ClassVar

import msgspec
from msgspec import UNSET, UnsetType

from ..records import StepState
from .base import ByAuthor, ByPerson


class StepAdd(ByPerson, frozen=True, kw_only=True):
    """With `note` the words are those of the note, unless others are given."""

    name: ClassVar[str] = "step.add"
    open_only: ClassVar[bool] = False
    what: str = ""
    by_when: str | None = None
    notice: str = ""
    note: str | None = None


class StepEdit(ByAuthor, frozen=True, kw_only=True):
    name: ClassVar[str] = "step.edit"
    open_only: ClassVar[bool] = False
    step: str
    what: str | UnsetType = UNSET
    by_when: str | None | UnsetType = UNSET
    notice: str | UnsetType = UNSET


class StepRemove(ByAuthor, frozen=True, kw_only=True):
    name: ClassVar[str] = "step.remove"
    open_only: ClassVar[bool] = False
    step: str


class StepOffer(ByPerson, frozen=True, kw_only=True):
    """Puts one's own name to a step: the one given here, or the one that one has in the meeting."""

    name: ClassVar[str] = "step.offer"
    step: str
    # `name` is this class's own word for the command, so the field carries another one here.
    called: str | None = msgspec.field(default=None, name="name")


class StepWithdraw(ByPerson, frozen=True, kw_only=True):
    """Takes one's own name off a step. The chair's side can take any name off, for somebody who asks for it."""

    name: ClassVar[str] = "step.withdraw"
    open_only: ClassVar[bool] = False
    step: str
    called: str | None = msgspec.field(default=None, name="name")


class StepMark(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "step.state"
    open_only: ClassVar[bool] = False
    step: str
    state: StepState

"""Best hopes, brought back."""

from typing import ClassVar

from .. import records
from .base import ByPerson, Command


class HopesAsk(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "hopes.ask"


class HopesClose(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "hopes.close"


class HopeAnswer(ByPerson, frozen=True, kw_only=True):
    """What became of one's own hope; null takes the answer back."""

    name: ClassVar[str] = "hope.answer"
    note: str
    answer: records.HopeAnswer | None

"""Best hopes, brought back."""

from typing import ClassVar

from .. import records
from .base import ByChair, ByVoice


class HopesAsk(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "hopes.ask"


class HopesClose(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "hopes.close"


class HopeAnswer(ByVoice, frozen=True, kw_only=True):
    """What became of one's own hope; null takes the answer back."""

    name: ClassVar[str] = "hope.answer"
    note: str
    answer: records.HopeAnswer | None

"""The round."""

from typing import Annotated, ClassVar

from msgspec import Meta

from .base import ByPerson, Command

VoiceSeconds = Annotated[int, Meta(ge=10, le=1800)]


class RoundStart(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "round.start"
    seconds: VoiceSeconds = 60


class RoundNext(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "round.next"


class RoundEnd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "round.end"


class TurnPass(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "turn.pass"
    turn: str | None = None

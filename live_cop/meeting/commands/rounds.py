"""The round."""

from typing import Annotated, ClassVar

from msgspec import Meta

from .base import ByChair, ByVoice, Command, Index

VoiceSeconds = Annotated[int, Meta(ge=10, le=1800)]


class RoundStart(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "round.start"
    seconds: VoiceSeconds = 60
    newcomers_first: bool = False


class RoundNext(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "round.next"


class RoundEnd(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "round.end"


class TurnMove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "turn.move"
    turn: str
    to: Index


class _OnTurn(ByVoice, frozen=True, kw_only=True):
    """One's own turn, where none is named; the chair's side may name anyone's."""

    turn: str | None = None


class TurnDone(_OnTurn, frozen=True, kw_only=True):
    name: ClassVar[str] = "turn.done"


class TurnPass(_OnTurn, frozen=True, kw_only=True):
    name: ClassVar[str] = "turn.pass"


class TurnLater(_OnTurn, frozen=True, kw_only=True):
    name: ClassVar[str] = "turn.later"


class TurnExtend(_OnTurn, frozen=True, kw_only=True):
    name: ClassVar[str] = "turn.extend"


class TurnTake(ByVoice, frozen=True, kw_only=True):
    name: ClassVar[str] = "turn.take"

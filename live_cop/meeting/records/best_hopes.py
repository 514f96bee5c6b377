"""Best hopes, brought back at the end: what became of them, privately and together."""

from typing import ClassVar, Literal

from msgspec import UNSET, UnsetType

from ..audience import NOBODY, PRIVACY_FLOOR
from .base import NOT_WITH_STEPS_ALONE, Record, RecordingMode

HopeOutcome = Literal["yes", "partly", "not_yet"]


class Hope(Record, frozen=True, kw_only=True):
    """What became of one hope, for its author alone; its id is the note's."""

    kind: ClassVar[str] = "hope"
    answer: HopeOutcome


class HopeTally(Record, frozen=True, kw_only=True):
    """All answers, counted; for the server alone until they may be shown. `people` is how many gave them: somebody may
    have more than one hope, where a zone got its role later."""

    kind: ClassVar[str] = "hope_tally"
    audience: ClassVar[str] = NOBODY
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    yes: int = 0
    partly: int = 0
    not_yet: int = 0
    people: int = 0


class Hopes(Record, frozen=True, kw_only=True):
    """Whether the hopes have been brought back, as everyone sees it. `spread` and `answers` are there only when enough
    people have answered; before that nobody can tell whether anyone has. `settled` once the meeting has been closed."""

    kind: ClassVar[str] = "hopes"
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    state: Literal["open", "closed"]
    floor: int = PRIVACY_FLOOR
    settled: bool = False
    answers: int | UnsetType = UNSET
    spread: dict[HopeOutcome, int] | UnsetType = UNSET

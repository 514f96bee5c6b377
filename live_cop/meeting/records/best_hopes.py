"""Best hopes: what became of them, as each author answered in private, and the counts for everyone."""

from typing import ClassVar, Literal

from msgspec import UNSET, UnsetType

from ..audience import NOBODY, PRIVACY_FLOOR
from .base import NOT_WITH_STEPS_ALONE, Record, RecordingMode

HopeOutcome = Literal["yes", "partly", "not_yet"]


class Hope(Record, frozen=True, kw_only=True):
    """What became of one hope, visible to its author only; it has the id of the note."""

    kind: ClassVar[str] = "hope"
    answer: HopeOutcome


class HopeTally(Record, frozen=True, kw_only=True):
    """The counts of all answers, for the server only.

    `people` is how many people answered: one person can have several hopes if the zone got its role after they wrote.
    """

    kind: ClassVar[str] = "hope_tally"
    audience: ClassVar[str] = NOBODY
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    forgotten_at_close: ClassVar[bool] = True
    yes: int = 0
    partly: int = 0
    not_yet: int = 0
    people: int = 0


class Hopes(Record, frozen=True, kw_only=True):
    """Whether authors are asked what became of their hopes, as everyone sees it.

    `spread` and `answers` are set only when enough people have answered; until then nobody can tell whether anyone
    has. `settled`: the meeting has been closed since, so there can be no more answers.
    """

    kind: ClassVar[str] = "hopes"
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    state: Literal["open", "closed"]
    floor: int = PRIVACY_FLOOR
    settled: bool = False
    answers: int | UnsetType = UNSET
    spread: dict[HopeOutcome, int] | UnsetType = UNSET

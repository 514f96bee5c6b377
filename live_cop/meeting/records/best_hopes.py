"""Best hopes: what became of them, as each author answered in private, and the counts for everyone."""

from typing import ClassVar, Literal

from msgspec import UNSET, UnsetType

from ..audience import PRIVACY_FLOOR
from .base import NOT_WITH_STEPS_ALONE, Record, RecordingMode

HopeOutcome = Literal["yes", "partly", "not_yet"]


class Hope(Record, frozen=True, kw_only=True):
    """What became of one hope, visible to its author only; it has the id of the note."""

    kind: ClassVar[str] = "hope"
    discloses: ClassVar[str] = "What became of somebody's hope, to that person alone; nothing after the close."
    answer: HopeOutcome


class Hopes(Record, frozen=True, kw_only=True):
    """Whether authors are asked what became of their hopes, as everyone sees it.

    `spread` and `answers` (their sum) are the last published counts. `received` is how many people have answered until
    now: one person can have several hopes if the zone got its role after they wrote. `settled`: the meeting has been
    closed since, so there can be no more answers.
    """

    kind: ClassVar[str] = "hopes"
    discloses: ClassVar[str] = (
        "How many people have answered, and their answers as numbers that change in batches only."
    )
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    state: Literal["open", "closed"]
    floor: int = PRIVACY_FLOOR
    settled: bool = False
    received: int = 0
    answers: int | UnsetType = UNSET
    spread: dict[HopeOutcome, int] | UnsetType = UNSET

"""Scaling questions: the scale that everyone sees, and each person's mark."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import UNSET, Struct, UnsetType, field

from ..audience import PRIVACY_FLOOR
from .base import ERASED, NOT_WITH_STEPS_ALONE, Record, RecordingMode


class EarlierSpread(Struct, frozen=True):
    """The spread of the answers in an earlier meeting of the series, as that meeting saw it. `at` is its time."""

    title: str
    at: int | None
    counts: list[int]
    good_enough: int | None = None


class GoodEnoughChange(Struct, frozen=True):
    """The value of "good enough" until it was changed at `at`."""

    value: int | None
    at: int


class Scale(Record, frozen=True, kw_only=True):
    """A scaling question as everyone sees it.

    `counts`, one number for each step, `answers`, their sum, and `not_today` are what is published of the answers, and
    are there only while it is `shown`. `floor` is the least number of people by whose answers two published counts
    differ. `received` is how many people have answered until now, and `asked` how many can, or could when it
    was closed (0: not known). `memory` has the spreads of earlier meetings, `good_enough_was` the earlier values of
    `good_enough`.
    """

    kind: ClassVar[str] = "scale"
    discloses: ClassVar[str] = (
        "How many people have answered, and their answers as numbers that change in batches only."
    )
    words: ClassVar[Mapping[str, Any]] = {"question": ERASED, "low_label": "", "high_label": "", "memory": []}
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    question: str
    low: int = 1
    high: int = 10
    low_label: str = ""
    high_label: str = ""
    state: Literal["draft", "open", "closed"] = "draft"
    shown: bool = False
    counts: list[int] | UnsetType = UNSET
    answers: int = 0
    not_today: int = 0
    received: int = 0
    asked: int = 0
    floor: int = PRIVACY_FLOOR
    good_enough: int | None = None
    section: str | None = None
    zone: str | None = None
    order: int = 0
    #: The meeting has been closed since: nobody knows whose marks these were, so there can be no more.
    settled: bool = False
    memory: list[EarlierSpread] = field(default_factory=list)
    good_enough_was: list[GoodEnoughChange] = field(default_factory=list)

    @property
    def steps(self) -> int:
        """The number of steps from `low` to `high`."""
        return self.high - self.low + 1


class Mark(Record, frozen=True, kw_only=True):
    """One person's mark on a scale, which only they see. `value` None means "not today"."""

    kind: ClassVar[str] = "mark"
    discloses: ClassVar[str] = "What somebody chose on a scale, to that person alone; nothing after the close."
    scale: str
    value: int | None

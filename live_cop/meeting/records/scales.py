"""Scaling questions: as everyone sees them, each one's own mark, and what only the server counts."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import UNSET, Struct, UnsetType, field

from ..audience import NOBODY, PRIVACY_FLOOR
from .base import ERASED, NOT_WITH_STEPS_ALONE, Record, RecordingMode


class EarlierSpread(Struct, frozen=True):
    """How the answers were spread in an earlier meeting of the series, as that meeting saw it. `at` is when it was."""

    title: str
    at: int | None
    counts: list[int]
    good_enough: int | None = None


class GoodEnoughChange(Struct, frozen=True):
    """What was good enough until `at`, when it moved."""

    value: int | None
    at: int


class Scale(Record, frozen=True, kw_only=True):
    """A scaling question as everyone sees it. `counts` has one number a step, and is there only when it may be seen."""

    kind: ClassVar[str] = "scale"
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
    floor: int = PRIVACY_FLOOR
    good_enough: int | None = None
    section: str | None = None
    zone: str | None = None
    order: int = 0
    #: The meeting has been closed since: whose marks these were is forgotten, and there can be no others.
    settled: bool = False
    memory: list[EarlierSpread] = field(default_factory=list)
    good_enough_was: list[GoodEnoughChange] = field(default_factory=list)

    @property
    def steps(self) -> int:
        """How many steps the scale has."""
        return self.high - self.low + 1


class Mark(Record, frozen=True, kw_only=True):
    """One person's place on a scale; None means "not today"."""

    kind: ClassVar[str] = "mark"
    scale: str
    value: int | None


class Tally(Record, frozen=True, kw_only=True):
    """All marks of a scale, counted; for the server alone until the spread may be shown."""

    kind: ClassVar[str] = "tally"
    audience: ClassVar[str] = NOBODY
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    counts: list[int]
    not_today: int = 0

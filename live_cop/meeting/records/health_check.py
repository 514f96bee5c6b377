"""The community's health check (`review` on the wire): where are we, as a group? Answers are private."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import UNSET, Struct, UnsetType, field

from ..audience import NOBODY, PRIVACY_FLOOR
from .base import NOT_WITH_STEPS_ALONE, Record, RecordingMode

Stage = Literal["forming", "storming", "norming", "performing", "adjourning"]


class EarlierReview(Struct, frozen=True):
    """The spread of the answers in an earlier meeting of the series."""

    title: str
    at: int | None
    counts: dict[Stage, int]


class Review(Record, frozen=True, kw_only=True):
    """The health check as people may see it. `due`: this meeting should hold one.

    `counts` are set once it is closed, if enough people answered.
    """

    kind: ClassVar[str] = "review"
    words: ClassVar[Mapping[str, Any]] = {"memory": []}
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    state: Literal["waiting", "open", "closed"] = "waiting"
    due: bool = False
    answers: int = 0
    floor: int = PRIVACY_FLOOR
    counts: dict[Stage, int] | UnsetType = UNSET
    memory: list[EarlierReview] = field(default_factory=list)
    #: The meeting has been closed since: nobody knows who answered what, so it cannot open again.
    settled: bool = False


class ReviewReply(Record, frozen=True, kw_only=True):
    """One person's answer, which only they see."""

    kind: ClassVar[str] = "review_answer"
    stage: Stage


class ReviewTally(Record, frozen=True, kw_only=True):
    """The counts of all answers, for the server only."""

    kind: ClassVar[str] = "review_tally"
    audience: ClassVar[str] = NOBODY
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    counts: dict[Stage, int] = field(default_factory=dict)

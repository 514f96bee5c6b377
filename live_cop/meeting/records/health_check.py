"""The review of the community's life: where are we, as a group? Each one's answer is their own."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import UNSET, Struct, UnsetType, field

from ..audience import NOBODY, PRIVACY_FLOOR
from .base import NOT_WITH_STEPS_ALONE, Record, RecordingMode

Stage = Literal["forming", "storming", "norming", "performing", "adjourning"]


class EarlierReview(Struct, frozen=True):
    """How a review of an earlier meeting of the series was spread."""

    title: str
    at: int | None
    counts: dict[Stage, int]


class Review(Record, frozen=True, kw_only=True):
    """The review as it may be seen. `due` says that it is this meeting's turn; `counts` are there once it is closed and
    enough people have answered."""

    kind: ClassVar[str] = "review"
    words: ClassVar[Mapping[str, Any]] = {"memory": []}
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    state: Literal["waiting", "open", "closed"] = "waiting"
    due: bool = False
    answers: int = 0
    floor: int = PRIVACY_FLOOR
    counts: dict[Stage, int] | UnsetType = UNSET
    memory: list[EarlierReview] = field(default_factory=list)
    #: The meeting has been closed since: who answered what is forgotten, and it never opens again.
    settled: bool = False


class ReviewReply(Record, frozen=True, kw_only=True):
    """One person's answer."""

    kind: ClassVar[str] = "review_answer"
    stage: Stage


class ReviewTally(Record, frozen=True, kw_only=True):
    """All answers, counted; for the server alone until they may be shown."""

    kind: ClassVar[str] = "review_tally"
    audience: ClassVar[str] = NOBODY
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    counts: dict[Stage, int] = field(default_factory=dict)

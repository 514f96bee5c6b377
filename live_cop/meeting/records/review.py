"""The review of the community's life: where are we, as a group? Each one's answer is their own."""

from typing import ClassVar, Literal

from msgspec import UNSET, Struct, UnsetType, field

from .base import Record

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
    state: Literal["waiting", "open", "closed"] = "waiting"
    due: bool = False
    answers: int = 0
    floor: int = 5
    counts: dict[Stage, int] | UnsetType = UNSET
    memory: list[EarlierReview] = field(default_factory=list)
    #: The meeting has been closed since: who answered what is forgotten, and it never opens again.
    settled: bool = False


class ReviewAnswer(Record, frozen=True, kw_only=True):
    """One person's answer."""

    kind: ClassVar[str] = "review_answer"
    stage: Stage


class ReviewTally(Record, frozen=True, kw_only=True):
    """All answers, counted; for the server alone until they may be shown."""

    kind: ClassVar[str] = "review_tally"
    counts: dict[Stage, int] = field(default_factory=dict)

"""What follows a meeting: next steps, the date of the next meeting, invitations, and the health check."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import UNSET, Struct, UnsetType, field

from ..audience import CHAIR, PRIVACY_FLOOR
from .base import ERASED, NOT_WITH_STEPS_ALONE, Record, RecordingMode

#: How it went. There is no blame: no state says "not done".
StepState = Literal["open", "noticed", "going", "let_go"]


class EarlierMeeting(Struct, frozen=True):
    """An earlier meeting of the series: its title and time."""

    title: str
    at: int | None = None


class NextStep(Record, frozen=True, kw_only=True):
    """A next step. `who` are the names that people put there themselves; `by_when` is a day, YYYY-MM-DD.

    `carried_from` is the earlier meeting in which it was first proposed, if any.
    """

    kind: ClassVar[str] = "step"
    discloses: ClassVar[str] = "The names that people put to it themselves; nothing about who wrote it."
    words: ClassVar[Mapping[str, Any]] = {"what": ERASED, "who": [], "notice": "", "carried_from": None}
    names: ClassVar[frozenset[str]] = frozenset(("who",))
    main_text: ClassVar[str] = "what"
    what: str
    who: list[str] = field(default_factory=list)
    by_when: str | None = None
    notice: str = ""
    state: StepState = "open"
    carried_from: EarlierMeeting | None = field(default=None, name="from")
    order: int = 0


class OwnOffer(Record, frozen=True, kw_only=True):
    """Tells one person that they offered to take a step, and under which name."""

    kind: ClassVar[str] = "offer"
    discloses: ClassVar[str] = "Which step somebody offered to take, to that person alone; nothing after the close."
    words: ClassVar[Mapping[str, Any]] = {"name": ERASED}
    names: ClassVar[frozenset[str]] = frozenset(("name",))
    step: str
    name: str


Availability = Literal["can", "maybe", "cannot"]


class ProposedDate(Record, frozen=True, kw_only=True):
    """A proposed time, and how many people can come as last published; never who.

    `received` is how many people have answered until now.
    """

    kind: ClassVar[str] = "date"
    discloses: ClassVar[str] = (
        "How many people have answered, and their answers as numbers that change in batches only."
    )
    at: int
    can: int = 0
    maybe: int = 0
    cannot: int = 0
    received: int = 0
    floor: int = PRIVACY_FLOOR
    #: The meeting has been closed since: nobody knows who answered what, so there can be no more answers.
    settled: bool = False


class DateReply(Record, frozen=True, kw_only=True):
    """One person's answer about a proposed time, which only they see."""

    kind: ClassVar[str] = "date_mark"
    discloses: ClassVar[str] = "Whether somebody can come on a date, to that person alone; nothing after the close."
    date: str
    answer: Availability


class NextMeeting(Record, frozen=True, kw_only=True):
    """The next meeting, once a time is set. `minutes` is the planned length of this meeting."""

    kind: ClassVar[str] = "next"
    discloses: ClassVar[str] = "Nothing about a person."
    words: ClassVar[Mapping[str, Any]] = {"venue": "", "video_url": None, "title": ""}
    at: int
    venue: str = ""
    video_url: str | None = None
    title: str = ""
    minutes: int = 120


class Invitation(Record, frozen=True, kw_only=True):
    """A role, an organisation or a person to invite. Only the chair and helpers see it, as it may name somebody."""

    kind: ClassVar[str] = "invite"
    discloses: ClassVar[str] = "Whom its words name, to the chair's side; nothing about who suggested it."
    audience: ClassVar[str] = CHAIR
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED}
    main_text: ClassVar[str] = "text"
    text: str
    order: int = 0


class OwnSuggestion(Record, frozen=True, kw_only=True):
    """The copy of a suggestion for the person who made it, so that they can see and withdraw it; it has the same id."""

    kind: ClassVar[str] = "suggested"
    discloses: ClassVar[str] = "What somebody suggested, to that person alone; nothing after the close."
    words: ClassVar[Mapping[str, Any]] = {"text": ERASED}
    main_text: ClassVar[str] = "text"
    state_of: ClassVar[str] = "invite"
    text: str


class InvitationCount(Record, frozen=True, kw_only=True):
    """How many suggestions there are."""

    kind: ClassVar[str] = "invites"
    discloses: ClassVar[str] = "Nothing about a person: how many suggestions there are."
    count: int


Stage = Literal["forming", "storming", "norming", "performing", "adjourning"]


class EarlierReview(Struct, frozen=True):
    """The spread of the answers in an earlier meeting of the series."""

    title: str
    at: int | None
    counts: dict[Stage, int]


class Review(Record, frozen=True, kw_only=True):
    """The health check as people may see it. `due`: this meeting should hold one.

    `counts` and `answers` (their sum) are the published counts while it is closed. `received` is how many people
    have answered until now, and `asked` how many can, or could when it was closed (0: not known).
    """

    kind: ClassVar[str] = "review"
    discloses: ClassVar[str] = (
        "How many people have answered, and their answers as numbers that change in batches only."
    )
    words: ClassVar[Mapping[str, Any]] = {"memory": []}
    kept_in: ClassVar[frozenset[RecordingMode]] = NOT_WITH_STEPS_ALONE
    state: Literal["waiting", "open", "closed"] = "waiting"
    due: bool = False
    answers: int = 0
    received: int = 0
    asked: int = 0
    floor: int = PRIVACY_FLOOR
    counts: dict[Stage, int] | UnsetType = UNSET
    memory: list[EarlierReview] = field(default_factory=list)
    #: The meeting has been closed since: nobody knows who answered what, so it cannot open again.
    settled: bool = False


class ReviewReply(Record, frozen=True, kw_only=True):
    """One person's answer, which only they see."""

    kind: ClassVar[str] = "review_answer"
    discloses: ClassVar[str] = "Where somebody sees the group, to that person alone; nothing after the close."
    stage: Stage

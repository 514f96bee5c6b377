"""Next steps: what somebody could try, who offered to do it, and what we would notice."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import Struct, field

from .base import ERASED, Record

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
    words: ClassVar[Mapping[str, Any]] = {"name": ERASED}
    names: ClassVar[frozenset[str]] = frozenset(("name",))
    step: str
    name: str

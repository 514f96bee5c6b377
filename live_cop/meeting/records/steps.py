"""Next steps: what somebody could try, who by their own word, and what we would notice."""

from typing import ClassVar, Literal

from msgspec import Struct, field

from .base import Record

#: How it went, without blame: nothing is ever "not done".
StepState = Literal["open", "noticed", "going", "let_go"]


class Earlier(Struct, frozen=True):
    """An earlier meeting of the series: its title and when it was."""

    title: str
    at: int | None = None


class NextStep(Record, frozen=True, kw_only=True):
    """A next step. `who` are names that people put there themselves; `by_when` is a day, YYYY-MM-DD; `carried_from` is
    the meeting in which it was first proposed, where that was an earlier one."""

    kind: ClassVar[str] = "step"
    what: str
    who: list[str] = field(default_factory=list)
    by_when: str | None = None
    notice: str = ""
    state: StepState = "open"
    carried_from: Earlier | None = field(default=None, name="from")
    order: int = 0


class Offer(Record, frozen=True, kw_only=True):
    """Tells one person that they offered to take a step, and by which name."""

    kind: ClassVar[str] = "offer"
    step: str
    name: str

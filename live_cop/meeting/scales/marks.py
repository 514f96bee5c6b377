"""People's marks on a scale: each is a record that only its owner sees, and their counts are published in batches."""

from typing import ClassVar

from msgspec.structs import replace

from ..command import ByPerson
from ..draft import Draft, Rules
from ..records.scales import Mark, Scale
from ..refusal import Refusal
from ..safety import answer_batches, turnout
from .scales import count_soon, put_scale, question


class ScaleMark(ByPerson, frozen=True, kw_only=True):
    """`value` null is the answer "not today"."""

    name: ClassVar[str] = "scale.mark"
    only_counts: ClassVar[bool] = True
    scale: str
    value: int | None


class ScaleUnmark(ByPerson, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.unmark"
    only_counts: ClassVar[bool] = True
    scale: str


def mark(draft: Draft, command: ScaleMark) -> None:
    """Sets or changes the actor's mark. Raises Refusal `unknown_scale`, `scale_not_open` or `out_of_range`."""
    scale = _require_open_scale(draft, command.scale)
    if command.value is not None and not scale.low <= command.value <= scale.high:
        raise Refusal("out_of_range", low=scale.low, high=scale.high)
    _change(draft, command.scale, scale, Mark(scale=command.scale, value=command.value))


def unmark(draft: Draft, command: ScaleUnmark) -> None:
    """Withdraws the actor's mark. Raises Refusal `unknown_scale`, `scale_not_open` or `not_marked`."""
    scale = _require_open_scale(draft, command.scale)
    if draft.get("mark", f"{command.scale}.{draft.actor.person}") is None:
        raise Refusal("not_marked")
    _change(draft, command.scale, scale, None)


def _change(draft: Draft, id: str, scale: Scale, after: Mark | None) -> None:
    """Writes or deletes the actor's mark. The scale changes only if something that everyone sees does."""
    came = answer_batches.put_answer(draft, question(id, scale), f"{id}.{draft.actor.person}", after)
    put_scale(draft, id, turnout.of_scale(draft, replace(scale, received=scale.received + came)))
    count_soon(draft, id, scale)


def _require_open_scale(draft: Draft, id: str) -> Scale:
    scale: Scale | None = draft.get("scale", id)
    if scale is None or (scale.state == "draft" and not draft.actor.is_chair_or_helper):
        raise Refusal("unknown_scale")
    if scale.state != "open":
        raise Refusal("scale_not_open")
    return scale


RULES: Rules = {
    ScaleMark: mark,
    ScaleUnmark: unmark,
}

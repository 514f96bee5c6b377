"""People's marks on a scale: each is a record that only its owner sees, and a tally that only the server sees counts
them."""

from typing import ClassVar

from msgspec.structs import replace

from ..command import ByPerson
from ..draft import Draft, Rules
from ..records.scales import Mark, Scale, Tally
from ..refusal import Refusal
from .scales import put_scale


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
    person = draft.actor.person
    id = f"{command.scale}.{person}"
    before = draft.get("mark", id)
    draft.put(Mark(scale=command.scale, value=command.value), id, audience=person)
    tally = draft.get("tally", command.scale)
    if before is not None:
        tally = _counted(scale, tally, before.value, -1)
    draft.put(_counted(scale, tally, command.value, 1), command.scale)
    put_scale(draft, command.scale, scale)


def unmark(draft: Draft, command: ScaleUnmark) -> None:
    """Withdraws the actor's mark. Raises Refusal `unknown_scale`, `scale_not_open` or `not_marked`."""
    scale = _require_open_scale(draft, command.scale)
    id = f"{command.scale}.{draft.actor.person}"
    before = draft.get("mark", id)
    if before is None:
        raise Refusal("not_marked")
    draft.drop("mark", id)
    draft.put(_counted(scale, draft.get("tally", command.scale), before.value, -1), command.scale)
    put_scale(draft, command.scale, scale)


def _require_open_scale(draft: Draft, id: str) -> Scale:
    scale: Scale | None = draft.get("scale", id)
    if scale is None or (scale.state == "draft" and not draft.actor.is_chair_or_helper):
        raise Refusal("unknown_scale")
    if scale.state != "open":
        raise Refusal("scale_not_open")
    return scale


def _counted(scale: Scale, tally: Tally, value: int | None, by: int) -> Tally:
    """The tally with `by` (1 or -1) added to the count of `value`."""
    if value is None:
        return replace(tally, not_today=tally.not_today + by)
    counts = list(tally.counts)
    counts[value - scale.low] += by
    return replace(tally, counts=counts)


RULES: Rules = {
    ScaleMark: mark,
    ScaleUnmark: unmark,
}

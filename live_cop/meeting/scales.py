"""Scaling questions. Everyone marks alone, the spread is shown together, and nobody's mark is ever shown.

The marks belong to their owners alone, a tally that only the server sees counts them, and the scale that everyone sees
carries the counts only while the chair shows them and enough people have answered. There is no average anywhere: a
scale starts a conversation and measures nobody.
"""

from typing import Annotated, ClassVar

from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import replace

from .agenda.running_orders import ONE_POINT_UP
from .audience import CHAIR, EVERYONE
from .command import ByChair, ByPerson, Command
from .draft import Draft, Rules
from .ordering import next_order
from .records.agenda import current_section
from .records.scales import GoodEnoughChange, Mark, Scale, Tally
from .records.wall import Zone
from .refusal import Refusal
from .text import PROMPT_LENGTH, TITLE_LENGTH, clean, required

Step = Annotated[int, Meta(ge=0, le=100)]
Floor = Annotated[int, Meta(ge=3, le=10)]


class ScaleAdd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.add"
    question: str
    low: Step = 1
    high: Step = 10
    low_label: str = ""
    high_label: str = ""
    floor: Floor = 5
    good_enough: Step | None = None


class ScaleEdit(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.edit"
    scale: str
    question: str | UnsetType = UNSET
    low_label: str | UnsetType = UNSET
    high_label: str | UnsetType = UNSET
    good_enough: Step | None | UnsetType = UNSET
    low: Step | UnsetType = UNSET
    high: Step | UnsetType = UNSET
    floor: Floor | UnsetType = UNSET


class _OnScale(Command, frozen=True, kw_only=True):
    scale: str


class ScaleOpen(_OnScale, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.open"


class ScaleClose(_OnScale, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.close"


class ScaleShow(_OnScale, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.show"


class ScaleHide(_OnScale, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.hide"


class ScaleRemove(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.remove"
    scale: str


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


MOST_SCALES = 30
MOST_STEPS = 21
#: The last moves of what is good enough that are kept.
MOST_MOVES = 20


def add(draft: Draft, command: ScaleAdd) -> None:
    """A scale begins as a draft that only the chair's side sees."""
    scales = draft.of_kind("scale")
    if len(scales) >= MOST_SCALES:
        raise Refusal("too_many")
    scale = Scale(
        question=required(command.question, PROMPT_LENGTH),
        low=command.low,
        high=command.high,
        low_label=clean(command.low_label, TITLE_LENGTH),
        high_label=clean(command.high_label, TITLE_LENGTH),
        floor=command.floor,
        good_enough=command.good_enough,
        order=next_order(scales),
    )
    _check(scale)
    id = draft.new_id("s")
    draft.put(Tally(counts=[0] * scale.steps), id)
    _show_to(draft, id, scale)
    draft.result = {"scale": id}


def edit(draft: Draft, command: ScaleEdit) -> None:
    """Words and "good enough" may change at any time; the steps and the floor only before anyone has answered."""
    scale = draft.find("scale", command.scale)
    steps = {name: value for name in ("low", "high", "floor") if (value := getattr(command, name)) is not UNSET}
    if any(getattr(scale, name) != value for name, value in steps.items()) and scale.state != "draft":
        raise Refusal("scale_open")
    if any(getattr(scale, name) != steps.get(name, getattr(scale, name)) for name in ("low", "high")):
        # Spreads over other steps cannot stand behind this one.
        scale = replace(scale, memory=[])
    scale = replace(scale, **steps)
    if command.question is not UNSET:
        scale = replace(scale, question=required(command.question, PROMPT_LENGTH))
    if command.low_label is not UNSET:
        scale = replace(scale, low_label=clean(command.low_label, TITLE_LENGTH))
    if command.high_label is not UNSET:
        scale = replace(scale, high_label=clean(command.high_label, TITLE_LENGTH))
    if command.good_enough is not UNSET:
        scale = _good_enough(scale, command.good_enough, draft.now)
    _check(scale)
    if scale.state == "draft":
        draft.put(Tally(counts=[0] * scale.steps), command.scale)
    _show_to(draft, command.scale, scale)


def _good_enough(scale: Scale, value: int | None, now: int) -> Scale:
    """What is good enough may move. What it was is kept from the moment on at which people have seen it."""
    if value == scale.good_enough:
        return scale
    was = scale.good_enough_was
    if scale.state != "draft" or scale.memory:
        was = [*was, GoodEnoughChange(value=scale.good_enough, at=now)][-MOST_MOVES:]
    return replace(scale, good_enough=value, good_enough_was=was)


def open_(draft: Draft, command: ScaleOpen) -> None:
    """Everyone may mark now, or again. The first time, the scale brings its "one point up" zone."""
    scale = draft.find("scale", command.scale)
    if scale.state == "open":
        raise Refusal("scale_open")
    if scale.settled:
        raise Refusal("scale_settled")
    section = current_section(draft.of_kind("section"))
    if scale.zone is None:
        zone = draft.new_id("z")
        zones = draft.of_kind("zone")
        draft.put(
            Zone(
                title=ONE_POINT_UP.title,
                prompt=ONE_POINT_UP.prompt,
                color=ONE_POINT_UP.color,
                order=next_order(zones),
                section=section,
                scale=command.scale,
            ),
            zone,
        )
        scale = replace(scale, zone=zone)
    _show_to(draft, command.scale, replace(scale, state="open", section=section))


def close(draft: Draft, command: ScaleClose) -> None:
    scale = draft.find("scale", command.scale)
    if scale.state != "open":
        raise Refusal("scale_not_open")
    _show_to(draft, command.scale, replace(scale, state="closed"))


def on_close(draft: Draft) -> None:
    """The meeting ends: no scale takes marks any more, for whose they were will not be known."""
    for id, scale in draft.of_kind("scale").items():
        if scale.state != "draft":
            _show_to(draft, id, replace(scale, state="closed", settled=True))


def close_for_section(draft: Draft, section: str) -> None:
    """The section that had opened these scales is over."""
    for id, scale in draft.of_kind("scale").items():
        if scale.state == "open" and scale.section == section:
            _show_to(draft, id, replace(scale, state="closed"))


def show(draft: Draft, command: ScaleShow) -> None:
    _set_shown(draft, command.scale, True)


def hide(draft: Draft, command: ScaleHide) -> None:
    _set_shown(draft, command.scale, False)


def remove(draft: Draft, command: ScaleRemove) -> None:
    """The scale goes with all its marks; the notes of its zone stay."""
    scale = draft.find("scale", command.scale)
    for id, mark in draft.of_kind("mark").items():
        if mark.scale == command.scale:
            draft.drop("mark", id)
    if scale.zone and (zone := draft.get("zone", scale.zone)):
        draft.put(replace(zone, scale=None), scale.zone)
    for id, section in draft.of_kind("section").items():
        if section.scale == command.scale:
            draft.put(replace(section, scale=None), id)
    draft.drop("tally", command.scale)
    draft.drop("scale", command.scale)


def mark(draft: Draft, command: ScaleMark) -> None:
    scale = _marking(draft, command.scale)
    if command.value is not None and not scale.low <= command.value <= scale.high:
        raise Refusal("out_of_range", low=scale.low, high=scale.high)
    person = draft.actor.person
    id = f"{command.scale}.{person}"
    before = draft.get("mark", id)
    draft.put(Mark(scale=command.scale, value=command.value), id, audience=person)
    tally = draft.get("tally", command.scale)
    if before is not None:
        tally = _counted(scale, tally, before.value, -1)
    _recount(draft, command.scale, scale, _counted(scale, tally, command.value, 1))


def unmark(draft: Draft, command: ScaleUnmark) -> None:
    scale = _marking(draft, command.scale)
    id = f"{command.scale}.{draft.actor.person}"
    before = draft.get("mark", id)
    if before is None:
        raise Refusal("not_marked")
    draft.drop("mark", id)
    _recount(draft, command.scale, scale, _counted(scale, draft.get("tally", command.scale), before.value, -1))


def _marking(draft: Draft, id: str) -> Scale:
    scale: Scale | None = draft.get("scale", id)
    if scale is None or (scale.state == "draft" and not draft.actor.is_chair_or_helper):
        raise Refusal("unknown_scale")
    if scale.state != "open":
        raise Refusal("scale_not_open")
    return scale


def _counted(scale: Scale, tally: Tally, value: int | None, by: int) -> Tally:
    if value is None:
        return replace(tally, not_today=tally.not_today + by)
    counts = list(tally.counts)
    counts[value - scale.low] += by
    return replace(tally, counts=counts)


def _recount(draft: Draft, id: str, scale: Scale, tally: Tally) -> None:
    draft.put(tally, id)
    _show_to(draft, id, scale)


def _set_shown(draft: Draft, id: str, shown: bool) -> None:
    scale = draft.find("scale", id)
    if scale.state == "draft":
        raise Refusal("scale_not_open")
    _show_to(draft, id, replace(scale, shown=shown))


def _show_to(draft: Draft, id: str, scale: Scale) -> None:
    """Writes the scale as it may be seen: with its counts only when they are shown and the floor is reached."""
    tally = draft.get("tally", id)
    answers = sum(tally.counts)
    visible = scale.shown and answers >= scale.floor
    scale = replace(scale, answers=answers, not_today=tally.not_today, counts=list(tally.counts) if visible else UNSET)
    draft.put(scale, id, audience=CHAIR if scale.state == "draft" else EVERYONE)


def _check(scale: Scale) -> None:
    if not 2 <= scale.steps <= MOST_STEPS:
        raise Refusal("bad_steps", most=MOST_STEPS)
    if scale.good_enough is not None and not scale.low <= scale.good_enough <= scale.high:
        raise Refusal("out_of_range", low=scale.low, high=scale.high)


RULES: Rules = {
    ScaleAdd: add,
    ScaleEdit: edit,
    ScaleOpen: open_,
    ScaleClose: close,
    ScaleShow: show,
    ScaleHide: hide,
    ScaleRemove: remove,
    ScaleMark: mark,
    ScaleUnmark: unmark,
}

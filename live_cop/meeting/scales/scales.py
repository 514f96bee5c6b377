"""Scaling questions: the chair asks, people mark in private, and only the spread of all marks is ever shown.

The spread that everyone sees is published in batches (safety/answer_batches.py) while the chair shows it. There is
deliberately no average: a scale starts a conversation and measures nobody. marks.py has the marks.
"""

from typing import Annotated, ClassVar

from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import replace

from ..agenda.running_orders import ONE_POINT_UP
from ..audience import CHAIR, EVERYONE, PRIVACY_FLOOR
from ..command import ByChair, Command
from ..draft import Draft, Rules
from ..ordering import next_order
from ..records.agenda import current_section
from ..records.answer_batches import AnswerValue
from ..records.scales import GoodEnoughChange, Scale
from ..records.wall import Zone
from ..refusal import Refusal
from ..safety import answer_batches, turnout
from ..safety.answer_batches import Question
from ..schedule import cancel, is_scheduled, schedule_once
from ..texts.text import PROMPT_LENGTH, TITLE_LENGTH, clean, required

Step = Annotated[int, Meta(ge=0, le=100)]
Floor = Annotated[int, Meta(ge=3, le=10)]


class ScaleAdd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.add"
    question: str
    low: Step = 1
    high: Step = 10
    low_label: str = ""
    high_label: str = ""
    floor: Floor = PRIVACY_FLOOR
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
    """With `ask`, nothing happens if nobody has seen the answers yet; the result says how many there are and wait."""

    name: ClassVar[str] = "scale.close"
    can_be_taken_back: ClassVar[bool] = True
    ask: bool = False


class ScaleShow(_OnScale, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.show"


class ScaleHide(_OnScale, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.hide"


class ScaleLeave(_OnScale, frozen=True, kw_only=True):
    """From the spread of a closed scale back to what the section is about; the spread can still be looked at."""

    name: ClassVar[str] = "scale.leave"


class ScaleRemove(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "scale.remove"
    scale: str


#: How long after enough marks have changed they are counted anew (milliseconds).
COUNTED_WITHIN = (2_000, 4_000)
MOST_SCALES = 30
MOST_STEPS = 21
#: How many earlier values of "good enough" are kept.
MOST_GOOD_ENOUGH_CHANGES = 20


def add(draft: Draft, command: ScaleAdd) -> None:
    """Adds a scale as a draft that only the chair and helpers see.

    Raises Refusal `too_many`, `empty`, `too_long`, `bad_steps` or `out_of_range`.
    """
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
    put_scale(draft, id, scale)
    draft.result = {"scale": id}


def edit(draft: Draft, command: ScaleEdit) -> None:
    """Changes a scale: texts and "good enough" at any time, the steps and the floor only while it is a draft.

    Raises Refusal `unknown_scale`, `scale_open`, `empty`, `too_long`, `bad_steps` or `out_of_range`.
    """
    scale = draft.require("scale", command.scale)
    steps = {name: value for name in ("low", "high", "floor") if (value := getattr(command, name)) is not UNSET}
    if any(getattr(scale, name) != value for name, value in steps.items()) and scale.state != "draft":
        raise Refusal("scale_open")
    if any(getattr(scale, name) != steps.get(name, getattr(scale, name)) for name in ("low", "high")):
        # Spreads of earlier meetings over other steps cannot be compared with this one.
        scale = replace(scale, memory=[])
    scale = replace(scale, **steps)
    if command.question is not UNSET:
        scale = replace(scale, question=required(command.question, PROMPT_LENGTH))
    if command.low_label is not UNSET:
        scale = replace(scale, low_label=clean(command.low_label, TITLE_LENGTH))
    if command.high_label is not UNSET:
        scale = replace(scale, high_label=clean(command.high_label, TITLE_LENGTH))
    if command.good_enough is not UNSET:
        scale = _with_good_enough(scale, command.good_enough, draft.now)
    _check(scale)
    put_scale(draft, command.scale, scale)


def open_(draft: Draft, command: ScaleOpen) -> None:
    """Lets people mark, for the first time or again. The first time also creates the scale's "one point up" zone.

    Raises Refusal `unknown_scale`, `scale_open`, or `scale_settled` if the meeting has been closed since.
    """
    scale = draft.require("scale", command.scale)
    if scale.state == "open":
        raise Refusal("scale_open")
    if scale.settled:
        raise Refusal("scale_settled")
    section = current_section(draft.of_kind("section"))
    if scale.zone is None:
        zone = Zone(
            title=ONE_POINT_UP.title,
            prompt=ONE_POINT_UP.prompt,
            color=ONE_POINT_UP.color,
            order=next_order(draft.of_kind("zone")),
            section=section,
            scale=command.scale,
        )
        scale = replace(scale, zone=draft.new_id("z"))
        draft.put(zone, scale.zone)
    put_scale(draft, command.scale, turnout.of_scale(draft, replace(scale, state="open", section=section)))


def close(draft: Draft, command: ScaleClose) -> None:
    """Ends the answers to a scale. Raises Refusal `unknown_scale` or `scale_not_open`."""
    scale = draft.require("scale", command.scale)
    if scale.state != "open":
        raise Refusal("scale_not_open")
    unseen = {} if scale.shown else {"answers": scale.received, "missing": turnout.missing(scale.received, scale.asked)}
    if draft.asks_first(command.ask, unseen):
        return
    put_scale(draft, command.scale, replace(scale, state="closed"))


def show(draft: Draft, command: ScaleShow) -> None:
    """Shows the spread: a new one if enough answers have changed, or else the last one again.

    Raises Refusal `unknown_scale`, `scale_not_open` or `scale_settled`.
    """
    scale = replace(_require_asked(draft, command.scale), shown=True)
    put_scale(draft, command.scale, publish(draft, command.scale, scale))


def hide(draft: Draft, command: ScaleHide) -> None:
    scale = replace(_require_asked(draft, command.scale), shown=False)
    put_scale(draft, command.scale, _with_counts(scale, []))


def leave(draft: Draft, command: ScaleLeave) -> None:
    """The scale is no longer what the section is at. Raises Refusal `unknown_scale` or `scale_open`."""
    scale = draft.require("scale", command.scale)
    if scale.state == "open":
        raise Refusal("scale_open")
    put_scale(draft, command.scale, replace(scale, section=None))


def remove(draft: Draft, command: ScaleRemove) -> None:
    """Deletes the scale with all its marks; its zone and the notes there stay. Raises Refusal `unknown_scale`."""
    scale = draft.require("scale", command.scale)
    for id, mark in draft.of_kind("mark").items():
        if mark.scale == command.scale:
            draft.drop("mark", id)
    if scale.zone and (zone := draft.get("zone", scale.zone)):
        draft.put(replace(zone, scale=None), scale.zone)
    for id, section in draft.of_kind("section").items():
        if section.scale == command.scale:
            draft.put(replace(section, scale=None), id)
    answer_batches.drop_question(draft, command.scale)
    cancel(draft, "count", "scale", command.scale)
    draft.drop("scale", command.scale)


def on_close(draft: Draft) -> None:
    """Closes all scales for good when the meeting closes: after that, nobody knows whose marks they were."""
    for id, scale in draft.of_kind("scale").items():
        if is_scheduled(draft, "count", "scale", id):
            cancel(draft, "count", "scale", id)
            scale = publish(draft, id, scale) if scale.shown else scale
        if scale.state != "draft":
            put_scale(draft, id, replace(scale, state="closed", settled=True, asked=0))


def close_for_section(draft: Draft, section: str) -> None:
    """Closes the scales that were opened in this section."""
    for id, scale in draft.of_kind("scale").items():
        if scale.state == "open" and scale.section == section:
            put_scale(draft, id, replace(scale, state="closed"))


def put_scale(draft: Draft, id: str, scale: Scale) -> None:
    """Writes a scale, which only the chair and helpers see while it is a draft."""
    draft.put(scale, id, audience=CHAIR if scale.state == "draft" else EVERYONE)


def question(id: str, scale: Scale) -> Question:
    """The scale as a question whose answers are published in batches."""
    return Question(id, scale.floor, "mark", "value", of="scale")


def count_soon(draft: Draft, id: str, scale: Scale) -> None:
    """Counts the marks anew in a moment, if the spread is shown and enough marks have changed.

    Not at once: those who answer or correct themselves in the same moment are counted together.
    """
    if scale.shown and answer_batches.may_publish(draft, question(id, scale)):
        schedule_once(draft, "count", "scale", id, COUNTED_WITHIN)


def count(draft: Draft, id: str) -> None:
    """Counts the marks anew, if the spread is still shown."""
    scale = draft.get("scale", id)
    if scale is not None and scale.shown:
        put_scale(draft, id, publish(draft, id, scale))


def publish(draft: Draft, id: str, scale: Scale) -> Scale:
    """The scale with new counts, or with the last ones if they must stay."""
    return _with_counts(scale, answer_batches.publish(draft, question(id, scale)))


def _with_counts(scale: Scale, values: list[AnswerValue]) -> Scale:
    """The scale with the counts of these answers; without counts if there are none."""
    counts = [values.count(step) for step in range(scale.low, scale.high + 1)]
    return replace(scale, counts=counts if values else UNSET, answers=sum(counts), not_today=values.count(None))


def _with_good_enough(scale: Scale, value: int | None, now: int) -> Scale:
    """The scale with another value of "good enough". Earlier values are kept once people have seen the scale."""
    if value == scale.good_enough:
        return scale
    was = scale.good_enough_was
    if scale.state != "draft" or scale.memory:
        was = [*was, GoodEnoughChange(value=scale.good_enough, at=now)][-MOST_GOOD_ENOUGH_CHANGES:]
    return replace(scale, good_enough=value, good_enough_was=was)


def _require_asked(draft: Draft, id: str) -> Scale:
    scale: Scale = draft.require("scale", id)
    if scale.state == "draft":
        raise Refusal("scale_not_open")
    if scale.settled:
        # What the answers were is forgotten: what is shown now stays, and nothing else can be.
        raise Refusal("scale_settled")
    return scale


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
    ScaleLeave: leave,
    ScaleRemove: remove,
}

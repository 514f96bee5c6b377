"""What the next meeting of a series begins with: the last running order, and what is carried over."""

from msgspec import UNSET
from msgspec.structs import replace

from ..records.health_check import EarlierReview, Review
from ..records.next_steps import EarlierMeeting, NextStep
from ..records.scales import EarlierSpread, Scale
from ..state import State
from .running_orders import PlannedQuestion, PlannedScale, PlannedSection, PlannedZone, RunningOrder


def copy_running_order(state: State) -> RunningOrder:
    """The running order of an earlier meeting: its parts, zones and scales, without anything that was said in it;
    and the community's questions, as they are now. A link to somebody's slides belongs to that one meeting."""
    sections = sorted(state.of_kind("section").items(), key=lambda item: item[1].order)
    index = {id: n for n, (id, _) in enumerate(sections)}
    # What a scale or small groups brought with them is not planned.
    planned = (zone for zone in state.of_kind("zone").values() if zone.scale is None and zone.team is None)
    zones = sorted(planned, key=lambda zone: zone.order)
    scales = sorted(state.of_kind("scale").items(), key=lambda item: item[1].order)
    scale_index = {id: n for n, (id, _) in enumerate(scales)}
    questions = sorted(state.of_kind("question").values(), key=lambda question: question.order)
    return RunningOrder(
        sections=[
            PlannedSection(
                s.title, s.prompt, s.planned, s.section_kind, s.voice_seconds, s.line, scale_index.get(s.scale)
            )
            for _, s in sections
        ],
        zones=[PlannedZone(z.title, z.prompt, z.color, index.get(z.section), z.role) for z in zones],
        scales=[
            PlannedScale(s.question, s.low, s.high, s.low_label, s.high_label, s.floor, s.good_enough)
            for _, s in scales
        ],
        questions=[PlannedQuestion(q.text, q.group) for q in questions],
    )


#: So many earlier meetings stand behind a scale: more lines cannot be told apart.
MOST_MEMORY = 6
#: The review of the community's life comes round with every third meeting of a series.
REVIEW_EVERY = 3
#: So many earlier reviews are carried on.
MOST_REVIEWS = 12


def next_running_order(state: State) -> RunningOrder:
    """The running order of the meeting that comes after this one in a series: the same parts, zones and scales, the
    scales with their memory, and the next steps that are still on the way."""
    order = copy_running_order(state)
    place = state.get("meeting", "meeting").place + 1
    scales = sorted(state.of_kind("scale").values(), key=lambda scale: scale.order)
    when = _earlier(state)
    return replace(
        order,
        scales=[
            replace(planned, memory=_memory(scale, when), good_enough_was=scale.good_enough_was)
            for planned, scale in zip(order.scales, scales, strict=True)
        ],
        steps=_still_on_the_way(state, when),
        review=_review(state, when, place),
        place=place,
    )


def _earlier(state: State) -> EarlierMeeting:
    meeting = state.get("meeting", "meeting")
    return EarlierMeeting(title=meeting.title, at=meeting.opened_at or meeting.starts_at)


def _memory(scale: Scale, when: EarlierMeeting) -> list[EarlierSpread]:
    """The earlier spreads, and this one if the meeting saw it: then enough people had answered."""
    memory = list(scale.memory)
    if scale.counts is not UNSET:
        memory.append(EarlierSpread(when.title, when.at, list(scale.counts), scale.good_enough))
    return memory[-MOST_MEMORY:]


def _still_on_the_way(state: State, when: EarlierMeeting) -> list[NextStep]:
    """Steps that are open or still going, each to be asked about afresh; with where it was first proposed."""
    steps = sorted(state.of_kind("step").values(), key=lambda step: step.order)
    return [
        replace(step, state="open", carried_from=step.carried_from or when)
        for step in steps
        if step.state in ("open", "going")
    ]


def _review(state: State, when: EarlierMeeting, place: int) -> Review | None:
    review = state.get("review", "review")
    memory = list(review.memory) if review else []
    if review and review.counts is not UNSET:
        memory.append(EarlierReview(when.title, when.at, dict(review.counts)))
    due = place % REVIEW_EVERY == 0
    return Review(due=due, memory=memory[-MOST_REVIEWS:]) if due or memory else None

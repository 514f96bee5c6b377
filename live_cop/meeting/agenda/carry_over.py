"""Running orders made from an earlier meeting: a copy of its plan, and the next meeting of a series."""

from msgspec import UNSET
from msgspec.structs import replace

from ..change import MINUTE_MS
from ..followup.next_meeting import next_entry
from ..records.followup import EarlierMeeting, EarlierReview, NextMeeting, NextStep, Review
from ..records.scales import EarlierSpread, Scale
from ..state import State
from .running_orders import PlannedQuestion, PlannedScale, PlannedSection, PlannedZone, RunningOrder

#: How many earlier spreads of a scale are carried over; more lines could not be told apart.
MOST_SPREADS = 6
#: A health check is due in every third meeting of a series.
REVIEW_EVERY = 3
#: How many earlier health checks are carried over.
MOST_REVIEWS = 12
#: A meeting that begins within so many milliseconds of the announced time is the one that was announced.
SAME_MEETING_MS = 24 * 60 * MINUTE_MS


def copy_running_order(state: State) -> RunningOrder:
    """The running order of an earlier meeting: its sections, zones, scales and questions, without anybody's notes.

    Links of sections are left out: a link to somebody's slides belongs to that one meeting.
    """
    sections = sorted(state.of_kind("section").items(), key=lambda item: item[1].order)
    index = {id: n for n, (id, _) in enumerate(sections)}
    # Zones that a scale or small groups created are not part of the plan.
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


def next_running_order(state: State, starts_at: int | None = None) -> RunningOrder:
    """The running order of the next meeting in the series, which begins at `starts_at` (UTC milliseconds) if that is
    known.

    It has the same sections, zones and scales, the earlier spreads of each scale, the next steps that are still open,
    and a health check if one is due.
    """
    order = copy_running_order(state)
    place = state.get("meeting", "meeting").place + 1
    scales = sorted(state.of_kind("scale").values(), key=lambda scale: scale.order)
    meeting = _this_meeting(state)
    return replace(
        order,
        scales=[
            replace(planned, memory=_memory(scale, meeting), good_enough_was=scale.good_enough_was)
            for planned, scale in zip(order.scales, scales, strict=True)
        ],
        steps=_open_steps(state, meeting),
        review=_health_check(state, meeting, place),
        place=place,
        calendar=_calendar_entry(state, starts_at),
    )


def _calendar_entry(state: State, starts_at: int | None) -> str:
    """The entry in calendars that was announced, for the meeting that it announced: several may be planned after this
    one, or one again after it was cancelled."""
    announced: NextMeeting | None = state.get("next", "next")
    if announced is None or starts_at is None or abs(starts_at - announced.at) > SAME_MEETING_MS:
        return ""
    return next_entry(state.get("meeting", "meeting"))


def _this_meeting(state: State) -> EarlierMeeting:
    meeting = state.get("meeting", "meeting")
    return EarlierMeeting(title=meeting.title, at=meeting.opened_at or meeting.starts_at)


def _memory(scale: Scale, meeting: EarlierMeeting) -> list[EarlierSpread]:
    """The earlier spreads, and that of this meeting if it was shown."""
    memory = list(scale.memory)
    if scale.counts is not UNSET:
        memory.append(EarlierSpread(meeting.title, meeting.at, list(scale.counts), scale.good_enough))
    return memory[-MOST_SPREADS:]


def _open_steps(state: State, meeting: EarlierMeeting) -> list[NextStep]:
    """The steps that are open or going, all as open steps, with the meeting in which they were first proposed."""
    steps = sorted(state.public("step").values(), key=lambda step: step.order)
    return [
        replace(step, state="open", carried_from=step.carried_from or meeting)
        for step in steps
        if step.state in ("open", "going")
    ]


def _health_check(state: State, meeting: EarlierMeeting, place: int) -> Review | None:
    """The health check for meeting number `place` of the series, or None if none is due and there were none before."""
    review = state.get("review", "review")
    memory = list(review.memory) if review else []
    if review and review.counts is not UNSET:
        memory.append(EarlierReview(meeting.title, meeting.at, dict(review.counts)))
    due = place % REVIEW_EVERY == 0
    return Review(due=due, memory=memory[-MOST_REVIEWS:]) if due or memory else None

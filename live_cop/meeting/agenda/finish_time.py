"""Will we end on time? The plan compares the planned end of the meeting with the expected one, and proposes savings.

Only the chair applies them (`agenda.save`). A round takes as long as its turns do, if that is longer than its section.
"""

import math
from bisect import bisect_left
from collections.abc import Mapping
from typing import ClassVar

from msgspec.structs import replace

from ..breakouts import breakouts
from ..change import MINUTE_MS
from ..command import ByChair, BySystem
from ..draft import Draft, Rules
from ..ordering import ordered
from ..records.agenda import Plan, Section
from ..refusal import Refusal
from ..voices import rounds
from .at_stake import FAR_FROM_PLAN


class AgendaSave(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.save"


class AgendaTick(BySystem, frozen=True, kw_only=True):
    """Updates the plan: while a section overruns, the expected end moves with the clock."""

    name: ClassVar[str] = "agenda.tick"


def save(draft: Draft, command: AgendaSave) -> None:
    """Shortens the coming sections as the plan proposes. Raises Refusal `nothing_to_save`."""
    plan = draft.singleton("plan")
    if plan is None or not plan.savings:
        raise Refusal("nothing_to_save")
    for id, minutes in plan.savings:
        section = draft.get("section", id)
        draft.put(replace(section, minutes=section.minutes - minutes), id)


def tick(draft: Draft, command: AgendaTick) -> None:
    """Ends small groups whose time is up, and updates the plan."""
    breakouts.expire(draft)
    update_after(draft)


WATCHED_KINDS = frozenset(("section", "timer", "meeting", "turn", "present"))


def update_after(draft: Draft) -> None:
    """Writes the plan as of now. Before the meeting starts it only has the rounds that do not fit."""
    meeting = draft.singleton("meeting")
    sections = draft.of_kind("section")
    todo = {id: section for id, section in ordered(sections) if section.state == "todo"}
    rounds_take = {id: _time_of_round(draft, id, section) for id, section in todo.items()}
    minutes = {id: math.ceil(time / MINUTE_MS) for id, time in rounds_take.items()}
    needs = [(id, minutes[id]) for id, section in todo.items() if minutes[id] > section.minutes]
    if meeting.opened_at is None:
        draft.put(Plan(needs=needs))
        return
    planned_end = (draft.singleton("plan") or Plan()).planned_end
    if planned_end is None:
        total = sum(section.planned for section in sections.values()) * MINUTE_MS
        planned_end = _starting_time(meeting.starts_at, meeting.opened_at) + total
    if meeting.state == "closed":
        draft.put(Plan(planned_end=planned_end, finish=meeting.closed_at))
        return
    timer = draft.singleton("timer")
    left = max(timer.left_at(draft.now) if timer else 0, rounds.time_left(draft))
    finish = draft.now + left + sum(max(todo[id].minutes * MINUTE_MS, time) for id, time in rounds_take.items())
    saved = savings(todo, finish - planned_end, minutes)
    draft.put(Plan(planned_end=planned_end, finish=finish, savings=saved, needs=needs))


def _time_of_round(draft: Draft, id: str, section: Section) -> int:
    """The milliseconds of the round with which this section will begin, or 0 without one."""
    if section.section_kind != "round" or draft.get("round", id) is not None:
        return 0
    return rounds.time_needed(draft, section.voice_seconds)


def savings(todo: dict[str, Section], over: int, needs: Mapping[str, int] | None = None) -> list[tuple[str, int]]:
    """Which sections could give up how many minutes, to make up for `over` milliseconds: [(section, minutes), ...].

    The longest section gives one minute at a time. None gives up more than half, and none with two minutes or less
    gives anything; nor does any give minutes that its round `needs`, since that would save nothing. So the sum is
    never more than needed, and may be less.
    """
    wanted = math.ceil(over / MINUTE_MS) if over >= MINUTE_MS else 0
    kept = {id: max(2, math.ceil(section.minutes / 2), (needs or {}).get(id, 0)) for id, section in todo.items()}

    def cut_to(level: int) -> dict[str, int]:
        least = {id: max(level, kept[id]) for id in todo}
        return {id: min(section.minutes, least[id]) for id, section in todo.items()}

    # Not minute by minute: an imported meeting may have any number of them.
    total = sum(section.minutes for section in todo.values())
    longest = max((section.minutes for section in todo.values()), default=0)
    level = bisect_left(range(longest), True, key=lambda level: total - sum(cut_to(level).values()) <= wanted)
    left, lower = cut_to(level), cut_to(level - 1)
    rest = wanted - (total - sum(left.values()))
    for id in [id for id in left if lower[id] < left[id]][:rest]:
        left[id] -= 1
    return [(id, todo[id].minutes - left[id]) for id in left if left[id] < todo[id].minutes]


def _starting_time(announced: int | None, opened: int) -> int:
    if announced is not None and abs(opened - announced) <= FAR_FROM_PLAN:
        return announced
    return opened


RULES: Rules = {
    AgendaTick: tick,
    AgendaSave: save,
}

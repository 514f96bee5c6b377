"""The agenda and its timer. A timer is a fact: when it ends, or what was left when it was paused; nobody counts
ticks."""

from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from .. import breakouts
from ..command import ByChair, Command
from ..display import prompts, snapshots
from ..draft import Draft, Rules
from ..ordering import ordered
from ..records.agenda import Section, Timer, current_section
from ..refusal import Refusal
from ..safety import recording_consent
from ..voices import hand_queue, rounds
from . import section_kinds


class AgendaStart(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.start"
    section: str | None = None


class AgendaPause(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.pause"


class AgendaResume(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.resume"


class AgendaExtend(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.extend"
    minutes: Annotated[int, Meta(ge=-120, le=120)]


class AgendaNext(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.next"


class AgendaBack(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.back"


MINUTE = 60_000


def start(draft: Draft, command: AgendaStart) -> None:
    """Begins the agenda, or jumps to a section."""
    id = command.section
    if id is None:
        id = _first(draft, "todo")
        if id is None:
            raise Refusal("no_section_left")
    draft.require("section", id)
    if id == current_section(draft.of_kind("section")):
        raise Refusal("section_running")
    finish_current_section(draft)
    _begin(draft, id)


def pause(draft: Draft, command: AgendaPause) -> None:
    timer = _timer(draft)
    if not timer.running:
        raise Refusal("timer_paused")
    draft.put(Timer(section=timer.section, running=False, duration=timer.duration, left=timer.left_at(draft.now)))
    section = draft.get("section", timer.section)
    draft.put(replace(section, spent=time_spent(section, draft.now), running_since=None), timer.section)


def resume(draft: Draft, command: AgendaResume) -> None:
    timer = _timer(draft)
    if timer.running:
        raise Refusal("timer_running")
    ends_at = draft.now + timer.left_at(draft.now)
    draft.put(Timer(section=timer.section, running=True, duration=timer.duration, ends_at=ends_at))
    draft.put(replace(draft.get("section", timer.section), running_since=draft.now), timer.section)


def extend(draft: Draft, command: AgendaExtend) -> None:
    """Gives the section more minutes, or fewer. Minutes given to one that is over count from now; taking minutes away
    never goes past the end."""
    timer = _timer(draft)
    left = timer.left_at(draft.now)
    delta = command.minutes * MINUTE
    wanted = max(left, 0) + delta if delta > 0 else max(left + delta, min(left, 0))
    duration = max(timer.duration + wanted - left, 0)
    if timer.running:
        draft.put(replace(timer, duration=duration, ends_at=draft.now + wanted))
    else:
        draft.put(replace(timer, duration=duration, left=wanted))


def next_section(draft: Draft, command: AgendaNext) -> None:
    """Ends this section and begins the next that is still to do; after the last one the agenda is done."""
    now = current_section(draft.of_kind("section"))
    following = _after(draft, now) if now else _first(draft, "todo")
    if now is None and following is None:
        raise Refusal("no_section_left")
    finish_current_section(draft)
    if following is not None:
        _begin(draft, following)


def back(draft: Draft, command: AgendaBack) -> None:
    """Takes the section before this one up again, with the minutes it had left; this one is still to come."""
    now = current_section(draft.of_kind("section"))
    row = ordered(draft.of_kind("section"))
    ids = [id for id, _ in row]
    place = ids.index(now) if now else len(ids)
    if place == 0:
        raise Refusal("first_section")
    if now:
        _stop(draft, now, "todo")
    _begin(draft, ids[place - 1])


def finish_current_section(draft: Draft) -> None:
    """Ends the section that is on, if one is, and a snapshot keeps what was there."""
    now = current_section(draft.of_kind("section"))
    if now is None:
        return
    if recording_consent.takes_pictures(draft):
        snapshots.freeze(draft, title=draft.get("section", now).title, section=now, auto=True)
    _stop(draft, now, "done")


def time_spent(section: Section, now: int) -> int:
    """Milliseconds spent in this section so far, pauses left out."""
    return section.spent + (max(0, now - section.running_since) if section.running_since is not None else 0)


def _begin(draft: Draft, id: str) -> None:
    section = draft.get("section", id)
    duration = section.minutes * MINUTE
    draft.put(
        replace(
            section,
            state="now",
            started_at=section.started_at or draft.now,
            running_since=draft.now,
            ended_at=None,
        ),
        id,
    )
    ends_at = draft.now + max(0, duration - section.spent)
    draft.put(Timer(section=id, running=True, duration=duration, ends_at=ends_at))
    meeting = draft.singleton("meeting")
    if meeting.state == "waiting":
        draft.put(replace(meeting, state="live", opened_at=draft.now))
    # What was asked before belongs to what was on before.
    prompts.clear(draft)
    section_kinds.open_(draft, id)


def _stop(draft: Draft, id: str, state: str) -> None:
    """The section's round, the hands that are up, its small groups and what its kind opened end with it."""
    rounds.finish(draft)
    hand_queue.finish(draft)
    breakouts.finish(draft)
    section_kinds.close(draft, id)
    section = draft.get("section", id)
    stopped = replace(section, state=state, spent=time_spent(section, draft.now), running_since=None)
    draft.put(replace(stopped, ended_at=draft.now if state == "done" else None), id)
    draft.drop("timer")


def _timer(draft: Draft) -> Timer:
    timer: Timer | None = draft.singleton("timer")
    if timer is None:
        raise Refusal("no_section")
    return timer


def _first(draft: Draft, state: str) -> str | None:
    return next((id for id, section in ordered(draft.of_kind("section")) if section.state == state), None)


def _after(draft: Draft, now: str) -> str | None:
    place = draft.get("section", now).order
    todo = [(id, s.order) for id, s in ordered(draft.of_kind("section")) if s.state == "todo"]
    return next((id for id, order in todo if order > place), None)


RULES: Rules = {
    AgendaStart: start,
    AgendaPause: pause,
    AgendaResume: resume,
    AgendaExtend: extend,
    AgendaNext: next_section,
    AgendaBack: back,
}

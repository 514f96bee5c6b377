"""Running the agenda: starting, pausing, extending and ending sections.

A timer is a fact, not a counter: it says when it ends or, while it is paused, how much time is left.
"""

from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from ..breakouts import breakouts
from ..change import MINUTE_MS
from ..command import Command, Permission
from ..display import prompts, snapshots
from ..draft import Draft, Rules
from ..ordering import ordered
from ..records.agenda import Section, Timer, current_section
from ..refusal import Refusal
from ..safety import recording_consent
from ..voices import hand_queue, rounds
from . import at_stake, section_kinds


class _Step(Command, frozen=True, kw_only=True):
    """Leads to another section. With `ask`, nothing happens if that would drop something; the result says what."""

    can_be_taken_back: ClassVar[bool] = True
    ask: bool = False


class AgendaStart(_Step, frozen=True, kw_only=True):
    """Starts `section`: the first one still to come if None."""

    name: ClassVar[str] = "agenda.start"
    section: str | None = None


class AgendaPause(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.pause"


class AgendaResume(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.resume"


class AgendaExtend(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.extend"
    minutes: Annotated[int, Meta(ge=-120, le=120)]


class AgendaNext(_Step, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.next"


class AgendaBack(_Step, frozen=True, kw_only=True):
    name: ClassVar[str] = "agenda.back"
    permission: ClassVar[Permission] = "chair"


def start(draft: Draft, command: AgendaStart) -> None:
    """Starts the agenda, or jumps to a section.

    Raises Refusal `no_section_left`, `unknown_section` or `section_running`.
    """
    id = command.section
    if id is None:
        id = _first(draft, "todo")
        if id is None:
            raise Refusal("no_section_left")
    draft.require("section", id)
    if id == current_section(draft.of_kind("section")):
        raise Refusal("section_running")
    if _asks(draft, command):
        return
    finish_current_section(draft)
    _begin(draft, id)


def pause(draft: Draft, command: AgendaPause) -> None:
    """Stops the timer. Raises Refusal `no_section` or `timer_paused`."""
    timer = _timer(draft)
    if not timer.running:
        raise Refusal("timer_paused")
    draft.put(Timer(section=timer.section, running=False, duration=timer.duration, left=timer.left_at(draft.now)))
    section = draft.get("section", timer.section)
    draft.put(replace(section, spent=time_spent(section, draft.now), running_since=None), timer.section)


def resume(draft: Draft, command: AgendaResume) -> None:
    """Starts a paused timer again. Raises Refusal `no_section` or `timer_running`."""
    timer = _timer(draft)
    if timer.running:
        raise Refusal("timer_running")
    ends_at = draft.now + timer.left_at(draft.now)
    draft.put(Timer(section=timer.section, running=True, duration=timer.duration, ends_at=ends_at))
    draft.put(replace(draft.get("section", timer.section), running_since=draft.now), timer.section)


def extend(draft: Draft, command: AgendaExtend) -> None:
    """Gives the current section more minutes, or takes some away.

    Minutes given to a section that overruns count from now. Taking minutes away ends the time now at the earliest.
    Raises Refusal `no_section`.
    """
    timer = _timer(draft)
    left = timer.left_at(draft.now)
    delta = command.minutes * MINUTE_MS
    wanted = max(left, 0) + delta if delta > 0 else max(left + delta, min(left, 0))
    duration = max(timer.duration + wanted - left, 0)
    if timer.running:
        draft.put(replace(timer, duration=duration, ends_at=draft.now + wanted))
    else:
        draft.put(replace(timer, duration=duration, left=wanted))


def next_section(draft: Draft, command: AgendaNext) -> None:
    """Ends the current section and starts the next one; after the last section the agenda is done.

    Raises Refusal `no_section_left`.
    """
    current = current_section(draft.of_kind("section"))
    following = _after(draft, current) if current else _first(draft, "todo")
    if current is None and following is None:
        raise Refusal("no_section_left")
    if _asks(draft, command):
        return
    finish_current_section(draft)
    if following is not None:
        _begin(draft, following)


def back(draft: Draft, command: AgendaBack) -> None:
    """Returns to the previous section, with the time that it had left; the current one is again still to come.

    Raises Refusal `first_section`.
    """
    current = current_section(draft.of_kind("section"))
    ids = [id for id, _ in ordered(draft.of_kind("section"))]
    index = ids.index(current) if current else len(ids)
    if index == 0:
        raise Refusal("first_section")
    if _asks(draft, command):
        return
    if current:
        _stop(draft, current, "todo")
    _begin(draft, ids[index - 1])


def finish_current_section(draft: Draft) -> None:
    """Ends the current section, if there is one, and takes a snapshot of it."""
    current = current_section(draft.of_kind("section"))
    if current is None:
        return
    if recording_consent.takes_pictures(draft):
        snapshots.take_automatically(draft, title=draft.get("section", current).title, section=current)
    _stop(draft, current, "done")


def time_spent(section: Section, now: int) -> int:
    """The milliseconds spent in this section so far, without pauses."""
    return section.spent + (max(0, now - section.running_since) if section.running_since is not None else 0)


def _asks(draft: Draft, command: _Step) -> bool:
    """Whether the actor is asked first."""
    if not command.ask:
        return False
    return draft.asks_first(True, {**at_stake.before_start(draft), **at_stake.before_leaving(draft)})


def _begin(draft: Draft, id: str) -> None:
    section = draft.get("section", id)
    duration = section.minutes * MINUTE_MS
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
        draft.put(replace(meeting, state="live", opened_at=draft.now, cancelled=False))
    # The prompt belonged to the previous section.
    prompts.clear(draft)
    section_kinds.open_(draft, id)


def _stop(draft: Draft, id: str, state: str) -> None:
    """Stops a section, with its round, the raised hands, its small groups and what its kind opened."""
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


def _after(draft: Draft, section: str) -> str | None:
    """The next section after this one that is still to come."""
    place = draft.get("section", section).order
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

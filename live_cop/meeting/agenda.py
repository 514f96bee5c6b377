"""The agenda and its timer. A timer is a fact: when it ends, or what was left when it was paused; nobody counts
ticks."""

from msgspec import UNSET
from msgspec.structs import replace

from . import hands, kinds, prompts, recording, rounds, snapshots, teams
from .addresses import web_address
from .commands import agenda as c
from .draft import Draft
from .order import next_order, ordered, put_at
from .present import present
from .records import Section, Timer
from .refusal import Refusal
from .text import PROMPT_LENGTH, TITLE_LENGTH, clean, required

MINUTE = 60_000
MOST_SECTIONS = 60


def start(draft: Draft, command: c.AgendaStart) -> None:
    """Begins the agenda, or jumps to a section."""
    id = command.section
    if id is None:
        id = _first(draft, "todo")
        if id is None:
            raise Refusal("no_section_left")
    draft.find("section", id)
    if id == present(draft.all("section")):
        raise Refusal("section_running")
    finish_present(draft)
    _begin(draft, id)


def pause(draft: Draft, command: c.AgendaPause) -> None:
    timer = _timer(draft)
    if not timer.running:
        raise Refusal("timer_paused")
    draft.put(Timer(section=timer.section, running=False, duration=timer.duration, left=timer.left_at(draft.now)))
    section = draft.get("section", timer.section)
    draft.put(replace(section, spent=time_spent(section, draft.now), running_since=None), timer.section)


def resume(draft: Draft, command: c.AgendaResume) -> None:
    timer = _timer(draft)
    if timer.running:
        raise Refusal("timer_running")
    ends_at = draft.now + timer.left_at(draft.now)
    draft.put(Timer(section=timer.section, running=True, duration=timer.duration, ends_at=ends_at))
    draft.put(replace(draft.get("section", timer.section), running_since=draft.now), timer.section)


def extend(draft: Draft, command: c.AgendaExtend) -> None:
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


def next_section(draft: Draft, command: c.AgendaNext) -> None:
    """Ends this section and begins the next that is still to do; after the last one the agenda is done."""
    now = present(draft.all("section"))
    following = _after(draft, now) if now else _first(draft, "todo")
    if now is None and following is None:
        raise Refusal("no_section_left")
    finish_present(draft)
    if following is not None:
        _begin(draft, following)


def back(draft: Draft, command: c.AgendaBack) -> None:
    """Takes the section before this one up again, with the minutes it had left; this one is still to come."""
    now = present(draft.all("section"))
    row = ordered(draft.all("section"))
    ids = [id for id, _ in row]
    place = ids.index(now) if now else len(ids)
    if place == 0:
        raise Refusal("first_section")
    if now:
        _stop(draft, now, "todo")
    _begin(draft, ids[place - 1])


def save(draft: Draft, command: c.AgendaSave) -> None:
    """Takes the minutes that the plan proposes to save from the sections still to come."""
    plan = draft.one("plan")
    if plan is None or not plan.savings:
        raise Refusal("nothing_to_save")
    for id, minutes in plan.savings:
        section = draft.get("section", id)
        draft.put(replace(section, minutes=section.minutes - minutes), id)


def add_section(draft: Draft, command: c.SectionAdd) -> None:
    sections = draft.all("section")
    if len(sections) >= MOST_SECTIONS:
        raise Refusal("too_many")
    section = Section(
        title=required(command.title, TITLE_LENGTH),
        prompt=clean(command.prompt, PROMPT_LENGTH),
        minutes=command.minutes,
        planned=command.minutes,
        order=next_order(sections),
    )
    section = _with_kind(draft, section, command)
    id = draft.new_id("a")
    draft.put(section, id)
    if command.after is not None:
        after = [other for other, _ in ordered(sections)].index(_known(draft, command.after))
        put_at(draft, "section", id, after + 1)
    draft.result = {"section": id}


def edit_section(draft: Draft, command: c.SectionEdit) -> None:
    section = draft.find("section", command.section)
    if command.title is not UNSET:
        section = replace(section, title=required(command.title, TITLE_LENGTH))
    if command.prompt is not UNSET:
        section = replace(section, prompt=clean(command.prompt, PROMPT_LENGTH))
    if command.minutes is not UNSET:
        if section.state == "now":
            _retime(draft, command.minutes - section.minutes)
        section = replace(section, minutes=command.minutes)
        if draft.one("meeting").state == "waiting":
            section = replace(section, planned=command.minutes)
    draft.put(_with_kind(draft, section, command), command.section)


def move_section(draft: Draft, command: c.SectionMove) -> None:
    put_at(draft, "section", command.section, command.to)


def remove_section(draft: Draft, command: c.SectionRemove) -> None:
    section = draft.find("section", command.section)
    if section.state == "now":
        raise Refusal("section_running")
    for id, zone in draft.all("zone").items():
        if zone.section == command.section:
            draft.put(replace(zone, section=None), id)
    draft.drop("section", command.section)


def finish_present(draft: Draft) -> None:
    """Ends the section that is on, if one is, and a snapshot keeps what was there."""
    now = present(draft.all("section"))
    if now is None:
        return
    if recording.takes_pictures(draft):
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
    meeting = draft.one("meeting")
    if meeting.state == "waiting":
        draft.put(replace(meeting, state="live", opened_at=draft.now))
    # What was asked before belongs to what was on before.
    prompts.clear(draft)
    kinds.open_(draft, id)


def _stop(draft: Draft, id: str, state: str) -> None:
    """The section's round, the hands that are up, its small groups and what its kind opened end with it."""
    rounds.finish(draft)
    hands.finish(draft)
    teams.finish(draft)
    kinds.close(draft, id)
    section = draft.get("section", id)
    stopped = replace(section, state=state, spent=time_spent(section, draft.now), running_since=None)
    draft.put(replace(stopped, ended_at=draft.now if state == "done" else None), id)
    draft.drop("timer")


def _with_kind(draft: Draft, section: Section, command: c.SectionAdd | c.SectionEdit) -> Section:
    """The section with its kind, and with what the kinds need, as far as this command names it."""
    if command.kind is not UNSET:
        section = replace(section, sort=command.kind)
    if command.voice_seconds is not UNSET:
        section = replace(section, voice_seconds=command.voice_seconds)
    if command.link is not UNSET:
        section = replace(section, link=web_address(command.link, "bad_web_link"))
    if command.link_label is not UNSET:
        section = replace(section, link_label=clean(command.link_label, TITLE_LENGTH))
    if command.line is not UNSET:
        section = replace(section, line=clean(command.line, PROMPT_LENGTH))
    if command.scale is not UNSET:
        if command.scale is not None:
            draft.find("scale", command.scale)
        section = replace(section, scale=command.scale)
    return section


def _retime(draft: Draft, minutes: int) -> None:
    if minutes:
        extend(draft, c.AgendaExtend(minutes=minutes))


def _timer(draft: Draft) -> Timer:
    timer: Timer | None = draft.one("timer")
    if timer is None:
        raise Refusal("no_section")
    return timer


def _known(draft: Draft, id: str) -> str:
    draft.find("section", id)
    return id


def _first(draft: Draft, state: str) -> str | None:
    return next((id for id, section in ordered(draft.all("section")) if section.state == state), None)


def _after(draft: Draft, now: str) -> str | None:
    place = draft.get("section", now).order
    todo = [(id, s.order) for id, s in ordered(draft.all("section")) if s.state == "todo"]
    return next((id for id, order in todo if order > place), None)


def tick(draft: Draft, command: c.AgendaTick) -> None:
    """Small groups whose time is over come back; the plan is looked at again after it."""
    teams.expire(draft)


RULES = {
    c.AgendaStart: start,
    c.AgendaPause: pause,
    c.AgendaResume: resume,
    c.AgendaExtend: extend,
    c.AgendaNext: next_section,
    c.AgendaBack: back,
    c.AgendaSave: save,
    c.SectionAdd: add_section,
    c.SectionEdit: edit_section,
    c.SectionMove: move_section,
    c.SectionRemove: remove_section,
    c.AgendaTick: tick,
}

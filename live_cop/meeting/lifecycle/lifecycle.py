"""The life cycle of a meeting: it is opened, edited, locked, paused, closed and reopened.

Nothing that a close deletes comes back, so the chair can have it announced: it takes effect some seconds later, unless
somebody takes it back. Until then the meeting is open like before, and what people send is part of it.
"""

from typing import Annotated, Any, ClassVar

from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import replace

from .. import best_hopes
from ..action_log import Logged, switch
from ..agenda import timer
from ..agenda.running_orders import PlannedScale, PlannedSection, RunningOrder
from ..audience import CHAIR
from ..breakouts import breakouts
from ..command import AllowedAfterClose, ByChair, BySystem, Command
from ..display import prompts, slides, snapshots
from ..draft import Draft, Rules
from ..followup import health_check, next_meeting
from ..followup.next_meeting import Moment
from ..records.agenda import Section
from ..records.base import LanguageCode
from ..records.display import Board, Question
from ..records.lifecycle import Meeting
from ..records.report_texts import ReportWords
from ..records.scales import Scale
from ..records.schedule import Action
from ..records.wall import Zone
from ..refusal import Refusal
from ..safety import first_notes, moderation, recording_consent, unlink_authors
from ..scales import scales
from ..schedule import cancel, schedule
from ..texts.text import PROMPT_LENGTH, TITLE_LENGTH, clean, required
from ..texts.time_zone import time_zone
from ..texts.web_address import web_address
from ..voices import arrivals
from ..wall import dot_vote, me_too, photos, private_writing
from . import planning


class MeetingOpen(BySystem, frozen=True, kw_only=True):
    """Creates a meeting with this running order. `starts_at` is in UTC milliseconds."""

    name: ClassVar[str] = "meeting.open"
    code: str
    title: str
    community: str = ""
    series: str = ""
    starts_at: int | None = None
    video_url: str | None = None
    venue: str = ""
    time_zone: str = ""
    order: RunningOrder
    practice: bool = False
    language: LanguageCode = "en"


class MeetingEdit(ByChair, frozen=True, kw_only=True):
    """`starts_at` and `time_zone` can be changed until the meeting starts."""

    name: ClassVar[str] = "meeting.edit"
    open_only: ClassVar[bool] = False
    title: str | UnsetType = UNSET
    community: str | UnsetType = UNSET
    video_url: str | None | UnsetType = UNSET
    recording: str | UnsetType = UNSET
    language: LanguageCode | UnsetType = UNSET
    starts_at: Moment | None | UnsetType = UNSET
    venue: str | UnsetType = UNSET
    time_zone: str | UnsetType = UNSET


class MeetingLock(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.lock"


class MeetingUnlock(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.unlock"


class MeetingPause(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.pause"


class MeetingResume(ByChair, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.resume"


class MeetingClose(Command, frozen=True, kw_only=True):
    """Closes the meeting: at once, or after so many `seconds`, unless it is kept open."""

    name: ClassVar[str] = "meeting.close"
    rewrites_history: ClassVar[bool] = True
    seconds: Annotated[int, Meta(ge=1, le=300)] | None = None


class MeetingKeepOpen(ByChair, frozen=True, kw_only=True):
    """Takes back a close that was announced."""

    name: ClassVar[str] = "meeting.keep_open"


class MeetingReopen(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "meeting.reopen"


#: A close that was announced, as the schedule has it.
_CLOSE: tuple[Action, str, str] = ("close", "meeting", "meeting")


def open_(draft: Draft, command: MeetingOpen) -> None:
    """Creates the meeting. Raises Refusal `meeting_exists`, `empty`, `too_long`, `bad_video_url` or `bad_time_zone`."""
    if draft.singleton("meeting") is not None:
        raise Refusal("meeting_exists")
    draft.put(
        Meeting(
            title=required(command.title, TITLE_LENGTH),
            community=clean(command.community, TITLE_LENGTH),
            series=clean(command.series, TITLE_LENGTH),
            recording=recording_consent.WORDING["pictures"],
            video_url=web_address(command.video_url, "bad_video_url"),
            starts_at=command.starts_at,
            venue=clean(command.venue, PROMPT_LENGTH),
            time_zone=time_zone(command.time_zone),
            code=command.code,
            place=command.order.place,
            practice=command.practice,
            calendar=command.order.calendar or draft.new_id("c"),
            language=command.language,
        )
    )
    _create_records(draft, command.order)
    draft.put(Board())
    draft.put(ReportWords())


def edit(draft: Draft, command: MeetingEdit) -> None:
    """Raises Refusal `has_started` for another time once the meeting has started, and as `open_` does."""
    meeting = before = draft.singleton("meeting")
    if command.title is not UNSET:
        meeting = replace(meeting, title=required(command.title, TITLE_LENGTH))
    if command.community is not UNSET:
        meeting = replace(meeting, community=clean(command.community, TITLE_LENGTH))
    if command.language is not UNSET:
        meeting = replace(meeting, language=command.language)
    if command.recording is not UNSET:
        meeting = replace(meeting, recording=required(command.recording, TITLE_LENGTH))
    if command.video_url is not UNSET:
        meeting = replace(meeting, video_url=web_address(command.video_url, "bad_video_url"))
    if command.venue is not UNSET:
        meeting = replace(meeting, venue=clean(command.venue, PROMPT_LENGTH))
    if command.starts_at is not UNSET:
        meeting = replace(meeting, starts_at=command.starts_at)
    if command.time_zone is not UNSET:
        meeting = replace(meeting, time_zone=time_zone(command.time_zone))
    draft.put(planning.with_sequence(before, meeting))


def lock(draft: Draft, command: MeetingLock) -> None:
    _set(draft, locked=True)


def unlock(draft: Draft, command: MeetingUnlock) -> None:
    _set(draft, locked=False)


def pause(draft: Draft, command: MeetingPause) -> None:
    _set(draft, paused=True)


def resume(draft: Draft, command: MeetingResume) -> None:
    _set(draft, paused=False)


def close(draft: Draft, command: MeetingClose) -> None:
    """Closes the meeting, or announces it. Announced again, it happens when it was announced first."""
    if command.seconds is None:
        close_now(draft)
    elif draft.singleton("meeting").closing_at is UNSET:
        in_ms = command.seconds * 1000
        schedule(draft, *_CLOSE, (in_ms, in_ms))
        _set(draft, closing_at=draft.now + in_ms)


def keep_open(draft: Draft, command: MeetingKeepOpen) -> None:
    """Nothing happens if somebody else has kept it open."""
    cancel(draft, *_CLOSE)
    _set(draft, closing_at=UNSET)


def close_now(draft: Draft) -> None:
    """Ends everything that is under way, takes a last snapshot, and destroys all links from people to what they did.

    The order matters: the snapshot needs the final counts, and the recording mode decides which records are kept.
    """
    arrivals.on_close(draft)
    first_notes.on_close(draft)
    unlink_authors.mix_orders(draft)
    timer.finish_current_section(draft)
    scales.on_close(draft)
    dot_vote.on_close(draft)
    me_too.on_close(draft)
    best_hopes.on_close(draft)
    prompts.clear(draft)
    slides.on_close(draft)
    next_meeting.on_close(draft)
    health_check.on_close(draft)
    meeting = draft.singleton("meeting")
    if recording_consent.takes_pictures(draft):
        snapshots.take_automatically(draft, title=meeting.title)
    moderation.on_close(draft)
    photos.on_close(draft)
    private_writing.on_close(draft)
    recording_consent.on_close(draft)
    breakouts.on_close(draft)
    # Last, since the rules above still need to know who wrote what.
    unlink_authors.on_close(draft)
    cancel(draft, *_CLOSE)
    _set(draft, state="closed", closed_at=draft.now, closing_at=UNSET)


def reopen(draft: Draft, command: MeetingReopen) -> None:
    """Opens a closed meeting again. Raises Refusal `meeting_open`."""
    meeting = draft.singleton("meeting")
    if meeting.state != "closed":
        raise Refusal("meeting_open")
    _set(draft, state="live" if meeting.opened_at else "waiting", closed_at=None)


def _set(draft: Draft, **fields: Any) -> None:
    draft.put(replace(draft.singleton("meeting"), **fields))


def _create_records(draft: Draft, running_order: RunningOrder) -> None:
    section_ids = [_create_section(draft, index, part) for index, part in enumerate(running_order.sections)]
    for index, zone in enumerate(running_order.zones):
        section = section_ids[zone.part] if zone.part is not None else None
        draft.put(
            Zone(title=zone.title, prompt=zone.prompt, color=zone.color, order=index, section=section, role=zone.role),
            draft.new_id("z"),
        )
    scale_ids = [_create_scale(draft, index, scale) for index, scale in enumerate(running_order.scales)]
    for id, part in zip(section_ids, running_order.sections, strict=True):
        if part.scale is not None:
            draft.put(replace(draft.get("section", id), scale=scale_ids[part.scale]), id)
    for index, question in enumerate(running_order.questions):
        draft.put(Question(text=question.text, group=question.group, order=index), draft.new_id("q"))
    for index, step in enumerate(running_order.steps):
        draft.put(replace(step, order=index), draft.new_id("e"))
    if running_order.review is not None:
        health_check.carry_over(draft, running_order.review)


def _create_section(draft: Draft, index: int, planned: PlannedSection) -> str:
    section = Section(
        title=planned.title,
        prompt=planned.prompt,
        minutes=planned.minutes,
        planned=planned.minutes,
        order=index,
        section_kind=planned.kind,
        voice_seconds=planned.voice_seconds,
        line=planned.line,
    )
    id = draft.new_id("a")
    draft.put(section, id)
    return id


def _create_scale(draft: Draft, index: int, planned: PlannedScale) -> str:
    scale = Scale(
        question=planned.question,
        low=planned.low,
        high=planned.high,
        low_label=planned.low_label,
        high_label=planned.high_label,
        floor=planned.floor,
        good_enough=planned.good_enough,
        order=index,
        memory=planned.memory,
        good_enough_was=planned.good_enough_was,
    )
    id = draft.new_id("s")
    draft.put(scale, id, audience=CHAIR)
    return id


LOGGED: Logged = {
    MeetingPause: switch("pause", "meeting.resume"),
    MeetingResume: switch("pause", "meeting.pause"),
    MeetingLock: switch("lock", "meeting.unlock"),
    MeetingUnlock: switch("lock", "meeting.lock"),
}


RULES: Rules = {
    MeetingEdit: edit,
    MeetingLock: lock,
    MeetingUnlock: unlock,
    MeetingPause: pause,
    MeetingResume: resume,
    MeetingClose: close,
    MeetingKeepOpen: keep_open,
    MeetingReopen: reopen,
    MeetingOpen: open_,
}

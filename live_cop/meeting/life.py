"""The life of a meeting: opened, edited, locked, paused, closed, reopened."""

from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from . import (
    agenda,
    alone,
    dates,
    forgetting,
    hopes,
    prompts,
    recording,
    review,
    safe,
    scales,
    snapshots,
    teams,
    votes,
)
from .addresses import web_address
from .changes import CHAIR
from .commands import life as c
from .draft import Draft
from .records import Board, Meeting, Question, ReportWords, Scale, Section, Tally, Zone
from .refusal import Refusal
from .running_orders import RunningOrder
from .text import TITLE_LENGTH, clean, required


def open_(draft: Draft, command: c.MeetingOpen) -> None:
    if draft.one("meeting") is not None:
        raise Refusal("meeting_exists")
    draft.put(
        Meeting(
            title=required(command.title, TITLE_LENGTH),
            community=clean(command.community, TITLE_LENGTH),
            series=clean(command.series, TITLE_LENGTH),
            recording=recording.SAID["pictures"],
            video_url=web_address(command.video_url, "bad_video_url"),
            starts_at=command.starts_at,
            code=command.code,
            place=command.order.place,
        )
    )
    _lay_out(draft, command.order)
    draft.put(Board())
    draft.put(ReportWords())


def edit(draft: Draft, command: c.MeetingEdit) -> None:
    meeting = draft.one("meeting")
    if command.title is not UNSET:
        meeting = replace(meeting, title=required(command.title, TITLE_LENGTH))
    if command.community is not UNSET:
        meeting = replace(meeting, community=clean(command.community, TITLE_LENGTH))
    if command.recording is not UNSET:
        meeting = replace(meeting, recording=required(command.recording, TITLE_LENGTH))
    if command.video_url is not UNSET:
        meeting = replace(meeting, video_url=web_address(command.video_url, "bad_video_url"))
    draft.put(meeting)


def lock(draft: Draft, command: c.MeetingLock) -> None:
    _set(draft, locked=True)


def unlock(draft: Draft, command: c.MeetingUnlock) -> None:
    _set(draft, locked=False)


def pause(draft: Draft, command: c.MeetingPause) -> None:
    _set(draft, paused=True)


def resume(draft: Draft, command: c.MeetingResume) -> None:
    _set(draft, paused=False)


def close(draft: Draft, command: c.MeetingClose) -> None:
    """Ends the section, settles the scales and keeps a last picture. From now on nothing says any more who did what."""
    agenda.finish_present(draft)
    scales.settle(draft)
    votes.close_all(draft)
    hopes.settle(draft)
    prompts.clear(draft)
    dates.settle(draft)
    review.settle(draft)
    meeting = draft.one("meeting")
    if recording.takes_pictures(draft):
        snapshots.freeze(draft, title=meeting.title, auto=True)
    safe.settle(draft)
    alone.settle(draft)
    recording.settle(draft)
    teams.settle(draft)
    forgetting.forget(draft)
    _set(draft, state="closed", closed_at=draft.now)


def reopen(draft: Draft, command: c.MeetingReopen) -> None:
    meeting = draft.one("meeting")
    if meeting.state != "closed":
        raise Refusal("meeting_open")
    _set(draft, state="live" if meeting.opened_at else "waiting", closed_at=None)


def _set(draft: Draft, **fields: Any) -> None:
    draft.put(replace(draft.one("meeting"), **fields))


def _lay_out(draft: Draft, order: RunningOrder) -> None:
    sections = []
    for place, part in enumerate(order.sections):
        sections.append(draft.new_id("a"))
        draft.put(
            Section(
                title=part.title,
                prompt=part.prompt,
                minutes=part.minutes,
                planned=part.minutes,
                order=place,
                sort=part.kind,
                voice_seconds=part.voice_seconds,
                line=part.line,
            ),
            sections[-1],
        )
    for place, zone in enumerate(order.zones):
        section = sections[zone.part] if zone.part is not None else None
        draft.put(
            Zone(title=zone.title, prompt=zone.prompt, color=zone.color, order=place, section=section, role=zone.role),
            draft.new_id("z"),
        )
    scale_ids = [draft.new_id("s") for _ in order.scales]
    for place, (id, s) in enumerate(zip(scale_ids, order.scales, strict=True)):
        scale = Scale(
            question=s.question,
            low=s.low,
            high=s.high,
            low_label=s.low_label,
            high_label=s.high_label,
            floor=s.floor,
            good_enough=s.good_enough,
            order=place,
            memory=s.memory,
            good_enough_was=s.good_enough_was,
        )
        draft.put(scale, id, audience=CHAIR)
        draft.put(Tally(counts=[0] * scale.steps), id)
    for id, part in zip(sections, order.sections, strict=True):
        if part.scale is not None:
            draft.put(replace(draft.get("section", id), scale=scale_ids[part.scale]), id)
    for place, question in enumerate(order.questions):
        draft.put(Question(text=question.text, group=question.group, order=place), draft.new_id("q"))
    for place, step in enumerate(order.steps):
        draft.put(replace(step, order=place), draft.new_id("e"))
    if order.review is not None:
        review.plan(draft, order.review)


RULES = {
    c.MeetingEdit: edit,
    c.MeetingLock: lock,
    c.MeetingUnlock: unlock,
    c.MeetingPause: pause,
    c.MeetingResume: resume,
    c.MeetingClose: close,
    c.MeetingReopen: reopen,
    c.MeetingOpen: open_,
}

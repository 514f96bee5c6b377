"""Slow mode: each person may add one note in so many seconds. Only the server knows when they last did.

Notes with a name and notes without are counted apart. Otherwise, where nearly all have signed one, a note without a
name would be by one of the few who could still add it.
"""

import math
from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from ..action_log import LogDetails, Logged
from ..command import ByChair
from ..draft import Draft, Rules
from ..records.voices import Device
from ..refusal import Refusal


class MeetingSlow(ByChair, frozen=True, kw_only=True):
    """`seconds` null turns slow mode off."""

    name: ClassVar[str] = "meeting.slow"
    seconds: Annotated[int, Meta(ge=5, le=120)] | None


def set_slow_mode(draft: Draft, command: MeetingSlow) -> None:
    draft.put(replace(draft.singleton("meeting"), slow=command.seconds))


def check_slow_mode(draft: Draft, *, signed: bool) -> None:
    """Raises Refusal `slow_down` with the seconds to wait, if the actor added such a note too recently.

    Slow mode may begin later, so the time is kept in any case.
    """
    if draft.actor.is_chair_or_helper:
        return
    seconds = draft.singleton("meeting").slow
    device = draft.get("device", draft.actor.person) or Device(joined_at=draft.now)
    last_at = device.last_signed_at if signed else device.last_note_at
    wait = last_at + (seconds or 0) * 1000 - draft.now
    if seconds is not None and wait > 0:
        raise Refusal("slow_down", n=math.ceil(wait / 1000))
    changed = {"last_signed_at" if signed else "last_note_at": draft.now}
    draft.put(replace(device, **changed), draft.actor.person)


def _slow_entry(draft: Draft, command: MeetingSlow) -> LogDetails:
    before = draft.state.get("meeting", "meeting").slow
    detail = "" if command.seconds is None else str(command.seconds)
    return LogDetails("slow", {"name": "meeting.slow", "args": {"seconds": before}}, detail)


RULES: Rules = {
    MeetingSlow: set_slow_mode,
}

LOGGED: Logged = {
    MeetingSlow: _slow_entry,
}

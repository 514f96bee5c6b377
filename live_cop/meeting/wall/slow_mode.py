"""Slow mode: each person may add one note in so many seconds. Their own notes tell when they last did."""

import math
from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from ..action_log import LogDetails, Logged
from ..command import ByChair
from ..draft import Draft, Rules
from ..refusal import Refusal


class MeetingSlow(ByChair, frozen=True, kw_only=True):
    """`seconds` null turns slow mode off."""

    name: ClassVar[str] = "meeting.slow"
    seconds: Annotated[int, Meta(ge=5, le=120)] | None


def set_slow_mode(draft: Draft, command: MeetingSlow) -> None:
    draft.put(replace(draft.singleton("meeting"), slow=command.seconds))


def check_slow_mode(draft: Draft) -> None:
    """Raises Refusal `slow_down` with the seconds to wait, if the actor added a note too recently."""
    seconds = draft.singleton("meeting").slow
    if seconds is None or draft.actor.is_chair_or_helper:
        return
    written = [
        note.at
        for kind in ("note", "removed")
        for id, note in draft.of_kind(kind).items()
        if draft.audience("mine", id) == draft.actor.person
    ]
    wait = max(written, default=0) + seconds * 1000 - draft.now
    if wait > 0:
        raise Refusal("slow_down", n=math.ceil(wait / 1000))


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

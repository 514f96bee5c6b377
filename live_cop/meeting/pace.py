"""Slow mode: one note a person in so many seconds. When somebody last wrote follows from their own notes."""

import math

from .draft import Draft
from .refusal import Refusal


def check_pace(draft: Draft) -> None:
    """Raises Refusal `slow_down` with the seconds to wait."""
    seconds = draft.one("meeting").slow
    if seconds is None or draft.actor.chairs:
        return
    written = [
        note.at
        for kind in ("note", "removed")
        for id, note in draft.all(kind).items()
        if draft.audience("mine", id) == draft.actor.person
    ]
    wait = max(written, default=0) + seconds * 1000 - draft.now
    if wait > 0:
        raise Refusal("slow_down", n=math.ceil(wait / 1000))

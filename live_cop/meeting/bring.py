"""A meeting that comes from another server, as a file."""

from msgspec import UNSET
from msgspec.structs import replace

from .changes import CHAIR, EVERYONE
from .commands import life as c
from .draft import Draft
from .meeting_file import KINDS
from .records import Board
from .refusal import Refusal


def bring(draft: Draft, command: c.MeetingBring) -> None:
    """Lays out a meeting from a file. It has been closed: nobody of those who were there comes with it."""
    if draft.one("meeting") is not None:
        raise Refusal("meeting_exists")
    file = command.file
    draft.put(
        replace(
            file.meeting,
            code=command.code,
            join_code=UNSET,
            state="closed",
            closed_at=file.meeting.closed_at or file.brought.at,
            locked=False,
            paused=False,
            slow=None,
            hold=False,
        )
    )
    draft.put(Board())
    private = EVERYONE if file.report.published else CHAIR
    draft.put(file.report, audience=private)
    draft.put(file.brought)
    for kind in KINDS:
        for id, record in getattr(file, kind).items():
            draft.put(record, id, audience=private if kind in ("recommendation", "resource") else "")


RULES = {c.MeetingBring: bring}

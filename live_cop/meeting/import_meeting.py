"""A meeting that comes from another server, as a file."""

from typing import ClassVar

from msgspec import UNSET
from msgspec.structs import replace

from .audience import CHAIR, EVERYONE
from .command import BySystem
from .draft import Draft, Rules
from .meeting_file import KINDS, MeetingFile
from .records.display import Board
from .refusal import Refusal


class MeetingImport(BySystem, frozen=True, kw_only=True):
    """Lays a meeting out from the file that another server made of it."""

    name: ClassVar[str] = "meeting.bring"
    code: str
    file: MeetingFile


def import_meeting(draft: Draft, command: MeetingImport) -> None:
    """Lays out a meeting from a file. It has been closed: nobody of those who were there comes with it."""
    if draft.singleton("meeting") is not None:
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


RULES: Rules = {
    MeetingImport: import_meeting,
}

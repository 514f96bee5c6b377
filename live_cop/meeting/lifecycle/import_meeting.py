"""Importing a meeting from a file that another server exported."""

from typing import Any, ClassVar

from msgspec import UNSET
from msgspec.structs import replace

from ..audience import CHAIR, EVERYONE
from ..change import to_the_minute
from ..command import BySystem
from ..display import pictures
from ..draft import Draft, Rules
from ..records.display import Board
from ..records.photos import Photo
from ..records.report_texts import Resource
from ..records.wall import Note
from ..refusal import Refusal
from .meeting_file import KINDS, MeetingFile


class MeetingImport(BySystem, frozen=True, kw_only=True):
    """Creates a meeting with this code from a file."""

    name: ClassVar[str] = "meeting.bring"
    code: str
    file: MeetingFile


def import_meeting(draft: Draft, command: MeetingImport) -> None:
    """Creates a closed meeting from a file. The people who took part are not in the file.

    Raises Refusal `meeting_exists` or `pictures_full`.
    """
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
            closing_at=UNSET,
            locked=False,
            paused=False,
            slow=None,
            hold=False,
            practice=False,
        )
    )
    draft.put(Board())
    report_audience = EVERYONE if file.report.published else CHAIR
    draft.put(file.report, audience=report_audience)
    draft.put(file.brought)
    for id in sorted(file.picture, key=lambda id: (file.snapshot[id].taken_at, id)):
        content = file.picture[id]
        notes = [(note, _to_the_minute(each)) for note, each in content.notes]
        photos = [(photo, _to_the_minute(each)) for photo, each in content.photos]
        pictures.add(draft, id, replace(content, notes=notes, photos=photos))
    for kind in KINDS:
        if kind == "picture":
            continue
        audience = report_audience if kind in ("recommendation", "resource") else ""
        for id, record in getattr(file, kind).items():
            shared = isinstance(record, Resource) and record.shared
            draft.put(_to_the_minute(record), id, audience=EVERYONE if shared else audience)


def _to_the_minute(record: Any) -> Any:
    """The record without finer times of notes, which files of older versions have."""
    if isinstance(record, Note | Photo):
        return replace(record, at=to_the_minute(record.at))
    return record


RULES: Rules = {
    MeetingImport: import_meeting,
}

"""What is recorded of a meeting: the group decides, everyone sees the decision, and it rules what is kept."""

from typing import ClassVar

from msgspec.structs import replace

from ..command import ByChair
from ..draft import Draft, Rules
from ..records import RECORDS
from ..records.base import RecordingMode
from ..refusal import Refusal
from ..texts.text import TITLE_LENGTH, clean


class MeetingRecord(ByChair, frozen=True, kw_only=True):
    """`words` is the group's own wording of its decision, for everyone to read."""

    name: ClassVar[str] = "meeting.record"
    keeps: RecordingMode
    words: str = ""


#: What everyone reads, unless the group has its own wording.
WORDING: dict[RecordingMode, str] = {
    "pictures": "Notes are anonymous",
    "notes": "Notes only, no pictures",
    "steps": "Nothing but the next steps",
}


def set_recording_mode(draft: Draft, command: MeetingRecord) -> None:
    """Stores what the group decided, before or during the meeting. Raises Refusal `too_long`."""
    wording = clean(command.words, TITLE_LENGTH) or WORDING[command.keeps]
    draft.put(replace(draft.singleton("meeting"), keeps=command.keeps, recording=wording))


def takes_pictures(draft: Draft) -> bool:
    """Whether the group allows snapshots."""
    return bool(draft.singleton("meeting").keeps == "pictures")


def check_pictures(draft: Draft) -> None:
    """Raises Refusal `no_pictures` if the group does not allow snapshots."""
    if not takes_pictures(draft):
        raise Refusal("no_pictures")


def kinds_not_kept(mode: RecordingMode) -> frozenset[str]:
    """The kinds of record that are destroyed when the meeting closes in this recording mode."""
    return frozenset(kind for kind, record in RECORDS.items() if mode not in record.kept_in)


def on_close(draft: Draft) -> None:
    """Deletes the records that the group does not want kept."""
    kinds = kinds_not_kept(draft.singleton("meeting").keeps)
    for kind in kinds:
        for id in list(draft.of_kind(kind)):
            draft.drop(kind, id)
    for id, zone in draft.of_kind("zone").items():
        if zone.scale and draft.get("scale", zone.scale) is None:
            draft.put(replace(zone, scale=None), id)
    for id, section in draft.of_kind("section").items():
        if section.scale and draft.get("scale", section.scale) is None:
            draft.put(replace(section, scale=None), id)


RULES: Rules = {
    MeetingRecord: set_recording_mode,
}

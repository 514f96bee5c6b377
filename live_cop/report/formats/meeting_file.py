"""The whole meeting as a file (JSON) that another live_cop reads: the same report comes out of it there.

It holds what a report may say and nothing else, so it is made by the same rules: see `compile`.
"""

from typing import Any

import msgspec
from msgspec.structs import replace

from ...meeting.meeting_file import KINDS, MeetingFile
from ...meeting.records.display import Picture
from ...meeting.records.imported import Imported, ImportedCount
from ...meeting.records.report_texts import ReportWords
from ...meeting.records.rounds import Round
from ...meeting.state import State
from ..breadth import Breadth
from ..compile import NO_CONTACTS, ContactFacts, compile, is_on_wall, voices_heard


def write(state: State, now: int, contacts: ContactFacts = NO_CONTACTS) -> bytes:
    """The meeting as it stands at `now` (UTC milliseconds). Who may be named said so to this server alone, so names are
    not in the file."""
    report = compile(state, now, contacts)
    people, breadth = report.people, report.breadth or Breadth(None, [], [])
    records: dict[str, Any] = {kind: dict(state.public(kind)) for kind in KINDS}
    meeting = state.get("meeting", "meeting")
    if meeting.keeps == "steps":
        for kind in ("note", "group", "scale", "hopes"):
            records[kind] = {}
    if meeting.keeps != "pictures":
        records["snapshot"] = {}
    # The chair's side has these before the report is shared; whoever may read the file may read them too.
    for kind in ("recommendation", "resource"):
        records[kind] = dict(state.of_kind(kind))
    records["scale"] = {id: scale for id, scale in records["scale"].items() if scale.state != "draft"}
    records["round"] = {id: _in_all(each) for id, each in records["round"].items() if voices_heard(each) is not None}
    # What a snapshot froze is sent to no screen; it holds what everyone could see at its time.
    pictures = {id: state.get("picture", id) for id in records["snapshot"]}
    records["picture"] = {id: _still_there(state, picture) for id, picture in pictures.items() if picture is not None}
    file = MeetingFile(
        revision=state.revision,
        meeting=replace(meeting, join_code=msgspec.UNSET, code=""),
        report=state.get("report", "report") or ReportWords(),
        brought=Imported(
            at=now,
            total=people.total,
            room=people.room,
            remote=people.remote,
            removed=report.left_out.notes,
            how_many_organisations=breadth.organisation_count,
            organisations=[ImportedCount(*each) for each in breadth.organisations],
            kinds=[ImportedCount(*each) for each in breadth.kinds],
        ),
        **records,
    )
    return msgspec.json.encode(file)


def _in_all(heard: Round) -> Round:
    """A round without how many of its voices were where: the report tells only how many there were."""
    return replace(heard, heard_room=heard.heard_room + heard.heard_remote, heard_remote=0)


def _still_there(state: State, picture: Picture) -> Picture:
    """A picture without what has been taken away since."""
    notes = [(id, note) for id, note in picture.notes if is_on_wall(state, id)]
    return replace(
        picture,
        notes=notes,
        gone=picture.gone + len(picture.notes) - len(notes),
        scales=[(id, scale) for id, scale in picture.scales if state.get("scale", id) is not None],
        steps=[(id, step) for id, step in picture.steps if state.get("step", id) is not None],
    )

"""Exports a whole meeting as a file, from which another live_cop makes the same report: as JSON with everything in it,
or as JSON for an archive with the pictures and files beside it.

The file contains only what a report may contain, by the rules of `compile`.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec.structs import replace

from ...meeting.contacts.breadth import Breadth
from ...meeting.display import pictures
from ...meeting.display.pictures import PictureContent
from ...meeting.display.slides import shown_pages
from ...meeting.lifecycle.meeting_file import KINDS, Image, MeetingFile, files_of, pictures_of
from ...meeting.records.lifecycle import Imported, ImportedCount
from ...meeting.records.report_texts import ReportWords
from ...meeting.state import State
from ..compile import NO_CONTACTS, ContactFacts, compile
from ..from_records import is_on_wall, voices_heard


def write(
    state: State, now: int, contacts: ContactFacts = NO_CONTACTS, parts: Mapping[str, bytes] = MappingProxyType({})
) -> bytes:
    """The meeting as it is at `now` (UTC milliseconds), with those pictures and files that are in `parts`, by their
    addresses."""
    file = _file(state, now, contacts, parts)
    shown = {each.picture: each for each in pictures_of(file)}
    images = {
        address: Image(media="image/webp", width=each.width, height=each.height, data=parts[address])
        for address, each in sorted(shown.items())
    }
    files = {address: parts[address] for address in sorted({each.digest for each in files_of(file)})}
    return msgspec.json.encode(replace(file, images=images, files=files))


def write_beside(state: State, now: int, contacts: ContactFacts, stored: Collection[str]) -> tuple[bytes, list[str]]:
    """The meeting as JSON for an archive, and the addresses of what belongs beside it, of those that are `stored`."""
    file = _file(state, now, contacts, stored)
    addresses = {each.picture for each in pictures_of(file)} | {each.digest for each in files_of(file)}
    return msgspec.json.encode(file), sorted(addresses)


def _file(state: State, now: int, contacts: ContactFacts, stored: Collection[str]) -> MeetingFile:
    """The file without pictures. Names from the attendance list are left out, since people agreed to be named by this
    server only."""
    report = compile(state, now, contacts)
    breadth = report.breadth or Breadth()
    # In the order of ids: that of writing is nobody's business.
    records: dict[str, Any] = {kind: dict(sorted(state.public(kind).items())) for kind in KINDS}
    meeting = state.get("meeting", "meeting")
    if meeting.keeps == "steps":
        for kind in ("note", "group", "scale", "hopes"):
            records[kind] = {}
    if meeting.keeps != "pictures":
        records["snapshot"] = records["photo"] = {}
    records["photo"] = {id: photo for id, photo in records["photo"].items() if photo.picture in stored}
    # Of slides only the pages that everyone has seen, although nobody sees two at once.
    records["slide"] = pages = shown_pages(state)
    if not pages or any(page.picture not in stored for page in pages.values()):
        records["slides"] = records["slide"] = {}
    else:
        records["slides"] = {"slides": replace(state.get("slides", "slides"), pages=len(pages), page=1)}
    # Before the report is shared only the chair's side sees these, but a reader of the file may read them.
    for kind in ("recommendation", "resource"):
        records[kind] = dict(sorted(state.of_kind(kind).items()))
    records["resource"] = {
        id: each if each.file is None or each.file.digest in stored else replace(each, file=None)
        for id, each in records["resource"].items()
    }
    records["scale"] = {id: scale for id, scale in records["scale"].items() if scale.state != "draft"}
    # Only about how many people spoke in a round, as in the report.
    records["round"] = {
        id: replace(each, heard_room=voices, heard_remote=0)
        for id, each in records["round"].items()
        if (voices := voices_heard(each)) is not None
    }
    # No screen receives the content of a snapshot; it is what everyone could see at that time.
    records["picture"] = {
        id: _without_removed(state, content, stored)
        for id, content in pictures.contents(state, records["snapshot"].keys()).items()
    }
    return MeetingFile(
        revision=state.revision,
        meeting=replace(meeting, join_code=msgspec.UNSET, code=""),
        report=state.get("report", "report") or ReportWords(),
        brought=Imported(
            at=now,
            total=breadth.people.total,
            room=breadth.people.room,
            remote=breadth.people.remote,
            removed=report.left_out.notes,
            how_many_organisations=breadth.organisation_count,
            organisations=[ImportedCount(*each) for each in breadth.organisations],
            kinds=[ImportedCount(*each) for each in breadth.kinds],
        ),
        **records,
    )


def _without_removed(state: State, picture: PictureContent, stored: Collection[str]) -> PictureContent:
    """A picture without what has been removed since."""
    notes = [(id, note) for id, note in picture.notes if is_on_wall(state, id)]
    return replace(
        picture,
        notes=notes,
        photos=[(id, photo) for id, photo in picture.photos if state.get("photo", id) and photo.picture in stored],
        gone=picture.gone + len(picture.notes) - len(notes),
        scales=[(id, scale) for id, scale in picture.scales if state.get("scale", id) is not None],
        steps=[(id, step) for id, step in picture.steps if state.get("step", id) is not None],
    )

"""Snapshots: a frozen picture of what everyone could see, with a title and a caption."""

from msgspec import UNSET
from msgspec.structs import replace

from . import recording
from .changes import EVERYONE
from .commands import snapshots as c
from .draft import Draft
from .order import next_order, ordered, put_at
from .present import present
from .records import Picture, Snapshot
from .refusal import Refusal
from .text import CAPTION_LENGTH, TITLE_LENGTH, clean, required
from .together import grown

MOST_SNAPSHOTS = 200


def take(draft: Draft, command: c.SnapshotTake) -> None:
    recording.check_pictures(draft)
    now = present(draft.all("section"))
    title = clean(command.title, TITLE_LENGTH)
    if not title:
        title = draft.get("section", now).title if now else draft.one("meeting").title
    if len(draft.all("snapshot")) >= MOST_SNAPSHOTS:
        raise Refusal("too_many")
    id = freeze(draft, title=title, caption=clean(command.caption, CAPTION_LENGTH, lines=True), section=now)
    draft.result = {"snapshot": id}


def freeze(draft: Draft, *, title: str, caption: str = "", section: str | None = None, auto: bool = False) -> str:
    """Keeps the wall, the scales and the agenda as they are now. A removed note is a record of another kind, and
    drafts of scales and hidden notes are not for everyone, so none of them can get in."""
    id = draft.new_id("p")
    snapshots, zones, notes = draft.all("snapshot"), ordered(draft.all("zone")), draft.shown("note")
    filled = {note.zone for note in notes.values()}
    draft.put(
        Snapshot(
            title=title,
            caption=caption,
            taken_at=draft.now,
            section=section,
            auto=auto,
            order=next_order(snapshots),
            zones=[zone for zone, _ in zones if zone in filled],
        ),
        id,
    )
    draft.put(
        Picture(
            zones=zones,
            groups=ordered(draft.all("group")),
            notes=list(notes.items()),
            scales=[(id, scale) for id, scale in ordered(draft.all("scale")) if scale.state != "draft"],
            sections=ordered(draft.all("section")),
            steps=ordered(draft.all("step")),
        ),
        id,
    )
    return id


def edit(draft: Draft, command: c.SnapshotEdit) -> None:
    snapshot, was = draft.find("snapshot", command.snapshot), command.was
    if command.title is not UNSET:
        title = grown(snapshot.title, command.title, was.get("title"), TITLE_LENGTH)
        snapshot = replace(snapshot, title=required(title, TITLE_LENGTH))
    if command.caption is not UNSET:
        caption = grown(snapshot.caption, command.caption, was.get("caption"), CAPTION_LENGTH, lines=True)
        snapshot = replace(snapshot, caption=caption)
    if command.left_out is not UNSET:
        snapshot = replace(snapshot, left_out=command.left_out)
    if command.crop is not UNSET:
        snapshot = replace(snapshot, crop=_crop(snapshot, command.crop))
    draft.put(snapshot, command.snapshot, audience=EVERYONE)


def _crop(snapshot: Snapshot, zones: list[str] | None) -> list[str] | None:
    """The chosen zones in the order of the wall; None where they are all there are."""
    if zones is None:
        return None
    if not set(zones) <= set(snapshot.zones):
        raise Refusal("not_in_picture")
    chosen = [zone for zone in snapshot.zones if zone in zones]
    return None if chosen == snapshot.zones else chosen


def move(draft: Draft, command: c.SnapshotMove) -> None:
    put_at(draft, "snapshot", command.snapshot, command.to)


def remove(draft: Draft, command: c.SnapshotRemove) -> None:
    draft.find("snapshot", command.snapshot)
    draft.drop("picture", command.snapshot)
    draft.drop("snapshot", command.snapshot)


RULES = {
    c.SnapshotTake: take,
    c.SnapshotEdit: edit,
    c.SnapshotMove: move,
    c.SnapshotRemove: remove,
}

"""Snapshots: a frozen picture of what everyone could see, with a title and a caption."""

from msgspec import UNSET
from msgspec.structs import replace

from . import recording
from .changes import EVERYONE
from .commands import snapshots as c
from .draft import Draft
from .order import next_order, ordered
from .present import present
from .records import Picture, Snapshot
from .refusal import Refusal
from .text import CAPTION_LENGTH, TITLE_LENGTH, clean, required

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
    snapshots = draft.all("snapshot")
    draft.put(
        Snapshot(
            title=title,
            caption=caption,
            taken_at=draft.now,
            section=section,
            auto=auto,
            order=next_order(snapshots),
        ),
        id,
    )
    draft.put(
        Picture(
            zones=ordered(draft.all("zone")),
            groups=ordered(draft.all("group")),
            notes=list(draft.shown("note").items()),
            scales=[(id, scale) for id, scale in ordered(draft.all("scale")) if scale.state != "draft"],
            sections=ordered(draft.all("section")),
            steps=ordered(draft.all("step")),
        ),
        id,
    )
    return id


def edit(draft: Draft, command: c.SnapshotEdit) -> None:
    snapshot = draft.find("snapshot", command.snapshot)
    if command.title is not UNSET:
        snapshot = replace(snapshot, title=required(command.title, TITLE_LENGTH))
    if command.caption is not UNSET:
        snapshot = replace(snapshot, caption=clean(command.caption, CAPTION_LENGTH, lines=True))
    draft.put(snapshot, command.snapshot, audience=EVERYONE)


def remove(draft: Draft, command: c.SnapshotRemove) -> None:
    draft.find("snapshot", command.snapshot)
    draft.drop("picture", command.snapshot)
    draft.drop("snapshot", command.snapshot)


RULES = {
    c.SnapshotTake: take,
    c.SnapshotEdit: edit,
    c.SnapshotRemove: remove,
}

"""Snapshots: what everyone could see at one moment, with a title and a caption for the report."""

from typing import Annotated, ClassVar

from msgspec import UNSET, Meta, UnsetType, field
from msgspec.structs import replace

from ..audience import EVERYONE
from ..command import AllowedAfterClose, Command, PlaceInList
from ..draft import Draft, Rules
from ..ordering import move_to, next_order, ordered
from ..records.agenda import current_section
from ..records.display import Snapshot
from ..records.scales import Scale
from ..refusal import Refusal
from ..safety import recording_consent
from ..texts.text import CAPTION_LENGTH, TITLE_LENGTH, clean, required
from ..texts.text_merge import merged_with
from . import pictures
from .pictures import PictureContent


class SnapshotTake(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "snapshot.take"
    title: str = ""
    caption: str = ""


class SnapshotEdit(AllowedAfterClose, frozen=True, kw_only=True):
    """`crop` and `scale_crop` are the zones and scales that the report shows, None for all; `was` is as in
    report_texts.py."""

    name: ClassVar[str] = "snapshot.edit"
    snapshot: str
    title: str | UnsetType = UNSET
    caption: str | UnsetType = UNSET
    left_out: bool | UnsetType = UNSET
    crop: Annotated[list[str], Meta(min_length=1, max_length=40)] | None | UnsetType = UNSET
    scale_crop: Annotated[list[str], Meta(max_length=30)] | None | UnsetType = UNSET
    was: dict[str, str] = field(default_factory=dict)


class SnapshotMove(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "snapshot.move"
    snapshot: str
    to: PlaceInList


class SnapshotRemove(AllowedAfterClose, frozen=True, kw_only=True):
    name: ClassVar[str] = "snapshot.remove"
    snapshot: str


MOST_SNAPSHOTS = 200


def take(draft: Draft, command: SnapshotTake) -> None:
    """Takes a snapshot, by default with the title of the section.

    Raises Refusal `no_pictures`, `too_many` or `pictures_full`."""
    recording_consent.check_pictures(draft)
    section = current_section(draft.of_kind("section"))
    title = clean(command.title, TITLE_LENGTH)
    if not title:
        title = draft.get("section", section).title if section else draft.singleton("meeting").title
    id = _freeze(draft, title=title, caption=clean(command.caption, CAPTION_LENGTH, lines=True), section=section)
    draft.result = {"snapshot": id}


def edit(draft: Draft, command: SnapshotEdit) -> None:
    snapshot, was = draft.require("snapshot", command.snapshot), command.was
    if command.title is not UNSET:
        title = merged_with(snapshot.title, command.title, was.get("title"), TITLE_LENGTH)
        snapshot = replace(snapshot, title=required(title, TITLE_LENGTH))
    if command.caption is not UNSET:
        caption = merged_with(snapshot.caption, command.caption, was.get("caption"), CAPTION_LENGTH, lines=True)
        snapshot = replace(snapshot, caption=caption)
    if command.left_out is not UNSET:
        snapshot = replace(snapshot, left_out=command.left_out)
    if command.crop is not UNSET:
        snapshot = replace(snapshot, crop=_crop(snapshot.zones, command.crop))
    if command.scale_crop is not UNSET:
        snapshot = replace(snapshot, scale_crop=_crop(snapshot.scales, command.scale_crop))
    draft.put(snapshot, command.snapshot, audience=EVERYONE)


def move(draft: Draft, command: SnapshotMove) -> None:
    move_to(draft, "snapshot", command.snapshot, command.to)


def remove(draft: Draft, command: SnapshotRemove) -> None:
    draft.require("snapshot", command.snapshot)
    pictures.remove(draft, command.snapshot)
    draft.drop("snapshot", command.snapshot)


def take_automatically(draft: Draft, *, title: str, section: str | None = None) -> None:
    """Takes a snapshot at the end of a section or of the meeting, where there is room for one more."""
    try:
        _freeze(draft, title=title, caption="", section=section, auto=True)
    except Refusal:
        # It is full, and the section ends all the same.
        return


def _freeze(draft: Draft, *, title: str, caption: str, section: str | None, auto: bool = False) -> str:
    """Stores the wall, the scales and the agenda as they are now, and returns the snapshot's id.

    Only what everyone sees goes in: no removed note, which is a record of another kind, no hidden note, and no draft
    of a scale. Raises Refusal `too_many` or `pictures_full`, before anything is written.

    The report shows of it the part that is in progress: its zones with those of the whole meeting, and its scales. A
    part without notes shows everything. The chair can change that.
    """
    snapshots = draft.of_kind("snapshot")
    if len(snapshots) >= MOST_SNAPSHOTS:
        raise Refusal("too_many")
    scales = [(id, scale) for id, scale in ordered(draft.of_kind("scale")) if scale.state != "draft"]
    content = _content(draft, scales)
    id = draft.new_id("p")
    pictures.add(draft, id, content)
    filled = {note.zone for _, note in content.notes} | {photo.zone for _, photo in content.photos}
    filled_zones = [(id, zone) for id, zone in content.zones if id in filled]
    of_part = [id for id, zone in filled_zones if zone.section in (section, None)]
    draft.put(
        Snapshot(
            title=title,
            caption=caption,
            # No two snapshots have the same time, so their times alone tell their order.
            taken_at=max(draft.now, max((each.taken_at for each in snapshots.values()), default=0) + 1),
            section=section,
            auto=auto,
            order=next_order(snapshots),
            zones=[id for id, _ in filled_zones],
            crop=of_part if section and 0 < len(of_part) < len(filled_zones) else None,
            scales=[id for id, _ in scales],
            scale_crop=_scales_of_part(draft, section, scales),
        ),
        id,
    )
    return id


def _content(draft: Draft, scales: list[tuple[str, Scale]]) -> PictureContent:
    """What a snapshot shows of the meeting as it is now, with these scales."""
    return PictureContent(
        zones=[(id, replace(zone, can_vote=0)) for id, zone in ordered(draft.of_kind("zone"))],
        groups=ordered(draft.of_kind("group")),
        # In the order of ids: that of writing is nobody's business.
        notes=sorted(draft.public("note").items()),
        # A picture outlasts the meeting, and how many people were here does not.
        scales=[(id, replace(scale, asked=0)) for id, scale in scales],
        sections=ordered(draft.of_kind("section")),
        steps=ordered(draft.public("step")),
        photos=sorted(draft.public("photo").items()),
    )


def _scales_of_part(draft: Draft, section: str | None, scales: list[tuple[str, Scale]]) -> list[str] | None:
    """The scales that were opened in this part, that it opens, or that are open; None if they are all of them."""
    if section is None:
        return None
    own = draft.get("section", section).scale
    chosen = [id for id, scale in scales if scale.section == section or id == own or scale.state == "open"]
    return None if len(chosen) == len(scales) else chosen


def leave_out_empty_zones(draft: Draft) -> None:
    """Removes zones from snapshots that have no note left in their pictures, after text was erased."""
    for id, filled in pictures.filled_zones(draft).items():
        snapshot = draft.get("snapshot", id)
        snapshot = replace(snapshot, zones=[zone for zone in snapshot.zones if zone in filled])
        if snapshot.crop is not None:
            chosen = [zone for zone in snapshot.crop if zone in filled]
            snapshot = replace(snapshot, crop=_crop(snapshot.zones, chosen or None))
        draft.put(snapshot, id)


def _crop(ids: list[str], wanted: list[str] | None) -> list[str] | None:
    """The wanted ones of `ids`, in their order; None if they are all. Raises Refusal `not_in_picture`."""
    if wanted is None:
        return None
    if not set(wanted) <= set(ids):
        raise Refusal("not_in_picture")
    chosen = [id for id in ids if id in wanted]
    return None if chosen == ids else chosen


RULES: Rules = {
    SnapshotTake: take,
    SnapshotEdit: edit,
    SnapshotMove: move,
    SnapshotRemove: remove,
}

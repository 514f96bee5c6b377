"""The zones of the wall: areas with a title and a question each."""

from typing import ClassVar

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from ..breakouts.walls import check_not_in_use, remove_wall
from ..command import Command, PlaceInList
from ..draft import Draft, Rules
from ..ordering import move_to, next_order
from ..records.wall import Color, Zone, ZoneRole
from ..refusal import Refusal
from ..texts.text import PROMPT_LENGTH, TITLE_LENGTH, clean, required
from .unseen_cards import has_seen_cards, move_unseen_cards


class ZoneAdd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.add"
    title: str
    prompt: str = ""
    color: Color = "butter"
    section: str | None = None
    role: ZoneRole | None = None


class ZoneEdit(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.edit"
    undoable: ClassVar[bool] = True
    zone: str
    title: str | UnsetType = UNSET
    prompt: str | UnsetType = UNSET
    color: Color | UnsetType = UNSET
    section: str | None | UnsetType = UNSET
    role: ZoneRole | None | UnsetType = UNSET


class ZoneMove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.move"
    undoable: ClassVar[bool] = True
    zone: str
    to: PlaceInList


class ZoneRemove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "zone.remove"
    zone: str


MOST_ZONES = 40


def add_zone(draft: Draft, command: ZoneAdd) -> None:
    """Adds a zone at the end. Raises Refusal `too_many`, `unknown_section`, `empty` or `too_long`."""
    zones = draft.of_kind("zone")
    if len(zones) >= MOST_ZONES:
        raise Refusal("too_many")
    if command.section is not None:
        draft.require("section", command.section)
    zone = Zone(
        title=required(command.title, TITLE_LENGTH),
        prompt=clean(command.prompt, PROMPT_LENGTH),
        order=next_order(zones),
        color=command.color,
        section=command.section,
        role=command.role,
    )
    id = draft.new_id("z")
    draft.put(zone, id)
    draft.result = {"zone": id}


def edit_zone(draft: Draft, command: ZoneEdit) -> None:
    zone = draft.require("zone", command.zone)
    if command.title is not UNSET:
        zone = replace(zone, title=required(command.title, TITLE_LENGTH))
    if command.prompt is not UNSET:
        zone = replace(zone, prompt=clean(command.prompt, PROMPT_LENGTH))
    if command.color is not UNSET:
        zone = replace(zone, color=command.color)
    if command.section is not UNSET:
        if command.section is not None:
            draft.require("section", command.section)
        zone = replace(zone, section=command.section)
    if command.role is not UNSET:
        zone = replace(zone, role=command.role)
    draft.put(zone, command.zone)


def move_zone(draft: Draft, command: ZoneMove) -> None:
    move_to(draft, "zone", command.zone, command.to)


def remove_zone(draft: Draft, command: ZoneRemove) -> None:
    """Deletes an empty zone. One with notes cannot be deleted, so that no text is lost.

    Raises Refusal `unknown_zone`, `zone_not_empty` or `teams_on`.
    """
    zone = draft.require("zone", command.zone)
    if has_seen_cards(draft, command.zone):
        raise Refusal("zone_not_empty")
    check_not_in_use(draft, command.zone)
    move_unseen_cards(draft, command.zone)
    for id, group in draft.of_kind("group").items():
        if group.zone == command.zone:
            draft.drop("group", id)
    if zone.scale and (scale := draft.get("scale", zone.scale)):
        entry = draft.state.entry("scale", zone.scale)
        draft.put(replace(scale, zone=None), zone.scale, audience=entry.audience if entry else "")
    remove_wall(draft, command.zone)


RULES: Rules = {
    ZoneAdd: add_zone,
    ZoneEdit: edit_zone,
    ZoneMove: move_zone,
    ZoneRemove: remove_zone,
}

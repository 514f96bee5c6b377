"""Named groups of notes within a zone."""

from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from ..command import Command, Fraction
from ..draft import Draft, Rules
from ..ordering import next_order
from ..records.wall import Group
from ..refusal import Refusal
from ..texts.text import TITLE_LENGTH, required
from .cards import cards_of_group, public_card
from .placement import place_in
from .private_writing import refuse_private_zone


class GroupAdd(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "group.add"
    undoable: ClassVar[bool] = True
    zone: str
    title: str
    notes: Annotated[tuple[str, ...], Meta(max_length=500)] = ()
    x: Fraction | None = None
    y: Fraction | None = None


class GroupEdit(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "group.edit"
    undoable: ClassVar[bool] = True
    group: str
    title: str


class GroupMove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "group.move"
    undoable: ClassVar[bool] = True
    group: str
    zone: str | None = None
    x: Fraction | None = None
    y: Fraction | None = None


class GroupRemove(Command, frozen=True, kw_only=True):
    name: ClassVar[str] = "group.remove"
    undoable: ClassVar[bool] = True
    group: str


#: More would be no help to anybody: each has a title to read.
MOST_GROUPS = 500


def add_group(draft: Draft, command: GroupAdd) -> None:
    """Creates a group of these notes, at the place of the first one unless the command gives another.

    Raises Refusal `unknown_zone`, `too_many`, `empty`, `too_long`, `unknown_note` or `writing_alone`.
    """
    draft.require("zone", command.zone)
    if len(draft.of_kind("group")) >= MOST_GROUPS:
        raise Refusal("too_many")
    title = required(command.title, TITLE_LENGTH)
    notes = {id: public_card(draft, id) for id in command.notes}
    if any(note.zone != command.zone for note in notes.values()):
        refuse_private_zone(draft, command.zone)
    first = next(iter(notes.values()), None)
    if command.x is not None and command.y is not None:
        x, y = command.x, command.y
    elif first is not None and first.zone == command.zone:
        x, y = first.x, first.y
    else:
        x, y = place_in(draft, command.zone)
    id = draft.new_id("g")
    draft.put(
        Group(zone=command.zone, title=title, x=round(x, 4), y=round(y, 4), order=next_order(draft.of_kind("group"))),
        id,
    )
    for note_id, note in notes.items():
        draft.put(replace(note, zone=command.zone, group=id), note_id)
    draft.result = {"group": id}


def edit_group(draft: Draft, command: GroupEdit) -> None:
    group = draft.require("group", command.group)
    draft.put(replace(group, title=required(command.title, TITLE_LENGTH)), command.group)


def move_group(draft: Draft, command: GroupMove) -> None:
    """Moves a group with its notes. Raises Refusal `unknown_group`, `unknown_zone` or `writing_alone`."""
    group = draft.require("group", command.group)
    zone = command.zone or group.zone
    draft.require("zone", zone)
    if zone != group.zone:
        refuse_private_zone(draft, zone)
    x = group.x if command.x is None else round(command.x, 4)
    y = group.y if command.y is None else round(command.y, 4)
    draft.put(replace(group, zone=zone, x=x, y=y), command.group)
    if zone != group.zone:
        for id, note in cards_of_group(draft, command.group).items():
            draft.put(replace(note, zone=zone), id)


def remove_group(draft: Draft, command: GroupRemove) -> None:
    """Deletes a group; its notes stay, each at a free place. Raises Refusal `unknown_group`."""
    group = draft.require("group", command.group)
    notes = cards_of_group(draft, command.group)
    draft.drop("group", command.group)
    for id, note in notes.items():
        x, y = place_in(draft, group.zone)
        draft.put(replace(note, group=None, x=x, y=y), id)


RULES: Rules = {
    GroupAdd: add_group,
    GroupEdit: edit_group,
    GroupMove: move_group,
    GroupRemove: remove_group,
}

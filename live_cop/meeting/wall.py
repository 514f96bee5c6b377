"""The wall: zones, and the notes and named groups in them."""

from msgspec import UNSET
from msgspec.structs import asdict, replace

from . import hopes
from .changes import CHAIR, EVERYONE
from .commands import wall as c
from .draft import Draft
from .order import next_order, put_at
from .pace import check_pace
from .placing import free_place
from .records import Group, Mine, Note, Removed, Zone
from .refusal import Refusal
from .sorting import folded_into, unfold
from .team_walls import check_over, check_own, take_down
from .text import NAME_LENGTH, NOTE_LENGTH, PROMPT_LENGTH, TITLE_LENGTH, clean, required
from .visible import is_alone, is_author, is_held, own_note, place_in, shown_note

#: Enough for a conference, and a bound on what one meeting can cost everybody's phone.
MOST_NOTES = 3_000
MOST_ZONES = 40


def add_note(draft: Draft, command: c.NoteAdd) -> None:
    zone = draft.find("zone", command.zone)
    check_own(draft, command.zone)
    if len(draft.all("note")) >= MOST_NOTES:
        raise Refusal("too_many")
    check_pace(draft)
    hopes.one_each(draft, command.zone)
    group = _group_in(draft, command.group, command.zone)
    if command.x is None or command.y is None:
        x, y = place_in(draft, command.zone)
    else:
        x, y = command.x, command.y
    note = Note(
        zone=command.zone,
        text=required(command.text, NOTE_LENGTH, lines=True),
        x=round(x, 4),
        y=round(y, 4),
        color=command.color or zone.color,
        # A note that nobody sees yet is in no group: a group's number of notes would tell.
        group=None if zone.alone else group,
        signed=_signature(command.signed),
        at=draft.now,
        held=True if _is_held_back(draft) and not zone.alone else UNSET,
        alone=True if zone.alone else UNSET,
    )
    id = draft.new_id("n")
    draft.put(note, id, audience=draft.actor.person if zone.alone or is_held(note) else EVERYONE)
    draft.put(Mine(), id, audience=draft.actor.person)
    draft.result = {"note": id}


def edit_note(draft: Draft, command: c.NoteEdit) -> None:
    note = own_note(draft, command.note)
    audience = ""
    if command.text is not UNSET:
        text = required(command.text, NOTE_LENGTH, lines=True)
        if text != note.text and _is_held_back(draft) and draft.audience("note", command.note) == EVERYONE:
            # Other words are a new note to whoever has a look first.
            note, audience = replace(note, held=True), draft.actor.person
        note = replace(note, text=text, edited=note.edited or text != note.text)
    if command.color is not UNSET:
        note = replace(note, color=command.color)
    if command.signed is not UNSET:
        # A name goes on a note by its author's choice only; the chair's side may take one off.
        if command.signed and not is_author(draft, command.note):
            raise Refusal("not_yours")
        note = replace(note, signed=_signature(command.signed))
    if command.sort is not UNSET:
        note = replace(note, sort=command.sort or UNSET)
    draft.put(note, command.note, audience=audience)


def move_note(draft: Draft, command: c.NoteMove) -> None:
    note = own_note(draft, command.note)
    zone = command.zone or note.zone
    draft.find("zone", zone)
    if zone != note.zone:
        check_own(draft, zone)
    if is_alone(draft, command.note, note):
        if zone != note.zone or command.group:
            raise Refusal("writing_alone")
    elif zone != note.zone:
        _not_alone(draft, zone)
    if zone != note.zone and is_author(draft, command.note):
        hopes.one_each(draft, zone)
    group = None if zone != note.zone else note.group
    if command.group is not UNSET:
        group = _group_in(draft, command.group, zone)
    if command.x is not None and command.y is not None:
        x, y = command.x, command.y
    elif zone != note.zone:
        x, y = place_in(draft, zone)
    else:
        x = note.x if command.x is None else command.x
        y = note.y if command.y is None else command.y
    draft.put(replace(note, zone=zone, group=group, x=round(x, 4), y=round(y, 4)), command.note)


def remove_note(draft: Draft, command: c.NoteRemove) -> None:
    """What its author takes back, nobody else sees any more; what the chair's side puts aside, it can bring back."""
    note = own_note(draft, command.note)
    author = is_author(draft, command.note)
    if author and folded_into(draft, command.note):
        # One takes one's own words back, and nobody else's.
        unfold(draft, command.note)
        note = draft.get("note", command.note)
    draft.drop("note", command.note)
    keeper = draft.actor.person if author else CHAIR
    draft.put(Removed(**asdict(note)), command.note, audience=keeper)


def restore_note(draft: Draft, command: c.NoteRestore) -> None:
    note = draft.get("removed", command.note)
    keeper = draft.audience("removed", command.note) or ""
    # What its author took back, only they could bring back.
    if note is None or not draft.actor.sees(keeper):
        raise Refusal("unknown_note")
    zone = draft.get("zone", note.zone)
    if zone is None:
        raise Refusal("unknown_zone")
    alone = bool(zone.alone and keeper != CHAIR)
    fields = asdict(note) | {"held": UNSET, "alone": True if alone else UNSET}
    if note.group and draft.get("group", note.group) is None:
        fields["group"] = None
    draft.drop("removed", command.note)
    draft.put(Note(**fields), command.note, audience=keeper if alone else EVERYONE)


def add_group(draft: Draft, command: c.GroupAdd) -> None:
    draft.find("zone", command.zone)
    title = required(command.title, TITLE_LENGTH)
    notes = {id: shown_note(draft, id) for id in command.notes}
    if any(note.zone != command.zone for note in notes.values()):
        _not_alone(draft, command.zone)
    first = next(iter(notes.values()), None)
    if command.x is not None and command.y is not None:
        x, y = command.x, command.y
    elif first is not None and first.zone == command.zone:
        x, y = first.x, first.y
    else:
        x, y = place_in(draft, command.zone)
    id = draft.new_id("g")
    draft.put(
        Group(zone=command.zone, title=title, x=round(x, 4), y=round(y, 4), order=next_order(draft.all("group"))), id
    )
    for note_id, note in notes.items():
        draft.put(replace(note, zone=command.zone, group=id), note_id)
    draft.result = {"group": id}


def edit_group(draft: Draft, command: c.GroupEdit) -> None:
    group = draft.find("group", command.group)
    draft.put(replace(group, title=required(command.title, TITLE_LENGTH)), command.group)


def move_group(draft: Draft, command: c.GroupMove) -> None:
    group = draft.find("group", command.group)
    zone = command.zone or group.zone
    draft.find("zone", zone)
    if zone != group.zone:
        _not_alone(draft, zone)
    x = group.x if command.x is None else round(command.x, 4)
    y = group.y if command.y is None else round(command.y, 4)
    draft.put(replace(group, zone=zone, x=x, y=y), command.group)
    if zone != group.zone:
        for id, note in _notes_of(draft, command.group).items():
            draft.put(replace(note, zone=zone), id)


def remove_group(draft: Draft, command: c.GroupRemove) -> None:
    """The group goes, its notes stay: each finds a free place of its own."""
    group = draft.find("group", command.group)
    taken = [(note.x, note.y) for note in draft.shown("note").values() if note.zone == group.zone and not note.group]
    for id, note in _notes_of(draft, command.group).items():
        x, y = free_place(taken)
        taken.append((x, y))
        draft.put(replace(note, group=None, x=x, y=y), id)
    draft.drop("group", command.group)


def add_zone(draft: Draft, command: c.ZoneAdd) -> None:
    zones = draft.all("zone")
    if len(zones) >= MOST_ZONES:
        raise Refusal("too_many")
    if command.section is not None:
        draft.find("section", command.section)
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


def edit_zone(draft: Draft, command: c.ZoneEdit) -> None:
    zone = draft.find("zone", command.zone)
    if command.title is not UNSET:
        zone = replace(zone, title=required(command.title, TITLE_LENGTH))
    if command.prompt is not UNSET:
        zone = replace(zone, prompt=clean(command.prompt, PROMPT_LENGTH))
    if command.color is not UNSET:
        zone = replace(zone, color=command.color)
    if command.section is not UNSET:
        if command.section is not None:
            draft.find("section", command.section)
        zone = replace(zone, section=command.section)
    if command.role is not UNSET:
        zone = replace(zone, role=command.role)
    draft.put(zone, command.zone)


def move_zone(draft: Draft, command: c.ZoneMove) -> None:
    put_at(draft, "zone", command.zone, command.to)


def remove_zone(draft: Draft, command: c.ZoneRemove) -> None:
    """Only an empty zone goes, so that no word is ever lost with it."""
    zone = draft.find("zone", command.zone)
    if any(note.zone == command.zone for note in draft.all("note").values()):
        raise Refusal("zone_not_empty")
    check_over(draft, command.zone)
    for id, group in draft.all("group").items():
        if group.zone == command.zone:
            draft.drop("group", id)
    if zone.scale and (scale := draft.get("scale", zone.scale)):
        entry = draft.state.entry("scale", zone.scale)
        draft.put(replace(scale, zone=None), zone.scale, audience=entry.audience if entry else "")
    take_down(draft, command.zone)


def _group_in(draft: Draft, group: str | None, zone: str) -> str | None:
    if group is None:
        return None
    if draft.find("group", group).zone != zone:
        raise Refusal("unknown_group")
    return group


def _notes_of(draft: Draft, group: str) -> dict[str, Note]:
    return {id: note for id, note in draft.all("note").items() if note.group == group}


def _not_alone(draft: Draft, zone: str) -> None:
    """Nothing is moved to where people write alone: it would be the only thing that all can see, or vanish."""
    if draft.get("zone", zone).alone:
        raise Refusal("writing_alone")


def _is_held_back(draft: Draft) -> bool:
    """Whether what this actor writes waits for a look first."""
    return draft.one("meeting").hold and not draft.actor.chairs


def _signature(signed: str | None) -> str | None:
    return clean(signed, NAME_LENGTH) or None if signed else None


RULES = {
    c.NoteAdd: add_note,
    c.NoteEdit: edit_note,
    c.NoteMove: move_note,
    c.NoteRemove: remove_note,
    c.NoteRestore: restore_note,
    c.GroupAdd: add_group,
    c.GroupEdit: edit_group,
    c.GroupMove: move_group,
    c.GroupRemove: remove_group,
    c.ZoneAdd: add_zone,
    c.ZoneEdit: edit_zone,
    c.ZoneMove: move_zone,
    c.ZoneRemove: remove_zone,
}

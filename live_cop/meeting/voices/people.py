"""The people in the meeting: their name, their place (in the room or remote), and their marker.

A marker is a colour and an animal, by which a person who gives no name can be called.
"""

from typing import ClassVar, Literal

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from ..breakouts import breakouts
from ..command import AllowedWhilePaused, BySystem
from ..draft import Draft, Rules
from ..records.voices import Person, Place
from ..refusal import Refusal
from ..texts.text import NAME_LENGTH, clean
from . import rounds


class PersonEdit(AllowedWhilePaused, frozen=True, kw_only=True):
    """Changes the actor's name ("" removes it), place, or whether they are new here."""

    name: ClassVar[str] = "person.edit"
    open_only: ClassVar[bool] = False
    # `name` is the name of the command in this class, so the field `name` of the wire has another one here.
    called: str | UnsetType = msgspec.field(default=UNSET, name="name")
    place: Place | UnsetType = UNSET
    newcomer: bool | UnsetType = UNSET


class PersonMarker(AllowedWhilePaused, frozen=True, kw_only=True):
    """Gives the actor another marker."""

    name: ClassVar[str] = "person.marker"
    open_only: ClassVar[bool] = False


class PersonJoin(BySystem, frozen=True, kw_only=True):
    name: ClassVar[str] = "person.join"
    person: str
    place: Place
    called: str = ""
    newcomer: bool = False
    role: Literal["participant", "helper", "chair"] = "participant"


class PersonArrive(BySystem, frozen=True, kw_only=True):
    name: ClassVar[str] = "person.arrive"
    person: str


class PersonLeave(BySystem, frozen=True, kw_only=True):
    name: ClassVar[str] = "person.leave"
    person: str


_COLORS = (
    "Amber", "Azure", "Bronze", "Cedar", "Cherry", "Copper", "Coral", "Cream", "Crimson", "Emerald", "Fern", "Ginger",
    "Golden", "Heather", "Hazel", "Indigo", "Ivory", "Jade", "Lemon", "Lilac", "Lime", "Maple", "Mint", "Olive",
    "Opal", "Pearl", "Plum", "Ruby", "Russet", "Saffron", "Scarlet", "Silver", "Teal", "Umber", "Violet",
)  # fmt: skip
_ANIMALS = (
    "Badger", "Bear", "Beaver", "Crane", "Curlew", "Deer", "Dove", "Falcon", "Finch", "Fox", "Hare", "Hawk", "Heron",
    "Kestrel", "Kite", "Lark", "Linnet", "Lynx", "Magpie", "Marten", "Mole", "Newt", "Otter", "Owl", "Plover",
    "Puffin", "Raven", "Robin", "Salmon", "Seal", "Sparrow", "Squirrel", "Stoat", "Swan", "Swift", "Thrush", "Toad",
    "Trout", "Vole", "Wren",
)  # fmt: skip


def join(draft: Draft, command: PersonJoin) -> None:
    """Adds a person. A person who joins again may change name and place, and keeps the marker.

    Raises Refusal `unknown_meeting` (closed), `kept_out` (banned), `locked` or `too_long`.
    """
    meeting = draft.singleton("meeting")
    if command.role == "participant" and meeting.state == "closed":
        raise Refusal("unknown_meeting")
    if draft.get("kept_out", command.person) is not None:
        raise Refusal("kept_out")
    before = draft.get("person", command.person)
    if command.role == "participant" and meeting.locked and before is None:
        raise Refusal("locked")
    name = clean(command.called, NAME_LENGTH)
    person = Person(
        place=command.place,
        online=before.online if before else False,
        marker=before.marker if before else _marker(draft),
        role=command.role,
        name=name or UNSET,
        newcomer=command.newcomer or UNSET,
    )
    draft.put(person, command.person)


def edit(draft: Draft, command: PersonEdit) -> None:
    person = draft.require("person", draft.actor.person)
    if command.called is not UNSET:
        person = replace(person, name=clean(command.called, NAME_LENGTH) or UNSET)
    if command.place is not UNSET:
        person = replace(person, place=command.place)
    if command.newcomer is not UNSET:
        person = replace(person, newcomer=command.newcomer or UNSET)
    draft.put(person, draft.actor.person)


def change_marker(draft: Draft, command: PersonMarker) -> None:
    """Gives the actor another marker that nobody has. Raises Refusal `unknown_person`."""
    marker = _marker(draft)
    draft.put(replace(draft.require("person", draft.actor.person), marker=marker), draft.actor.person)
    draft.result = {"marker": marker}


def arrive(draft: Draft, command: PersonArrive) -> None:
    """A person's first connection was opened: they join a current round and small groups."""
    person = draft.require("person", command.person)
    if draft.get("kept_out", command.person) is not None:
        return
    draft.put(replace(person, online=True), command.person)
    rounds.join(draft, command.person)
    breakouts.seat_arrival(draft, command.person)


def leave(draft: Draft, command: PersonLeave) -> None:
    """A person's last connection was lost. Guests have none to lose."""
    person = draft.require("person", command.person)
    if person.guest is not True:
        draft.put(replace(person, online=False), command.person)


def _marker(draft: Draft) -> str:
    """A colour and an animal that nobody has yet, or a number once all pairs are taken."""
    taken = {person.marker for person in draft.of_kind("person").values()}
    pairs = len(_COLORS) * len(_ANIMALS)
    # By chance, so that a marker says nothing about when somebody joined.
    start = draft.chance("marker", pairs)
    # The factor has no divisor in common with the number of pairs, so every pair comes once before any comes twice.
    for place in range(pairs):
        color, animal = divmod((start + place) * 1_013 % pairs, len(_ANIMALS))
        marker = f"{_COLORS[color]} {_ANIMALS[animal]}"
        if marker not in taken:
            return marker
    return f"Guest {len(taken) + 1}"


RULES: Rules = {
    PersonEdit: edit,
    PersonMarker: change_marker,
    PersonJoin: join,
    PersonArrive: arrive,
    PersonLeave: leave,
}

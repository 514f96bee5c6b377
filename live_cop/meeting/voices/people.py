"""Who is here, where they sit, and the friendly marker by which someone without a name can be called."""

from typing import ClassVar, Literal

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from .. import breakouts
from ..command import AllowedWhilePaused, BySystem
from ..draft import Draft, Rules
from ..records.people import Person, Place
from ..refusal import Refusal
from ..text import NAME_LENGTH, clean
from . import rounds


class PersonEdit(AllowedWhilePaused, frozen=True, kw_only=True):
    """Changes one's own name ("" takes it away), place, or whether one is new here."""

    name: ClassVar[str] = "person.edit"
    open_only: ClassVar[bool] = False
    # `name` is this class's own word for the command, so the field carries another one here.
    called: str | UnsetType = msgspec.field(default=UNSET, name="name")
    place: Place | UnsetType = UNSET
    newcomer: bool | UnsetType = UNSET


class PersonMarker(AllowedWhilePaused, frozen=True, kw_only=True):
    """Another friendly marker, because one does not like one's own."""

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
    """Somebody comes in. The same person may come in again, with another name or place, and keeps the marker."""
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


def another_marker(draft: Draft, command: PersonMarker) -> None:
    """Another marker that nobody here has."""
    marker = _marker(draft)
    draft.put(replace(draft.require("person", draft.actor.person), marker=marker), draft.actor.person)
    draft.result = {"marker": marker}


def arrive(draft: Draft, command: PersonArrive) -> None:
    person = draft.require("person", command.person)
    if draft.get("kept_out", command.person) is not None:
        return
    draft.put(replace(person, online=True), command.person)
    rounds.join(draft, command.person)
    breakouts.seat_arrival(draft, command.person)


def leave(draft: Draft, command: PersonLeave) -> None:
    """A guest chair has no line that could be lost."""
    person = draft.require("person", command.person)
    if person.guest is not True:
        draft.put(replace(person, online=False), command.person)


def _marker(draft: Draft) -> str:
    """A colour and an animal that nobody here has yet. Steps through all pairs, so it ends after the last one."""
    taken = {person.marker for person in draft.of_kind("person").values()}
    pairs = len(_COLORS) * len(_ANIMALS)
    # The step has no factor in common with the number of pairs, so every pair comes once before any comes twice.
    for place in range(pairs):
        color, animal = divmod((draft.revision + place) * 1_013 % pairs, len(_ANIMALS))
        marker = f"{_COLORS[color]} {_ANIMALS[animal]}"
        if marker not in taken:
            return marker
    return f"Guest {len(taken) + 1}"


RULES: Rules = {
    PersonEdit: edit,
    PersonMarker: another_marker,
    PersonJoin: join,
    PersonArrive: arrive,
    PersonLeave: leave,
}

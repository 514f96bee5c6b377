"""The people in the meeting: when they join, arrive and leave, their name, place (room or remote), and marker.

A marker is a colour and an animal, by which a person who gives no name can be called.
"""

from typing import ClassVar, Literal

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from .. import action_log
from ..action_log import LogDetails, Logged
from ..codes import join_code
from ..command import AllowedWhilePaused, BySystem
from ..draft import Draft, Rules
from ..records.voices import Device, Person, Place
from ..refusal import Refusal
from ..state import Index, State
from ..texts.text import NAME_LENGTH, clean
from . import arrivals, presence


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


class PersonCrowd(BySystem, frozen=True, kw_only=True):
    """So many people have joined from one network that others have to wait there."""

    name: ClassVar[str] = "person.crowd"


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


#: People who have joined a meeting, without guests: more than one server carries, so that joining in a loop fills no
#: memory. The chair and helpers always get in.
MOST_PEOPLE = 2_000
#: Milliseconds after which somebody whose screen has not come makes room for another.
SCREEN_WITHIN = 10_000
#: In a meeting with more entries nobody makes room: whoever did leaves an empty entry until the close.
MOST_ENTRIES = 50_000


def join(draft: Draft, command: PersonJoin) -> None:
    """Adds a person, whom others see when they have arrived. A person who joins again may change name and place.

    Raises Refusal `unknown_meeting` (closed), `kept_out` (banned), `locked`, `meeting_full` or `too_long`.
    """
    meeting = draft.singleton("meeting")
    if command.role == "participant" and meeting.state == "closed":
        raise Refusal("unknown_meeting")
    if draft.get("kept_out", command.person) is not None:
        raise Refusal("kept_out")
    before = draft.get("person", command.person)
    if command.role == "participant" and meeting.cancelled and before is None:
        raise Refusal("cancelled")
    # Whoever joined before it was locked, and lost the place, comes back.
    if command.role == "participant" and meeting.locked and draft.state.entry("person", command.person) is None:
        raise Refusal("locked")
    if command.role == "participant" and before is None and _joined(draft) >= MOST_PEOPLE:
        _make_room(draft)
    name = clean(command.called, NAME_LENGTH)
    person = Person(
        place=command.place,
        online=before.online if before else True,
        marker=before.marker if before else _marker(draft),
        role=command.role,
        name=name or UNSET,
        newcomer=command.newcomer or UNSET,
    )
    at_once = before is not None or arrivals.is_shown_at_once(command.role)
    draft.put(person, command.person, audience="" if at_once else command.person)
    if before is None and meeting.state != "closed":
        draft.put(Device(joined_at=draft.now), command.person)


def _make_room(draft: Draft) -> None:
    """Forgets the one of those whose screen has never come who joined longest ago: whoever only sends joins fills no
    meeting. Nobody has seen them yet. Raises Refusal `meeting_full` where all have come or only just joined, and
    where the meeting is too large already."""
    if draft.state.size > MOST_ENTRIES:
        raise Refusal("meeting_full")
    joined_at, person = min(
        (
            (device.joined_at, id)
            for id, device in draft.find(_NEVER_CAME, True).items()
            if (found := draft.get("person", id)) is not None and found.role == "participant" and not found.guest
        ),
        default=(draft.now, ""),
    )
    if draft.now - joined_at < SCREEN_WITHIN:
        raise Refusal("meeting_full")
    draft.drop("device", person)
    draft.drop("person", person)


def tell_crowd(draft: Draft, command: PersonCrowd) -> None:
    """Tells the chair's side, once for each code with which people join: where somebody joins without end, a new code
    lets everybody else in again. It says nothing about who or where."""
    code = join_code(draft.state)
    if not any(entry.of == "crowd" and entry.detail == code for entry in draft.of_kind("log").values()):
        action_log.write_entry(draft, command, LogDetails("crowd", detail=code))


def has_come(state: State, person: str) -> bool:
    """Whether this person is in the meeting, and a screen of theirs has been connected to it."""
    return state.get("person", person) is not None and person not in state.find(_NEVER_CAME, True)


def lost_place(state: State, person: str) -> bool:
    """Whether this person had joined, and somebody else has their place since: their screen had not come."""
    return state.get("person", person) is None and state.entry("person", person) is not None


def edit(draft: Draft, command: PersonEdit) -> None:
    person = draft.require("person", draft.actor.person)
    if command.called is not UNSET:
        person = replace(person, name=clean(command.called, NAME_LENGTH) or UNSET)
    if command.place is not UNSET:
        person = replace(person, place=command.place)
    if command.newcomer is not UNSET:
        person = replace(person, newcomer=command.newcomer or UNSET)
    draft.put(person, draft.actor.person)
    presence.tell_return(draft, draft.actor.person)


def change_marker(draft: Draft, command: PersonMarker) -> None:
    """Gives the actor another marker that nobody has. Raises Refusal `unknown_person`."""
    marker = _marker(draft)
    draft.put(replace(draft.require("person", draft.actor.person), marker=marker), draft.actor.person)
    presence.tell_return(draft, draft.actor.person)
    draft.result = {"marker": marker}


def arrive(draft: Draft, command: PersonArrive) -> None:
    """A person's first connection was opened. Nothing is kept of devices once the meeting is closed."""
    draft.require("person", command.person)
    if draft.get("kept_out", command.person) is not None or draft.singleton("meeting").state == "closed":
        return
    device = draft.get("device", command.person) or Device(joined_at=draft.now)
    if device.online:
        # It is back so soon that it was never off line.
        return
    draft.put(replace(device, online=True, back_at=draft.now), command.person)
    arrivals.let_in(draft, command.person)


def leave(draft: Draft, command: PersonLeave) -> None:
    """A person's last connection was lost."""
    draft.require("person", command.person)
    device = draft.get("device", command.person)
    if device is not None:
        arrivals.let_go(draft, command.person)


WATCHED_KINDS = presence.WATCHED_KINDS


def update_after(draft: Draft) -> None:
    """Brings up to date what everyone is told of presence, and what follows from it."""
    presence.update_after(draft)
    arrivals.join_those_counted(draft)


#: People who have joined, without guests; and all by their marker.
_PEOPLE = Index(
    "person", lambda person, audience: [("marker", person.marker), *(["joined"] if person.guest is UNSET else [])]
)

#: Those who have joined, and whose screen has never been connected.
_NEVER_CAME = Index(
    "device", lambda device, audience: [] if device.online or device.is_arriving or device.was_let_in else [True]
)


def _joined(draft: Draft) -> int:
    return draft.count(_PEOPLE, "joined")


def _full_entry(draft: Draft, command: PersonJoin) -> LogDetails | None:
    """Tells the chair's side once that nobody else can join."""
    was_full = len(draft.state.find(_PEOPLE, "joined")) >= MOST_PEOPLE
    return LogDetails("full", detail=str(MOST_PEOPLE)) if not was_full and _joined(draft) == MOST_PEOPLE else None


def _marker(draft: Draft) -> str:
    """A colour and an animal that nobody has yet, or a number once all pairs are taken."""
    pairs = len(_COLORS) * len(_ANIMALS)
    # By chance, so that a marker says nothing about when somebody joined.
    start = draft.chance("marker", pairs)
    # The factor has no divisor in common with the number of pairs, so every pair comes once before any comes twice.
    for place in range(pairs):
        color, animal = divmod((start + place) * 1_013 % pairs, len(_ANIMALS))
        marker = f"{_COLORS[color]} {_ANIMALS[animal]}"
        if not draft.count(_PEOPLE, ("marker", marker)):
            return marker
    return f"Guest {len(draft.of_kind('person')) + 1}"


RULES: Rules = {
    PersonEdit: edit,
    PersonMarker: change_marker,
    PersonJoin: join,
    PersonCrowd: tell_crowd,
    PersonArrive: arrive,
    PersonLeave: leave,
}

LOGGED: Logged = {
    PersonJoin: _full_entry,
}

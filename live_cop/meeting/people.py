"""Who is here, where they sit, and the friendly marker by which someone without a name can be called."""

from msgspec import UNSET
from msgspec.structs import replace

from . import rounds, teams
from .commands import people as c
from .draft import Draft
from .records import Person
from .refusal import Refusal
from .text import NAME_LENGTH, clean

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


def join(draft: Draft, command: c.PersonJoin) -> None:
    """Somebody comes in. The same person may come in again, with another name or place, and keeps the marker."""
    meeting = draft.one("meeting")
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


def edit(draft: Draft, command: c.PersonEdit) -> None:
    person = draft.find("person", draft.actor.person)
    if command.called is not UNSET:
        person = replace(person, name=clean(command.called, NAME_LENGTH) or UNSET)
    if command.place is not UNSET:
        person = replace(person, place=command.place)
    if command.newcomer is not UNSET:
        person = replace(person, newcomer=command.newcomer or UNSET)
    draft.put(person, draft.actor.person)


def another_marker(draft: Draft, command: c.PersonMarker) -> None:
    """Another marker that nobody here has."""
    marker = _marker(draft)
    draft.put(replace(draft.find("person", draft.actor.person), marker=marker), draft.actor.person)
    draft.result = {"marker": marker}


def arrive(draft: Draft, command: c.PersonArrive) -> None:
    person = draft.find("person", command.person)
    if draft.get("kept_out", command.person) is not None:
        return
    draft.put(replace(person, online=True), command.person)
    rounds.join(draft, command.person)
    teams.welcome(draft, command.person)


def leave(draft: Draft, command: c.PersonLeave) -> None:
    """A guest chair has no line that could be lost."""
    person = draft.find("person", command.person)
    if person.guest is not True:
        draft.put(replace(person, online=False), command.person)


def _marker(draft: Draft) -> str:
    """A colour and an animal that nobody here has yet. Steps through all pairs, so it ends after the last one."""
    taken = {person.marker for person in draft.all("person").values()}
    pairs = len(_COLORS) * len(_ANIMALS)
    # The step has no factor in common with the number of pairs, so every pair comes once before any comes twice.
    for place in range(pairs):
        color, animal = divmod((draft.revision + place) * 1_013 % pairs, len(_ANIMALS))
        marker = f"{_COLORS[color]} {_ANIMALS[animal]}"
        if marker not in taken:
            return marker
    return f"Guest {len(taken) + 1}"


RULES = {
    c.PersonEdit: edit,
    c.PersonMarker: another_marker,
    c.PersonJoin: join,
    c.PersonArrive: arrive,
    c.PersonLeave: leave,
}

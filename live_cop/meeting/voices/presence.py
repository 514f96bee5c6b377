"""Who is here, without telling whose device is on line.

A phone that wakes sends what waited on it, so everything that told when a device comes on line would also tell who
wrote that. Only the server knows it of each person. The meeting is told only where it needs to know: that the person
who speaks, the next one, or somebody with a raised hand has lost connection. Otherwise there are numbers.
"""

from msgspec import UNSET
from msgspec.structs import replace

from ..audience import EVERYONE, PRIVACY_FLOOR
from ..draft import Draft
from ..ordering import ordered
from ..records.voices import Person, Present


def is_here(draft: Draft, person: str) -> bool:
    """Whether their device is on line. Guests have none, and are always here."""
    device = draft.get("device", person)
    return draft.get("person", person).guest is True or (device is not None and device.online)


def is_counted(draft: Draft, person: str) -> bool:
    """Whether they are among those who are here as everyone is told: not whether their device is on line just now."""
    record, device = draft.get("person", person), draft.get("device", person)
    if record.guest is True or device is None:
        return record.guest is True
    # The chair and the helpers have no need to hide.
    return bool(device.online) if record.role != "participant" else device.counted is not None


def people_here(draft: Draft) -> dict[str, Person]:
    """The people who are here, as everyone is told, except those who have not been let in yet."""
    return {id: person for id, person in draft.public("person").items() if is_counted(draft, id)}


def show_person(draft: Draft, person: str) -> None:
    """Shows a person who has just arrived to everyone: they have done something under their name."""
    draft.put(draft.require("person", person), person, audience=EVERYONE)


WATCHED_KINDS = frozenset(("device", "person", "turn", "hand"))


def update_after(draft: Draft) -> None:
    """Brings up to date what everyone is told of presence."""
    if any(change.kind != "device" or _has_come_or_gone(draft, change.id) for change in draft.changes()):
        _update_online(draft)
        _update_numbers(draft)


def _has_come_or_gone(draft: Draft, person: str) -> bool:
    """Whether this device went on or off line: most often it is only that its owner has written a note."""
    before, after = draft.state.get("device", person), draft.get("device", person)
    return bool(before and before.online) != bool(after and after.online)


def _update_online(draft: Draft) -> None:
    """Tells everyone which of the next speakers, and of those with raised hands, have lost connection."""
    turns = [turn for _, turn in ordered(draft.of_kind("turn"))]
    called = {turn.person for turn in turns if turn.state == "speaking"}
    called |= {turn.person for turn in [turn for turn in turns if turn.state == "waiting"][:1]}
    called |= {hand.person for hand in draft.of_kind("hand").values()}
    for id, person in draft.of_kind("person").items():
        online = id not in called or is_here(draft, id)
        if person.online != online:
            draft.put(replace(person, online=online), id)


def _update_numbers(draft: Draft) -> None:
    """Counts who is here.

    Everyone knows who has joined, so people are counted from the moment at which they are shown. After that, whether a
    device is on line changes the numbers only when so many people's devices have that nobody's can be picked out.
    """
    people = draft.public("person")
    devices = {id: device for id, device in draft.of_kind("device").items() if id in people and not people[id].guest}
    here = {id: people[id].place if device.online else None for id, device in devices.items()}
    counted = {id: people[id].place if device.counted is UNSET else device.counted for id, device in devices.items()}
    changed = [id for id in here if people[id].role == "participant" and counted[id] != here[id]]
    if len(changed) >= PRIVACY_FLOOR:
        counted = here
    for id, device in devices.items():
        if device.counted != counted[id]:
            draft.put(replace(device, counted=counted[id]), id)
    places = [*counted.values(), *(person.place for person in people.values() if person.guest is True)]
    draft.put(Present(room=places.count("room"), remote=places.count("remote")))

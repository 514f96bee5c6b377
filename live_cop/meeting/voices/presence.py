"""Who is here, without telling whose device is on line.

A phone that wakes sends what waited on it, so everything that told when a device comes on line would also tell who
wrote that. Only the server knows it of each person. The meeting is told only where it needs to know: that the person
who speaks, the next one, or somebody with a raised hand has lost connection. That they are back is told at a random
moment later, or as soon as they do something under their name. Otherwise there are numbers, which change when people
who have arrived are let in (arrivals.py).
"""

from msgspec import UNSET
from msgspec.structs import replace

from .. import schedule
from ..audience import EVERYONE, PRIVACY_FLOOR
from ..draft import Draft
from ..ordering import ordered
from ..records.voices import Device, Person, Present
from ..state import Index

#: That somebody's device is back is told after a random time between these (milliseconds).
BACK_AFTER = (5_000, 45_000)


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
    """Shows a person who has just arrived to everyone."""
    draft.put(draft.require("person", person), person, audience=EVERYONE)


def show_actor(draft: Draft) -> None:
    """The actor does something under their name: everyone may see them, and that their device is on line."""
    show_person(draft, draft.actor.person)
    tell_return(draft, draft.actor.person)


def hide_return(draft: Draft, person: str) -> None:
    """Keeps for a while from everyone that this device is back."""
    draft.put(replace(draft.get("device", person), is_returning=True), person)
    schedule.schedule(draft, "show", "device", person, BACK_AFTER)


def tell_return(draft: Draft, person: str) -> None:
    """Lets everyone know that this device is back, if they do not know yet, and if they need to know at all."""
    device = draft.get("device", person)
    if device is not None and device.is_returning:
        draft.put(replace(device, is_returning=False), person)
        schedule.cancel(draft, "show", "device", person)


WATCHED_KINDS = frozenset(("device", "person", "turn", "hand"))

#: People of whom everyone is told that they have lost connection.
_AWAY = Index("person", lambda person, audience: [] if person.online else [True])
#: The guests whom everyone sees, by place.
_GUESTS = Index(
    "person", lambda person, audience: [person.place] if person.guest is True and audience == EVERYONE else []
)
#: The chair and the helpers.
_TEAM = Index("person", lambda person, audience: [] if person.role == "participant" else [True])
#: Devices by where their people were when everybody was counted: a place, None or UNSET.
_BY_COUNT = Index("device", lambda device, audience: [device.counted])


def update_after(draft: Draft) -> None:
    """Brings up to date what everyone is told of presence."""
    if any(change.kind != "device" or _may_be_told(draft, change.id) for change in draft.changes()):
        _update_online(draft)
        _update_numbers(draft)


def _may_be_told(draft: Draft, person: str) -> bool:
    """Whether this device came or went, for what is told: most often it is only that its owner has written a note."""

    def facts(device: Device | None) -> tuple[object, ...]:
        return (device.online, device.is_returning, device.counted) if device else ()

    return facts(draft.state.get("device", person)) != facts(draft.get("device", person))


def _update_online(draft: Draft) -> None:
    """Tells everyone which of the next speakers, and of those with raised hands, have lost connection."""
    turns = [turn for _, turn in ordered(draft.of_kind("turn"))]
    called = {turn.person for turn in turns if turn.state == "speaking"}
    called |= {turn.person for turn in [turn for turn in turns if turn.state == "waiting"][:1]}
    called |= {hand.person for hand in draft.of_kind("hand").values()}
    for id in sorted(called | draft.find(_AWAY, True).keys()):
        person = draft.get("person", id)
        online = id not in called or _seems_here(draft, id)
        if person is not None and person.online != online:
            draft.put(replace(person, online=online), id)


def _seems_here(draft: Draft, person: str) -> bool:
    device = draft.get("device", person)
    return is_here(draft, person) and not (device is not None and device.is_returning)


def counts_are_old(draft: Draft) -> bool:
    """Whether so many people's devices came or went since everybody was counted that nobody's can be picked out."""
    people, changed = _people_with_devices(draft), 0
    for id, person in people.items():
        device = draft.get("device", id)
        if person.role == "participant" and device.counted is not UNSET:
            changed += device.counted != (person.place if device.online else None)
    return changed >= PRIVACY_FLOOR


def count_again(draft: Draft) -> None:
    """Counts anew who is here."""
    for id, person in _people_with_devices(draft).items():
        device = draft.get("device", id)
        draft.put(replace(device, counted=person.place if device.online else None), id)


def _update_numbers(draft: Draft) -> None:
    """Tells how many are here. Everyone knows who has joined, so people count from the moment at which they are shown.

    After that, whether their device is on line matters only when everybody is counted again.
    """
    for change in draft.changes():
        if change.kind == "person" and (change.record is None or change.audience != EVERYONE):
            _forget_count(draft, change.id)
    for id, device in draft.find(_BY_COUNT, UNSET).items():
        person = draft.get("person", id)
        if person is not None and person.guest is not True and draft.audience("person", id) == EVERYONE:
            draft.put(replace(device, counted=person.place), id)
    room, remote = (draft.count(_BY_COUNT, place) + draft.count(_GUESTS, place) for place in ("room", "remote"))
    asking = sum((draft.get("device", id) or Device()).counted in ("room", "remote") for id in draft.find(_TEAM, True))
    draft.put(Present(room=room, remote=remote, can_answer=room + remote - asking))


def _forget_count(draft: Draft, person: str) -> None:
    device = draft.get("device", person)
    if device is not None and device.counted is not UNSET:
        draft.put(replace(device, counted=UNSET), person)


def _people_with_devices(draft: Draft) -> dict[str, Person]:
    """The people whom everyone sees and whose devices are known. (That of a guest is not: only when they wrote.)"""
    devices = draft.of_kind("device")
    return {id: person for id, person in draft.public("person").items() if id in devices and person.guest is not True}

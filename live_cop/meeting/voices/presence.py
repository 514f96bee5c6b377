"""Who is here, without telling whose device is on line.

A phone that wakes sends what waited on it, so everything that told when a device comes on line would also tell who
wrote that. Only the server knows it of each person. The meeting is told only where it needs to know: that the person
who speaks, the next one, or somebody with a raised hand has lost connection. That they are back is told at a random
moment later, or as soon as they do something under their name. Otherwise there are numbers, which change when people
who have arrived are let in (arrivals.py).
"""

from collections.abc import Sequence
from itertools import chain, islice

from msgspec import UNSET
from msgspec.structs import replace

from .. import schedule
from ..audience import EVERYONE, PRIVACY_FLOOR
from ..change import Change
from ..draft import Draft
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

#: The turns of rounds and the raised hands: all, by their state, and those of each person.
TURNS = Index("turn", lambda turn, audience: ["all", turn.state, ("of", turn.person)], order="order")
HANDS = Index("hand", lambda hand, audience: ["all", hand.state, ("of", hand.person)], order="order")
#: The guests whom everyone sees, by place.
GUESTS = Index(
    "person", lambda person, audience: [person.place] if person.guest is True and audience == EVERYONE else []
)
#: The chair and the helpers.
_TEAM = Index("person", lambda person, audience: [] if person.role == "participant" else [True])
#: Devices by where their people were when everybody was counted: a place, None or UNSET.
_BY_COUNT = Index("device", lambda device, audience: [device.counted])
#: Those that came or went since then, or whose people have moved from one place to the other.
_DIFFERING = Index("device", lambda device, audience: [True] if _differs(device) else [])


def _differs(device: Device) -> bool:
    """Whether this device would be counted otherwise now."""
    if device.counted is UNSET:
        return False
    return device.online != (device.counted is not None) or (device.online and device.moved)


def update_after(draft: Draft) -> None:
    """Brings up to date what everyone is told of presence."""
    changed = [change for change in draft.changes() if change.kind in WATCHED_KINDS]
    if any(change.kind != "device" or _may_be_told(draft, change.id) for change in changed):
        _update_online(draft, changed)
        _update_numbers(draft, changed)


def _may_be_told(draft: Draft, person: str) -> bool:
    """Whether this device came or went, for what is told: most often it is only that its owner has written a note."""

    def facts(device: Device | None) -> tuple[object, ...]:
        return (device.online, device.is_returning, device.counted, device.moved) if device else ()

    return facts(draft.state.get("device", person)) != facts(draft.get("device", person))


def _update_online(draft: Draft, changed: Sequence[Change]) -> None:
    """Tells everyone which of the next speakers, and of those with raised hands, have lost connection."""
    people = {change.id for change in changed if change.kind in ("person", "device")}
    called = [
        record.person
        for kind, id, *_ in changed
        if kind in ("turn", "hand")
        for record in (draft.state.get(kind, id), draft.get(kind, id))
        if record is not None
    ]
    # Whoever was next, or is, may have no part in what changed.
    was_next = next((id for _, id in draft.state.in_order(TURNS, "waiting")), None)
    for meeting, turn in ((draft.state, was_next), (draft, draft.first(TURNS, "waiting"))):
        if turn is not None:
            called.append(meeting.get("turn", turn).person)
    for id in sorted(people.union(called)):
        person = draft.get("person", id)
        online = not _is_called(draft, id) or _seems_here(draft, id)
        if person is not None and person.online != online:
            draft.put(replace(person, online=online), id)


def _is_called(draft: Draft, person: str) -> bool:
    """Whether they speak, are the next to speak, or have raised their hand."""
    if draft.count(HANDS, ("of", person)):
        return True
    turns = draft.find(TURNS, ("of", person))
    return any(turn.state == "speaking" for turn in turns.values()) or draft.first(TURNS, "waiting") in turns


def _seems_here(draft: Draft, person: str) -> bool:
    device = draft.get("device", person)
    return is_here(draft, person) and not (device is not None and device.is_returning)


def counts_are_old(draft: Draft) -> bool:
    """Whether so many people's devices came or went since everybody was counted that nobody's can be picked out."""
    differing = (draft.get("person", id) for id in draft.each(_DIFFERING, True) if _has_own_device(draft, id))
    participants = (person for person in differing if person.role == "participant")
    return sum(1 for _ in islice(participants, PRIVACY_FLOOR)) >= PRIVACY_FLOOR


def count_again(draft: Draft) -> None:
    """Counts anew who is here."""
    for id in [*draft.each(_DIFFERING, True), *draft.each(_BY_COUNT, UNSET)]:
        if _has_own_device(draft, id):
            device, place = draft.get("device", id), draft.get("person", id).place
            draft.put(replace(device, counted=place if device.online else None, moved=False), id)


def _update_numbers(draft: Draft, changed: Sequence[Change]) -> None:
    """Tells how many are here. Everyone knows who has joined, so people count from the moment at which they are shown.

    After that, whether their device is on line matters only when everybody is counted again.
    """
    for change in changed:
        if change.kind == "person" and (change.record is None or change.audience != EVERYONE):
            _forget_count(draft, change.id)
        elif change.kind in ("person", "device") and _has_own_device(draft, change.id):
            _count_one(draft, change.id)
    room, remote = (draft.count(_BY_COUNT, place) + draft.count(GUESTS, place) for place in ("room", "remote"))
    asking = sum((draft.get("device", id) or Device()).counted in ("room", "remote") for id in draft.find(_TEAM, True))
    draft.put(Present(room=room, remote=remote, can_answer=room + remote - asking))


def _count_one(draft: Draft, person: str) -> None:
    """Counts somebody who is new, and notes whether somebody who is counted has moved."""
    device, place = draft.get("device", person), draft.get("person", person).place
    counted = place if device.counted is UNSET else device.counted
    draft.put(replace(device, counted=counted, moved=counted not in (place, None)), person)


def _forget_count(draft: Draft, person: str) -> None:
    device = draft.get("device", person)
    if device is not None and device.counted is not UNSET:
        draft.put(replace(device, counted=UNSET, moved=False), person)


def _has_own_device(draft: Draft, person: str) -> bool:
    """Whether everyone sees this person, and their device is known. (That of a guest is not: only when they wrote.)"""
    record = draft.get("person", person)
    if record is None or record.guest is True or draft.audience("person", person) != EVERYONE:
        return False
    return draft.get("device", person) is not None


def guests(draft: Draft) -> dict[str, Person]:
    """All guests, who are always shown to everyone."""
    return {**draft.find(GUESTS, "room"), **draft.find(GUESTS, "remote")}


def absent(draft: Draft) -> set[str]:
    """The people with a device who are not counted among those who are here."""
    return {id for id in chain(draft.each(_BY_COUNT, None), draft.each(_TEAM, True)) if not is_counted(draft, id)}

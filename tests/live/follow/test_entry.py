"""What followers are told: all that a participant or a board may see, and nothing else."""

import random

import msgspec
import pytest

from live_cop.live.follow import entry
from live_cop.live.follow.entry import StreamEntry
from live_cop.meeting.audience import CHAIR, EVERYONE, NOBODY, Viewer
from live_cop.meeting.change import Change
from live_cop.meeting.records.moderation import BannedPerson
from live_cop.meeting.records.voices import Person, Turn
from live_cop.meeting.state import State
from live_cop.meeting.voices import people
from live_cop.store.meetings.load import Loaded

CODE = "K7M3QX"
AUDIENCES = (EVERYONE, CHAIR, NOBODY, "ann", "ben")
VIEWERS = [Viewer("ann", "participant"), Viewer("ben", "participant"), Viewer("board", "board")]


def turn(id: str, audience: str, order: int = 0, *, gone: bool = False) -> Change:
    return Change(
        "turn", id, None if gone else Turn(section="a1", person="ann", order=order, state="waiting"), audience
    )


def told(state: State, after: int, changes: list[Change]) -> bytes:
    """What is published of a command that has just been carried out."""
    entries = [(change.kind, change.id, state.entry(change.kind, change.id)) for change in changes]
    published = list(entry.changes_for_followers(entries))
    return msgspec.json.encode(StreamEntry("0 aa", 1, state.epoch, after, state.revision, published))


@pytest.mark.parametrize("seed", range(5))
def test_a_copy_shows_each_viewer_what_the_meeting_shows(seed):
    chance, state = random.Random(seed), State(CODE, "e1")
    copy = entry.copy_of(Loaded(state, {}))
    for _ in range(200):
        change = turn(
            chance.choice("abcdef"), chance.choice(AUDIENCES), chance.randrange(9), gone=chance.random() < 0.2
        )
        before = state.revision
        state.apply(before + 1, [change])
        found = entry.decode(told(state, before, [change]))
        copy.apply(found.revision, entry.decoded_changes(found))
        if chance.random() < 0.05:
            copy = entry.copy_of(Loaded(state, {}))
        for viewer in VIEWERS:
            assert copy.since(None, viewer) == state.since(None, viewer)
            assert copy.since(before, viewer) == state.since(before, viewer)


def test_what_only_the_chairs_side_or_the_server_sees_is_not_told():
    state = State(CODE, "e1")
    changes = [turn("hidden", NOBODY, 11), turn("chairs", CHAIR, 12), turn("ann", "ann", 13)]
    changes.append(Change("kept_out", "p1", BannedPerson(called="Mallory"), CHAIR))
    state.apply(1, changes)
    published = told(state, 0, changes)
    assert b"hidden" not in published and b"chairs" not in published and b"Mallory" not in published
    assert b"13" in published and b'"p1"' in published
    copy = entry.copy_of(Loaded(state, {}))
    assert copy.of_kind("turn").keys() == {"ann"} and copy.get("kept_out", "p1").called == ""
    # It was for all to see, and is not any more.
    state.apply(2, [turn("shown", EVERYONE, 14)])
    state.apply(3, [change := turn("shown", CHAIR, 15)])
    found = entry.decode(told(state, 2, [change]))
    assert entry.decoded_changes(found) == [Change("turn", "shown", None, CHAIR)]


def test_a_copy_knows_who_has_lost_their_place_and_not_who_has_not_come_there_yet():
    state = State(CODE, "e1")
    copy = entry.copy_of(Loaded(state, {}))
    for person in (Person(place="room", online=True, marker="Coral Swan"), None):
        change = Change("person", "ann", person, "ann")
        state.apply(state.revision + 1, [change])
        found = entry.decode(told(state, state.revision - 1, [change]))
        copy.apply(found.revision, entry.decoded_changes(found))
        for each in (copy, entry.copy_of(Loaded(state, {}))):
            assert people.lost_place(each, "ann") == (person is None) and not people.lost_place(each, "ben")

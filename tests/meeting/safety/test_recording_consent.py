"""The group decides what is recorded, and everything that is kept obeys it."""

import pytest

from live_cop.report.compile import compile
from live_cop.report.snapshots import snapshot_of

from ..room import ANN, BEN, CHAIR, HELPER, Room, refused


def full(keeps: str, words: str = "") -> Room:
    """A meeting with notes, a scale and a snapshot, in which the group then decides what is recorded."""
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "group.add", zone=room.zone(), title="Together", notes=[room.note(ANN), room.note(BEN)])
    scale = room.scale(floor=3)
    for person in (ANN, BEN, CHAIR):
        room.do(person, "scale.mark", scale=scale, value=4)
    room.do(CHAIR, "scale.show", scale=scale)
    room.do(CHAIR, "snapshot.take", title="So far")
    room.do(CHAIR, "meeting.record", keeps=keeps, words=words)
    return room


def test_everyone_reads_what_the_group_agreed():
    assert full("notes").state.get("meeting", "meeting").recording == "Notes only, no pictures"
    assert full("pictures", " As we like it ").state.get("meeting", "meeting").recording == "As we like it"
    with refused("not_allowed"):
        Room().do(ANN, "meeting.record", keeps="steps")


@pytest.mark.parametrize("keeps", ["notes", "steps"])
def test_no_more_snapshots_are_taken_and_earlier_ones_are_not_shown(keeps):
    room = full(keeps)
    with refused("no_pictures"):
        room.do(HELPER, "snapshot.take")
    room.do(CHAIR, "agenda.next")
    [taken] = room.state.of_kind("snapshot")
    report = compile(room.state, room.now)
    assert report.snapshots == [] and snapshot_of(room.state, taken) is None
    assert (report.notes, len(report.spreads)) == ((2, 1) if keeps == "notes" else (0, 0))
    # The group may change its mind until the meeting is closed.
    room.do(CHAIR, "meeting.record", keeps="pictures")
    assert compile(room.state, room.now).snapshots


def test_what_is_not_kept_is_destroyed_when_the_meeting_closes():
    left = {}
    for keeps in ("pictures", "notes", "steps"):
        room = full(keeps)
        room.do(CHAIR, "meeting.close")
        kinds = ("snapshot", "picture", "note", "group", "scale")
        left[keeps] = [kind for kind in kinds if room.state.of_kind(kind)]
        assert all(
            zone.scale in room.state.of_kind("scale") for zone in room.state.of_kind("zone").values() if zone.scale
        )
    assert left == {
        "pictures": ["snapshot", "picture", "note", "group", "scale"],
        "notes": ["note", "group", "scale"],
        "steps": [],
    }


def test_a_group_that_keeps_only_the_next_steps_keeps_the_next_meeting_too():
    room = Room()
    room.do(CHAIR, "meeting.record", keeps="steps")
    room.do(CHAIR, "review.open")
    room.do(ANN, "step.add", what="Ring the council")
    room.do(CHAIR, "next.fix", at=1_780_592_000_000)
    room.do(CHAIR, "meeting.close")
    assert room.state.of_kind("step") and room.state.get("next", "next")
    assert not room.state.of_kind("review")

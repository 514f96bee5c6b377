"""Snapshots: what is in them, and their texts and place in the report."""

import pytest

from ..room import ANN, BEN, CHAIR, HELPER, Room, refused


@pytest.fixture
def room() -> Room:
    room = Room()
    room.join(HELPER, role="helper")
    return room


def texts(room: Room, kind: str, field: str) -> list[str]:
    return [getattr(r, field) for r in sorted(room.state.of_kind(kind).values(), key=lambda r: r.order)]


def test_a_removed_note_is_in_no_later_snapshot():
    room = Room()
    kept, gone = room.note(ANN, "kept"), room.note(ANN, "gone")
    room.do(CHAIR, "note.remove", note=gone)
    snapshot = room.do(CHAIR, "snapshot.take", caption="So far")["snapshot"]
    assert [id for id, _ in room.state.get("picture", snapshot).notes] == [kept]


def test_a_snapshot_does_not_change_and_its_caption_can():
    room = Room()
    note = room.note(ANN, "then")
    snapshot = room.do(HELPER, "snapshot.take")["snapshot"]
    room.do(ANN, "note.edit", note=note, text="now")
    room.do(HELPER, "snapshot.edit", snapshot=snapshot, caption="What we found")
    assert room.state.get("picture", snapshot).notes[0][1].text == "then"
    assert room.state.get("snapshot", snapshot).caption == "What we found"
    assert b'"picture"' not in room.seen(CHAIR)


def test_a_snapshot_keeps_the_next_steps_of_that_time(room):
    id = room.do(ANN, "step.add", what="Ring")["step"]
    shot = room.do(CHAIR, "snapshot.take")["snapshot"]
    room.do(ANN, "step.edit", step=id, what="Write")
    assert [step.what for _, step in room.state.get("picture", shot).steps] == ["Ring"]


def test_a_snapshot_is_moved_left_out_and_cropped_to_its_zones(room: Room):
    room.note(ANN, zone=room.zone(0))
    room.note(BEN, zone=room.zone(2))
    first, second = (room.do(CHAIR, "snapshot.take", title=title)["snapshot"] for title in ("One", "Two"))
    room.do(HELPER, "snapshot.move", snapshot=second, to=0)
    assert texts(room, "snapshot", "title") == ["Two", "One"]
    room.do(HELPER, "snapshot.edit", snapshot=first, left_out=True, crop=[room.zone(2)])
    snapshot = room.state.get("snapshot", first)
    assert snapshot.left_out and snapshot.crop == [room.zone(2)]
    assert snapshot.zones == [room.zone(0), room.zone(2)]
    room.do(CHAIR, "snapshot.edit", snapshot=first, left_out=False, crop=[room.zone(2), room.zone(0)])
    snapshot = room.state.get("snapshot", first)
    assert not snapshot.left_out and snapshot.crop is None
    for bad in ([room.zone(1)], ["no-such-zone"]):
        with refused("not_in_picture"):
            room.do(CHAIR, "snapshot.edit", snapshot=first, crop=bad)
    for nothing in ([], "all", [1]):
        with refused("bad_args"):
            room.do(CHAIR, "snapshot.edit", snapshot=first, crop=nothing)
    with refused("unknown_snapshot"):
        room.do(CHAIR, "snapshot.move", snapshot="gone", to=0)

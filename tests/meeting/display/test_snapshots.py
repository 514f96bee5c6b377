"""Snapshots: what is in them, and their texts and place in the report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live_cop.meeting.display import pictures, snapshots

from ..room import ANN, BEN, CHAIR, HELPER, Room, pictures_of, refused


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
    assert [id for id, _ in pictures_of(room.state)[snapshot].notes] == [kept]


def test_a_snapshot_does_not_change_and_its_caption_can():
    room = Room()
    note = room.note(ANN, "then")
    snapshot = room.do(HELPER, "snapshot.take")["snapshot"]
    room.do(ANN, "note.edit", note=note, text="now")
    room.do(HELPER, "snapshot.edit", snapshot=snapshot, caption="What we found")
    assert pictures_of(room.state)[snapshot].notes[0][1].text == "then"
    assert room.state.get("snapshot", snapshot).caption == "What we found"
    assert b'["picture' not in room.seen(CHAIR)


def test_a_snapshot_keeps_the_next_steps_of_that_time(room):
    id = room.do(ANN, "step.add", what="Ring")["step"]
    shot = room.do(CHAIR, "snapshot.take")["snapshot"]
    room.do(ANN, "step.edit", step=id, what="Write")
    assert [step.what for _, step in pictures_of(room.state)[shot].steps] == ["Ring"]


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


def test_a_snapshot_is_cropped_to_the_part_it_was_taken_in():
    room = Room("solution")
    room.do(CHAIR, "agenda.start", section=room.section(2))
    earlier = room.scale()
    room.do(CHAIR, "scale.close", scale=earlier)
    room.note(ANN, zone=room.zone(1))
    room.note(BEN, zone=room.zone(4))
    room.do(CHAIR, "agenda.start", section=room.section(5))
    scale = room.scale()
    shot = room.state.get("snapshot", room.do(CHAIR, "snapshot.take")["snapshot"])
    assert (shot.zones, shot.crop) == ([room.zone(1), room.zone(4)], [room.zone(4)])
    assert shot.scale_crop == [scale] and {earlier, scale} <= set(shot.scales)
    # A part without notes shows the whole wall.
    room.do(CHAIR, "agenda.start", section=room.section(10))
    shot = room.state.get("snapshot", room.do(CHAIR, "snapshot.take")["snapshot"])
    assert shot.crop is None and shot.scale_crop == [scale]


def test_scales_can_be_cropped_out_of_a_snapshot(room: Room):
    scale = room.scale()
    shot = room.do(CHAIR, "snapshot.take")["snapshot"]
    assert room.state.get("snapshot", shot).scale_crop is None
    room.do(CHAIR, "snapshot.edit", snapshot=shot, scale_crop=[])
    assert room.state.get("snapshot", shot).scale_crop == []
    room.do(CHAIR, "snapshot.edit", snapshot=shot, scale_crop=[scale])
    assert room.state.get("snapshot", shot).scale_crop is None
    with refused("not_in_picture"):
        room.do(CHAIR, "snapshot.edit", snapshot=shot, scale_crop=["no-such-scale"])


def test_what_pictures_have_in_common_is_kept_once():
    room = Room()
    notes = [room.note(ANN, f"note {n}") for n in range(30)]
    room.do(CHAIR, "snapshot.take")
    before = len(room.state.of_kind("pictured"))
    taken = []
    for n in range(20):
        room.do(ANN, "note.edit", note=notes[n], text=f"now {n}")
        taken.append(room.do(CHAIR, "snapshot.take")["snapshot"])
    assert len(room.state.of_kind("pictured")) == before + 20
    for n, snapshot in enumerate(taken):
        shown = dict(pictures_of(room.state)[snapshot].notes)
        assert len(shown) == 30 and sum(note.text.startswith("now") for note in shown.values()) == n + 1


@given(st.data())
def test_a_picture_shows_its_moment_whatever_is_changed_and_removed_later(data):
    room = Room()
    taken: dict[str, object] = {}
    notes: list[str] = []
    for step in data.draw(st.lists(st.sampled_from(("add", "edit", "remove", "take", "discard")), max_size=30)):
        if step == "add":
            notes.append(room.note(ANN, "a"))
        elif step == "take":
            moment = sorted(room.state.public("note").items())
            taken[room.do(CHAIR, "snapshot.take")["snapshot"]] = moment
        elif step == "discard" and taken:
            gone = data.draw(st.sampled_from(sorted(taken)))
            room.do(CHAIR, "snapshot.remove", snapshot=gone)
            del taken[gone]
        elif step in ("edit", "remove") and notes:
            note = data.draw(st.sampled_from(notes))
            if step == "edit":
                room.do(ANN, "note.edit", note=note, text=data.draw(st.sampled_from("abc")))
            else:
                notes.remove(note)
                room.do(ANN, "note.remove", note=note)
        assert {id: content.notes for id, content in pictures_of(room.state).items()} == taken
    for snapshot in taken:
        room.do(CHAIR, "snapshot.remove", snapshot=snapshot)
    assert not room.state.of_kind("pictured"), "something is kept that no picture shows"


def test_pictures_that_are_full_refuse_one_more_and_automatic_ones_are_left_out(monkeypatch):
    room = Room()
    room.note(ANN)
    first = room.do(CHAIR, "snapshot.take")["snapshot"]
    monkeypatch.setattr(pictures, "MOST_PICTURED", len(room.state.of_kind("pictured")))
    room.do(CHAIR, "snapshot.take")
    room.note(BEN)
    with refused("pictures_full"):
        room.do(CHAIR, "snapshot.take")
    room.do(CHAIR, "agenda.start", section=room.section(0))
    room.do(CHAIR, "agenda.start", section=room.section(1))
    assert len(room.state.of_kind("snapshot")) == len(room.state.of_kind("picture")) == 2
    monkeypatch.setattr(pictures, "MOST_PICTURED", 1_000)
    room.do(CHAIR, "snapshot.remove", snapshot=first)
    room.do(CHAIR, "snapshot.take")
    room.do(CHAIR, "agenda.start", section=room.section(2))
    assert len(room.state.of_kind("snapshot")) == 3


def test_sections_that_begin_and_end_all_day_take_no_more_snapshots_than_a_meeting_has(monkeypatch):
    room = Room()
    monkeypatch.setattr(snapshots, "MOST_SNAPSHOTS", 5)
    for n in range(12):
        room.do(CHAIR, "agenda.start", section=room.section(n % 3))
    assert len(room.state.of_kind("snapshot")) == 5


def test_texts_that_were_merged_count_in_pictures(monkeypatch):
    room = Room()
    notes = [room.note(ANN, f"note {n}") for n in range(10)]
    room.do(CHAIR, "note.merge", notes=notes[1:], into=notes[0])
    room.do(CHAIR, "snapshot.take")
    room.do(ANN, "note.edit", note=notes[0], text="another")
    monkeypatch.setattr(pictures, "MOST_PICTURED", len(room.state.of_kind("pictured")) + 15)
    with refused("pictures_full"):
        room.do(CHAIR, "snapshot.take")

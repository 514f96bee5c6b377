"""The zones of the wall."""

from ..room import ANN, CHAIR, Room, refused


def test_a_zone_with_notes_is_not_deleted():
    room = Room()
    note = room.note(ANN)
    with refused("zone_not_empty"):
        room.do(CHAIR, "zone.remove", zone=room.zone())
    room.do(CHAIR, "note.move", note=note, zone=room.zone(1))
    gone = room.zone()
    room.do(CHAIR, "zone.remove", zone=gone)
    assert gone not in room.state.of_kind("zone")


def test_zones_can_be_reordered():
    room = Room()
    first, second = room.zone(0), room.zone(1)
    room.do(CHAIR, "zone.move", zone=first, to=1)
    assert (room.zone(0), room.zone(1)) == (second, first)
    assert sorted(zone.order for zone in room.state.of_kind("zone").values()) == list(range(7))

"""The walls of small groups."""

from ..room import CHAIR, refused
from .breakout_helpers import team_of, two_groups, viewer, wall_of


def test_only_its_members_write_on_a_groups_wall():
    room, one, two = two_groups()
    mine = wall_of(room, one)
    zone = room.state.get("zone", mine)
    assert (zone.title, zone.prompt, zone.team) == ("Group 1", "What would help?", team_of(room, one))
    note = room.note(viewer(one), zone=mine)
    with refused("not_your_team"):
        room.note(viewer(two), zone=mine)
    main = room.note(viewer(two))
    with refused("not_your_team"):
        room.do(viewer(two), "note.move", note=main, zone=mine)
    room.note(CHAIR, zone=mine)
    with refused("teams_on"):
        room.do(CHAIR, "zone.remove", zone=wall_of(room, two))
    room.do(CHAIR, "teams.end")
    room.note(viewer(two), zone=mine)
    assert room.state.get("note", note).zone == mine


def test_a_new_split_deletes_empty_walls_and_keeps_walls_with_notes():
    room, one, two = two_groups()
    kept, empty = wall_of(room, one), wall_of(room, two)
    note = room.note(viewer(one), zone=kept)
    room.do(CHAIR, "teams.end")
    room.do(CHAIR, "teams.split", count=2)
    zones = room.state.of_kind("zone")
    assert kept in zones and empty not in zones and room.state.get("note", note).zone == kept
    titles = [zone.title for zone in zones.values()]
    assert len(set(titles)) == len(titles) and "Group 1 (2)" in titles
    assert len([team for team in room.state.of_kind("team").values() if team.state == "on"]) == 2

"""The walls of small groups."""

import pytest

from live_cop.meeting.safety import first_notes
from live_cop.meeting.voices.people import PersonArrive, PersonLeave

from ..room import CHAIR, Room, log_entries, refused
from .breakout_helpers import members, team_of, two_groups, viewer, wall_of


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


def shrunk_group() -> tuple[Room, str, str]:
    """Six people in two groups; from the group of the first all others have gone to the other one."""
    room, one, two = two_groups(people=6)
    room.now += 300_000
    for person in members(room, team_of(room, one)) - {one}:
        room.do(viewer(person), "team.join", team=team_of(room, two))
    return room, one, two


def test_what_waited_on_a_phone_is_not_put_on_a_wall_on_which_few_are_left(request: pytest.FixtureRequest):
    """The attack: people leave the group of somebody whose phone sleeps, and what it sends can only be theirs."""
    room, one, two = shrunk_group()
    request.getfixturevalue("real_delays")
    room.system(PersonLeave(person=one))
    room.system(PersonArrive(person=one))
    with refused("group_is_small"):
        room.note(viewer(one), zone=wall_of(room, one))
    room.note(viewer(one), zone=room.zone())
    room.note(viewer(one), zone=wall_of(room, one), few=True)
    room.system(PersonArrive(person=two))
    room.note(viewer(two), zone=wall_of(room, two))
    room.now += first_notes.BACK_FOR
    room.note(viewer(one), zone=wall_of(room, one))


def test_a_ban_that_leaves_few_in_a_group_is_seen_by_those_who_stay():
    """By these records their screens tell them, before they write."""
    room, one, _ = two_groups(people=6)
    left = members(room, team_of(room, one)) - {one}
    for person in left:
        room.do(CHAIR, "person.remove", person=person)
    seats = {id for kind, id, record in room.state.since(None, viewer(one)) if kind == "seat" and record}
    people = {id for kind, id, record in room.state.since(None, viewer(one)) if kind == "person" and record}
    assert members(room, team_of(room, one)) == {one}
    assert one in seats and not left & (seats | people)
    assert [entry for entry, _ in log_entries(room)] == ["person.remove"] * 2


def test_that_few_are_left_in_a_group_is_in_the_log_once():
    room, one, two = shrunk_group()
    assert log_entries(room) == [("team.join", False)]
    [entry] = room.state.of_kind("log").values()
    assert entry.detail == room.state.get("team", team_of(room, one)).title
    home, other = team_of(room, one), team_of(room, two)
    for _ in range(3):
        room.do(viewer(two), "team.join", team=home)
        room.do(viewer(two), "team.join", team=other)
    assert log_entries(room) == [("team.join", False)], "whoever goes to and fro fills the log"

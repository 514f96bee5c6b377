"""Setting up small groups: the shuffle, the sizes of groups, and the zone for picked notes."""

from collections import Counter
from typing import Any

import pytest

from live_cop.meeting.agenda.finish_time import AgendaTick
from live_cop.meeting.audience import SYSTEM
from live_cop.meeting.refusal import Refusal
from live_cop.meeting.voices.people import PersonLeave

from ..room import ANN, CHAIR, Room, refused
from .breakout_helpers import crowd, members, tables, team_of, two_groups, viewer, wall_of


@pytest.mark.parametrize(("here", "remote", "count"), [(9, 9, 4), (1, 8, 3), (40, 40, 12), (2, 0, 2), (0, 3, 2)])
def test_mixed_groups_seat_everyone_and_spread_room_and_remote_evenly(here, remote, count):
    room = crowd(here, remote)
    room.do(CHAIR, "teams.split", count=count)
    assert set(room.state.of_kind("seat")) == {f"p{n:02}" for n in range(here + remote)}
    sizes = [table.total() for table in tables(room)]
    assert len(sizes) == count and max(sizes) - min(sizes) <= 1
    for place in ("room", "remote"):
        of_place = [table[place] for table in tables(room)]
        assert max(of_place) - min(of_place) <= 1


@pytest.mark.parametrize(("here", "remote", "count"), [(9, 3, 4), (3, 9, 2), (8, 8, 4), (6, 0, 2)])
def test_separate_groups_never_mix_room_and_remote(here, remote, count):
    room = crowd(here, remote)
    room.do(CHAIR, "teams.split", count=count, how="apart")
    assert all(len(table) == 1 for table in tables(room)) and sum(map(Counter.total, tables(room))) == here + remote
    for place in ("room", "remote"):
        sizes = [table[place] for table in tables(room) if table[place]]
        assert max(sizes, default=0) - min(sizes, default=0) <= 1


def test_the_shuffle_depends_on_the_secret_and_is_repeatable():
    splits = []
    for secret in (b"one", b"two", b"two"):
        room = crowd(10, 10)
        room.state.secret = secret
        room.do(CHAIR, "teams.split", count=5)
        teams = room.state.of_kind("team")
        splits.append({person: teams[seat.team].order for person, seat in room.state.of_kind("seat").items()})
    assert splits[0] != splits[1] == splits[2]


def test_an_empty_group_keeps_its_wall_and_nobody_is_alone_there():
    room, one, two = two_groups()
    [empty, other] = [team_of(room, one), team_of(room, two)]
    wall = wall_of(room, one)
    note = room.note(viewer(one), zone=wall)
    for person in [id for id, seat in room.state.of_kind("seat").items() if seat.team == empty]:
        room.do(viewer(person), "team.join", team=other)
    assert room.state.get("team", empty).state == "on" and room.state.get("note", note).zone == wall
    room.do(CHAIR, "team.pick", note=note)
    room.join(ANN)
    assert team_of(room, "ann") == other
    for person in list(room.state.of_kind("seat")):
        room.give(SYSTEM, PersonLeave(person=person))
    room.do(CHAIR, "teams.call_back")
    room.wait(1)
    room.system(AgendaTick())
    assert room.state.get("teams", "teams").state == "over"


def test_a_picked_note_goes_to_the_chairs_zone_or_another_if_that_was_deleted():
    room = crowd(4, 0)
    target = room.zone(3)
    room.do(CHAIR, "teams.split", count=2, target=target)
    note = room.note(viewer("p00"), zone=wall_of(room, "p00"))
    room.do(CHAIR, "zone.remove", zone=target)
    assert room.do(CHAIR, "team.pick", note=note)["zone"] == room.zone(1)
    with refused("teams_on"):
        room.do(CHAIR, "teams.split", count=2, target=room.zone())
    room.do(CHAIR, "teams.end")
    with refused("unknown_zone"):
        room.do(CHAIR, "teams.split", count=2, target=wall_of(room, "p00"))


def test_a_meeting_without_zones_gets_one_for_picked_notes():
    room = crowd(2, 0, order="blank")
    for zone in list(room.state.of_kind("zone")):
        room.do(CHAIR, "zone.remove", zone=zone)
    room.do(CHAIR, "teams.split", count=2)
    target = room.state.get("teams", "teams").target
    assert room.state.get("zone", target).team is None


def test_no_note_is_picked_into_the_zone_for_hopes():
    room = crowd(4, 0)
    hopes = next(id for id, zone in room.state.of_kind("zone").items() if zone.role == "hopes")
    with refused("place_for_hopes"):
        room.do(CHAIR, "teams.split", count=2, target=hopes)
    room.do(CHAIR, "teams.split", count=2)
    assert room.state.get("teams", "teams").target != hopes
    note = room.note(viewer("p00"), zone=wall_of(room, "p00"))
    with refused("place_for_hopes"):
        room.do(viewer("p00"), "team.pick", note=note, zone=hopes)


def most_groups(room: Room, count: int, **args: Any) -> int:
    """The greatest number of groups that is accepted, as the refusal of `count` says it; `count` if it is accepted."""
    try:
        room.do(CHAIR, "teams.split", count=count, **args)
    except Refusal as refusal:
        assert refusal.code == "groups_too_small"
        return int(refusal.params["most"])
    room.do(CHAIR, "teams.end")
    return count


@pytest.mark.parametrize("how", ["mixed", "apart"])
def test_no_group_has_fewer_than_three_people_where_there_are_enough(how):
    """The attack: the only remote member got a group of her own, whose wall only she could write on."""
    for here in range(13):
        for remote in range(13 - here):
            if here + remote < 6:
                continue
            most = most_groups(crowd(here, remote), 12, how=how)
            room = crowd(here, remote)
            room.do(CHAIR, "teams.split", count=most, how=how)
            assert min(table.total() for table in tables(room)) >= 3, (here, remote)
            assert most == max(2, (here + remote) // 3) or how == "apart"
            places = {place for place, people in (("room", here), ("remote", remote)) if people >= 3}
            if how == "apart" and len(places) == 2 and here + remote >= 6:
                assert all(len(table) == 1 for table in tables(room)), (here, remote)


def test_with_fewer_than_six_people_there_are_two_groups_at_most():
    """Two of them are as large as can be: three and two people, or two and two."""
    for people in range(3, 6):
        assert most_groups(crowd(people, 0), 3) == 2
        assert most_groups(crowd(people - 1, 1), 2, how="apart") == 2
        room = crowd(people - 1, 1)
        room.do(CHAIR, "teams.split", count=2, how="apart")
        assert min(table.total() for table in tables(room)) == people // 2


def test_guests_make_no_group_large_enough():
    """The chair's side writes for them, so it would know whose the other notes are."""
    room = crowd(6, 0)
    for _ in range(6):
        room.do(CHAIR, "guest.add")
    assert most_groups(room, 4) == 2
    room.do(CHAIR, "teams.split", count=2)
    for team in room.state.of_kind("team"):
        people = [room.state.get("person", id) for id in members(room, team)]
        assert len([person for person in people if person.guest is not True]) == len(people) // 2 == 3

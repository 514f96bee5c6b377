"""Small groups: the split and the seating, the walls, picked notes, and the end."""

from collections import Counter
from typing import Any

import pytest

from live_cop.meeting.agenda.finish_time import AgendaTick
from live_cop.meeting.audience import SYSTEM, Viewer
from live_cop.meeting.voices.people import PersonArrive, PersonLeave

from .room import ANN, BEN, BOARD, CHAIR, HELPER, MINUTE, Room, refused


def crowd(room_people: int, remote: int, order: str = "solution") -> Room:
    """A meeting in its first section, with so many people in the room and remote."""
    room = Room(order, people=0)
    for n in range(room_people + remote):
        room.join(Viewer(f"p{n:02}", "participant"), place="room" if n < room_people else "remote")
    room.do(CHAIR, "agenda.start")
    return room


def tables(room: Room) -> list[Counter[str]]:
    """For each group that is meeting, the number of people in the room and remote."""
    state = room.state
    found = {id: Counter[str]() for id, team in state.of_kind("team").items() if team.state == "on"}
    for person, seat in state.of_kind("seat").items():
        found[seat.team][state.get("person", person).place] += 1
    return list(found.values())


def team_of(room: Room, person: str) -> str:
    return str(room.state.get("seat", person).team)


def wall_of(room: Room, person: str) -> str:
    return str(room.state.get("team", team_of(room, person)).zone)


def viewer(person: str) -> Viewer:
    return Viewer(person, "participant")


@pytest.mark.parametrize(("here", "remote", "count"), [(9, 9, 4), (1, 7, 3), (40, 40, 12), (2, 0, 2), (0, 3, 2)])
def test_mixed_groups_seat_everyone_and_spread_room_and_remote_evenly(here, remote, count):
    room = crowd(here, remote)
    room.do(CHAIR, "teams.split", count=count)
    assert set(room.state.of_kind("seat")) == {f"p{n:02}" for n in range(here + remote)}
    sizes = [table.total() for table in tables(room)]
    assert len(sizes) == count and max(sizes) - min(sizes) <= 1
    for place in ("room", "remote"):
        of_place = [table[place] for table in tables(room)]
        assert max(of_place) - min(of_place) <= 1


@pytest.mark.parametrize(("here", "remote", "count"), [(9, 3, 4), (1, 9, 2), (8, 8, 12), (6, 0, 3)])
def test_separate_groups_never_mix_room_and_remote(here, remote, count):
    room = crowd(here, remote)
    room.do(CHAIR, "teams.split", count=count, how="apart")
    assert all(len(table) == 1 for table in tables(room)) and sum(map(Counter.total, tables(room))) == here + remote
    for place in ("room", "remote"):
        sizes = [table[place] for table in tables(room) if table[place]]
        assert max(sizes, default=0) - min(sizes, default=0) <= 1


def test_the_shuffle_is_unpredictable_and_repeatable():
    splits = []
    for moment in (0, 1, 1):
        room = crowd(10, 10)
        room.now += moment
        room.do(CHAIR, "teams.split", count=5)
        splits.append(room.state.of_kind("seat"))
    assert splits[0] != splits[1] == splits[2]


def test_the_chair_and_helpers_are_in_no_group_unless_they_join_one():
    room = crowd(4, 0)
    room.join(HELPER, role="helper")
    [team, _] = room.do(CHAIR, "teams.split", count=2)["teams"]
    assert not {"chair", "helper"} & set(room.state.of_kind("seat"))
    room.do(HELPER, "team.join", team=team)
    assert team_of(room, "helper") == team


def test_groups_need_people_a_section_and_the_end_of_earlier_groups():
    room = crowd(1, 0)
    with refused("too_few_people"):
        room.do(CHAIR, "teams.split", count=2)
    room = crowd(2, 0)
    room.give(SYSTEM, PersonLeave(person="p00"))
    with refused("too_few_people"):
        room.do(CHAIR, "teams.split", count=2, by="choice")
    room.join(viewer("p00"))
    room.do(CHAIR, "teams.split", count=2)
    with refused("teams_on"):
        room.do(CHAIR, "teams.split", count=2)
    room.do(CHAIR, "teams.end")
    room.do(CHAIR, "teams.split", count=2)
    with refused("no_section"):
        Room(people=3).do(CHAIR, "teams.split", count=2)
    with refused("no_teams"):
        crowd(3, 0).do(CHAIR, "teams.call_back")
    for who in (HELPER, BOARD, viewer("p00")):
        with refused("not_allowed"):
            room.do(who, "teams.end")


def test_an_arrival_joins_the_smallest_group_and_a_person_who_returns_keeps_their_seat():
    room = crowd(4, 0)
    teams = room.do(CHAIR, "teams.split", count=2)["teams"]
    away = next(person for person, seat in room.state.of_kind("seat").items() if seat.team == teams[1])
    room.give(SYSTEM, PersonLeave(person=away))
    room.join(ANN)
    assert team_of(room, "ann") == teams[1]
    room.give(SYSTEM, PersonArrive(person=away))
    assert team_of(room, away) == teams[1]
    room.join(BEN)
    assert team_of(room, "ben") == teams[0]
    guest = room.do(CHAIR, "guest.add")["guest"]
    assert team_of(room, guest) == teams[0]
    room.do(CHAIR, "guest.remove", guest=guest)
    assert room.state.get("seat", guest) is None
    room.do(CHAIR, "person.remove", person="ben")
    assert room.state.get("seat", "ben") is None


def test_an_arrival_joins_a_group_for_their_place():
    room = crowd(2, 4)
    room.do(CHAIR, "teams.split", count=3, how="apart")
    room.join(ANN, place="remote")
    assert room.state.get("team", team_of(room, "ann")).place == "remote"
    elsewhere = next(id for id, team in room.state.of_kind("team").items() if team.place == "room")
    with refused("other_place"):
        room.do(ANN, "team.join", team=elsewhere)
    room = crowd(3, 0)
    room.do(CHAIR, "teams.split", count=2, how="apart")
    room.join(ANN, place="remote")
    assert room.state.get("seat", "ann")


def test_people_choose_their_group_and_may_change_it():
    room = crowd(4, 0)
    teams = room.do(CHAIR, "teams.split", count=3, by="choice")["teams"]
    assert not room.state.of_kind("seat")
    room.do(viewer("p00"), "team.join", team=teams[2])
    room.do(viewer("p00"), "team.join", team=teams[0])
    assert team_of(room, "p00") == teams[0]
    room.join(ANN)
    assert room.state.get("seat", "ann") is None
    guest = room.do(CHAIR, "guest.add")["guest"]
    room.do(CHAIR, "team.join", team=teams[1], on_behalf_of=guest)
    assert team_of(room, guest) == teams[1]
    with refused("unknown_team"):
        room.do(ANN, "team.join", team="no-such")
    room.do(CHAIR, "teams.end")
    with refused("no_teams"):
        room.do(ANN, "team.join", team=teams[0])


def test_the_chair_and_helpers_can_move_a_person_to_another_group():
    room, one, two = two_groups()
    room.join(HELPER, role="helper")
    words = room.note(viewer(one), zone=wall_of(room, one))
    before, other = wall_of(room, one), team_of(room, two)
    room.do(HELPER, "team.join", team=other, person=one)
    assert team_of(room, one) == other
    # Their notes stay on the wall of the earlier group; now they write on that of the new one.
    assert room.state.get("note", words).zone == before
    with refused("not_your_team"):
        room.note(viewer(one), zone=before)
    room.note(viewer(one), zone=wall_of(room, two))
    # A person who reconnects is still in the group to which the chair moved them.
    room.give(SYSTEM, PersonLeave(person=one))
    room.give(SYSTEM, PersonArrive(person=one))
    assert team_of(room, one) == other


def test_participants_move_nobody_and_only_people_in_the_meeting_are_moved():
    room, one, two = two_groups()
    with refused("not_allowed"):
        room.do(viewer(one), "team.join", team=team_of(room, one), person=two)
    room.do(viewer(one), "team.join", team=team_of(room, two), person=one)
    assert team_of(room, one) == team_of(room, two)
    with refused("unknown_person"):
        room.do(CHAIR, "team.join", team=team_of(room, two), person="no-such")
    room.do(CHAIR, "person.remove", person=one)
    with refused("unknown_person"):
        room.do(CHAIR, "team.join", team=team_of(room, two), person=one)
    guest = room.do(CHAIR, "guest.add")["guest"]
    with refused("not_allowed"):
        room.do(CHAIR, "team.join", team=team_of(room, two), person=two, on_behalf_of=guest)


def test_nobody_is_moved_to_a_group_for_the_other_place():
    room = crowd(2, 2)
    room.do(CHAIR, "teams.split", count=2, how="apart")
    elsewhere = next(id for id, team in room.state.of_kind("team").items() if team.place == "room")
    with refused("other_place"):
        room.do(CHAIR, "team.join", team=elsewhere, person="p03")


def test_an_empty_group_keeps_its_wall_and_gets_the_next_arrival():
    room, one, two = two_groups()
    [empty, other] = [team_of(room, one), team_of(room, two)]
    wall = wall_of(room, one)
    note = room.note(viewer(one), zone=wall)
    for person in [id for id, seat in room.state.of_kind("seat").items() if seat.team == empty]:
        room.do(CHAIR, "team.join", team=other, person=person)
    assert room.state.get("team", empty).state == "on" and room.state.get("note", note).zone == wall
    room.do(CHAIR, "team.pick", note=note)
    room.join(ANN)
    assert team_of(room, "ann") == empty
    for person in list(room.state.of_kind("seat")):
        room.give(SYSTEM, PersonLeave(person=person))
    room.do(CHAIR, "teams.call_back")
    room.wait(1)
    room.system(AgendaTick())
    assert room.state.get("teams", "teams").state == "over"


def two_groups(**args: Any) -> tuple[Room, str, str]:
    """Four people in two groups, and the id of one person in each."""
    room = crowd(4, 0)
    [first, second] = room.do(CHAIR, "teams.split", count=2, prompt="What would help?", **args)["teams"]
    seats = room.state.of_kind("seat")
    one, two = (next(id for id, seat in seats.items() if seat.team == team) for team in (first, second))
    return room, one, two


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


def test_a_picked_note_moves_to_the_main_wall_and_keeps_its_author():
    room, one, two = two_groups()
    note = room.note(viewer(one), zone=wall_of(room, one))
    with refused("not_your_team"):
        room.do(viewer(two), "team.pick", note=note)
    mate = next(id for id, seat in room.state.of_kind("seat").items() if seat.team == team_of(room, one) and id != one)
    target = room.do(viewer(mate), "team.pick", note=note)["zone"]
    assert room.state.get("note", note).zone == target == room.state.get("teams", "teams").target
    room.do(viewer(one), "note.edit", note=note, text="better words")
    with refused("not_a_team_note"):
        room.do(viewer(one), "team.pick", note=note)
    other = room.note(viewer(one), zone=wall_of(room, one))
    room.do(CHAIR, "teams.end")
    room.do(viewer(mate), "team.pick", note=other, zone=room.zone(2))
    assert room.state.get("note", other).zone == room.zone(2)
    room.do(viewer(mate), "undo")
    assert room.state.get("note", other).zone == wall_of(room, one)
    with refused("unknown_zone"):
        room.do(CHAIR, "team.pick", note=other, zone=wall_of(room, two))


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


def test_groups_end_one_minute_after_the_call_back():
    room, _, _ = two_groups(minutes=10)
    assert room.state.get("board", "board").showing == "teams"
    room.wait(3)
    room.do(CHAIR, "teams.call_back")
    teams = room.state.get("teams", "teams")
    assert (teams.state, teams.warned, teams.ends_at) == ("back", True, room.now + MINUTE)
    room.wait(0.5)
    room.do(CHAIR, "teams.call_back")
    room.system(AgendaTick())
    assert room.state.get("teams", "teams") == teams
    room.wait(0.5)
    room.system(AgendaTick())
    assert room.state.get("teams", "teams").state == "over"
    assert {team.state for team in room.state.of_kind("team").values()} == {"over"}
    assert room.state.get("board", "board").showing != "teams"
    assert len(room.state.of_kind("seat")) == 4


def test_an_extension_counts_from_now_and_cancels_the_call_back():
    room, _, _ = two_groups(minutes=5)
    room.do(CHAIR, "teams.extend", minutes=2)
    assert room.state.get("teams", "teams").ends_at == room.now + 7 * MINUTE
    room.wait(8)
    room.do(CHAIR, "teams.call_back")
    room.do(CHAIR, "teams.extend", minutes=2)
    teams = room.state.get("teams", "teams")
    assert (teams.state, teams.warned, teams.ends_at) == ("on", False, room.now + 2 * MINUTE)


@pytest.mark.parametrize("ending", ["agenda.next", "agenda.back", "meeting.close"])
def test_groups_end_with_their_section(ending):
    room = crowd(4, 0)
    room.do(CHAIR, "agenda.next")
    room.do(CHAIR, "teams.split", count=2)
    room.do(CHAIR, ending)
    assert room.state.get("teams", "teams").state == "over"


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


def test_after_the_close_nothing_says_who_sat_where():
    room, one, two = two_groups()
    kept, empty = wall_of(room, one), wall_of(room, two)
    room.note(viewer(one), zone=kept)
    room.do(CHAIR, "meeting.close")
    assert not room.state.of_kind("seat")
    assert kept in room.state.of_kind("zone") and empty not in room.state.of_kind("zone")
    pictures = list(room.state.of_kind("picture").values())
    assert "Group 1" in [zone.title for _, zone in pictures[-1].zones]


def test_people_join_groups_while_writing_is_paused():
    room, one, two = two_groups()
    room.do(CHAIR, "meeting.pause")
    room.do(viewer(one), "team.join", team=team_of(room, two))
    assert team_of(room, one) == team_of(room, two)


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

"""Small groups: the split, the seating, picked notes, and the end."""

import pytest

from live_cop.meeting.agenda.finish_time import AgendaTick
from live_cop.meeting.audience import SYSTEM
from live_cop.meeting.voices.people import PersonArrive, PersonLeave

from ..room import ANN, BEN, BOARD, CHAIR, HELPER, MINUTE, Room, pictures_of, refused
from .breakout_helpers import crowd, members, team_of, two_groups, viewer, wall_of


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
    # A seat by whose device is on line would tell whose is.
    room.join(ANN)
    assert team_of(room, "ann") == teams[0]
    room.give(SYSTEM, PersonArrive(person=away))
    assert team_of(room, away) == teams[1]
    room.join(BEN)
    assert team_of(room, "ben") == teams[1]
    guest = room.do(CHAIR, "guest.add")["guest"]
    assert team_of(room, guest) == teams[0]
    room.do(CHAIR, "guest.remove", guest=guest)
    assert room.state.get("seat", guest) is None
    room.do(CHAIR, "person.remove", person="ben")
    assert room.state.get("seat", "ben") is None


def test_an_arrival_joins_no_group_that_everybody_has_left():
    """Two groups have become one. Somebody who came to the wall of the other would sit there alone, and each note on it
    would be theirs."""
    room = crowd(6, 0)
    teams = room.do(CHAIR, "teams.split", count=2)["teams"]
    for person, seat in list(room.state.of_kind("seat").items()):
        if seat.team == teams[1]:
            room.do(viewer(person), "team.join", team=teams[0])
    room.join(ANN)
    assert team_of(room, "ann") == teams[0]


def test_an_arrival_joins_a_group_for_their_place():
    room = crowd(3, 6)
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
    room = crowd(9, 0)
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
    room, one, two = two_groups(people=8)
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
    room = crowd(3, 3)
    room.do(CHAIR, "teams.split", count=2, how="apart")
    elsewhere = next(id for id, team in room.state.of_kind("team").items() if team.place == "room")
    with refused("other_place"):
        room.do(CHAIR, "team.join", team=elsewhere, person="p05")


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


def test_after_the_close_nothing_says_who_sat_where():
    room, one, two = two_groups()
    kept, empty = wall_of(room, one), wall_of(room, two)
    room.note(viewer(one), zone=kept)
    room.do(CHAIR, "meeting.close")
    assert not room.state.of_kind("seat")
    assert kept in room.state.of_kind("zone") and empty not in room.state.of_kind("zone")
    pictures = list(pictures_of(room.state).values())
    assert "Group 1" in [zone.title for _, zone in pictures[-1].zones]


def test_people_join_groups_while_writing_is_paused():
    room, one, two = two_groups()
    room.do(CHAIR, "meeting.pause")
    room.do(viewer(one), "team.join", team=team_of(room, two))
    assert team_of(room, one) == team_of(room, two)


def test_nobody_is_moved_out_of_a_group_of_three():
    """The attack: to move everybody else out of a group, so that what is written there comes from one person."""
    room = crowd(7, 0)
    room.join(HELPER, role="helper")
    large, small = sorted(room.do(CHAIR, "teams.split", count=2)["teams"], key=lambda team: -len(members(room, team)))
    # Neither the chair's side nor guests make a group larger: the chair knows what they wrote.
    room.do(CHAIR, "team.join", team=small)
    guest = room.do(CHAIR, "guest.add")["guest"]
    room.do(CHAIR, "team.join", team=small, person=guest)
    for who in (CHAIR, HELPER):
        for person in sorted(members(room, small) - {"chair", guest}):
            with refused("group_too_small"):
                room.do(who, "team.join", team=large, person=person)
    [first, second, *_] = sorted(members(room, large))
    room.do(HELPER, "team.join", team=small, person=first)
    with refused("group_too_small"):
        room.do(HELPER, "team.join", team=small, person=second)
    # They may go themselves, and the chair's side may go anywhere.
    room.do(viewer(second), "team.join", team=small)
    room.do(CHAIR, "team.join", team=large)
    room.do(HELPER, "team.join", team=large, person=guest)


def test_nobody_is_seated_alone_by_somebody_else():
    """The attack: people choose, and the chair seats one alone and everybody else in the other group."""
    room = crowd(6, 0)
    teams = room.do(CHAIR, "teams.split", count=2, by="choice")["teams"]
    with refused("group_too_small"):
        room.do(CHAIR, "team.join", team=teams[0], person="p00")
    for person in ("p01", "p02"):
        room.do(viewer(person), "team.join", team=teams[0])
    room.do(CHAIR, "team.join", team=teams[0], person="p00")
    assert team_of(room, "p00") == teams[0]


def test_somebody_who_is_alone_in_a_group_can_be_moved_to_others():
    room = crowd(3, 0)
    teams = room.do(CHAIR, "teams.split", count=2)["teams"]
    alone, *_ = [members(room, team) for team in teams if len(members(room, team)) == 1]
    others = next(team for team in teams if len(members(room, team)) == 2)
    [person] = alone
    room.do(CHAIR, "team.join", team=others, person=person)
    assert len(members(room, others)) == 3

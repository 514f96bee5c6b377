"""Video calls of small groups: a link for each group, which only its own people have."""

import pytest

from ..room import CHAIR, HELPER, Room, refused
from .breakout_helpers import crowd, members, team_of, viewer

JITSI = "https://meet.example.org/Homes?jwt=secret"


def offered(room: Room) -> dict[str, str]:
    return {id: call.video_url for id, call in room.state.of_kind("call").items()}


def groups_with_rooms(here: int = 4, remote: int = 4, url: str = JITSI, **args: object) -> tuple[Room, list[str]]:
    room = crowd(here, remote)
    room.do(CHAIR, "meeting.edit", video_url=url)
    return room, room.do(CHAIR, "teams.split", count=2, rooms=True, **args)["teams"]


def test_each_group_gets_a_room_of_its_own_and_only_its_people_have_the_link():
    room, teams = groups_with_rooms()
    links = {team: room.state.get("team_call", team).video_url for team in teams}
    assert len(set(links.values())) == 2
    for link in links.values():
        assert link.startswith("https://meet.example.org/room-") and "secret" not in link
        assert len(link.rpartition("/")[2]) >= 20
    assert offered(room) == {id: links[seat.team] for id, seat in room.state.of_kind("seat").items()}
    for id in offered(room):
        others = [link for team, link in links.items() if team != team_of(room, id)]
        seen = [str(record) for kind in ("call", "team_call", "team") for record in sees(room, id, kind)]
        assert not any(link in text for link in others for text in seen)
    assert all(room.state.audience("team_call", team) == "@chair" for team in teams)


def sees(room: Room, person: str, kind: str) -> list[object]:
    me = viewer(person)
    return [record for id, record in room.state.of_kind(kind).items() if me.sees(room.state.audience(kind, id))]


def test_a_second_split_makes_new_rooms():
    room, _ = groups_with_rooms()
    before = set(offered(room).values())
    room.do(CHAIR, "teams.end")
    assert not room.state.of_kind("team_call") and not offered(room)
    room.do(CHAIR, "teams.split", count=2, rooms=True)
    assert len(before | set(offered(room).values())) == 4


def test_a_group_without_remote_people_is_offered_no_call():
    room, teams = groups_with_rooms(6, 6, how="apart")
    assert set(offered(room)) == {
        id for id in room.state.of_kind("seat") if room.state.get("person", id).place == "remote"
    }
    there = next(team for team in teams if room.state.get("team", team).place == "room")
    somebody = min(members(room, there))
    room.do(viewer(somebody), "person.edit", place="remote")
    # One of them leaves the room: the others open the call for that person.
    assert members(room, there) <= set(offered(room))
    room.do(viewer(somebody), "person.edit", place="room")
    assert not members(room, there) & set(offered(room))


def test_who_changes_the_group_gets_the_link_of_the_new_one_only():
    room, teams = groups_with_rooms()
    somebody = min(members(room, teams[0]))
    room.do(viewer(somebody), "team.join", team=teams[1])
    assert offered(room)[somebody] == room.state.get("team_call", teams[1]).video_url
    room.join(viewer("late"), place="remote")
    assert offered(room)["late"] == room.state.get("team_call", team_of(room, "late")).video_url
    room.do(CHAIR, "person.remove", person="late")
    assert "late" not in offered(room)


def test_typed_links_come_first_and_can_be_changed_while_the_groups_meet():
    room = crowd(2, 2)
    teams = room.do(CHAIR, "teams.split", count=2, links=["", "https://zoom.us/j/1"])["teams"]
    assert {call.video_url for call in room.state.of_kind("team_call").values()} == {"https://zoom.us/j/1"}
    room.do(CHAIR, "team.call", team=teams[0], video_url="https://zoom.us/j/2")
    assert {offered(room)[id] for id in members(room, teams[0])} == {"https://zoom.us/j/2"}
    room.do(CHAIR, "team.call", team=teams[0], video_url=None)
    assert not members(room, teams[0]) & set(offered(room))
    with refused("bad_video_url"):
        room.do(CHAIR, "team.call", team=teams[0], video_url="javascript:alert(1)")
    for who in (HELPER, viewer("p00")):
        with refused("not_allowed"):
            room.do(who, "team.call", team=teams[0], video_url=None)
    room.do(CHAIR, "teams.end")
    with refused("unknown_team"):
        room.do(CHAIR, "team.call", team=teams[0], video_url="https://zoom.us/j/2")


def test_nothing_is_left_of_the_calls_after_the_close():
    room, _ = groups_with_rooms()
    room.do(CHAIR, "meeting.close")
    assert not room.state.of_kind("team_call") and not room.state.of_kind("call")


@pytest.mark.parametrize(
    "url", [None, "https://zoom.us/j/123", "https://meet.google.com/abc", "http://jitsi.example/Homes"]
)
def test_without_a_jitsi_link_no_rooms_are_made_and_nobody_is_split(url):
    room = crowd(4, 4)
    room.do(CHAIR, "meeting.edit", video_url=url)
    with refused("no_jitsi"):
        room.do(CHAIR, "teams.split", count=2, rooms=True)
    with refused("bad_video_url"):
        room.do(CHAIR, "teams.split", count=2, links=["https://ok.example/x", "nonsense"])
    assert not room.state.of_kind("team")

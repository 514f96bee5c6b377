"""Joining, names, places and markers."""

from live_cop.meeting.audience import Viewer
from live_cop.meeting.safety.join_code import MeetingNewCode
from live_cop.meeting.voices import people
from live_cop.meeting.voices.people import PersonArrive, PersonCrowd, PersonJoin

from ..room import ANN, CHAIR, Room, refused


def test_everyone_has_a_different_marker():
    room = Room(people=300)
    markers = [person.marker for person in room.state.of_kind("person").values()]
    assert len(set(markers)) == len(markers) == 301


def test_people_set_and_remove_their_own_name():
    room = Room()
    room.do(ANN, "person.edit", name="Ann")
    assert room.state.get("person", "ann").name == "Ann"
    room.do(ANN, "person.edit", name="", place="remote")
    assert b"Ann" not in room.seen(CHAIR)
    assert room.state.get("person", "ann").place == "remote"


def test_only_people_who_joined_before_can_join_a_locked_meeting():
    room = Room()
    room.do(CHAIR, "meeting.lock")
    with refused("locked"):
        room.join(Viewer("carl", "participant"))
    room.join(ANN)
    room.do(CHAIR, "meeting.unlock")
    room.join(Viewer("carl", "participant"))


def test_a_closed_meeting_is_unknown_to_new_people():
    room = Room()
    room.do(CHAIR, "meeting.close")
    with refused("unknown_meeting"):
        room.join(Viewer("carl", "participant"))


def test_people_say_and_withdraw_that_they_are_new():
    room = Room()
    room.system(PersonJoin(person="carl", place="room", newcomer=True))
    assert room.state.get("person", "carl").newcomer is True
    room.do(Viewer("carl", "participant"), "person.edit", newcomer=False)
    assert b"newcomer" not in room.seen(ANN)


def test_a_person_can_get_another_marker():
    room = Room(people=30)
    before = room.state.get("person", "ann").marker
    after = room.do(ANN, "person.marker")["marker"]
    assert after and room.state.get("person", ANN.person).marker == after
    markers = [person.marker for person in room.state.of_kind("person").values()]
    assert after != before and len(set(markers)) == len(markers)


def test_a_full_meeting_takes_the_chairs_side_and_those_who_are_in_it(monkeypatch):
    room = Room()
    room.do(CHAIR, "guest.add", called="Sam")
    monkeypatch.setattr(people, "MOST_PEOPLE", 4)
    room.join(Viewer("fourth", "participant"))
    assert [(entry.what, entry.detail) for entry in room.state.of_kind("log").values()][-1:] == [("person.join", "4")]
    with refused("meeting_full"):
        room.join(Viewer("fifth", "participant"))
    room.join(Viewer("fourth", "participant"), name="Back")
    room.join(Viewer("helper2", "helper"), role="helper")
    assert len(room.state.of_kind("person")) == 6


def test_who_joined_without_a_screen_makes_room(monkeypatch):
    """A program that only sends joins fills no meeting, and the chair is told once that it was full."""
    room = Room()
    monkeypatch.setattr(people, "MOST_PEOPLE", 4)
    room.system(PersonJoin(person="fourth", place="room"))
    with refused("meeting_full"):
        room.system(PersonJoin(person="fifth", place="room"))
    room.now += people.SCREEN_WITHIN
    room.system(PersonJoin(person="fifth", place="room"))
    assert not people.has_come(room.state, "fourth")
    with refused("lost_place"):
        room.note(Viewer("fourth", "participant"), "a screen that does not know it yet")
    with refused("who_are_you"):
        room.note(Viewer("sixth", "participant"), "never joined")
    assert set(room.state.of_kind("person")) & {"fourth", "fifth"} == {"fifth"}
    room.system(PersonArrive(person="fifth"))
    room.now += people.SCREEN_WITHIN
    with refused("meeting_full"):
        room.system(PersonJoin(person="fourth", place="room"))
    assert people.has_come(room.state, "fifth")
    assert len([entry for entry in room.state.of_kind("log").values() if entry.what == "person.join"]) == 1


def test_a_guest_makes_no_room_and_who_made_room_comes_back_to_a_locked_meeting(monkeypatch):
    """A guest has no screen that could come: others would lose the hand that they raised for them."""
    room = Room()
    room.do(CHAIR, "guest.add", called="Sam")
    monkeypatch.setattr(people, "MOST_PEOPLE", 4)
    room.system(PersonJoin(person="fourth", place="room"))
    room.now += people.SCREEN_WITHIN
    room.system(PersonJoin(person="fifth", place="room"))
    assert any(each.guest for each in room.state.of_kind("person").values())
    room.do(CHAIR, "meeting.lock")
    with refused("locked"):
        room.system(PersonJoin(person="sixth", place="room"))
    room.now += people.SCREEN_WITHIN
    room.system(PersonJoin(person="fourth", place="room"))
    assert "fourth" in room.state.of_kind("person")


def test_nobody_makes_room_where_the_empty_entries_are_too_many(monkeypatch):
    room = Room()
    monkeypatch.setattr(people, "MOST_PEOPLE", 4)
    room.system(PersonJoin(person="fourth", place="room"))
    room.now += people.SCREEN_WITHIN
    monkeypatch.setattr(people, "MOST_ENTRIES", room.state.size - 1)
    with refused("meeting_full"):
        room.system(PersonJoin(person="fifth", place="room"))


def test_the_chairs_side_is_told_of_a_crowd_once_for_each_code():
    room = Room()
    for code in ("K7M3QX", "ACDEFG"):
        for _ in range(2):
            room.system(PersonCrowd())
        told = [entry.detail for entry in room.state.of_kind("log").values() if entry.what == "person.crowd"]
        assert told.count(code) == 1
        room.system(MeetingNewCode(code="ACDEFG"))
    assert b"person.crowd" not in room.seen(ANN) and b"person.crowd" in room.seen(CHAIR)

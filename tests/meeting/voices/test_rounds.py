"""Rounds: their order, their end, and how many people have spoken."""

from live_cop.meeting.audience import SYSTEM, Viewer
from live_cop.meeting.draft import Draft
from live_cop.meeting.lifecycle.due import DueTick
from live_cop.meeting.voices import rounds
from live_cop.meeting.voices.people import PersonArrive, PersonLeave

from ..room import ANN, BEN, CHAIR, Room, refused
from .round_helpers import current_round, queue, speaker, start_round, waiting


def test_room_and_remote_alternate_and_the_chair_is_last():
    room = Room(people=5)
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "round.start")
    assert [person for person, _ in queue(room)] == ["ann", "ben", "p2", "p3", "p4", "chair"]
    assert queue(room)[0] == ("ann", "speaking")


def test_the_order_of_turns_does_not_tell_who_came_when(real_delays):
    """The attack: everyone sees the order, and it was that in which people had joined, also within a batch."""
    room, people = Room(people=0), [f"p{number * 7 % 13}" for number in range(12)]
    for person in people:
        room.join(Viewer(person, "participant"))
    room.wait(1)
    room.system(DueTick())
    room.do(CHAIR, "agenda.start")
    orders = []
    for _ in range(12):
        room.do(CHAIR, "round.start")
        orders.append([person for person, _ in queue(room) if person in people])
        room.do(CHAIR, "round.end")
    assert all(sorted(order) == sorted(people) != order != people for order in orders)
    assert len({order[0] for order in orders}) > 4 and len({order[-1] for order in orders}) > 4


def test_the_next_turn_a_pass_and_the_end():
    room = Room(people=4)
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "round.start", seconds=90)
    room.do(CHAIR, "round.next")
    room.do(BEN, "turn.pass")
    assert queue(room)[:3] == [("ann", "done"), ("ben", "passed"), ("p2", "speaking")]
    with refused("no_turn"):
        room.do(BEN, "turn.pass")
    other = next(id for id, t in room.state.of_kind("turn").items() if t.person == "p3")
    with refused("not_allowed"):
        room.do(ANN, "turn.pass", turn=other)
    room.do(CHAIR, "round.end")
    assert [state for _, state in queue(room)] == ["done", "passed", "done"]


def test_a_person_who_arrives_during_a_round_joins_the_end_of_the_queue():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "round.start")
    room.join(Viewer("carl", "participant"))
    room.system(PersonArrive(person="ann"))
    assert [person for person, _ in queue(room)] == ["ann", "ben", "chair", "carl"]


def test_a_round_needs_a_section_and_people():
    room = Room()
    with refused("no_section"):
        room.do(CHAIR, "round.start")
    with refused("no_round"):
        room.do(CHAIR, "round.next")


def test_newcomers_can_be_first_and_room_and_remote_still_alternate():
    room = Room(people=6)
    for person in (Viewer("p3", "participant"), Viewer("p4", "participant")):
        room.do(person, "person.edit", newcomer=True)
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "round.start", newcomers_first=True)
    assert [person for person, _ in queue(room)] == ["p4", "p3", "ann", "ben", "p2", "p5", "chair"]


def test_people_who_spoke_are_counted_and_people_who_passed_are_not():
    room = start_round()
    room.do(ANN, "turn.done")
    room.do(BEN, "turn.pass")
    room.do(CHAIR, "round.next")
    assert (current_round(room).heard_room, current_round(room).heard_remote) == (2, 0)
    assert current_round(room).state == "on"
    room.do(Viewer("p3", "participant"), "turn.done")
    room.do(CHAIR, "round.next")
    kept = current_round(room)
    assert (kept.state, kept.heard_room, kept.heard_remote, kept.ended_at) == ("over", 3, 1, room.now)


def test_the_count_stays_when_the_section_ends():
    room = start_round()
    room.do(ANN, "turn.done")
    room.do(CHAIR, "agenda.next")
    kept = room.state.get("round", room.section())
    assert (kept.state, kept.heard_room, kept.heard_remote) == ("over", 1, 1)
    room.do(CHAIR, "round.start")
    assert room.state.get("round", room.section()) == kept


def test_eighty_people_speak_once_each_room_and_remote_alternating():
    room = start_round(people=80)
    places = [room.state.get("person", person).place for person, _ in queue(room)[:80]]
    assert places == ["room", "remote"] * 40
    for _ in range(81):
        room.do(CHAIR, "round.next")
    assert (current_round(room).heard_room, current_round(room).heard_remote) == (41, 40)
    assert current_round(room).state == "over"


def test_a_section_without_anybody_starts_no_round():
    room = Room(people=0)
    room.do(CHAIR, "agenda.start")
    room.system(PersonLeave(person="chair"))
    draft = Draft(room.state, SYSTEM, room.now)
    assert rounds.start_for(draft, room.section(), 45) is False and draft.changes() == []
    with refused("nobody_here"):
        room.do(CHAIR, "round.start")


def test_going_back_to_the_previous_section_ends_the_round():
    room = start_round()
    room.do(CHAIR, "agenda.next")
    room.do(CHAIR, "round.start")
    room.do(CHAIR, "agenda.back")
    assert speaker(room) is None and waiting(room) == []


def test_a_round_continues_while_writing_is_paused():
    room = start_round()
    room.do(CHAIR, "meeting.pause")
    room.do(ANN, "turn.extend")
    room.do(ANN, "turn.later")
    room.do(BEN, "turn.done")
    assert speaker(room) == "p2"


def test_the_seconds_of_the_turns_that_wait_can_be_changed():
    room = start_round(seconds=90)
    room.do(CHAIR, "round.pace", seconds=20)
    turns = {turn.person: turn for turn in room.state.of_kind("turn").values()}
    assert (turns["ann"].seconds, turns["ben"].seconds, current_round(room).seconds) == (90, 20, 20)
    room.join(Viewer("carl", "participant"))
    room.do(ANN, "turn.later")
    turns = {turn.person: turn for turn in room.state.of_kind("turn").values()}
    assert turns["carl"].seconds == turns["ann"].seconds == 20
    with refused("not_allowed"):
        room.do(ANN, "round.pace", seconds=30)
    room.do(CHAIR, "round.end")
    with refused("no_round"):
        room.do(CHAIR, "round.pace", seconds=30)


def test_only_those_whose_turn_was_dropped_are_offered_one_and_nobody_who_came_after_the_round():
    room = start_round()
    room.do(ANN, "turn.done")
    room.do(BEN, "turn.pass")
    room.do(CHAIR, "round.end")
    room.join(Viewer("carl", "participant"))
    offers = room.state.of_kind("turn_offer")
    assert sorted(offers) == ["chair", "p3"]
    assert all(room.state.audience("turn_offer", person) == person for person in offers)
    # Nobody else is told who did not speak.
    assert b"turn_offer" not in room.seen(Viewer("board", "board")) + room.seen(ANN)
    room.do(Viewer("p3", "participant"), "turn.take")
    assert sorted(room.state.of_kind("turn_offer")) == ["chair"]
    room.do(CHAIR, "round.start")
    assert not room.state.of_kind("turn_offer")


def test_offers_end_with_the_meeting_and_with_a_guest():
    room = start_round()
    guest = room.do(CHAIR, "guest.add")["guest"]
    room.do(CHAIR, "round.end")
    assert guest in room.state.of_kind("turn_offer")
    room.do(CHAIR, "guest.remove", guest=guest)
    assert guest not in room.state.of_kind("turn_offer")
    room.do(CHAIR, "meeting.close")
    assert not room.state.of_kind("turn_offer")

"""Who is here, and the round."""

from live_cop.meeting.audience import Viewer
from live_cop.meeting.voices.people import PersonArrive

from ..room import ANN, BEN, CHAIR, Room, refused


def test_everyone_has_a_marker_of_their_own():
    room = Room(people=300)
    markers = [person.marker for person in room.state.of_kind("person").values()]
    assert len(set(markers)) == len(markers) == 301


def test_a_name_is_given_and_taken_away_by_oneself():
    room = Room()
    room.do(ANN, "person.edit", name="Ann")
    assert room.state.get("person", "ann").name == "Ann"
    room.do(ANN, "person.edit", name="", place="remote")
    assert b"Ann" not in room.seen(CHAIR)
    assert room.state.get("person", "ann").place == "remote"


def test_a_locked_meeting_lets_nobody_new_in_but_everyone_back():
    room = Room()
    room.do(CHAIR, "meeting.lock")
    with refused("locked"):
        room.join(Viewer("carl", "participant"))
    room.join(ANN)
    room.do(CHAIR, "meeting.unlock")
    room.join(Viewer("carl", "participant"))


def test_a_closed_meeting_answers_a_newcomer_like_one_that_never_was():
    room = Room()
    room.do(CHAIR, "meeting.close")
    with refused("unknown_meeting"):
        room.join(Viewer("carl", "participant"))


def turns(room: Room) -> list[tuple[str, str]]:
    return [(t.person, t.state) for t in sorted(room.state.of_kind("turn").values(), key=lambda t: t.order)]


def test_room_and_remote_alternate_and_the_chair_comes_last():
    room = Room(people=5)
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "round.start")
    assert [person for person, _ in turns(room)] == ["ann", "ben", "p2", "p3", "p4", "chair"]
    assert turns(room)[0] == ("ann", "speaking")


def test_next_voice_pass_and_the_end():
    room = Room(people=4)
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "round.start", seconds=90)
    room.do(CHAIR, "round.next")
    room.do(BEN, "turn.pass")
    assert turns(room)[:3] == [("ann", "done"), ("ben", "passed"), ("p2", "speaking")]
    with refused("no_turn"):
        room.do(BEN, "turn.pass")
    other = next(id for id, t in room.state.of_kind("turn").items() if t.person == "p3")
    with refused("not_allowed"):
        room.do(ANN, "turn.pass", turn=other)
    room.do(CHAIR, "round.end")
    assert [state for _, state in turns(room)] == ["done", "passed", "done"]


def test_whoever_comes_during_a_round_is_added_at_its_end():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "round.start")
    room.join(Viewer("carl", "participant"))
    room.system(PersonArrive(person="ann"))
    assert [person for person, _ in turns(room)] == ["ann", "ben", "chair", "carl"]


def test_a_round_needs_a_section_and_people():
    room = Room()
    with refused("no_section"):
        room.do(CHAIR, "round.start")
    with refused("no_round"):
        room.do(CHAIR, "round.next")

"""Turns: passing, speaking later, extending, reordering, and asking for a turn after all."""

from live_cop.meeting.audience import Viewer
from live_cop.meeting.voices.people import PersonArrive, PersonLeave

from ..room import ANN, BEN, CHAIR, HELPER, Room, refused
from .round_helpers import current_round, queue, speaker, start_round, turn_of, waiting


def test_a_turn_ended_by_the_speaker_and_the_chair_ends_once():
    room = start_round()
    turn = turn_of(room, "ann")
    room.do(ANN, "turn.done", turn=turn)
    revision = room.state.revision
    room.do(CHAIR, "turn.done", turn=turn)
    assert speaker(room) == "ben" and room.state.revision == revision


def test_participants_act_only_on_their_own_turn():
    room = start_round()
    turn = turn_of(room, "ann")
    for name in ("turn.done", "turn.pass", "turn.later", "turn.extend"):
        with refused("not_allowed"):
            room.do(BEN, name, turn=turn)
        with refused("no_turn"):
            room.do(BEN, name, turn="no-such-turn")


def test_speaking_later_moves_a_turn_to_the_end_of_the_queue():
    room = start_round()
    room.do(CHAIR, "turn.extend", turn=turn_of(room, "ann"))
    room.do(ANN, "turn.later")
    assert speaker(room) == "ben"
    assert waiting(room) == ["p2", "p3", "chair", "ann"]
    put_off = room.state.get("turn", turn_of(room, "ann"))
    assert (put_off.seconds, put_off.started_at) == (60, None)
    room.do(Viewer("p2", "participant"), "turn.later")
    assert waiting(room) == ["p3", "chair", "ann", "p2"]


def test_the_last_person_may_speak_later_too_and_the_chair_calls_them():
    room = start_round(people=1)
    room.do(ANN, "turn.done")
    room.do(CHAIR, "turn.later")
    assert speaker(room) is None and waiting(room) == ["chair"]
    assert current_round(room).state == "on"
    room.do(CHAIR, "round.next")
    assert speaker(room) == "chair"


def test_an_extension_counts_from_now_when_the_time_is_up():
    room = start_round()
    turn = turn_of(room, "ann")
    room.do(ANN, "turn.extend")
    assert room.state.get("turn", turn).seconds == 90
    room.wait(2)
    room.do(a_helper(room), "turn.extend", turn=turn)
    assert room.state.get("turn", turn).seconds == 150
    with refused("no_turn"):
        room.do(BEN, "turn.extend")


def a_helper(room: Room) -> Viewer:
    room.join(HELPER, role="helper")
    return HELPER


def test_extensions_give_at_most_half_an_hour():
    room = start_round()
    for _ in range(100):
        room.do(ANN, "turn.extend")
    assert room.state.get("turn", turn_of(room, "ann")).seconds == 1800


def test_the_queue_can_be_reordered():
    room = start_round()
    room.do(CHAIR, "turn.move", turn=turn_of(room, "p3"), to=0)
    assert queue(room)[0] == ("ann", "speaking")
    assert waiting(room) == ["p3", "ben", "p2", "chair"]
    room.do(CHAIR, "turn.move", turn=turn_of(room, "p3"), to=99)
    assert waiting(room) == ["ben", "p2", "chair", "p3"]
    with refused("turn_not_waiting"):
        room.do(CHAIR, "turn.move", turn=turn_of(room, "ann"), to=0)
    with refused("unknown_turn"):
        room.do(CHAIR, "turn.move", turn="no-such-turn", to=0)
    with refused("not_allowed"):
        room.do(ANN, "turn.move", turn=turn_of(room, "p3"), to=0)


def test_a_person_who_passed_may_have_a_turn_after_all():
    room = start_round()
    room.do(BEN, "turn.pass")
    room.do(BEN, "turn.take")
    assert waiting(room) == ["p2", "p3", "chair", "ben"]
    with refused("in_the_row"):
        room.do(BEN, "turn.take")
    room.do(ANN, "turn.done")
    with refused("had_turn"):
        room.do(ANN, "turn.take")


def test_a_person_without_a_turn_may_have_one_after_the_round():
    room = start_round(seconds=90)
    room.do(CHAIR, "round.end")
    assert current_round(room).state == "over"
    room.do(BEN, "turn.take")
    assert (speaker(room), waiting(room), current_round(room).state) == (None, ["ben"], "on")
    assert room.state.get("turn", turn_of(room, "ben")).seconds == 90
    room.do(CHAIR, "round.next")
    room.do(BEN, "turn.done")
    kept = current_round(room)
    assert (kept.state, kept.heard_room, kept.heard_remote) == ("over", 1, 1)


def test_nobody_gets_a_turn_after_the_section():
    room = start_round()
    room.do(CHAIR, "agenda.start", section=room.section(3))
    with refused("no_round"):
        room.do(BEN, "turn.take")


def test_a_lost_connection_loses_no_turn():
    room = start_round()
    room.system(PersonLeave(person="ann"))
    assert speaker(room) == "ann"
    room.do(CHAIR, "turn.later", turn=turn_of(room, "ann"))
    assert speaker(room) == "ben"
    room.system(PersonArrive(person="ann"))
    assert waiting(room) == ["p2", "p3", "chair", "ann"]

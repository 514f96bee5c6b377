"""The round as people live it: in their own time, in an order that can be changed, and with nobody left out."""

from live_cop.meeting.audience import SYSTEM, Viewer
from live_cop.meeting.draft import Draft
from live_cop.meeting.voices import rounds
from live_cop.meeting.voices.people import PersonArrive, PersonJoin, PersonLeave

from ..room import ANN, BEN, CHAIR, HELPER, Room, refused


def a_round(people: int = 4, **args) -> Room:
    room = Room(people=people)
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "round.start", **args)
    return room


def row(room: Room) -> list[tuple[str, str]]:
    return [(t.person, t.state) for t in sorted(room.state.of_kind("turn").values(), key=lambda t: t.order)]


def waiting(room: Room) -> list[str]:
    return [person for person, state in row(room) if state == "waiting"]


def speaker(room: Room) -> str | None:
    return next((person for person, state in row(room) if state == "speaking"), None)


def turn_of(room: Room, person: str) -> str:
    return next(id for id, turn in room.state.of_kind("turn").items() if turn.person == person)


def the_round(room: Room):
    return room.state.get("round", room.section())


def test_newcomers_may_come_first_and_room_and_remote_still_alternate():
    room = Room(people=6)
    for person in (Viewer("p3", "participant"), Viewer("p4", "participant")):
        room.do(person, "person.edit", newcomer=True)
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "round.start", newcomers_first=True)
    assert [person for person, _ in row(room)] == ["p4", "p3", "ann", "ben", "p2", "p5", "chair"]


def test_to_be_new_is_said_by_oneself_and_taken_back():
    room = Room()
    room.system(PersonJoin(person="carl", place="room", newcomer=True))
    assert room.state.get("person", "carl").newcomer is True
    room.do(Viewer("carl", "participant"), "person.edit", newcomer=False)
    assert b"newcomer" not in room.seen(ANN)


def test_a_voice_that_is_done_counts_as_heard_and_one_that_passes_does_not():
    room = a_round()
    room.do(ANN, "turn.done")
    room.do(BEN, "turn.pass")
    room.do(CHAIR, "round.next")
    assert (the_round(room).heard_room, the_round(room).heard_remote) == (2, 0)
    assert the_round(room).state == "on"
    room.do(Viewer("p3", "participant"), "turn.done")
    room.do(CHAIR, "round.next")
    kept = the_round(room)
    assert (kept.state, kept.heard_room, kept.heard_remote, kept.ended_at) == ("over", 3, 1, room.now)


def test_the_count_stays_when_the_section_has_ended():
    room = a_round()
    room.do(ANN, "turn.done")
    room.do(CHAIR, "agenda.next")
    kept = room.state.get("round", room.section())
    assert (kept.state, kept.heard_room, kept.heard_remote) == ("over", 1, 1)
    room.do(CHAIR, "round.start")
    assert room.state.get("round", room.section()) == kept


def test_done_said_by_the_speaker_and_the_chair_at_once_goes_one_voice_on():
    room = a_round()
    turn = turn_of(room, "ann")
    room.do(ANN, "turn.done", turn=turn)
    revision = room.state.revision
    room.do(CHAIR, "turn.done", turn=turn)
    assert speaker(room) == "ben" and room.state.revision == revision


def test_only_ones_own_turn_is_done_passed_put_off_or_made_longer():
    room = a_round()
    turn = turn_of(room, "ann")
    for name in ("turn.done", "turn.pass", "turn.later", "turn.extend"):
        with refused("not_allowed"):
            room.do(BEN, name, turn=turn)
        with refused("no_turn"):
            room.do(BEN, name, turn="no-such-turn")


def test_come_back_to_me_goes_to_the_end_of_the_row():
    room = a_round()
    room.do(CHAIR, "turn.extend", turn=turn_of(room, "ann"))
    room.do(ANN, "turn.later")
    assert speaker(room) == "ben"
    assert waiting(room) == ["p2", "p3", "chair", "ann"]
    put_off = room.state.get("turn", turn_of(room, "ann"))
    assert (put_off.seconds, put_off.started_at) == (60, None)
    room.do(Viewer("p2", "participant"), "turn.later")
    assert waiting(room) == ["p3", "chair", "ann", "p2"]


def test_the_last_one_may_think_too_and_the_chair_calls_them():
    room = a_round(people=1)
    room.do(ANN, "turn.done")
    room.do(CHAIR, "turn.later")
    assert speaker(room) is None and waiting(room) == ["chair"]
    assert the_round(room).state == "on"
    room.do(CHAIR, "round.next")
    assert speaker(room) == "chair"


def test_thirty_seconds_more_count_from_now_when_the_time_is_over():
    room = a_round()
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


def test_nobody_gets_more_than_half_an_hour_ahead():
    room = a_round()
    for _ in range(100):
        room.do(ANN, "turn.extend")
    assert room.state.get("turn", turn_of(room, "ann")).seconds == 1800


def test_waiting_voices_are_put_in_another_order():
    room = a_round()
    room.do(CHAIR, "turn.move", turn=turn_of(room, "p3"), to=0)
    assert row(room)[0] == ("ann", "speaking")
    assert waiting(room) == ["p3", "ben", "p2", "chair"]
    room.do(CHAIR, "turn.move", turn=turn_of(room, "p3"), to=99)
    assert waiting(room) == ["ben", "p2", "chair", "p3"]
    with refused("turn_not_waiting"):
        room.do(CHAIR, "turn.move", turn=turn_of(room, "ann"), to=0)
    with refused("unknown_turn"):
        room.do(CHAIR, "turn.move", turn="no-such-turn", to=0)
    with refused("not_allowed"):
        room.do(ANN, "turn.move", turn=turn_of(room, "p3"), to=0)


def test_who_passed_may_have_a_turn_after_all():
    room = a_round()
    room.do(BEN, "turn.pass")
    room.do(BEN, "turn.take")
    assert waiting(room) == ["p2", "p3", "chair", "ben"]
    with refused("in_the_row"):
        room.do(BEN, "turn.take")
    room.do(ANN, "turn.done")
    with refused("had_turn"):
        room.do(ANN, "turn.take")


def test_who_was_not_reached_may_have_a_turn_when_the_round_is_over_and_the_chair_calls_them():
    room = a_round(seconds=90)
    room.do(CHAIR, "round.end")
    assert the_round(room).state == "over"
    room.do(BEN, "turn.take")
    assert (speaker(room), waiting(room), the_round(room).state) == (None, ["ben"], "on")
    assert room.state.get("turn", turn_of(room, "ben")).seconds == 90
    room.do(CHAIR, "round.next")
    room.do(BEN, "turn.done")
    kept = the_round(room)
    assert (kept.state, kept.heard_room, kept.heard_remote) == ("over", 1, 1)


def test_the_offer_ends_with_the_section():
    room = a_round()
    room.do(CHAIR, "agenda.start", section=room.section(3))
    with refused("no_round"):
        room.do(BEN, "turn.take")


def test_a_turn_is_not_lost_with_the_line():
    room = a_round()
    room.system(PersonLeave(person="ann"))
    assert speaker(room) == "ann"
    room.do(CHAIR, "turn.later", turn=turn_of(room, "ann"))
    assert speaker(room) == "ben"
    room.system(PersonArrive(person="ann"))
    assert waiting(room) == ["p2", "p3", "chair", "ann"]


def test_eighty_people_each_once_room_and_remote_in_turn():
    room = a_round(people=80)
    places = [room.state.get("person", person).place for person, _ in row(room)[:80]]
    assert places == ["room", "remote"] * 40
    for _ in range(81):
        room.do(CHAIR, "round.next")
    assert (the_round(room).heard_room, the_round(room).heard_remote) == (41, 40)
    assert the_round(room).state == "over"


def test_a_round_of_a_section_needs_somebody_and_says_so_quietly():
    room = Room(people=1)
    room.do(CHAIR, "agenda.start")
    for person in ("ann", "chair"):
        room.system(PersonLeave(person=person))
    draft = Draft(room.state, SYSTEM, room.now)
    assert rounds.start_for(draft, room.section(), 45) is False and draft.changes() == []
    with refused("nobody_here"):
        room.do(CHAIR, "round.start")


def test_one_step_back_ends_the_round_too():
    room = a_round()
    room.do(CHAIR, "agenda.next")
    room.do(CHAIR, "round.start")
    room.do(CHAIR, "agenda.back")
    assert speaker(room) is None and waiting(room) == []


def test_a_round_goes_on_while_writing_is_paused():
    room = a_round()
    room.do(CHAIR, "meeting.pause")
    room.do(ANN, "turn.extend")
    room.do(ANN, "turn.later")
    room.do(BEN, "turn.done")
    assert speaker(room) == "p2"


def test_another_marker_is_given_until_one_likes_it():
    room = Room(people=30)
    before = room.state.get("person", "ann").marker
    after = room.do(ANN, "person.marker")["marker"]
    markers = [person.marker for person in room.state.of_kind("person").values()]
    assert after != before and len(set(markers)) == len(markers)

"""Best hopes: one from each person, asked about at the end, and nobody learns the answer about whose."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from live_cop.meeting.audience import Viewer

from .room import ANN, BEN, BOARD, CHAIR, HELPER, Room, refused

PEOPLE = [ANN, BEN, *(Viewer(f"p{n}", "participant") for n in range(2, 7))]


def hoping(people: int = 6) -> tuple[Room, dict[str, str]]:
    """A meeting with the solution-focused running order in which everyone has written a hope."""
    room = Room("solution", people=people)
    return room, {person.person: room.note(person, f"hope of {n}") for n, person in enumerate(PEOPLE[:people])}


def answer(room: Room, notes: dict[str, str], *answers: str | None) -> None:
    for person, word in zip(PEOPLE, answers, strict=False):
        room.do(person, "hope.answer", note=notes[person.person], answer=word)


def test_each_person_has_one_hope():
    room = Room("solution")
    note = room.note(ANN)
    with refused("one_hope"):
        room.note(ANN, "and another")
    room.note(BEN)
    room.do(ANN, "note.edit", note=note, text="a better one")
    elsewhere = room.note(ANN, zone=room.zone(1))
    with refused("one_hope"):
        room.do(ANN, "note.move", note=elsewhere, zone=room.zone(0))
    room.do(ANN, "note.remove", note=note)
    room.do(ANN, "note.move", note=elsewhere, zone=room.zone(0))


def test_the_chair_learns_nothing_from_moving_a_note_to_the_hopes():
    room = Room("solution")
    room.note(ANN)
    other = room.note(ANN, zone=room.zone(1))
    room.do(CHAIR, "note.move", note=other, zone=room.zone(0))


def test_any_zone_can_be_for_hopes():
    room = Room("blank")
    zone = room.do(CHAIR, "zone.add", title="Hopes", role="hopes")["zone"]
    room.note(ANN, zone=zone)
    with refused("one_hope"):
        room.note(ANN, zone=zone)
    room.do(CHAIR, "zone.edit", zone=zone, role=None)
    room.note(ANN, zone=zone)


def test_the_chair_asks_about_hopes_and_closes_the_question():
    room = Room("solution")
    with refused("no_hopes"):
        room.do(CHAIR, "hopes.ask")
    note = room.note(ANN)
    with refused("hopes_not_asked"):
        room.do(ANN, "hope.answer", note=note, answer="yes")
    with refused("not_allowed"):
        room.do(ANN, "hopes.ask")
    room.do(CHAIR, "hopes.ask")
    with refused("hopes_asked"):
        room.do(CHAIR, "hopes.ask")
    room.do(ANN, "hope.answer", note=note, answer="yes")
    room.do(CHAIR, "hopes.close")
    with refused("hopes_not_asked"):
        room.do(ANN, "hope.answer", note=note, answer="partly")
    with refused("hopes_not_asked"):
        room.do(CHAIR, "hopes.close")
    room.do(CHAIR, "hopes.ask")
    assert room.state.get("hope", note).answer == "yes"


def test_the_closing_section_asks_about_hopes_once():
    room, _ = hoping(2)
    closing = room.section(10)
    room.do(CHAIR, "agenda.start", section=closing)
    assert room.state.get("hopes", "hopes").state == "open"
    room.do(CHAIR, "hopes.close")
    room.do(CHAIR, "agenda.next")
    assert room.state.get("hopes", "hopes").state == "closed"


def test_a_closing_section_without_hopes_asks_nobody():
    room = Room("solution")
    room.do(CHAIR, "agenda.start", section=room.section(10))
    assert room.state.get("hopes", "hopes") is None


def test_only_the_author_answers():
    room, notes = hoping(2)
    elsewhere = room.note(ANN, zone=room.zone(1))
    room.do(CHAIR, "hopes.ask")
    for other in (BEN, CHAIR):
        with refused("not_your_hope"):
            room.do(other, "hope.answer", note=notes["ann"], answer="yes")
    for note in (elsewhere, "gone"):
        with refused("unknown_note"):
            room.do(ANN, "hope.answer", note=note, answer="yes")
    with refused("not_allowed"):
        room.do(BOARD, "hope.answer", note=notes["ann"], answer="yes")


def test_an_answer_can_be_changed_and_withdrawn():
    room, notes = hoping()
    room.do(CHAIR, "hopes.ask")
    answer(room, notes, "yes", "yes", "yes", "yes")
    answer(room, notes, "not_yet")
    answer(room, notes, None)
    assert room.state.get("hope", notes["ann"]) is None
    assert room.state.get("hopes", "hopes").received == 3
    answer(room, notes, "not_yet", "yes", "yes", "yes", "yes")
    assert room.state.get("hopes", "hopes").spread == {"yes": 4, "partly": 0, "not_yet": 1}


def test_until_enough_have_answered_everyone_sees_only_how_many_have():
    room, notes = hoping()
    room.do(CHAIR, "hopes.ask")
    answer(room, notes, "yes", "partly", "not_yet", "yes")
    hopes = room.state.get("hopes", "hopes")
    assert (hopes.received, hopes.answers, hopes.spread) == (4, UNSET, UNSET)
    for viewer in (PEOPLE[5], CHAIR, HELPER, BOARD):
        assert b"partly" not in room.seen(viewer)
    room.do(PEOPLE[4], "hope.answer", note=notes["p4"], answer="yes")
    hopes = room.state.get("hopes", "hopes")
    assert (hopes.answers, hopes.spread) == (5, {"yes": 3, "partly": 1, "not_yet": 1})


def test_the_floor_counts_people_and_not_notes():
    room = Room("solution", people=3)
    for person in PEOPLE[:3]:
        room.note(person, zone=room.zone(1))
        room.note(person, zone=room.zone(1))
    room.do(CHAIR, "zone.edit", zone=room.zone(1), role="hopes")
    room.do(CHAIR, "hopes.ask")
    for note in list(room.state.of_kind("note")):
        author = next(person for person in PEOPLE if room.state.audience("mine", note) == person.person)
        room.do(author, "hope.answer", note=note, answer="yes")
    assert len(room.state.of_kind("hope")) == 6
    assert room.state.get("hopes", "hopes").received == 3
    assert room.state.get("hopes", "hopes").spread is UNSET


def test_removing_a_note_does_not_reveal_its_answer():
    room, notes = hoping()
    room.do(CHAIR, "hopes.ask")
    answer(room, notes, "yes", "yes", "yes", "partly", "partly")
    before = room.state.get("hopes", "hopes")
    room.do(CHAIR, "note.remove", note=notes["ann"])
    room.do(CHAIR, "note.move", note=notes["ben"], zone=room.zone(2))
    assert room.state.get("hopes", "hopes") == before
    # The people who gave the answers can still withdraw them.
    room.do(ANN, "hope.answer", note=notes["ann"], answer=None)
    assert room.state.get("hopes", "hopes").received == 4


def test_nobody_else_learns_who_answered_what():
    room, notes = hoping()
    start = room.state.revision
    room.do(CHAIR, "hopes.ask")
    answer(room, notes, "yes", "partly", "not_yet", "yes", "partly", "yes")
    assert b'"hope"' in room.seen(ANN)
    late = Viewer("late", "participant")
    room.join(late)
    for viewer in (late, CHAIR, HELPER, BOARD):
        for seen in (room.seen(viewer), room.seen(viewer, start)):
            assert b'["hope"' not in seen and b'["counted"' not in seen and b'["tally"' not in seen
    for person in PEOPLE[:6]:
        own = [id for kind, id, _ in room.state.since(None, person) if kind == "hope"]
        assert own == [notes[person.person]]


def test_people_answer_while_writing_is_paused_and_not_after_the_close():
    room, notes = hoping(2)
    room.do(CHAIR, "hopes.ask")
    room.do(CHAIR, "meeting.pause")
    room.do(ANN, "hope.answer", note=notes["ann"], answer="yes")
    room.do(CHAIR, "meeting.close")
    assert room.state.get("hopes", "hopes").state == "closed"
    with refused("closed"):
        room.do(ANN, "hope.answer", note=notes["ann"], answer="partly")


def test_after_the_close_the_counts_stay_and_nobody_is_asked_again():
    room, notes = hoping()
    room.do(CHAIR, "hopes.ask")
    answer(room, notes, "yes", "yes", "partly", "yes", "not_yet")
    room.do(CHAIR, "meeting.close")
    assert room.state.of_kind("hope") == {} and room.state.of_kind("mine") == {}
    room.do(CHAIR, "meeting.reopen")
    assert room.state.get("hopes", "hopes").spread == {"yes": 3, "partly": 1, "not_yet": 1}
    with refused("hopes_settled"):
        room.do(CHAIR, "hopes.ask")
    room.do(CHAIR, "agenda.start", section=room.section(10))
    assert room.state.get("hopes", "hopes").state == "closed"


def test_hopes_are_destroyed_if_only_next_steps_are_recorded():
    room, notes = hoping()
    scale = room.section(3)
    room.do(CHAIR, "hopes.ask")
    answer(room, notes, "yes", "yes", "partly", "yes", "not_yet")
    room.do(CHAIR, "meeting.record", keeps="steps")
    room.do(CHAIR, "meeting.close")
    assert not room.state.of_kind("hopes") and not room.state.of_kind("counted")
    assert room.state.get("section", scale).scale is None


ANSWERS = st.sampled_from(["yes", "partly", "not_yet", None])


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 6), ANSWERS), max_size=40))
def test_the_spread_is_counted_once_five_people_have_answered_and_again_once_five_have_changed(steps):
    room, notes = hoping(7)
    room.do(CHAIR, "hopes.ask")
    last: dict[int, str] = {}
    counted: dict[int, str] = {}
    for n, word in steps:
        room.do(PEOPLE[n], "hope.answer", note=notes[PEOPLE[n].person], answer=word)
        last = {**last, n: word} if word else {who: said for who, said in last.items() if who != n}
        if len(last) >= 5 and sum(last.get(who) != counted.get(who) for who in range(7)) >= 5:
            counted = last
        hopes = room.state.get("hopes", "hopes")
        given_then = list(counted.values())
        spread = {each: given_then.count(each) for each in ("yes", "partly", "not_yet")}
        assert hopes.spread == (spread if counted else UNSET)
        assert hopes.answers == (len(counted) if counted else UNSET) and hopes.received == len(last)

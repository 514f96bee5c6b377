"""Next steps: anyone proposes them, people offer to take them on, and the chair keeps them in order."""

import pytest

from ..room import ANN, BEN, BOARD, CHAIR, HELPER, Room, refused


@pytest.fixture
def room():
    return Room()


def step_of(room, id):
    return room.state.get("step", id)


def test_anyone_proposes_a_step_and_nobody_learns_who(room):
    id = room.do(ANN, "step.add", what=" Ring the council ", by_when="2026-12-03", notice="A named person")["step"]
    step = step_of(room, id)
    assert (step.what, step.by_when, step.notice, step.state, step.who) == (
        "Ring the council", "2026-12-03", "A named person", "open", [],
    )  # fmt: skip
    for other in (BEN, CHAIR, HELPER, BOARD):
        assert b'"mine"' not in room.seen(other)
    assert b'["mine","' + id.encode() in room.seen(ANN)


def test_a_step_is_made_from_a_note(room):
    note = room.note(text="Ask the library for a room")
    id = room.do(CHAIR, "step.add", note=note)["step"]
    assert step_of(room, id).what == "Ask the library for a room"
    assert room.state.get("note", note), "the note stays"
    with refused("unknown_note"):
        room.do(CHAIR, "step.add", note="nothing")


def test_only_its_author_and_the_chair_edit_a_step(room):
    id = room.do(ANN, "step.add", what="Ring")["step"]
    room.do(ANN, "step.edit", step=id, what="Write", by_when="2026-12-24")
    with refused("not_your_step"):
        room.do(BEN, "step.edit", step=id, what="Shout")
    room.do(CHAIR, "step.edit", step=id, notice="An answer", by_when=None)
    assert (step_of(room, id).what, step_of(room, id).notice, step_of(room, id).by_when) == ("Write", "An answer", None)
    with refused("not_your_step"):
        room.do(BEN, "step.remove", step=id)
    room.do(ANN, "step.remove", step=id)
    assert not room.state.of_kind("step") and not room.state.of_kind("mine")


def test_a_day_that_does_not_exist_is_refused(room):
    with refused("bad_day"):
        room.do(ANN, "step.add", what="Ring", by_when="2026-02-29")
    assert not room.state.of_kind("step")
    step = step_of(room, room.do(ANN, "step.add", what="Ring", by_when="")["step"])
    assert step.by_when is None


def test_people_offer_to_take_a_step_and_withdraw(room):
    room.do(ANN, "person.edit", name="Ann")
    id = room.do(CHAIR, "step.add", what="Ring")["step"]
    room.do(ANN, "step.offer", step=id)
    room.do(BEN, "step.offer", step=id)
    assert step_of(room, id).who == ["Ann", room.state.get("person", "ben").marker]
    room.do(BEN, "step.offer", step=id, name="Benny")
    assert step_of(room, id).who == ["Ann", "Benny"]
    room.do(ANN, "step.withdraw", step=id)
    assert step_of(room, id).who == ["Benny"]
    with refused("not_offered"):
        room.do(ANN, "step.withdraw", step=id)


def test_nobody_offers_under_somebody_elses_name(room):
    room.do(ANN, "person.edit", name="Ann O’Neil-Söhn")
    id = room.do(CHAIR, "step.add", what="Ring")["step"]
    marker = room.state.get("person", "ann").marker
    for name in ("Ann O’Neil-Söhn", " ann  o'neil‑so\u0308hn ", "ANN O`NEIL–SÖHN", marker.upper()):
        for actor in (BEN, CHAIR):
            with refused("not_your_name"):
                room.do(actor, "step.offer", step=id, name=name)
    room.do(BEN, "person.edit", name="Ann")
    room.do(BEN, "step.offer", step=id, name="Ann")
    assert step_of(room, id).who == ["Ann"], "two people may have the same name"


def test_the_chair_can_remove_a_name(room):
    room.do(ANN, "person.edit", name="Ann")
    id = room.do(CHAIR, "step.add", what="Ring")["step"]
    room.do(ANN, "step.offer", step=id)
    with refused("not_your_name"):
        room.do(BEN, "step.withdraw", step=id, name="Ann")
    with refused("not_offered"):
        room.do(CHAIR, "step.withdraw", step=id, name="Nobody")
    room.do(CHAIR, "step.withdraw", step=id, name="Ann")
    assert step_of(room, id).who == [] and not room.state.of_kind("offer")


def test_only_ones_own_name_stays_on_a_step_whose_words_one_changes(room):
    """The attack: to change what people have put their names to."""
    id = room.do(ANN, "step.add", what="Ring the council")["step"]
    for who, name in ((BEN, "Ben"), (CHAIR, "Chris"), (ANN, "Ann")):
        room.do(who, "step.offer", step=id, name=name)
    room.do(CHAIR, "step.edit", step=id, what="Ring the council", notice="An answer")
    assert step_of(room, id).who == ["Ben", "Chris", "Ann"] and not room.state.of_kind("log")
    room.do(CHAIR, "step.edit", step=id, what="Sue the council")
    assert step_of(room, id).who == ["Chris"]
    assert set(room.state.of_kind("offer")) == {f"{id}.chair"}
    assert [entry.what for entry in room.state.of_kind("log").values()] == ["step.edit"]
    room.do(BEN, "step.offer", step=id, name="Ben")
    room.do(ANN, "step.edit", step=id, what="Write to the council")
    assert step_of(room, id).who == [] and len(room.state.of_kind("log")) == 1


def test_the_chair_and_people_who_offered_say_how_a_step_went(room):
    id = room.do(CHAIR, "step.add", what="Ring")["step"]
    with refused("not_your_step"):
        room.do(ANN, "step.state", step=id, state="noticed")
    room.do(ANN, "step.offer", step=id)
    room.do(ANN, "step.state", step=id, state="noticed")
    assert step_of(room, id).state == "noticed"
    room.do(CHAIR, "step.state", step=id, state="let_go")
    assert step_of(room, id).state == "let_go"


def test_the_chair_and_helpers_can_edit_steps_after_the_close(room):
    id = room.do(ANN, "step.add", what="Ring")["step"]
    room.do(CHAIR, "meeting.close")
    with refused("closed"):
        room.do(ANN, "step.edit", step=id, what="Write")
    with refused("closed"):
        room.do(ANN, "step.add", what="Write")
    room.do(CHAIR, "step.edit", step=id, what="Write to them")
    room.do(HELPER, "step.add", what="One more")
    assert [step.what for step in room.state.of_kind("step").values()] == ["Write to them", "One more"]


def test_steps_have_a_limit(room):
    for n in range(100):
        room.do(ANN, "step.add", what=f"{n}")
    with refused("too_many"):
        room.do(ANN, "step.add", what="one more")


def test_a_note_that_the_actor_cannot_see_becomes_no_step(room):
    """Ids can be guessed, but that gives no access to private notes or notes in review."""
    room.do(CHAIR, "zone.write_alone", zone=room.zone(1))
    alone = room.note(ANN, "for nobody yet", zone=room.zone(1))
    room.do(CHAIR, "meeting.hold", on=True)
    held = room.note(ANN, "waits for a look", zone=room.zone(0))
    for person, note in ((BEN, alone), (CHAIR, alone), (BEN, held)):
        with refused("unknown_note"):
            room.do(person, "step.add", note=note)
    assert not room.state.of_kind("step")
    room.do(ANN, "step.add", note=alone)

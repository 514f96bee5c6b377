"""After the close nothing links a person to what they wrote, marked or chose."""

import pytest

from live_cop.meeting.ordering import ordered
from live_cop.meeting.records import RECORDS

from ..room import ANN, BEN, CHAIR, Room, pictures_of, refused

MAY = 1_778_000_000_000


@pytest.fixture
def room():
    return Room()


def test_the_counts_stay_and_nothing_says_whose_they_are(room):
    date = room.do(CHAIR, "date.propose", at=MAY)["date"]
    room.do(CHAIR, "review.open")
    room.do(ANN, "date.mark", date=date, answer="can")
    room.do(ANN, "review.answer", stage="forming")
    room.do(ANN, "invite.add", text="The housing officer")
    step = room.do(ANN, "step.add", what="Ring the council")["step"]
    room.do(ANN, "step.offer", step=step, name="Annie")
    room.do(CHAIR, "meeting.close")
    assert not [kind for kind, _, entry in room.state.entries() if entry.record and entry.audience == "ann"]
    room.do(CHAIR, "meeting.reopen")
    with refused("date_settled"):
        room.do(ANN, "date.mark", date=date, answer="can")
    with refused("review_settled"):
        room.do(CHAIR, "review.open")
    assert room.state.get("date", date).received == 1 and room.state.get("review", "review").received == 1
    assert room.state.get("step", step).who == ["Annie"]
    room.do(CHAIR, "step.withdraw", step=step, name="Annie")
    assert room.state.get("step", step).who == []


def test_the_links_to_notes_and_marks_are_destroyed():
    room = Room()
    note, scale = room.note(ANN), room.scale(floor=3)
    room.do(ANN, "scale.mark", scale=scale, value=4)
    room.do(ANN, "note.remove", note=room.note(ANN, "taken back"))
    room.do(CHAIR, "meeting.close")
    for kind in ("mine", "mark", "undo", "removed", "tally", "counted"):
        assert not room.state.of_kind(kind)
    room.do(CHAIR, "meeting.reopen")
    with refused("not_yours"):
        room.do(ANN, "note.edit", note=note, text="x")
    # Otherwise people could answer a second time.
    with refused("scale_settled"):
        room.do(CHAIR, "scale.open", scale=scale)
    assert room.state.get("scale", scale).received == 1


def test_kinds_that_are_forgotten_at_the_close_are_gone():
    room = Room()
    room.do(ANN, "scale.mark", scale=room.scale(), value=4)
    assert room.state.of_kind("tally")
    room.do(CHAIR, "meeting.close")
    forgotten = {kind for kind, record in RECORDS.items() if record.forgotten_at_close}
    assert {"tally", "counted"} <= forgotten
    assert not [kind for kind in forgotten if room.state.of_kind(kind)]


PROPOSALS = {
    "step": ("step.add", "what"),
    "invite": ("invite.add", "text"),
    "resource_offer": ("resource.offer", "title"),
}


@pytest.mark.parametrize("kind", PROPOSALS)
def test_the_order_in_which_people_proposed_things_is_forgotten(kind: str):
    """The attack: with a recording of the call, whoever typed first proposed what stands first in the report."""
    command, words = PROPOSALS[kind]
    firsts = set()
    for number in range(1, 9):
        room = Room()
        # Other lots in each meeting.
        room.state.apply(100 * number, [])
        for person, what in ((ANN, "a 1"), (BEN, "b"), (ANN, "a 2"), (CHAIR, "c")):
            room.do(person, command, **{words: what})
        room.do(CHAIR, "meeting.close")
        found = [getattr(record, words) for _, record in ordered(room.state.of_kind(kind))]
        assert sorted(found) == ["a 1", "a 2", "b", "c"]
        # Of one person, one may follow from the other.
        assert found.index("a 1") < found.index("a 2")
        firsts.add(found[0])
    assert len(firsts) > 1


def test_the_pictures_have_forgotten_that_order_too():
    room = Room()
    before = [room.do((ANN, BEN)[number % 2], "step.add", what=f"step {number}")["step"] for number in range(12)]
    room.do(CHAIR, "snapshot.take")
    room.do(CHAIR, "meeting.close")
    after = [id for id, _ in ordered(room.state.of_kind("step"))]
    assert after != before
    assert len(pictures_of(room.state)) == 2
    for picture in pictures_of(room.state).values():
        assert [id for id, _ in picture.steps] == after


def test_what_was_carried_over_or_closed_before_stays_in_its_place():
    room = Room()
    room.do(ANN, "step.add", what="from before")
    room.do(CHAIR, "meeting.close")
    room.do(CHAIR, "meeting.reopen")
    for number in range(6):
        room.do((ANN, BEN)[number % 2], "step.add", what=f"step {number}")
    room.do(CHAIR, "meeting.close")
    assert ordered(room.state.of_kind("step"))[0][1].what == "from before"

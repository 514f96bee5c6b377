"""After the close nothing links a person to what they wrote, marked or chose."""

import pytest

from live_cop.meeting.records import RECORDS

from ..room import ANN, CHAIR, Room, refused

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

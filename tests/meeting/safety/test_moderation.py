"""Safe hands: all of it can be taken back, and nobody learns who wrote what."""

import msgspec
import pytest

from live_cop.meeting.audience import EVERYONE
from live_cop.meeting.codes import join_code
from live_cop.meeting.safety.join_code import MeetingNewCode
from live_cop.meeting.voices.people import PersonArrive

from ..room import ANN, BEN, BOARD, CHAIR, HELPER, Room, refused


def log(room: Room) -> list[tuple[str, bool]]:
    return [(line.what, bool(line.undo)) for line in room.state.of_kind("log").values()]


def undo_last(room: Room) -> None:
    """Takes the newest line of the log back, as the console does."""
    line = [line for line in room.state.of_kind("log").values() if line.undo][-1]
    room.do(CHAIR, line.undo["name"], **line.undo["args"])


def test_slow_mode_lets_each_write_one_note_in_so_many_seconds():
    room = Room()
    room.do(CHAIR, "meeting.slow", seconds=30)
    room.note(ANN)
    with refused("slow_down") as caught:
        room.note(ANN)
    assert caught.value.params == {"n": 30}
    room.note(BEN)
    for _ in range(3):
        room.note(CHAIR)
    room.wait(0.5)
    room.note(ANN)
    undo_last(room)
    room.note(ANN)


def test_a_held_note_is_seen_by_its_author_and_the_chairs_side_until_it_is_let_up():
    room = Room()
    room.do(CHAIR, "meeting.hold", on=True)
    note = room.note(ANN, "look first")
    assert b"look first" in room.seen(ANN) and b"look first" in room.seen(CHAIR)
    for viewer in (BEN, BOARD):
        assert b"look first" not in room.seen(viewer)
    assert b"ann" not in room.seen(CHAIR, since=room.state.revision - 1)
    with refused("not_allowed"):
        room.do(ANN, "note.let", note=note)
    room.do(ANN, "note.edit", note=note, text="look twice")
    assert room.state.get("held", note).text == "look twice"
    room.do(CHAIR, "note.let", note=note)
    assert b"look twice" in room.seen(BEN) and not room.state.of_kind("held")
    with refused("not_held"):
        room.do(CHAIR, "note.let", note=note)
    # Other words are a new note.
    room.do(ANN, "note.edit", note=note, text="something else")
    assert b"something else" not in room.seen(BEN) and b"look twice" not in room.seen(BEN)


def test_a_held_note_can_be_put_aside_and_is_in_no_picture():
    room = Room()
    room.do(CHAIR, "meeting.hold", on=True)
    note = room.note(ANN, "not like this")
    room.do(CHAIR, "snapshot.take")
    [picture] = room.state.of_kind("picture").values()
    assert not picture.notes
    room.do(CHAIR, "note.remove", note=note)
    assert not room.state.of_kind("held") and b"not like this" not in room.seen(ANN)
    room.do(CHAIR, "note.restore", note=note)
    assert b"not like this" in room.seen(BEN)


def test_the_chairs_own_notes_are_not_held():
    room = Room()
    room.do(CHAIR, "meeting.hold", on=True)
    room.note(CHAIR, "welcome")
    assert b"welcome" in room.seen(BEN)


def test_everything_by_one_author_is_hidden_without_saying_who_that_is():
    room = Room()
    first, other, last = room.note(ANN, "bad"), room.note(BEN, "good"), room.note(ANN, "worse", zone=room.zone(1))
    before = room.state.revision
    assert room.do(CHAIR, "author.hide", note=first) == {"hidden": 2}
    assert set(room.state.of_kind("note")) == {other}
    assert set(room.state.of_kind("removed")) == {first, last}
    assert b"ann" not in room.seen(CHAIR, since=before)
    assert b"bad" not in room.seen(BEN) and b"bad" not in room.seen(ANN)
    undo_last(room)
    assert set(room.state.of_kind("note")) == {first, other, last}
    with refused("nothing_hidden"):
        room.do(CHAIR, "author.unhide", note=first)


def test_hidden_words_leave_the_notes_they_were_merged_into_and_others_words_stay():
    room = Room()
    one, two, three = room.note(ANN, "one"), room.note(BEN, "two"), room.note(ANN, "three")
    room.do(CHAIR, "note.merge", notes=[one], into=two)
    assert room.do(CHAIR, "author.hide", note=three) == {"hidden": 2}
    assert {note.text: note.merged or None for note in room.state.of_kind("note").values()} == {"two": None}
    undo_last(room)
    room.do(CHAIR, "note.merge", notes=[two], into=one)
    room.do(CHAIR, "author.hide", note=three)
    assert [note.text for note in room.state.of_kind("note").values()] == ["two"]


def test_what_an_author_writes_alone_stays_theirs_when_the_rest_is_hidden():
    room = Room()
    seen = room.note(ANN, "seen", zone=room.zone(1))
    room.do(CHAIR, "zone.write_alone", zone=room.zone())
    hidden = room.note(ANN, "hidden")
    assert room.do(CHAIR, "author.hide", note=seen) == {"hidden": 1}
    assert hidden in room.state.of_kind("note")


def test_a_device_is_kept_out_and_let_in_again():
    room = Room()
    room.do(CHAIR, "person.remove", person="ann")
    assert not room.state.get("person", "ann").online
    with refused("kept_out"):
        room.note(ANN)
    with refused("kept_out"):
        room.join(ANN)
    assert b"kept_out" not in room.seen(BEN) and b"kept_out" in room.seen(CHAIR)
    room.system(PersonArrive(person="ann"))
    assert not room.state.get("person", "ann").online
    undo_last(room)
    room.join(ANN)
    room.note(ANN)


def test_the_chair_is_not_sent_out():
    room = Room()
    with refused("not_the_chair"):
        room.do(CHAIR, "person.remove", person="chair")
    with refused("not_allowed"):
        room.do(ANN, "person.remove", person="ben")


def test_a_blank_board_comes_back_as_it_was():
    room = Room()
    room.do(CHAIR, "board.show", view="wall", zone=room.zone(1))
    room.do(CHAIR, "board.show", view="blank")
    assert room.state.get("board", "board").showing == "blank"
    room.do(CHAIR, "agenda.start")
    assert room.state.get("board", "board").showing == "blank", "nothing but a hand ends it"
    undo_last(room)
    board = room.state.get("board", "board")
    assert (board.view, board.showing, board.zone) == ("wall", "wall", room.zone(1))


@pytest.mark.parametrize(
    ("name", "args", "field"),
    [
        ("meeting.pause", {}, "paused"),
        ("meeting.lock", {}, "locked"),
        ("meeting.slow", {"seconds": 20}, "slow"),
        ("meeting.hold", {"on": True}, "hold"),
    ],
)
def test_every_use_is_in_the_log_and_can_be_taken_back_from_there(name, args, field):
    room = Room()
    room.do(CHAIR, name, **args)
    assert log(room) == [(name, True)] and getattr(room.state.get("meeting", "meeting"), field)
    undo_last(room)
    assert not getattr(room.state.get("meeting", "meeting"), field)
    # Only the newest of a sort offers to be taken back.
    assert [undo for _, undo in log(room)] == [False, True]
    assert b'"log"' not in room.seen(BEN) and b'"log"' not in room.seen(BOARD)


def test_a_new_code_is_taken_back_and_the_one_before_lets_people_in_again():
    room = Room()
    assert join_code(room.state) == "K7M3QX"
    for code in ("ACDEFG", "HJKMNP"):
        room.system(MeetingNewCode(code=code))
    undo_last(room)
    assert join_code(room.state) == "ACDEFG"
    # Taken back twice is as it was; and so is the same tap on two devices.
    undo_last(room)
    assert join_code(room.state) == "HJKMNP"
    room.do(CHAIR, "meeting.use_code", code="HJKMNP")
    assert log(room)[-1] == ("meeting.use_code", True) and len(log(room)) == 4
    assert [undo for _, undo in log(room)] == [False, False, False, True]


def test_the_first_code_comes_back_like_any_other_also_after_much_else_was_done():
    room = Room()
    room.system(MeetingNewCode(code="ACDEFG"))
    for _ in range(24):
        room.do(CHAIR, "meeting.pause")
        room.do(CHAIR, "meeting.resume")
    line = next(line for line in room.state.of_kind("log").values() if line.of == "code")
    room.do(CHAIR, line.undo["name"], **line.undo["args"])
    assert join_code(room.state) == "K7M3QX"


def test_no_other_code_is_taken_and_only_the_chair_takes_one_back():
    room = Room()
    room.join(HELPER, role="helper")
    with refused("bad_args"):
        room.do(CHAIR, "meeting.use_code", code="ACDEFG")
    for code in ("ACDEFG", "HJKMNP"):
        room.system(MeetingNewCode(code=code))
    for other in ("K7M3QX", "PPPPPP", ""):
        with refused("bad_args"):
            room.do(CHAIR, "meeting.use_code", code=other)
    for who in (ANN, HELPER, BOARD):
        with refused("not_allowed"):
            room.do(who, "meeting.use_code", code="ACDEFG")
    assert join_code(room.state) == "HJKMNP"


def test_what_changes_nothing_is_not_in_the_log_which_keeps_the_newest_fifty():
    room = Room()
    room.do(CHAIR, "meeting.resume")
    assert log(room) == []
    for _ in range(30):
        room.do(CHAIR, "meeting.pause")
        room.do(CHAIR, "meeting.resume")
    assert len(log(room)) == 50


@pytest.mark.parametrize("change", ["note.move", "note.edit", "note.remove"])
def test_what_the_chair_can_undo_on_a_note_that_waits_does_not_say_whose_it_is(change):
    room = Room()
    room.do(CHAIR, "meeting.hold", on=True)
    note = room.note(ANN)
    before = room.state.entry("note", note)
    room.do(
        CHAIR, change, note=note, **{"note.move": {"x": 0.5, "y": 0.5}, "note.edit": {"text": "other"}}.get(change, {})
    )
    steps = room.state.get("undo", "chair").steps
    assert [step.what for step in steps] == [change] and b'"ann"' not in msgspec.json.encode(steps)
    assert room.do(CHAIR, "undo") == {"undone": change}
    after = room.state.entry("note", note)
    assert (after.record, after.audience) == (before.record, ANN.person)


def test_nor_whose_a_note_is_that_its_author_once_took_back():
    room = Room()
    note = room.note(ANN)
    room.do(ANN, "note.remove", note=note)
    room.do(ANN, "undo")
    room.do(CHAIR, "note.remove", note=note)
    assert b'"ann"' not in msgspec.json.encode(room.state.get("undo", "chair"))
    room.do(CHAIR, "undo")
    assert room.state.audience("note", note) == EVERYONE

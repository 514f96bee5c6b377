"""The dot vote: limits, secrecy, counting, and dots on merged notes."""

from msgspec import UNSET

from live_cop.meeting.audience import PRIVACY_FLOOR, Viewer

from ..room import ANN, BEN, BOARD, CHAIR, CLEO, Room, refused, room_of_three

#: As many people as it takes until a vote is counted.
VOTERS = (ANN, BEN, CLEO, Viewer("dee", "participant"), Viewer("eve", "participant"))
assert len(VOTERS) == PRIVACY_FLOOR


def voting(dots: int = 3) -> tuple[Room, list[str]]:
    room = room_of_three()
    for person in VOTERS[3:]:
        room.join(person)
    notes = [room.note(ANN, text) for text in ("tea", "cake")]
    room.do(CHAIR, "vote.open", zone=room.zone(), dots=dots)
    return room, notes


def test_nobody_gives_more_dots_than_they_have():
    room, (tea, cake) = voting(2)
    room.do(ANN, "vote.give", note=tea)
    room.do(ANN, "vote.give", note=tea)
    with refused("no_dots_left"):
        room.do(ANN, "vote.give", note=cake)
    room.do(ANN, "vote.take", note=tea)
    room.do(ANN, "vote.give", note=cake)
    own = room.state.get("dots", f"{room.zone()}.ann")
    assert (own.notes, own.left) == ({tea: 1, cake: 1}, 0)
    room.do(ANN, "vote.take", note=tea)
    with refused("no_dot_here"):
        room.do(ANN, "vote.take", note=tea)


def test_counts_are_shown_only_when_the_vote_is_closed():
    room, (tea, cake) = voting()
    for person in VOTERS:
        room.do(person, "vote.give", note=cake)
    assert room.state.get("zone", room.zone()).voters == 5
    for viewer in (ANN, CHAIR, BOARD):
        assert b"votes" not in room.seen(viewer)
    assert b'"dots",' not in room.seen(CHAIR)
    assert room.do(CHAIR, "vote.close", zone=room.zone()) == {"counted": True}
    assert [room.state.get("note", id).votes for id in (tea, cake)] == [0, 5]
    assert not room.state.of_kind("dots"), "who gave what is not kept"
    with refused("vote_not_open"):
        room.do(ANN, "vote.give", note=tea)


def test_a_vote_of_fewer_people_than_the_privacy_floor_is_not_counted():
    room, (tea, _) = voting()
    # The chair's own dots do not help to reach it.
    for person in (*VOTERS[:4], CHAIR):
        room.do(person, "vote.give", note=tea)
    assert room.do(CHAIR, "vote.close", zone=room.zone()) == {"counted": False}
    assert room.state.get("note", tea).votes is UNSET


def test_dots_follow_a_merged_note_and_return_from_a_removed_one():
    room, (tea, cake) = voting(2)
    room.do(BEN, "vote.give", note=tea)
    room.do(BEN, "vote.give", note=cake)
    room.do(CHAIR, "note.merge", notes=[tea], into=cake)
    assert room.state.get("dots", f"{room.zone()}.ben").notes == {cake: 2}
    room.do(CHAIR, "note.remove", note=cake)
    assert room.state.get("dots", f"{room.zone()}.ben").left == 2


def test_dots_return_to_their_note_after_a_split():
    room, (tea, cake) = voting(3)
    zone = room.zone()
    room.do(BEN, "vote.give", note=tea)
    room.do(BEN, "vote.give", note=cake)
    room.do(CLEO, "vote.give", note=tea)
    room.do(CHAIR, "note.merge", notes=[tea], into=cake)
    room.do(CHAIR, "note.split", note=cake)
    assert room.state.get("dots", f"{zone}.ben").notes == {tea: 1, cake: 1}
    assert room.state.get("dots", f"{zone}.cleo").notes == {tea: 1}
    # A dot that was taken back meanwhile does not return.
    room.do(CHAIR, "note.merge", notes=[tea], into=cake)
    room.do(CLEO, "vote.take", note=cake)
    room.do(CLEO, "vote.give", note=cake)
    room.do(CHAIR, "note.split", note=cake)
    assert room.state.get("dots", f"{zone}.ben").notes == {tea: 1, cake: 1}
    assert room.state.get("dots", f"{zone}.cleo").notes == {cake: 1}
    assert room.state.get("dots", f"{zone}.cleo").left == 2


def test_dots_of_a_merged_note_count_for_the_note_that_it_was_merged_into():
    room, (tea, cake) = voting(1)
    for person in VOTERS:
        room.do(person, "vote.give", note=tea)
    room.do(CHAIR, "note.merge", notes=[tea], into=cake)
    room.do(CHAIR, "vote.close", zone=room.zone())
    assert room.state.get("note", cake).votes == 5


def test_the_counts_of_a_closed_vote_are_separated_by_a_split():
    room, (tea, cake) = voting(2)
    for person in VOTERS:
        room.do(person, "vote.give", note=tea)
    room.do(ANN, "vote.give", note=cake)
    room.do(CHAIR, "vote.close", zone=room.zone())
    room.do(CHAIR, "note.merge", notes=[tea], into=cake)
    assert room.state.get("note", cake).votes == 6
    room.do(CHAIR, "note.split", note=cake)
    assert [room.state.get("note", id).votes for id in (tea, cake)] == [5, 1]


def test_closing_the_meeting_counts_open_votes():
    room, (tea, _) = voting()
    for person in VOTERS:
        room.do(person, "vote.give", note=tea)
    room.do(CHAIR, "meeting.close")
    assert room.state.get("note", tea).votes == 5 and not room.state.get("zone", room.zone()).voting


def test_dots_come_back_from_a_note_that_is_moved_to_another_zone():
    room, (tea, _) = voting(2)
    room.do(BEN, "vote.give", note=tea)
    room.do(CHAIR, "note.move", note=tea, zone=room.zone(1))
    own = room.state.get("dots", f"{room.zone()}.ben")
    assert (own.notes, own.left) == ({}, 2)

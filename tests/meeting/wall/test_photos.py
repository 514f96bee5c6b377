"""Photographs: who may send them, the look at them, and what is done with them as with notes."""

from typing import Any

import msgspec
from msgspec import UNSET

from live_cop.meeting.audience import Actor
from live_cop.meeting.wall.photos import PhotoAdd

from ..room import ANN, BEN, BOARD, CHAIR, HELPER, Room, pictures_of, refused, room_of_three

FIRST, SECOND = "a" * 64, "b" * 64


def add(room: Room, actor: Actor = CHAIR, picture: str = FIRST, **args: Any) -> str:
    args.setdefault("zone", room.zone())
    return str(room.give(actor, PhotoAdd(picture=picture, width=2000, height=1500, **args))["photo"])


def settled(people: int = 2) -> Room:
    """A room in which nobody has just arrived."""
    room = Room(people=people)
    room.wait(10)
    return room


def in_all(room: Room) -> str:
    return msgspec.json.encode([entry.record for *_, entry in room.state.entries()]).decode()


def test_clients_cannot_name_a_picture_themselves():
    with refused("unknown_command"):
        settled().do(ANN, "photo.add", zone="z", picture=FIRST, width=1, height=1)


def test_a_participants_photograph_is_seen_by_others_only_after_a_look():
    room = settled()
    id = add(room, ANN, description="Our flip chart")
    assert FIRST.encode() in room.seen(ANN) and FIRST.encode() in room.seen(HELPER)
    for other in (BEN, BOARD):
        assert FIRST.encode() not in room.seen(other)
    room.do(CHAIR, "photo.approve", photo=id)
    assert FIRST.encode() in room.seen(BOARD)
    assert room.state.get("held_photo", id) is None
    with refused("not_held"):
        room.do(CHAIR, "photo.approve", photo=id)


def test_where_words_are_reviewed_a_new_description_is_looked_at_too():
    room = settled()
    of_ann, of_chair = add(room, ANN, description="Our flip chart"), add(room, description="By the door")
    room.do(CHAIR, "photo.approve", photo=of_ann)
    room.do(ANN, "photo.describe", photo=of_ann, description="Not reviewed, but said after the look")
    assert b"after the look" in room.seen(BOARD)
    room.do(CHAIR, "meeting.hold", on=True)
    for actor, photo in ((ANN, of_ann), (CHAIR, of_chair)):
        room.do(actor, "photo.describe", photo=photo, description="Words of " + photo)
    assert ("Words of " + of_ann).encode() not in room.seen(BOARD) + room.seen(BEN)
    assert ("Words of " + of_ann).encode() in room.seen(HELPER)
    assert ("Words of " + of_chair).encode() in room.seen(BOARD)
    room.do(HELPER, "photo.approve", photo=of_ann)
    assert ("Words of " + of_ann).encode() in room.seen(BOARD)


def test_a_photograph_of_a_newcomer_does_not_tell_the_chair_who_has_just_come(real_delays):
    room = Room()
    id = add(room, ANN)
    assert FIRST.encode() not in room.seen(CHAIR)
    room.carry_out_all()
    assert room.state.get("held_photo", id) is not None


def test_whoever_sent_a_refused_photograph_is_told_and_nobody_else():
    room = settled()
    id = add(room, ANN)
    room.do(HELPER, "photo.refuse", photo=id)
    assert room.state.audience("refused_photo", id) == ANN.person
    for other in (BEN, CHAIR):
        with refused("unknown_photo"):
            room.do(other, "photo.erase", photo=id)
    room.do(ANN, "photo.erase", photo=id)
    assert room.state.get("refused_photo", id) is None


def test_paper_notes_are_numbered_in_the_order_in_which_they_are_cut_out():
    room = settled()
    wall, other = add(room), add(room, picture=SECOND)
    cuts = [add(room, picture=f"{n:x}" * 64, cut_from=wall) for n in range(3)]
    add(room, picture=SECOND, cut_from=other)
    room.do(CHAIR, "photo.erase", photo=cuts[1])
    cuts.append(add(room, picture="d" * 64, cut_from=wall))
    assert [room.state.get("photo", id).cut_number for id in (cuts[0], cuts[2], cuts[3])] == [1, 3, 4]


def test_a_refused_photograph_is_gone():
    room = settled()
    id = add(room, ANN, description="A face")
    room.do(CHAIR, "photo.refuse", photo=id)
    assert FIRST not in in_all(room) and "A face" not in in_all(room)


def test_the_chair_says_whose_photographs_are_taken():
    room = settled()
    room.do(CHAIR, "photo.allow", who="helpers")
    with refused("not_allowed"):
        add(room, ANN)
    add(room, HELPER)
    room.do(CHAIR, "photo.allow", who="nobody")
    with refused("not_allowed"):
        add(room, CHAIR)


def test_a_meeting_of_notes_only_takes_no_photograph():
    room = settled()
    room.do(CHAIR, "meeting.record", keeps="notes")
    with refused("not_recorded"):
        add(room)


def test_a_photograph_is_moved_and_grouped_like_a_note():
    room = settled()
    id, note, other = add(room), room.note(), room.zone(1)
    group = room.do(CHAIR, "group.add", zone=room.zone(), title="Together", notes=[note, id])["group"]
    assert room.state.get("photo", id).group == group
    with refused("zone_not_empty"):
        room.do(CHAIR, "zone.remove", zone=room.zone())
    room.do(CHAIR, "group.move", group=group, zone=other)
    assert room.state.get("photo", id).zone == other
    room.do(CHAIR, "group.remove", group=group)
    assert room.state.get("photo", id).group is None
    room.do(CHAIR, "note.move", note=id, zone=room.zone(), x=0.25, y=0.75)
    photo = room.state.get("photo", id)
    assert (photo.zone, photo.x, photo.y) == (room.zone(), 0.25, 0.75)
    assert room.do(CHAIR, "undo")["undone"] == "note.move"
    assert room.state.get("photo", id).zone == other


def test_nobody_but_its_author_and_the_chairs_side_changes_a_photograph():
    room = settled()
    id = add(room, ANN)
    room.do(CHAIR, "photo.approve", photo=id)
    with refused("not_yours"):
        room.do(BEN, "note.remove", note=id)
    with refused("not_yours"):
        room.do(BEN, "photo.describe", photo=id, description="Mine")
    room.do(ANN, "photo.describe", photo=id, description="Three sheets of paper")
    assert room.state.get("photo", id).description == "Three sheets of paper"


def test_people_support_a_photograph_and_give_it_dots():
    room = settled(people=6)
    id, zone = add(room), room.zone()
    room.do(ANN, "note.too", note=id)
    assert room.state.get("photo", id).too == 1
    room.do(CHAIR, "vote.open", zone=zone, dots=1)
    for person in [ANN, BEN, *(each for each in _people(room) if each.person.startswith("p"))]:
        room.do(person, "vote.give", note=id)
    room.do(CHAIR, "vote.close", zone=zone)
    assert room.state.get("photo", id).votes == 6
    room.do(ANN, "note.untoo", note=id)
    assert room.state.get("photo", id).too is UNSET


def test_a_removed_photograph_can_be_brought_back():
    room = settled()
    id = add(room, ANN)
    room.do(CHAIR, "photo.approve", photo=id)
    room.do(CHAIR, "note.hide", notes=[id])
    assert FIRST.encode() not in room.seen(BEN) and FIRST.encode() in room.seen(CHAIR)
    room.do(CHAIR, "note.unhide", notes=[id])
    assert FIRST.encode() in room.seen(BEN)
    room.do(ANN, "note.remove", note=id)
    assert room.state.audience("removed_photo", id) == ANN.person
    room.do(ANN, "undo")
    assert FIRST.encode() in room.seen(BEN)


def test_a_photograph_that_was_hidden_while_it_waited_waits_again():
    room = settled()
    id = add(room, ANN)
    room.do(CHAIR, "note.hide", notes=[id])
    room.do(CHAIR, "note.unhide", notes=[id])
    assert room.state.get("photo", id).state == "waiting"
    assert FIRST.encode() not in room.seen(BEN)


def test_an_erased_photograph_is_in_no_record_of_any_kind():
    room = settled()
    id = add(room, description="A face")
    cut = add(room, picture=SECOND, cut_from=id)
    room.do(CHAIR, "note.move", note=id, x=0.5, y=0.5)
    room.do(CHAIR, "snapshot.take")
    room.do(BEN, "note.too", note=id)
    room.do(CHAIR, "words.erase", kind="photo", id=id)
    left = in_all(room)
    assert FIRST not in left and SECOND not in left and "A face" not in left
    assert not room.state.of_kind("too") and room.state.get("mine", cut) is None
    assert not any(content.photos for content in pictures_of(room.state).values())


def test_erasing_what_a_photograph_shows_leaves_the_photograph():
    room = settled()
    id = add(room, description="A face")
    room.do(CHAIR, "words.erase", kind="photo", id=id, field="description")
    assert room.state.get("photo", id).description == "" and FIRST in in_all(room)


def test_a_person_erases_all_their_photographs_with_their_notes():
    room = room_of_three()
    room.wait(10)
    shown, waiting = add(room, ANN), add(room, ANN, picture=SECOND)
    room.do(CHAIR, "photo.approve", photo=shown)
    kept = add(room, BEN, picture="c" * 64)
    room.do(ANN, "notes.erase_mine")
    room.carry_out_all()
    assert FIRST not in in_all(room) and SECOND not in in_all(room)
    assert room.state.get("photo", waiting) is None and room.state.get("photo", kept) is not None


def test_a_snapshot_keeps_its_photographs():
    room = settled()
    id, zone = add(room), room.zone()
    taken = room.do(CHAIR, "snapshot.take")["snapshot"]
    room.do(CHAIR, "note.hide", notes=[id])
    assert [key for key, _ in pictures_of(room.state)[taken].photos] == [id]
    assert room.state.get("snapshot", taken).zones == [zone]


def test_after_the_close_nobody_knows_who_sent_a_photograph_and_none_waits():
    room = settled()
    shown, waiting = add(room, ANN), add(room, BEN, picture=SECOND)
    room.do(CHAIR, "photo.approve", photo=shown)
    room.do(CHAIR, "meeting.close")
    assert not room.state.of_kind("mine") and room.state.get("photo", shown) is not None
    assert room.state.get("photo", waiting) is None and SECOND not in in_all(room)


def test_nothing_of_a_photograph_stays_where_the_group_wants_no_pictures():
    room = settled()
    id = add(room, description="A face")
    add(room, picture=SECOND)
    room.do(CHAIR, "note.hide", notes=[id])
    room.do(CHAIR, "meeting.record", keeps="notes")
    room.do(CHAIR, "meeting.close")
    assert FIRST not in in_all(room) and SECOND not in in_all(room) and "A face" not in in_all(room)


def _people(room: Room) -> list[Any]:
    return [type(ANN)(id, "participant") for id in room.state.of_kind("person")]

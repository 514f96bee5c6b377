"""Of how many people a question has been answered: of those who can answer, and no longer once it is closed."""

from live_cop.meeting.audience import Viewer
from live_cop.meeting.lifecycle.due import DueTick
from live_cop.meeting.voices.people import PersonLeave

from ..room import ANN, BEN, CHAIR, HELPER, MINUTE, Room, pictures_of


def scale_of(room: Room, id: str):
    return room.state.get("scale", id)


def test_everybody_has_answered_though_the_chair_and_a_helper_have_no_slider():
    """ "26 of 27 have answered" stood on the board for ever, because the chair has no slider."""
    room = Room(people=26)
    room.join(HELPER, role="helper")
    scale = room.scale()
    people = [id for id, person in room.state.of_kind("person").items() if person.role == "participant"]
    for person in people:
        room.do(Viewer(person, "participant"), "scale.mark", scale=scale, value=5)
    assert (scale_of(room, scale).received, scale_of(room, scale).asked) == (26, 26)


def test_guests_count_and_a_number_never_says_more_answers_than_people():
    room = Room(people=1)
    guest = room.do(CHAIR, "guest.add")["guest"]
    scale = room.scale()
    assert scale_of(room, scale).asked == 2
    room.do(CHAIR, "scale.mark", scale=scale, value=5, on_behalf_of=guest)
    for person in (ANN, CHAIR):
        room.do(person, "scale.mark", scale=scale, value=5)
    assert (scale_of(room, scale).received, scale_of(room, scale).asked) == (3, 3)
    room.do(CHAIR, "scale.unmark", scale=scale)
    assert (scale_of(room, scale).received, scale_of(room, scale).asked) == (2, 2)


def test_people_who_come_are_counted_until_the_scale_is_closed_and_then_the_number_stays():
    room = Room()
    scale = room.scale()
    room.do(CHAIR, "review.open")
    room.join(Viewer("carl", "participant"))
    # The chair's side answers the scale for guests, and not the health check.
    room.do(CHAIR, "guest.add")
    assert (room.state.get("review", "review").asked, scale_of(room, scale).asked) == (3, 4)
    room.do(CHAIR, "scale.close", scale=scale)
    room.do(CHAIR, "review.close")
    room.join(Viewer("dee", "participant"))
    room.do(CHAIR, "guest.add")
    assert (room.state.get("review", "review").asked, scale_of(room, scale).asked) == (3, 4)
    room.do(CHAIR, "scale.open", scale=scale)
    assert scale_of(room, scale).asked == 6


def test_the_number_changes_only_together_with_that_of_the_people_who_are_here(real_delays):
    """The device of one person that goes or comes back must not be told by the number of people who can answer."""
    room = Room(people=6)
    room.wait(1)
    room.system(DueTick())
    scale = room.scale()
    before = scale_of(room, scale).asked
    for person in ("ann", "ben", "p2", "p3"):
        room.system(PersonLeave(person=person))
        room.now += MINUTE
        room.system(DueTick())
        assert scale_of(room, scale).asked == before == 6


def test_nothing_of_it_is_in_the_file_after_the_close():
    room = Room(people=6)
    scale = room.scale()
    room.do(ANN, "scale.mark", scale=scale, value=3)
    room.do(BEN, "scale.mark", scale=scale, value=4)
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "review.open")
    room.do(CHAIR, "snapshot.take")
    room.do(CHAIR, "scale.close", scale=scale)
    room.do(CHAIR, "meeting.close")
    assert scale_of(room, scale).asked == 0
    assert all(each.asked == 0 for picture in pictures_of(room.state).values() for _, each in picture.scales)
    assert room.state.get("review", "review").asked == 0


def test_a_dot_vote_says_of_how_many_people_who_can_give_dots():
    room = Room(people=3)
    room.join(HELPER, role="helper")
    zone, note = room.zone(), room.note(zone=room.zone())
    room.do(CHAIR, "vote.open", zone=zone, dots=2)
    assert (room.state.get("zone", zone).voters, room.state.get("zone", zone).can_vote) == (0, 3)
    room.do(ANN, "vote.give", note=note)
    room.join(Viewer("carl", "participant"))
    assert (room.state.get("zone", zone).voters, room.state.get("zone", zone).can_vote) == (1, 4)
    # The counts are on the notes then, and how many people were here stays nowhere, pictures included.
    room.do(CHAIR, "snapshot.take")
    assert all(each.can_vote == 0 for picture in pictures_of(room.state).values() for _, each in picture.zones)
    room.do(CHAIR, "vote.close", zone=zone)
    assert room.state.get("zone", zone).can_vote == 0

"""What somebody adds right after their arrival must not appear at a moment that tells whose it is."""

from typing import Any

import pytest
from msgspec import UNSET, convert

from live_cop.meeting import resources
from live_cop.meeting.audience import EVERYONE, PRIVACY_FLOOR, Viewer
from live_cop.meeting.followup import invitations, next_steps
from live_cop.meeting.lifecycle.due import DueTick
from live_cop.meeting.registry import COMMANDS
from live_cop.meeting.safety import first_notes
from live_cop.meeting.safety.first_notes import DELAY, IN_COMPANY
from live_cop.meeting.schedule import next_due
from live_cop.meeting.voices.people import PersonArrive, PersonLeave
from live_cop.meeting.wall import notes, photos
from live_cop.meeting.wall.photos import PhotoAdd

from ..room import ANN, BEN, CHAIR, MINUTE, Room, pictures_of, refused

SECOND = 1_000
ZOE = Viewer("zoe", "participant")
#: Longer than anything new has to wait.
SOON = 1.0
#: Longer than anybody counts as new.
LATER = 4.0


@pytest.fixture(autouse=True)
def _as_in_a_real_meeting(real_delays):
    """These tests are about the delays."""


def meeting_under_way(people: int = 2) -> Room:
    room = Room(people=people)
    pass_time(room, LATER)
    return room


def pass_time(room: Room, minutes: float) -> None:
    """Time passes, and the server carries out what becomes due, within a second of it."""
    end = room.now + int(minutes * MINUTE)
    while room.now < end:
        room.now = min(room.now + SECOND, end)
        room.system(DueTick())


def come_back(room: Room, person: Viewer) -> None:
    """A phone that was away for a while wakes."""
    room.system(PersonLeave(person=person.person))
    pass_time(room, 2)
    room.system(PersonArrive(person=person.person))


def told(room: Room, viewer: Viewer, since: int) -> list[Any]:
    """What this viewer was sent since a revision."""
    return [change for change in room.state.since(since, viewer) if change[0] not in ("plan", "timer")]


ADDITIONS: list[tuple[str, dict[str, Any]]] = [
    ("note.add", {"text": "a kind word"}),
    ("step.add", {"what": "ring the landlord"}),
    ("invite.add", {"text": "somebody from the council"}),
]
OFFER = ("resource.offer", {"title": "a list of landlords"})


def add(room: Room, actor: Viewer, name: str, args: dict[str, Any]) -> str:
    """Adds something that must wait; its sender is told so."""
    result = room.do(actor, name, **args, **({"zone": room.zone()} if name == "note.add" else {}))
    assert result["saved"] is True
    return str(result[name.split(".")[0]])


@pytest.mark.parametrize(("name", "args"), ADDITIONS)
@pytest.mark.parametrize("viewer", [BEN, CHAIR])
def test_what_a_phone_sends_on_waking_is_not_seen_at_that_moment(name, args, viewer):
    room = meeting_under_way()
    come_back(room, ANN)
    before = room.state.revision
    add(room, ANN, name, args)
    assert told(room, viewer, before) == []
    pass_time(room, SOON)
    assert {kind for kind, *_ in told(room, viewer, before)} & {"note", "step", "invites"}


@pytest.mark.parametrize(("name", "args"), ADDITIONS)
def test_what_a_phone_sends_before_it_is_known_to_be_back_is_not_seen_at_that_moment(name, args):
    """A photograph goes over a connection of its own; and a process that serves further screens of a large meeting says
    once a second who is there, but hands on at once what they do."""
    room = meeting_under_way()
    room.system(PersonLeave(person=ANN.person))
    pass_time(room, 2)
    before = room.state.revision
    add(room, ANN, name, args)
    room.system(PersonArrive(person=ANN.person))
    assert told(room, CHAIR, before) == []
    pass_time(room, SOON)
    assert {kind for kind, *_ in told(room, CHAIR, before)} & {"note", "step", "invites"}


@pytest.mark.parametrize(("name", "args"), [*ADDITIONS, OFFER])
def test_what_others_add_meanwhile_does_not_tell_that_something_waits(name, args):
    """The attack: a gap in the order of what is shown, as soon as a newcomer has come."""
    orders = []
    for somebody_waits in (True, False):
        room = meeting_under_way()
        if somebody_waits:
            come_back(room, ANN)
            room.do(ANN, name, **args, **({"zone": room.zone()} if name == "note.add" else {}))
        before = room.state.revision
        room.do(BEN, name, **args, **({"zone": room.zone()} if name == "note.add" else {}))
        orders.append([getattr(record, "order", 0) for _, _, record in told(room, CHAIR, before) if record is not None])
    assert orders[0] == orders[1] != []


@pytest.mark.parametrize(("name", "args"), ADDITIONS)
def test_what_a_newcomer_writes_is_not_seen_at_that_moment(name, args):
    room = meeting_under_way()
    room.join(ZOE)
    pass_time(room, 1)
    before = room.state.revision
    id = add(room, ZOE, name, args)
    assert told(room, CHAIR, before) == []
    assert [id for _, id, record in room.state.since(before, ZOE) if record is not None] != []
    pass_time(room, SOON)
    assert id in {id for _, id, _ in told(room, CHAIR, before)}


def test_the_moment_is_by_chance_and_within_the_minute():
    moments = set()
    for secret in range(12):
        room = meeting_under_way()
        room.state.secret = bytes([secret])
        come_back(room, ANN)
        note = room.note(ANN)
        began = room.now
        while room.state.audience("note", note) != EVERYONE:
            pass_time(room, 1 / 60)
        moments.add((room.now - began) // SECOND)
    assert len(moments) > 6
    assert min(moments) >= 5 and max(moments) <= 46


def test_people_who_have_been_here_for_a_while_are_seen_at_once():
    room = meeting_under_way()
    assert room.state.audience("note", room.note(ANN)) == EVERYONE
    come_back(room, ANN)
    pass_time(room, 11 / 60)
    assert room.state.audience("note", room.note(ANN)) == EVERYONE


def test_a_connection_that_dropped_for_a_moment_makes_nobody_wait():
    room = meeting_under_way()
    room.system(PersonArrive(person="ann"))
    assert room.state.audience("note", room.note(ANN)) == EVERYONE


def test_the_chairs_side_is_seen_at_once():
    room = Room()
    assert room.state.audience("note", room.note(CHAIR)) == EVERYONE


def test_a_guest_who_was_just_added_is_a_newcomer():
    """The attack: whoever sees that a guest was added knows whose the next note is."""
    room = meeting_under_way()
    guest = room.do(CHAIR, "guest.add")["guest"]
    from_the_table = {"on_behalf_of": guest, "zone": room.zone(), "text": "from the table"}
    before = room.state.revision
    first = room.do(CHAIR, "note.add", **from_the_table)
    assert first["saved"] is True
    assert told(room, ANN, before) == told(room, CHAIR, before) == []
    pass_time(room, SOON)
    assert room.state.audience("note", first["note"]) == EVERYONE
    pass_time(room, LATER)
    later = room.do(CHAIR, "note.add", **from_the_table)
    assert "saved" not in later and room.state.audience("note", later["note"]) == EVERYONE


def test_all_are_shown_soon_when_enough_people_wait():
    """Not at once: four devices of one's own would otherwise end the waiting of a fifth."""
    room = Room(people=PRIVACY_FLOOR)
    people = [Viewer(person, "participant") for person in room.state.of_kind("person") if person != "chair"]
    notes = [room.note(person) for person in people[:-1]]
    # A second note of one person is not another person's.
    notes.append(room.note(people[0]))
    notes.append(room.note(people[-1]))
    assert not room.state.public("note")
    pass_time(room, IN_COMPANY[1])
    assert room.state.public("note").keys() == set(notes)


def test_a_few_who_wait_are_not_shown_soon_where_most_people_are_not_new():
    """The attack: four devices of one's own wait, and are shown when the note of a fifth person begins to wait."""
    room = meeting_under_way(people=2 * PRIVACY_FLOOR)
    people = [Viewer(f"new{n}", "participant") for n in range(PRIVACY_FLOOR)]
    for person in people:
        room.join(person)
    pass_time(room, SOON)
    for person in people:
        room.note(person)
    due = [each.due - room.now for each in room.state.of_kind("scheduled").values() if each.of == "note"]
    assert min(due) >= DELAY[0] and max(due) > IN_COMPANY[1]


def test_its_author_can_edit_move_and_remove_what_waits_and_nobody_is_told():
    room = meeting_under_way()
    room.join(ZOE)
    before = room.state.revision
    note = room.note(ZOE)
    room.do(ZOE, "note.edit", note=note, text="other words")
    room.do(ZOE, "note.move", note=note, zone=room.zone(1), x=0.5, y=0.25)
    gone = room.note(ZOE, "not so")
    room.do(ZOE, "note.remove", note=gone)
    assert [kind for kind, *_ in told(room, CHAIR, before)] == []
    pass_time(room, SOON)
    shown = room.state.public("note")[note]
    assert (shown.text, shown.zone, shown.x, shown.y) == ("other words", room.zone(1), 0.5, 0.25)
    assert not shown.edited
    assert room.state.get("note", gone) is None and not room.state.of_kind("saved")


def test_a_removed_note_that_waited_waits_again_when_that_is_undone():
    room = meeting_under_way()
    room.join(ZOE)
    note = room.note(ZOE)
    room.do(ZOE, "note.remove", note=note)
    room.do(ZOE, "undo")
    assert room.state.audience("note", note) == "zoe"
    pass_time(room, SOON)
    assert room.state.audience("note", note) == EVERYONE


def test_nobody_else_can_act_on_what_waits():
    room = meeting_under_way()
    room.join(ZOE)
    note = room.note(ZOE)
    for name in ("note.edit", "note.move", "note.remove", "note.too"):
        with refused("unknown_note"):
            room.do(CHAIR, name, note=note)
    room.do(CHAIR, "meeting.hold", on=True)
    other = room.note(ZOE)
    with refused("unknown_note"):
        room.do(CHAIR, "note.let", note=other)


def test_what_waits_is_in_no_snapshot_and_takes_no_place():
    room = meeting_under_way()
    room.join(ZOE)
    waits = room.note(ZOE, "soon")
    room.do(ZOE, "step.add", what="soon")
    snapshot = room.do(CHAIR, "snapshot.take")["snapshot"]
    picture = pictures_of(room.state)[snapshot]
    assert not picture.notes and not picture.steps
    seen = room.note(BEN)
    step = room.do(BEN, "step.add", what="now")["step"]
    assert room.state.get("step", step).order == 0
    pass_time(room, SOON)
    first, second = (room.state.get("note", note) for note in (seen, waits))
    assert (first.x, first.y) != (second.x, second.y)
    assert sorted(step.order for step in room.state.public("step").values()) == [0, 1]


def test_everything_that_waits_is_shown_at_the_close():
    room = meeting_under_way()
    room.join(ZOE)
    note = room.note(ZOE)
    step = room.do(ZOE, "step.add", what="ring the landlord")["step"]
    room.do(ZOE, "invite.add", text="somebody from the council")
    room.do(CHAIR, "meeting.close")
    assert note in room.state.public("note") and step in room.state.public("step")
    assert len(room.state.of_kind("invite")) == room.state.get("invites", "invites").count == 1
    assert not room.state.of_kind("saved") and not room.state.of_kind("scheduled") and not room.state.of_kind("device")


def test_a_note_that_is_held_for_review_reaches_the_chair_no_sooner():
    room = meeting_under_way()
    room.do(CHAIR, "meeting.hold", on=True)
    come_back(room, ANN)
    before = room.state.revision
    note = room.note(ANN)
    assert told(room, CHAIR, before) == []
    pass_time(room, SOON)
    assert note in room.state.of_kind("held") and room.state.audience("note", note) == "ann"
    room.do(CHAIR, "note.let", note=note)
    assert note in room.state.public("note")


def test_a_note_that_waits_is_held_if_the_chair_decides_so_meanwhile():
    room = meeting_under_way()
    come_back(room, ANN)
    note = room.note(ANN)
    room.do(CHAIR, "meeting.hold", on=True)
    pass_time(room, SOON)
    assert note in room.state.of_kind("held") and note not in room.state.public("note")


#: What keeps participants from adding a note, and what lets them again.
STOPS = [
    ("meeting.pause", "meeting.resume", {}),
    ("zone.write_alone", "zone.show", {"zone": 0}),
    ("photo.allow", "photo.allow", {"who": "nobody"}),
    ("meeting.record", "meeting.record", {"keeps": "notes"}),
]

ALLOWED = {"who": "all", "keeps": "pictures"}


@pytest.mark.parametrize(("stop", "go_on", "args"), STOPS)
def test_what_waits_appears_only_while_others_could_have_added_it(stop, go_on, args):
    """The attack: let nobody write as soon as a newcomer has come, and look what appears."""
    room = meeting_under_way()
    room.do(CHAIR, "photo.allow", who="all")
    liked = room.note(BEN)
    come_back(room, ANN)
    note = room.note(ANN)
    photo = room.give(ANN, PhotoAdd(zone=room.zone(), picture="0" * 64, width=4, height=3))["photo"]
    room.do(ANN, "note.too", note=liked)
    args = {name: room.zone() if name == "zone" else value for name, value in args.items()}
    room.do(CHAIR, stop, **args)
    pass_time(room, SOON)
    # Nothing is tried again and again: a meeting that nobody goes on with is left alone.
    assert next_due(room.state) is None
    paused, private = stop == "meeting.pause", stop == "zone.write_alone"
    assert (note in room.state.public("note")) == (not paused and not private)
    assert photo not in room.state.of_kind("held_photo")
    assert room.state.get("note", liked).too == (UNSET if paused else 1)
    room.do(CHAIR, go_on, **(args | {name: value for name, value in ALLOWED.items() if name in args}))
    assert photo not in room.state.of_kind("held_photo")
    pass_time(room, SOON)
    assert note in room.state.public("note") and photo in room.state.of_kind("held_photo")
    assert room.state.get("note", liked).too == 1


def test_what_waits_is_shown_at_the_close_though_nobody_could_add_it():
    """It was written for everyone, and would be lost if nobody ended the private writing."""
    room = meeting_under_way()
    come_back(room, ANN)
    note = room.note(ANN)
    room.do(CHAIR, "zone.write_alone", zone=room.zone())
    room.do(CHAIR, "meeting.pause")
    room.carry_out_all()
    assert not room.state.public("note")
    room.do(CHAIR, "meeting.close")
    assert room.state.public("note").keys() == {note}


def test_private_writing_does_not_show_a_first_note_at_once():
    """The attack: start private writing, and show it as soon as a newcomer has written."""
    room = meeting_under_way()
    room.do(CHAIR, "zone.write_alone", zone=room.zone())
    come_back(room, ANN)
    room.note(ANN)
    assert room.do(CHAIR, "zone.show", zone=room.zone()) == {"shown": 0}
    assert not room.state.public("note")
    pass_time(room, SOON)
    assert len(room.state.public("note")) == 1


def test_a_first_note_in_private_writing_is_counted_late_and_then_shown_with_the_others():
    """The attack: if it were counted and not shown, everyone would know that the next one is a newcomer's."""
    room = meeting_under_way()
    room.do(CHAIR, "zone.write_alone", zone=room.zone())
    room.join(ZOE)
    before = room.state.revision
    room.note(ZOE)
    assert told(room, CHAIR, before) == [] and room.state.get("zone", room.zone()).waiting == 0
    pass_time(room, SOON)
    assert room.state.get("zone", room.zone()).waiting == 1 and not room.state.public("note")
    assert room.do(CHAIR, "zone.show", zone=room.zone()) == {"shown": 1}
    assert len(room.state.public("note")) == 1


@pytest.mark.parametrize("authors", [PRIVACY_FLOOR - 1, PRIVACY_FLOOR])
def test_a_first_note_in_private_writing_is_shown_with_those_of_enough_people(authors: int):
    """The attack: of what comes after the end of private writing, the first note is by whoever came just before."""
    room = meeting_under_way(people=PRIVACY_FLOOR)
    room.do(CHAIR, "zone.write_alone", zone=room.zone())
    others = [Viewer(id, "participant") for id in sorted(room.state.of_kind("person").keys() - {"chair"})]
    for number in range(authors - 1):
        room.note(others[number], f"words {number}")
    room.join(ZOE)
    pass_time(room, 0.25)
    note = room.note(ZOE, "hello")
    room.do(CHAIR, "zone.show", zone=room.zone())
    shown = {note.text for note in room.state.public("note").values()}
    assert len(shown) == (authors if authors == PRIVACY_FLOOR else authors - 1)
    assert ("hello" in shown) == (authors == PRIVACY_FLOOR)
    # Nothing of it is left to come later.
    assert room.state.get("saved", note) is None
    assert (next_due(room.state) is None) == (authors == PRIVACY_FLOOR)
    pass_time(room, SOON)
    assert len(room.state.public("note")) == authors


def test_nothing_that_waits_is_lost_with_its_zone():
    room = meeting_under_way()
    empty = room.do(CHAIR, "zone.add", title="Empty")["zone"]
    room.join(ZOE)
    note = room.note(ZOE, zone=empty)
    room.do(CHAIR, "zone.remove", zone=empty)
    pass_time(room, SOON)
    assert room.state.public("note")[note].zone == room.zone()
    last = room.note(ZOE)
    room.do(CHAIR, "note.hide", notes=[note])
    for zone in list(room.state.of_kind("zone")):
        room.do(CHAIR, "zone.remove", zone=zone)
    assert room.state.audience("removed", last) == "zoe" and not room.state.of_kind("saved")


def test_a_private_note_whose_zone_is_deleted_stays_private_until_the_chair_shows_all():
    """Its author was told so. The chair did not know of it, and so deletes the zone instead of showing it."""
    room = meeting_under_way()
    gone, other = (room.do(CHAIR, "zone.add", title=title)["zone"] for title in ("Gone", "Other"))
    for zone in (gone, other):
        room.do(CHAIR, "zone.write_alone", zone=zone)
    room.join(ZOE)
    first = room.note(ZOE, "first", zone=gone)
    room.do(CHAIR, "zone.remove", zone=gone)
    # Where people write in private it is one of them.
    assert room.state.get("note", first).zone == other
    pass_time(room, SOON)
    assert room.state.get("zone", other).waiting == 1
    assert room.do(CHAIR, "zone.show", zone=other) == {"shown": 1}
    # Where nobody does, it stays with its author, and nothing tells of it until they do.
    room.do(CHAIR, "zone.write_alone", zone=other)
    second = room.note(ZOE, "second", zone=other)
    [shown] = room.state.public("note")
    room.do(CHAIR, "note.hide", notes=[shown])
    before = room.state.revision
    room.do(CHAIR, "zone.remove", zone=other)
    here = room.state.get("note", second).zone
    pass_time(room, SOON)
    assert {kind for kind, *_ in told(room, BEN, before)} <= {"zone", "on_now"}
    assert room.state.audience("note", second) == ZOE.person and room.state.get("saved", second) is not None
    room.do(CHAIR, "zone.write_alone", zone=here)
    assert room.state.get("zone", here).waiting == 0
    pass_time(room, SOON)
    assert room.do(CHAIR, "zone.show", zone=here) == {"shown": 1}
    assert [note.text for note in room.state.public("note").values()] == ["second"]


def test_what_waited_in_a_group_that_is_gone_is_shown_in_none():
    room = meeting_under_way()
    room.do(CHAIR, "photo.allow", who="all")
    group = room.do(CHAIR, "group.add", zone=room.zone(), title="Together")["group"]
    room.join(ZOE)
    note = room.note(ZOE, group=group)
    photo = room.give(ZOE, PhotoAdd(zone=room.zone(), picture="0" * 64, width=4, height=3))["photo"]
    room.do(ZOE, "note.move", note=photo, group=group)
    assert room.do(CHAIR, "undo") == {"undone": "group.add"}
    pass_time(room, SOON)
    assert room.state.of_kind("held_photo")[photo].group is None
    room.do(CHAIR, "photo.approve", photo=photo)
    assert {room.state.get("note", note).group, room.state.get("photo", photo).group} == {None}


def test_a_first_me_too_on_a_merged_note_is_counted_late_and_can_be_withdrawn():
    """The attack: merge and split notes, and see from the sum that somebody who has just come has said "me too"."""
    room = meeting_under_way()
    one, two = room.note(BEN, "one"), room.note(BEN, "two")
    room.join(ZOE)
    room.do(ZOE, "note.too", note=one)
    room.do(CHAIR, "note.merge", notes=[one], into=two)
    assert room.state.get("note", two).too is UNSET
    pass_time(room, SOON)
    assert room.state.get("note", two).too == 1
    room.do(CHAIR, "note.split", note=two)
    assert (room.state.get("note", one).too, room.state.get("note", two).too) == (1, UNSET)
    room.do(CHAIR, "note.merge", notes=[one], into=two)
    room.do(ZOE, "note.untoo", note=two)
    assert room.state.get("note", two).too is UNSET


def test_private_writing_shows_the_notes_of_phones_that_sleep_with_the_others():
    """They would stand out, if they came later: everyone would see that they are by those whose phones slept."""
    room = meeting_under_way()
    room.do(CHAIR, "zone.write_alone", zone=room.zone())
    room.note(ANN)
    room.note(BEN, "another word")
    room.system(PersonLeave(person=ANN.person))
    room.do(CHAIR, "zone.show", zone=room.zone())
    assert len(room.state.public("note")) == 2


def test_erasing_ones_own_notes_erases_what_waits():
    room = meeting_under_way()
    come_back(room, ANN)
    room.note(ANN, "a secret")
    room.do(ANN, "notes.erase_mine")
    pass_time(room, SOON)
    assert b"secret" not in room.seen(ANN) and not room.state.of_kind("saved")


def test_the_time_of_a_note_is_rounded_down_to_the_minute():
    room = meeting_under_way()
    room.now += 12_345
    pass_time(room, LATER)
    room.do(CHAIR, "meeting.hold", on=True)
    held = room.note(ANN)
    room.do(CHAIR, "meeting.hold", on=False)
    room.now += 61_001
    room.do(CHAIR, "note.let", note=held)
    come_back(room, ANN)
    room.note(ANN)
    pass_time(room, SOON)
    room.do(CHAIR, "zone.write_alone", zone=room.zone(1))
    room.note(BEN, zone=room.zone(1))
    room.do(CHAIR, "zone.show", zone=room.zone(1))
    notes = room.state.public("note").values()
    assert len(notes) == 3 and {note.at % MINUTE for note in notes} == {0}


@pytest.mark.parametrize("returns", [False, True])
def test_a_first_me_too_for_a_hand_is_counted_late_and_can_be_withdrawn(returns: bool):
    """The attack: the first support for a hand after somebody has come is theirs."""
    room = meeting_under_way()
    room.do(CHAIR, "agenda.start")
    room.join(ZOE)
    if returns:
        pass_time(room, LATER)
        come_back(room, ZOE)
    hand = room.do(ANN, "hand.raise")["hand"]
    for on in (True, False, True):
        since = room.state.revision
        room.do(ZOE, "hand.too", on=on)
        assert [kind for viewer in (ANN, CHAIR) for kind, *_ in told(room, viewer, since)] == []
    pass_time(room, SOON)
    assert room.state.get("hand", hand).too == 1
    room.do(ZOE, "hand.too", on=False)
    assert room.state.get("hand", hand).too == 0


def test_a_first_me_too_for_a_hand_still_waits_when_a_step_of_the_agenda_is_taken_back():
    room = meeting_under_way()
    room.do(CHAIR, "agenda.start")
    room.join(ZOE)
    hand = room.do(ANN, "hand.raise")["hand"]
    room.do(ZOE, "hand.too")
    room.do(CHAIR, "agenda.next")
    room.do(CHAIR, "agenda.take_back")
    assert room.state.get("hand", hand).too == 0
    pass_time(room, SOON)
    assert room.state.get("hand", hand).too == 1


def test_a_guest_whose_me_too_for_a_hand_waits_can_be_removed():
    room = meeting_under_way()
    room.do(CHAIR, "agenda.start")
    hand = room.do(ANN, "hand.raise")["hand"]
    guest = room.do(CHAIR, "guest.add")["guest"]
    room.do(CHAIR, "hand.too", on_behalf_of=guest)
    room.do(CHAIR, "guest.remove", guest=guest)
    assert room.state.get("hand", hand).too == 0
    pass_time(room, SOON)
    assert room.state.get("hand", hand).too == 1


#: By what is added: the limit, and how somebody adds one more than that.
LIMITS = {
    "note.add": (notes, "MOST_NOTES", {"text": "tea"}),
    "step.add": (next_steps, "MOST_STEPS", {"what": "tea"}),
    "invite.add": (invitations, "MOST_INVITES", {"text": "tea"}),
    "resource.offer": (resources, "MOST_OFFERS", {"title": "tea"}),
    "photo.add": (photos, "MOST_PHOTOS", {"picture": "0" * 64, "width": 8, "height": 6}),
}


@pytest.mark.parametrize("name", LIMITS)
def test_what_waits_fills_no_list(name: str, monkeypatch: pytest.MonkeyPatch):
    """The attack: fill a list but for one, and see from a refusal that somebody who has just come has added one."""
    module, limit, args = LIMITS[name]
    monkeypatch.setattr(module, limit, 2)
    room = meeting_under_way()
    room.do(CHAIR, "photo.allow", who="all")
    if name in ("note.add", "photo.add"):
        args = {**args, "zone": room.zone()}
    room.give(ANN, convert(args, COMMANDS[name]))
    room.join(ZOE)
    room.give(ZOE, convert(args, COMMANDS[name]))
    room.give(BEN, convert(args, COMMANDS[name]))
    for person in (BEN, ZOE):
        with refused("too_many(_photos)?"):
            room.give(person, convert(args, COMMANDS[name]))
    pass_time(room, SOON)
    assert room.state.of_kind("saved") == {}


def test_what_the_chairs_side_writes_is_held_too():
    room = meeting_under_way()
    room.do(CHAIR, "meeting.hold", on=True)
    note = room.note(CHAIR)
    assert note not in room.state.public("note")
    room.do(CHAIR, "note.let", note=note)
    assert note in room.state.public("note")
    room.do(CHAIR, "note.edit", note=note, text="better words")
    assert note not in room.state.public("note")


def test_an_approved_note_gets_a_free_place():
    room = meeting_under_way()
    room.do(CHAIR, "meeting.hold", on=True)
    held = room.note(ANN)
    room.do(CHAIR, "meeting.hold", on=False)
    seen = room.note(BEN)
    room.do(CHAIR, "note.let", note=held)
    first, second = (room.state.get("note", note) for note in (seen, held))
    assert (first.x, first.y) != (second.x, second.y)


def test_the_delays_are_those_that_the_documents_name():
    assert (first_notes.NEW_FOR, first_notes.BACK_FOR, first_notes.DELAY) == (180_000, 10_000, (5_000, 45_000))

"""Presence and arrivals: nobody's device can be watched, and newcomers appear in company."""

import pytest

from live_cop.meeting.audience import PRIVACY_FLOOR, Viewer
from live_cop.meeting.lifecycle.due import DueTick
from live_cop.meeting.schedule import next_due
from live_cop.meeting.voices import arrivals
from live_cop.meeting.voices.people import PersonArrive, PersonJoin, PersonLeave

from ..room import ANN, BEN, CHAIR, HELPER, Room, refused

ZOE, YAN = Viewer("zoe", "participant"), Viewer("yan", "participant")


@pytest.fixture(autouse=True)
def _as_in_a_real_meeting(real_delays):
    """These tests are about the delays."""


def under_way(people: int = 2) -> Room:
    room = Room(people=people)
    room.do(CHAIR, "agenda.start")
    batch(room)
    return room


def batch(room: Room) -> None:
    """The next batch of arrivals is let in."""
    room.now = max(room.now, next_due(room.state) or 0)
    room.system(DueTick())


def told(room: Room, since: int, viewer: Viewer = CHAIR) -> set[str]:
    """The kinds of record that this viewer was sent since a revision."""
    return {kind for kind, *_ in room.state.since(since, viewer)}


def sleep(room: Room, person: Viewer) -> None:
    room.system(PersonLeave(person=person.person))


def wake(room: Room, person: Viewer) -> None:
    room.system(PersonArrive(person=person.person))


def present(room: Room) -> tuple[int, int]:
    record = room.state.get("present", "present")
    return record.room, record.remote


@pytest.mark.parametrize("viewer", [BEN, CHAIR])
def test_nobody_is_told_that_a_phone_sleeps_or_wakes(viewer):
    room = under_way()
    before = room.state.revision
    sleep(room, ANN)
    assert told(room, before, viewer) == set()
    wake(room, ANN)
    batch(room)
    assert told(room, before, viewer) == set()
    assert b'"device"' not in room.seen(viewer)


def test_newcomers_appear_in_batches_and_not_in_the_order_of_joining():
    room = under_way()
    before = room.state.revision
    room.join(ZOE)
    room.now += 5_000
    room.join(YAN)
    assert told(room, before) == set()
    assert "person" in told(room, before, ZOE)
    batch(room)
    assert [id for kind, id, _ in room.state.since(before, CHAIR) if kind == "person"] == ["yan", "zoe"]
    assert room.state.entry("person", "zoe").revision == room.state.entry("person", "yan").revision


def test_batches_come_at_moments_that_do_not_depend_on_who_joins():
    for offset in (0, 1, 7_777, 14_999):
        room = under_way()
        room.now = room.now // 60_000 * 60_000 + offset
        room.join(ZOE)
        due = next_due(room.state)
        assert due is not None and due % arrivals.ARRIVALS_EVERY == 0
        assert 0 < due - room.now <= arrivals.ARRIVALS_EVERY == 15_000


def test_people_who_joined_and_never_opened_their_screen_are_not_shown():
    room = under_way()
    room.system(PersonJoin(person="zoe", place="room"))
    room.join(YAN)
    batch(room)
    assert "zoe" not in room.state.public("person") and "yan" in room.state.public("person")


def test_the_chairs_side_appears_at_once():
    room = under_way()
    room.join(HELPER, role="helper")
    assert "helper" in room.state.public("person")


def test_a_late_comer_gets_their_turn_with_the_batch():
    room = under_way()
    room.do(CHAIR, "round.start")
    before = room.state.revision
    room.join(ZOE)
    assert "turn" not in told(room, before)
    batch(room)
    assert [turn.state for turn in room.state.of_kind("turn").values() if turn.person == "zoe"] == ["waiting"]


def test_a_late_comer_gets_their_seat_with_the_batch():
    room = under_way(people=6)
    room.do(CHAIR, "teams.split", count=2)
    before = room.state.revision
    room.join(ZOE)
    assert "seat" not in told(room, before)
    batch(room)
    assert room.state.get("seat", "zoe") is not None


def test_a_round_does_not_tell_whose_device_is_on_line():
    """The attack: rounds that were started again and again told when a phone woke, to half a second."""
    room = under_way(people=3)
    sleep(room, ANN)
    room.join(ZOE)
    room.do(CHAIR, "round.start")
    assert {turn.person for turn in room.state.of_kind("turn").values()} == {"chair", "ann", "ben", "p2"}
    wake(room, ANN)
    room.do(CHAIR, "round.start")
    assert {turn.person for turn in room.state.of_kind("turn").values()} == {"chair", "ann", "ben", "p2"}
    batch(room)
    assert "zoe" in {turn.person for turn in room.state.of_kind("turn").values()}


def test_whoever_is_not_counted_gets_a_turn_when_they_are_counted_again():
    room = under_way(people=9)
    sleepers = [Viewer(f"p{n}", "participant") for n in range(2, 7)]
    for person in sleepers:
        sleep(room, person)
    batch(room)
    room.do(CHAIR, "round.start")
    away = {person.person for person in sleepers} - {turn.person for turn in room.state.of_kind("turn").values()}
    assert len(away) == PRIVACY_FLOOR
    for person in sleepers[:-2]:
        wake(room, person)
    batch(room)
    assert not away & {turn.person for turn in room.state.of_kind("turn").values()}
    for person in sleepers[-2:]:
        wake(room, person)
    batch(room)
    assert away <= {turn.person for turn in room.state.of_kind("turn").values()}


def test_the_meeting_is_told_only_that_the_next_speakers_and_raised_hands_have_lost_connection():
    room = under_way(people=4)
    room.do(CHAIR, "round.start")
    turns = sorted(room.state.of_kind("turn").values(), key=lambda turn: turn.order)
    speaker, following, third, *_ = [turn.person for turn in turns]
    for person in (speaker, following, third):
        sleep(room, Viewer(person, "participant"))
    online = {id: person.online for id, person in room.state.of_kind("person").items()}
    assert {id for id, is_online in online.items() if not is_online} == {speaker, following}
    room.do(CHAIR, "round.next")
    assert {id for id, person in room.state.of_kind("person").items() if not person.online} == {following, third}
    room.do(CHAIR, "round.end")
    assert all(person.online for person in room.state.of_kind("person").values())
    room.do(Viewer(third, "participant"), "hand.raise")
    assert not room.state.get("person", third).online
    wake(room, Viewer(third, "participant"))
    room.carry_out_all()
    assert room.state.get("person", third).online


def with_hands(*people: Viewer) -> Room:
    """People whose hands are raised and whose devices have lost connection."""
    room = under_way(people=7)
    for person in people:
        room.do(person, "hand.raise")
        sleep(room, person)
        assert not room.state.get("person", person.person).online
    return room


def test_that_somebody_is_back_is_told_at_a_random_moment_later():
    """The attack: a phone seemed to be back, and in the same second a note was edited, moved or removed."""
    waits = set()
    for secret in (b"one", b"two", b"three"):
        room = with_hands(ANN)
        room.state.secret = secret
        wake(room, ANN)
        woke, before = room.now, room.state.revision
        while not room.state.get("person", "ann").online:
            assert "person" not in told(room, before)
            batch(room)
        waits.add(room.now - woke)
    assert len(waits) == 3 and all(5_000 <= wait <= 45_000 for wait in waits)


def test_whoever_is_called_meanwhile_is_not_told_to_be_back_either():
    """The attack: the chair made everybody the next speaker in turn, to see who had come back since."""
    room = under_way(people=4)
    sleep(room, ANN)
    wake(room, ANN)
    room.do(CHAIR, "round.start")
    [turn] = [id for id, turn in room.state.of_kind("turn").items() if turn.person == "ann"]
    if room.state.get("turn", turn).state == "waiting":
        room.do(CHAIR, "turn.move", turn=turn, to=0)
    assert not room.state.get("person", "ann").online
    room.carry_out_all()
    assert room.state.get("person", "ann").online


def test_whoever_sleeps_again_is_not_told_to_have_been_back():
    room = with_hands(ANN)
    before = room.state.revision
    wake(room, ANN)
    sleep(room, ANN)
    room.carry_out_all()
    assert "person" not in told(room, before)


@pytest.mark.parametrize("act", ["hand.lower", "person.edit", "person.marker", "team.join", "step.offer"])
def test_whoever_acts_under_their_name_is_told_to_be_back(act):
    room, args = with_hands(ANN), {}
    if act == "team.join":
        args = {"team": room.do(CHAIR, "teams.split", count=2, by="choice")["teams"][0]}
    elif act == "step.offer":
        args = {"step": room.do(CHAIR, "step.add", what="ring the landlord")["step"]}
    elif act == "person.edit":
        args = {"name": "Ann"}
    wake(room, ANN)
    room.do(ANN, act, **args)
    assert room.state.get("person", "ann").online
    assert not room.state.get("device", "ann").is_returning


@pytest.mark.parametrize("act", ["turn.later", "turn.pass", "turn.done", "turn.extend"])
def test_whoever_does_something_with_their_turn_is_told_to_be_back(act):
    room = under_way(people=4)
    room.do(CHAIR, "round.start")
    turns = {turn.state: turn.person for turn in room.state.of_kind("turn").values()}
    speaker = Viewer(turns["speaking"], "participant")
    sleep(room, speaker)
    wake(room, speaker)
    assert not room.state.get("person", speaker.person).online
    room.do(speaker, act)
    assert room.state.get("person", speaker.person).online


@pytest.mark.parametrize("act", ["note.add", "note.edit", "note.remove", "note.too", "hand.too"])
def test_what_is_done_without_a_name_does_not_tell_that_somebody_is_back(act):
    room = with_hands(ANN)
    room.now += 300_000
    own, other = room.note(ANN), room.note(BEN)
    hand = room.do(BEN, "hand.raise")["hand"]
    args = {
        "note.add": {"zone": room.zone(), "text": "so glad"},
        "note.edit": {"note": own, "text": "so glad"},
        "note.remove": {"note": own},
        "note.too": {"note": other},
        "hand.too": {"hand": hand},
    }[act]
    wake(room, ANN)
    room.do(ANN, act, **args)
    assert not room.state.get("person", "ann").online


@pytest.mark.parametrize("act", ["hand.raise", "turn.take", "team.join", "step.offer"])
def test_a_newcomer_who_acts_by_name_is_shown_at_once(act):
    room = under_way(people=6)
    args = {}
    if act == "turn.take":
        room.do(CHAIR, "round.start")
        room.do(CHAIR, "round.end")
    elif act == "team.join":
        args = {"team": room.do(CHAIR, "teams.split", count=2, by="choice")["teams"][0]}
    elif act == "step.offer":
        args = {"step": room.do(CHAIR, "step.add", what="ring the landlord")["step"]}
    room.join(ZOE)
    assert "zoe" not in room.state.public("person")
    room.do(ZOE, act, **args)
    assert "zoe" in room.state.public("person")


def test_numbers_change_only_when_enough_people_have():
    room = under_way(people=12)
    assert present(room) == (7, 6)
    people = [Viewer(id, "participant") for id in room.state.of_kind("person") if id != "chair"]
    before = room.state.revision
    for person in people[: PRIVACY_FLOOR - 1]:
        sleep(room, person)
        wake(room, person)
        sleep(room, person)
    assert told(room, before) == set()
    sleep(room, people[PRIVACY_FLOOR])
    assert told(room, before) == set(), "four people who act together would see that a fifth has just gone"
    batch(room)
    assert room.now % arrivals.ARRIVALS_EVERY == 0
    assert sum(present(room)) == 13 - PRIVACY_FLOOR
    for person in people[: PRIVACY_FLOOR - 1]:
        wake(room, person)
    batch(room)
    room.now += 1_000
    wake(room, people[PRIVACY_FLOOR])
    assert sum(present(room)) == 13 - PRIVACY_FLOOR
    while room.now % arrivals.ARRIVALS_EVERY:
        batch(room)
    assert sum(present(room)) == 13


def test_the_chairs_own_devices_do_not_fill_the_floor():
    room = under_way(people=12)
    helpers = [Viewer(f"helper{n}", "helper") for n in range(PRIVACY_FLOOR)]
    for helper in helpers:
        room.join(helper, role="helper")
    assert sum(present(room)) == 13 + PRIVACY_FLOOR
    sleep(room, ANN)
    for helper in helpers:
        sleep(room, helper)
    assert sum(present(room)) == 13 + PRIVACY_FLOOR


def test_newcomers_and_guests_are_in_the_numbers_as_soon_as_they_are_shown():
    room = under_way()
    assert present(room) == (2, 1)
    sleep(room, ANN)
    room.join(ZOE)
    batch(room)
    guest = room.do(CHAIR, "guest.add")["guest"]
    assert present(room) == (4, 1)
    room.do(CHAIR, "guest.remove", guest=guest)
    assert present(room) == (3, 1)


def test_the_size_of_a_small_group_does_not_tell_who_sleeps():
    room = under_way(people=6)
    room.do(CHAIR, "teams.split", count=2)
    before = room.state.revision
    sleep(room, ANN)
    assert told(room, before) == set()


def test_after_the_close_nothing_is_left_and_nothing_new_is_learnt():
    room = under_way()
    room.join(ZOE)
    room.do(CHAIR, "meeting.close")
    assert "zoe" in room.state.public("person")
    sleep(room, ANN)
    wake(room, ANN)
    assert not room.state.of_kind("device") and not room.state.of_kind("scheduled")
    room.do(CHAIR, "meeting.reopen")
    wake(room, ANN)
    assert room.state.get("device", "ann").online


def test_slow_mode_does_not_need_the_time_of_a_note():
    room = under_way()
    room.now += 300_000
    room.do(CHAIR, "meeting.slow", seconds=120)
    room.note(ANN)
    room.now += 119_000
    with refused("slow_down"):
        room.note(ANN)
    room.now += 1_000
    room.note(ANN)

"""Somebody keeps all counts that everyone is sent, and tries to read one person's answer from how they change."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live_cop.meeting.audience import PRIVACY_FLOOR, Viewer

from ..room import BOARD, CHAIR, HELPER, Room, log_entries, pictures_of

MAY = 1_778_000_000_000
PEOPLE = [Viewer(f"voice{n}", "participant") for n in range(24)]
#: The fields in which a public record tells what people answered.
TELLING = ("counts", "answers", "not_today", "spread", "can", "maybe", "cannot")


class Spied:
    """A meeting with one question, each participant's answer to it, and what a participant is told of the answers."""

    def __init__(self, kind: str, people: int = 24, floor: int = PRIVACY_FLOOR) -> None:
        self.room = Room("solution", people=0)
        self.room.join(HELPER, role="helper")
        self.kind = kind
        #: Whether enough time passes after each answer for new counts.
        self.time_passes = True
        for person in PEOPLE[:people]:
            self.room.join(person)
        self.id = getattr(self, f"_ask_{kind}")(floor)

    def _ask_scale(self, floor: int) -> str:
        return self.room.scale(floor=floor)

    def _ask_hopes(self, floor: int) -> str:
        self.hopes = {
            person.person: self.room.note(person, f"hope {n}")
            for n, person in enumerate(PEOPLE)
            if self.room.state.get("person", person.person)
        }
        self.room.do(CHAIR, "hopes.ask")
        return "hopes"

    def _ask_date(self, floor: int) -> str:
        return str(self.room.do(CHAIR, "date.propose", at=MAY)["date"])

    def _ask_review(self, floor: int) -> str:
        self.room.do(CHAIR, "review.open")
        return "review"

    def answer(self, person: Viewer, value: Any, guest: str | None = None) -> None:
        """Gives an answer; "withdraw" takes it back."""
        if self.kind == "scale" and value == "withdraw":
            return self._do(person, "scale.unmark", guest, scale=self.id)
        if self.kind == "scale":
            return self._do(person, "scale.mark", guest, scale=self.id, value=value)
        word = None if value == "withdraw" else value
        if self.kind == "hopes":
            return self._do(person, "hope.answer", guest, note=self.hopes[guest or person.person], answer=word)
        if self.kind == "date":
            return self._do(person, "date.mark", guest, date=self.id, answer=word)
        return self._do(person, "review.answer", guest, stage=word)

    def _do(self, person: Viewer, name: str, guest: str | None, **args: Any) -> None:
        self.room.do(person, name, on_behalf_of=guest, **args)
        if self.time_passes:
            self.room.carry_out_all()

    def everyone_answers(self, value: Any, count: int) -> None:
        for person in PEOPLE[:count]:
            self.answer(person, value)

    def guest(self) -> str:
        return str(self.room.do(CHAIR, "guest.add")["guest"])

    def told(self, viewer: Viewer = BOARD) -> dict[str, Any]:
        """What a viewer is told of the answers."""
        for kind, id, record in json.loads(msgspec.json.encode(self.room.state.since(None, viewer))):
            if (kind, id) == (self.kind, self.id):
                shown = record.get("shown", True) and record.get("state") != "waiting"
                return {field: record[field] for field in TELLING if field in record} if shown else {}
        return {}

    def show(self, on: bool = True) -> None:
        if self.kind == "scale":
            self.room.do(CHAIR, "scale.show" if on else "scale.hide", scale=self.id)
        if self.kind == "review":
            self.room.do(CHAIR, "review.close" if on else "review.open")


ANSWERS: dict[str, tuple[Any, Any]] = {
    "scale": (8, 2),
    "hopes": ("yes", "not_yet"),
    "date": ("can", "cannot"),
    "review": ("norming", "storming"),
}
LIVE = ("scale", "hopes", "date")


def shown(kind: str, count: int = 10) -> Spied:
    """A question whose first picture has the answers of `count` people."""
    spied = Spied(kind)
    spied.everyone_answers(ANSWERS[kind][0], count)
    spied.show()
    assert any(spied.told().values())
    return spied


@pytest.mark.parametrize("kind", LIVE)
def test_the_answer_of_a_late_comer_is_not_read_from_the_difference(kind):
    spied = shown(kind)
    before = spied.told()
    for person in PEOPLE[10:14]:
        spied.answer(person, ANSWERS[kind][1])
        assert spied.told() == before
    spied.answer(PEOPLE[14], ANSWERS[kind][1])
    assert spied.told() != before, "five together are shown"


@pytest.mark.parametrize("kind", LIVE)
def test_a_change_or_a_withdrawal_is_not_read_from_the_difference(kind):
    spied = shown(kind)
    before = spied.told()
    spied.answer(PEOPLE[0], ANSWERS[kind][1])
    assert spied.told() == before
    spied.answer(PEOPLE[1], "withdraw")
    assert spied.told() == before
    spied.answer(PEOPLE[0], ANSWERS[kind][0])
    spied.answer(PEOPLE[1], ANSWERS[kind][0])
    assert spied.told() == before


def test_not_today_is_an_answer_like_any_other():
    spied = Spied("scale")
    for person in PEOPLE[:4]:
        spied.answer(person, None)
        assert not any(spied.told(CHAIR).values())
    spied.everyone_answers(8, 10)
    spied.show()
    before = spied.told()
    spied.answer(PEOPLE[10], None)
    spied.answer(PEOPLE[0], None)
    assert spied.told() == before


@pytest.mark.parametrize("kind", ["scale", "review"])
def test_hiding_one_answer_and_showing_again_tells_nothing(kind):
    spied = shown(kind)
    before = spied.told()
    spied.show(False)
    spied.answer(PEOPLE[10], ANSWERS[kind][1])
    spied.show()
    assert spied.told() == before


def test_closing_and_opening_a_scale_again_tells_nothing():
    spied = shown("scale")
    before = spied.told()
    for person in PEOPLE[10:13]:
        spied.answer(person, 2)
        spied.room.do(CHAIR, "scale.close", scale=spied.id)
        assert spied.told() == before
        spied.room.do(CHAIR, "scale.open", scale=spied.id)
    assert spied.told() == before


@pytest.mark.parametrize("kind", LIVE)
def test_the_end_of_the_meeting_publishes_no_remainder(kind):
    spied = shown(kind)
    before = spied.told()
    spied.answer(PEOPLE[10], ANSWERS[kind][1])
    spied.room.do(CHAIR, "meeting.close")
    assert spied.told() == before
    spied.room.do(CHAIR, "meeting.reopen")
    assert spied.told() == before
    assert not spied.room.state.of_kind("counted") and not spied.room.state.of_kind("tally")


def test_a_snapshot_between_tells_nothing():
    spied = shown("scale")
    before = spied.told()
    spied.answer(PEOPLE[10], 2)
    spied.room.do(CHAIR, "snapshot.take")
    [picture] = pictures_of(spied.room.state).values()
    [scale] = [scale for id, scale in picture.scales if id == spied.id]
    assert {field: getattr(scale, field) for field in ("counts", "answers", "not_today")} == before


@pytest.mark.parametrize("kind", ANSWERS)
def test_guests_and_the_chairs_side_do_not_fill_a_floor(kind):
    spied = Spied(kind)
    usual, other = ANSWERS[kind]
    guests = [spied.guest() for _ in range(9)]
    for guest in guests:
        if kind == "hopes":
            note = spied.room.do(CHAIR, "note.add", zone=spied.room.zone(), text=guest, on_behalf_of=guest)["note"]
            spied.hopes[guest] = note
        spied.answer(CHAIR, usual, guest)
    if kind != "hopes":
        spied.answer(CHAIR, usual)
        spied.answer(HELPER, usual)
    for person in PEOPLE[:4]:
        spied.answer(person, other)
    spied.show()
    assert not any(spied.told(CHAIR).values())


def test_nine_guests_do_not_fill_a_floor_of_ten():
    spied = Spied("scale", floor=10)
    for _ in range(9):
        spied.answer(CHAIR, 1, spied.guest())
    spied.answer(PEOPLE[0], 7)
    spied.show()
    assert not any(spied.told(CHAIR).values())


def test_two_guests_do_not_isolate_one_voter():
    spied = Spied("scale", people=5)
    spied.show()
    spied.everyone_answers(8, 4)
    for value in (1, 2):
        spied.answer(CHAIR, value, spied.guest())
    assert not any(spied.told(CHAIR).values())
    spied.answer(PEOPLE[4], 3)
    # The answers of guests are counted once five others have answered.
    assert spied.told()["answers"] == 7


def test_a_guest_who_was_removed_fills_no_floor_either():
    spied = Spied("scale")
    spied.show()
    guest = spied.guest()
    spied.answer(CHAIR, 1, guest)
    spied.room.do(CHAIR, "guest.remove", guest=guest)
    spied.everyone_answers(8, 4)
    assert not any(spied.told(CHAIR).values())


def test_guests_are_added_and_removed_openly():
    spied = Spied("scale")
    spied.room.do(CHAIR, "guest.remove", guest=spied.guest())
    assert [what for what, _ in log_entries(spied.room)] == ["guest.add", "guest.remove"]


def test_four_voters_and_guests_do_not_get_their_dots_counted():
    room = Room(people=0)
    for person in PEOPLE[:5]:
        room.join(person)
    note = room.note(PEOPLE[0])
    room.do(CHAIR, "vote.open", zone=room.zone(), dots=3)
    guests = [room.do(CHAIR, "guest.add")["guest"] for _ in range(2)]
    for person in (*PEOPLE[:4], CHAIR):
        room.do(person, "vote.give", note=note)
    for guest in guests:
        room.do(CHAIR, "vote.give", note=note, on_behalf_of=guest)
    assert room.do(CHAIR, "vote.close", zone=room.zone()) == {"counted": False}


@pytest.mark.parametrize("kind", ANSWERS)
def test_what_came_in_is_counted_live_and_says_nothing_else(kind):
    spied = Spied(kind)
    for n, person in enumerate(PEOPLE[:4], start=1):
        spied.answer(person, ANSWERS[kind][n % 2])
        assert spied.room.state.get(kind, spied.id).received == n
    spied.answer(PEOPLE[0], ANSWERS[kind][0])
    assert spied.room.state.get(kind, spied.id).received == 4
    spied.answer(PEOPLE[0], "withdraw")
    assert spied.room.state.get(kind, spied.id).received == 3


def test_a_mark_that_changes_nothing_public_does_not_rewrite_the_scale():
    spied = shown("scale")
    revision = spied.room.state.entry("scale", spied.id).revision
    for value in (1, 2, 3):
        spied.answer(PEOPLE[0], value)
    assert spied.room.state.entry("scale", spied.id).revision == revision


def test_a_slider_that_is_dragged_has_come_to_rest_before_it_is_counted():
    spied = Spied("scale")
    spied.show()
    spied.everyone_answers(8, 4)
    spied.time_passes = False
    for value in (1, 2, 3, 4):
        spied.answer(PEOPLE[4], value)
    assert not any(spied.told().values())
    spied.room.carry_out_all()
    assert spied.told()["counts"] == [0, 0, 0, 1, 0, 0, 0, 4, 0, 0]


def test_what_was_about_to_be_counted_at_the_close_is_counted():
    spied = Spied("scale")
    spied.show()
    spied.time_passes = False
    spied.everyone_answers(8, 5)
    spied.room.do(CHAIR, "meeting.close")
    assert spied.told()["answers"] == 5 and not spied.room.state.of_kind("scheduled")


VALUES = {
    "scale": st.sampled_from([1, 2, 3, None, "withdraw"]),
    "hopes": st.sampled_from(["yes", "partly", "not_yet", "withdraw"]),
    "date": st.sampled_from(["can", "maybe", "cannot", "withdraw"]),
    "review": st.sampled_from(["forming", "norming", "withdraw"]),
}


@pytest.mark.parametrize("kind", VALUES)
@settings(max_examples=80)
@given(data=st.data())
def test_two_pictures_differ_by_enough_people_or_not_at_all(kind, data):
    floor = data.draw(st.integers(3, 6)) if kind == "scale" else PRIVACY_FLOOR
    spied = Spied(kind, people=9, floor=floor)
    values = VALUES[kind]
    #: What each participant has answered, now and when the counts last changed.
    now: dict[str, Any] = {}
    then: dict[str, Any] = {}
    picture: dict[str, Any] = {}
    guest = spied.guest()
    answering = [*PEOPLE[:9], *PEOPLE[:5], *([CHAIR, guest] if kind != "hopes" else [])]
    steps = data.draw(st.lists(st.sampled_from(answering) | st.sampled_from(["show", "hide"]), max_size=60))
    for step in steps:
        if step in ("show", "hide"):
            is_open = kind != "review" or spied.room.state.get("review", "review").state == "open"
            if kind != "review" or is_open == (step == "show"):
                spied.show(step == "show")
        elif kind != "review" or spied.room.state.get("review", "review").state == "open":
            spied.time_passes = data.draw(st.booleans())
            value = data.draw(values)
            person, guest_id = (CHAIR, step) if isinstance(step, str) else (step, None)
            key = guest_id or person.person
            if value == "withdraw" and key not in now:
                continue
            spied.answer(person, value, guest_id)
            now[key] = value
            if value == "withdraw":
                del now[key]
        told = spied.told(CHAIR)
        if told and told != picture and any(told.values()):
            # Hidden and shown again, the picture must be the same; so it is compared with the last that was seen.
            ours = [p.person for p in PEOPLE[:9]]
            moved = sum(now.get(person, "none") != then.get(person, "none") for person in ours)
            assert moved >= floor, (picture, told)
            picture, then = told, dict(now)

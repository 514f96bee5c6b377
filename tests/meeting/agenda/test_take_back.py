"""A press that nobody meant is asked about before, and taken back afterwards."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from live_cop.meeting.agenda import take_back
from live_cop.meeting.agenda.timer import time_spent
from live_cop.meeting.audience import EVERYONE
from live_cop.meeting.change import Change
from live_cop.meeting.refusal import Refusal
from live_cop.meeting.state import State

from ..room import ANN, BEN, CHAIR, CLEO, HELPER, MINUTE, Room, refused

#: What a minute changes, whether somebody presses a button in it or not, and how the server stores pictures.
CLOCKS = ("plan", "agenda_undo", "agenda_before", "device", "picture", "pictured")
STEPS = ("agenda.start", "agenda.next", "agenda.back", "round.start", "round.end", "teams.end")
#: What may have happened before: the console's steps, and what people do.
BEFORE = [
    (CHAIR, "agenda.start", {}), (CHAIR, "agenda.next", {}), (CHAIR, "agenda.next", {}), (CHAIR, "agenda.back", {}),
    (CHAIR, "agenda.pause", {}), (CHAIR, "agenda.extend", {"minutes": 3}), (CHAIR, "round.start", {"seconds": 30}),
    (CHAIR, "round.next", {}), (ANN, "turn.pass", {}), (BEN, "turn.later", {}), (CHAIR, "round.end", {}),
    (ANN, "hand.raise", {}), (BEN, "hand.raise", {}), (CLEO, "hand.too", {}), (CHAIR, "prompt.show", {"text": "What?"}),
    (CHAIR, "teams.split", {"count": 2}), (CHAIR, "teams.call_back", {}), (CHAIR, "teams.end", {}),
    (CHAIR, "meeting.record", {"keeps": "notes"}),
]  # fmt: skip


def now_on(room: Room, at: int) -> dict[tuple[str, str], Any]:
    """Everything in this meeting at this time, with how long things last in the place of when they end."""
    state, found = room.state, {}
    for kind, id, entry in state.entries():
        record, audience = entry.record, entry.audience
        if record is None or kind in CLOCKS:
            continue
        fields: dict[str, Any] = {name: getattr(record, name) for name in record.__struct_fields__}
        if kind == "timer":
            fields = {"section": record.section, "running": record.running, "left": record.left_at(at)}
        elif kind == "section":
            fields["spent"] = time_spent(record, at)
            fields["running_since"] = record.running_since is not None
        elif kind == "turn" and record.started_at is not None:
            fields["started_at"] = at - record.started_at
        elif kind == "teams":
            fields["ends_at"] = record.ends_at - at if record.state != "over" else None
        found[kind, id] = fields, audience
    return found


def big_room(order: str = "solution") -> Room:
    room = Room(order)
    for person in (HELPER, CLEO):
        room.join(person, role="helper" if person is HELPER else "participant")
    for number in range(4):
        room.join(type(ANN)(f"q{number}", "participant"), place=("room", "remote")[number % 2])
    room.do(CHAIR, "scale.add", question="How near are we?")
    room.note(ANN)
    return room


@given(
    order=st.sampled_from(["standing", "solution", "blank"]),
    before=st.lists(st.sampled_from(BEFORE), max_size=12),
    step=st.sampled_from(STEPS),
    part=st.integers(0, 4),
    seconds=st.integers(0, 59),
)
def test_what_was_there_before_a_step_is_there_again(order, before, step, part, seconds):
    room = big_room(order)
    for actor, name, args in before:
        room.now += 7_000
        try:
            room.do(actor, name, **args)
        except Refusal:
            continue
    room.now += 5_000
    kept, passed = now_on(room, room.now), now_on(room, room.now + seconds * 1_000)
    args = (
        {"section": room.section(min(part, len(room.state.of_kind("section")) - 1))} if step == "agenda.start" else {}
    )
    try:
        room.do(CHAIR, step, **args)
    except Refusal:
        return
    # The clocks that the step stopped or started stand still until it is taken back; the others go on.
    touched = {(kind, id) for kind, id, entry in room.state.entries() if entry.revision == room.state.revision}
    room.now += seconds * 1_000
    room.do(CHAIR, "agenda.take_back")
    assert now_on(room, room.now) == {key: (kept if key in touched else passed)[key] for key in passed}
    with refused("unknown_undo"):
        room.do(CHAIR, "agenda.take_back")


def test_a_meeting_that_was_started_by_mistake_is_waiting_again():
    room = Room()
    room.do(CHAIR, "agenda.start")
    told = room.state.get("agenda_undo", "agenda_undo")
    assert (told.what, told.is_start, told.until) == ("agenda.start", True, room.now + MINUTE)
    room.do(CHAIR, "agenda.take_back")
    meeting = room.state.get("meeting", "meeting")
    assert (meeting.state, meeting.opened_at, room.state.get("plan", "plan").planned_end) == ("waiting", None, None)
    # The plan is that of the real start.
    room.wait(60)
    room.do(CHAIR, "agenda.start")
    assert room.state.get("plan", "plan").planned_end > room.now


def test_it_is_too_late_after_a_minute():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.wait(1)
    with refused("unknown_undo"):
        room.do(CHAIR, "agenda.take_back")
    assert room.state.get("meeting", "meeting").state == "live"


def test_only_the_chair_takes_it_back_and_only_the_chairs_side_hears_of_it():
    room = Room()
    room.join(HELPER, role="helper")
    room.do(CHAIR, "agenda.start")
    for actor in (ANN, HELPER):
        with refused("not_allowed"):
            room.do(actor, "agenda.take_back")
    assert b"agenda_undo" in room.seen(HELPER) and b"agenda_undo" not in room.seen(ANN)
    for viewer in (CHAIR, HELPER, ANN):
        assert b"agenda_before" not in room.seen(viewer)


def test_what_people_did_meanwhile_stays():
    room = big_room()
    room.do(CHAIR, "agenda.start")
    room.do(ANN, "hand.raise")
    room.do(CHAIR, "agenda.next")
    note = room.note(BEN)
    room.do(ANN, "hand.raise")
    room.do(CLEO, "hand.raise")
    room.do(CHAIR, "section.edit", section=room.section(0), title="Tea and talk")
    room.do(CHAIR, "agenda.take_back")
    assert room.state.get("note", note) and room.state.get("section", room.section(0)).title == "Tea and talk"
    assert sorted(hand.person for hand in room.state.of_kind("hand").values()) == ["ann", "cleo"]


def test_a_round_goes_on_with_its_order_and_without_those_who_have_left():
    room = big_room("standing")
    room.do(CHAIR, "agenda.start", section=room.section(1))
    room.do(CHAIR, "round.next")
    before = {turn.person: (turn.state, turn.order) for turn in room.state.of_kind("turn").values()}
    room.do(CHAIR, "agenda.next")
    assert not any(turn.state == "waiting" for turn in room.state.of_kind("turn").values())
    waiting = [person for person, (state, _) in before.items() if state == "waiting" and person.startswith("q")]
    room.do(CHAIR, "person.remove", person=waiting[0])
    room.do(CHAIR, "agenda.take_back")
    del before[waiting[0]]
    assert {turn.person: (turn.state, turn.order) for turn in room.state.of_kind("turn").values()} == before


def test_a_scale_that_was_answered_meanwhile_does_not_become_a_draft_again():
    # As a draft its floor could be lowered below what people were promised when they answered.
    room = big_room()
    scale = next(iter(room.state.of_kind("scale")))
    part = room.do(CHAIR, "section.add", title="How near?", kind="scaling", scale=scale)["section"]
    for answered in (False, True):
        room.do(CHAIR, "agenda.start", section=part)
        assert room.state.get("scale", scale).state == "open"
        if answered:
            room.do(ANN, "scale.mark", scale=scale, value=3)
        room.do(CHAIR, "agenda.take_back")
        assert room.state.get("scale", scale).state == ("closed" if answered else "draft")
        assert (room.state.audience("scale", scale) == EVERYONE) == answered


def test_nothing_can_be_taken_back_from_before_a_close():
    room = Room()
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "meeting.close")
    room.do(CHAIR, "meeting.reopen")
    assert not room.state.of_kind("agenda_undo") and not room.state.of_kind("agenda_before")
    with refused("unknown_undo"):
        room.do(CHAIR, "agenda.take_back")


def test_what_was_found_holds_no_words_but_the_prompt():
    room = big_room()
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "prompt.show", text="Ring Xavier on Monday")
    room.do(CHAIR, "teams.split", count=2, prompt="secret words")
    room.do(CHAIR, "agenda.next")
    before = room.state.get("agenda_before", "agenda_before")
    assert before.prompt == "Ring Xavier on Monday"
    for each in before.found:
        words = [value for value in (each.fields or {}).values() if isinstance(value, str) and " " in value]
        assert words == []


def asks(room: Room, name: str, **args: Any) -> dict[str, int]:
    before: State = room.state
    revision = before.revision
    result = room.do(CHAIR, name, ask=True, **args)
    assert (room.state.revision == revision) == ("asks" in result)
    return dict(result.get("asks", {}))


def test_to_start_a_meeting_that_is_cancelled_asks_first_and_taken_back_it_is_cancelled_again():
    room = Room()
    room.do(CHAIR, "meeting.cancel")
    assert asks(room, "agenda.start") == {"cancelled": 1}
    room.do(CHAIR, "agenda.start")
    assert not room.state.get("meeting", "meeting").cancelled
    room.do(CHAIR, "agenda.take_back")
    assert room.state.get("meeting", "meeting").standing == "cancelled"


@pytest.mark.parametrize(("hours", "planned"), [(-72, True), (-3, True), (-1, False), (1, False), (24 * 45, True)])
def test_a_start_far_from_the_planned_time_asks_first(hours, planned):
    room = Room()
    at = room.now + hours * 60 * MINUTE
    room.state.apply(room.state.revision + 1, [with_start(room, at)])
    assert asks(room, "agenda.start") == ({"planned": at} if planned else {})
    assert (room.state.get("meeting", "meeting").state == "waiting") == planned
    if planned:
        room.do(CHAIR, "agenda.start")
        assert room.state.get("meeting", "meeting").state == "live"


def with_start(room: Room, at: int) -> Change:
    return Change("meeting", "meeting", replace(room.state.get("meeting", "meeting"), starts_at=at), EVERYONE)


def test_a_step_over_unheard_voices_asks_first():
    room = big_room("standing")
    room.do(CHAIR, "agenda.start", section=room.section(1))
    waiting = sum(turn.state == "waiting" for turn in room.state.of_kind("turn").values())
    assert waiting > 3
    for name in ("agenda.next", "agenda.back", "round.start", "round.end"):
        assert asks(room, name) == {"voices": waiting}
    assert asks(room, "agenda.start", section=room.section(3)) == {"voices": waiting}
    for _ in range(waiting):
        room.do(CHAIR, "round.next")
    assert asks(room, "agenda.next") == {}


def test_a_step_asks_about_hands_groups_answers_private_writing_and_votes():
    room = big_room()
    room.do(CHAIR, "agenda.start")
    zone = room.do(CHAIR, "zone.add", title="Here", section=room.section(0))["zone"]
    room.do(ANN, "hand.raise")
    assert asks(room, "agenda.next") == {"hands": 1}
    room.do(ANN, "hand.lower")
    scale = next(iter(room.state.of_kind("scale")))
    room.do(CHAIR, "scale.open", scale=scale)
    assert asks(room, "agenda.next") == {}, "nobody has answered"
    room.do(CHAIR, "agenda.take_back")
    room.do(ANN, "scale.mark", scale=scale, value=3)
    assert asks(room, "agenda.next") == {"answers": 1}
    room.do(CHAIR, "scale.show", scale=scale)
    room.do(CHAIR, "scale.close", scale=scale)
    room.do(CHAIR, "vote.open", zone=room.state.get("on_now", "on_now").zones[0], dots=3)
    assert asks(room, "agenda.next") == {"votes": 1}
    room.do(CHAIR, "vote.close", zone=room.state.get("on_now", "on_now").zones[0])
    room.do(CHAIR, "zone.write_alone", zone=zone)
    room.note(BEN, zone=zone)
    assert asks(room, "agenda.next").get("alone", 1) == 1
    room.do(CHAIR, "teams.split", count=2)
    assert asks(room, "agenda.next")["groups"] == 1


def test_closing_asks_about_those_who_have_not_answered_and_answers_that_nobody_has_seen():
    room = big_room()
    room.do(CHAIR, "agenda.start")
    scale = next(iter(room.state.of_kind("scale")))
    room.do(CHAIR, "scale.open", scale=scale)
    asked = room.state.get("scale", scale).asked
    assert asked > 3
    room.do(ANN, "scale.mark", scale=scale, value=3)
    assert asks(room, "scale.close", scale=scale) == {"answers": 1, "missing": asked - 1}
    room.do(CHAIR, "scale.show", scale=scale)
    assert asks(room, "scale.close", scale=scale) == {}
    room.do(CHAIR, "agenda.take_back")
    assert room.state.get("scale", scale).state == "open"

    zone = room.state.get("on_now", "on_now").zones[0]
    note = room.note(ANN, zone=zone)
    room.do(CHAIR, "vote.open", zone=zone, dots=1)
    room.do(ANN, "vote.give", note=note)
    assert asks(room, "vote.close", zone=zone) == {"dots": asked - 1}
    assert room.state.get("zone", zone).voting

    room.do(CHAIR, "review.open")
    assert asks(room, "review.close") == {"missing": asked}
    assert room.state.get("review", "review").state == "open"

    room.do(CHAIR, "teams.split", count=2)
    assert asks(room, "teams.end") == {"groups": 1}
    room.do(CHAIR, "teams.call_back")
    assert asks(room, "teams.end") == {}


def test_the_time_to_take_it_back_is_short():
    assert take_back.KEPT <= 2 * MINUTE


def test_what_goes_on_again_cannot_be_taken_back_any_more():
    room = big_room()
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "teams.split", count=2)
    room.do(CHAIR, "teams.end")
    assert room.state.get("agenda_undo", "agenda_undo").what == "teams.end"
    room.do(ANN, "hand.raise")
    assert room.state.get("agenda_undo", "agenda_undo") is not None
    room.do(CHAIR, "teams.split", count=2)
    assert room.state.get("agenda_undo", "agenda_undo") is None

    scale = next(iter(room.state.of_kind("scale")))
    room.do(CHAIR, "scale.open", scale=scale)
    room.do(CHAIR, "scale.close", scale=scale)
    assert room.state.get("agenda_undo", "agenda_undo").what == "scale.close"
    room.do(CHAIR, "scale.open", scale=scale)
    assert room.state.get("agenda_undo", "agenda_undo") is None
    with refused("unknown_undo"):
        room.do(CHAIR, "agenda.take_back")

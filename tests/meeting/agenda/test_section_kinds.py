"""Section kinds: each opens by itself what belongs to it, and the board follows."""

import pytest

from live_cop.meeting.agenda.carry_over import copy_running_order
from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.audience import SYSTEM
from live_cop.meeting.voices.people import PersonLeave

from ..room import ANN, BOARD, CHAIR, Room, refused


def showing(room: Room) -> str:
    return str(room.state.get("board", "board").showing)


def part(room: Room, **fields) -> str:
    """A part with this kind, and it is on."""
    section = str(room.do(CHAIR, "section.add", title="A part", **fields)["section"])
    room.do(CHAIR, "agenda.start", section=section)
    return section


def test_a_plain_part_opens_nothing_and_says_so_on_the_wire():
    room = Room("blank")
    section = part(room)
    assert showing(room) == "wall" and b'"kind":"open"' in room.seen(ANN)
    assert not room.state.of_kind("turn") and room.state.get("section", section).voice_seconds == 60


def test_a_round_begins_by_itself_with_its_seconds():
    room = Room("blank")
    part(room, kind="round", voice_seconds=90)
    assert showing(room) == "round"
    assert {turn.seconds for turn in room.state.of_kind("turn").values()} == {90}
    room.do(CHAIR, "round.end")
    assert showing(room) == "wall"


def test_a_round_that_has_been_held_is_not_held_again_by_going_back():
    room = Room("blank")
    section = part(room, kind="round")
    part(room)
    room.do(CHAIR, "agenda.start", section=section)
    assert showing(room) == "wall"
    room.do(CHAIR, "round.start")
    assert showing(room) == "round"


def test_a_round_for_nobody_waits_for_the_chair():
    room = Room("blank", people=0)
    room.give(SYSTEM, PersonLeave(person="chair"))
    section = part(room, kind="round")
    assert room.state.get("section", section).state == "now" and not room.state.of_kind("turn")


def test_scaling_opens_its_scale_and_closes_it_when_it_ends():
    room = Room("blank")
    first, own = [room.do(CHAIR, "scale.add", question=f"How near, {n}?")["scale"] for n in range(2)]
    part(room, kind="scaling", scale=own)
    assert (room.state.get("scale", own).state, room.state.get("scale", first).state) == ("open", "draft")
    zone = room.state.get("scale", own).zone
    assert room.state.get("zone", zone).section == room.state.get("scale", own).section
    assert showing(room) == "scale"
    part(room)
    assert room.state.get("scale", own).state == "closed" and showing(room) == "wall"


def test_scaling_without_a_scale_takes_the_first_draft_that_no_part_has_chosen():
    room = Room("blank")
    chosen, free = [room.do(CHAIR, "scale.add", question=f"How near, {n}?")["scale"] for n in range(2)]
    room.do(CHAIR, "section.add", title="Later", kind="scaling", scale=chosen)
    part(room, kind="scaling")
    assert (room.state.get("scale", chosen).state, room.state.get("scale", free).state) == ("draft", "open")


def test_scaling_with_nothing_to_open_is_the_wall():
    room = Room("blank")
    part(room, kind="scaling")
    assert showing(room) == "wall"


def test_a_scale_that_was_closed_by_hand_stays_closed_when_its_part_is_taken_up_again():
    room = Room("blank")
    scale = room.do(CHAIR, "scale.add", question="How near?")["scale"]
    section = part(room, kind="scaling", scale=scale)
    part(room)
    room.do(CHAIR, "agenda.start", section=section)
    assert room.state.get("scale", scale).state == "closed"


def test_a_part_forgets_a_scale_that_is_taken_away():
    room = Room("blank")
    scale = room.do(CHAIR, "scale.add", question="How near?")["scale"]
    section = room.do(CHAIR, "section.add", title="Later", kind="scaling", scale=scale)["section"]
    room.do(CHAIR, "scale.remove", scale=scale)
    assert room.state.get("section", section).scale is None
    with refused("unknown_scale"):
        room.do(CHAIR, "section.edit", section=section, scale="gone")


def test_a_presentation_brings_a_place_for_questions_unless_it_has_one():
    room = Room("blank")
    section = part(room, kind="presentation")
    assert [zone.title for zone in room.state.of_kind("zone").values() if zone.section == section] == ["Questions"]
    assert showing(room) == "presentation"
    part(room)
    room.do(CHAIR, "agenda.start", section=section)
    assert len([zone for zone in room.state.of_kind("zone").values() if zone.section == section]) == 1


@pytest.mark.parametrize(
    ("kind", "view"),
    [("welcome", "welcome"), ("closing", "closing"), ("discussion", "wall"), ("groups", "wall"), ("steps", "steps")],
)
def test_the_board_follows_the_kind_and_the_chair_comes_first(kind, view):
    room = Room("blank")
    section = part(room, kind=kind)
    assert showing(room) == view
    scale = room.scale()
    assert showing(room) == "scale"
    room.do(CHAIR, "board.show", view="agenda")
    assert showing(room) == "agenda"
    room.do(CHAIR, "board.show", view="auto")
    room.do(CHAIR, "scale.close", scale=scale)
    room.do(CHAIR, "section.edit", section=section, kind="presentation")
    assert showing(room) == "presentation"


def test_a_scale_that_is_still_open_from_before_leaves_a_speaker_the_board():
    room = Room("blank")
    part(room)
    room.scale()
    part(room, kind="presentation")
    assert showing(room) == "presentation"
    part(room, kind="discussion")
    assert showing(room) == "scale"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "https://", "slides", "http://[bad"])
def test_only_web_addresses_are_links_of_a_part(link):
    room = Room("blank")
    section = room.section()
    for name, args in (("section.add", {"title": "A talk"}), ("section.edit", {"section": section})):
        with refused("bad_web_link"):
            room.do(CHAIR, name, kind="presentation", link=link, **args)
    assert room.state.get("section", section).link is None
    room.do(CHAIR, "section.edit", section=section, link=" https://slides.example/1 ", link_label="Slides")
    assert room.state.get("section", section).link == "https://slides.example/1"
    room.do(CHAIR, "section.edit", section=section, link=None)
    assert room.state.get("section", section).link is None


def test_a_part_is_edited_field_by_field():
    room = Room("blank")
    section = room.section()
    room.do(CHAIR, "section.edit", section=section, kind="welcome", line="Tea is at the back.")
    room.do(CHAIR, "section.edit", section=section, title="Come in")
    record = room.state.get("section", section)
    assert (record.section_kind, record.line, record.title) == ("welcome", "Tea is at the back.", "Come in")
    with refused("bad_args"):
        room.do(CHAIR, "section.edit", section=section, kind="party")


@pytest.mark.parametrize("order", ["standing", "solution"])
def test_the_running_orders_can_be_gone_through_and_every_part_shows_what_fits(order):
    room = Room(order)
    room.note(ANN)
    shown = []
    for section in RUNNING_ORDERS[order].sections:
        room.do(CHAIR, "agenda.next" if shown else "agenda.start")
        shown.append((section.kind, showing(room)))
    own = {"round": "round", "scaling": "scale"} | {
        kind: kind for kind in ("welcome", "presentation", "closing", "steps")
    }
    assert shown == [(kind, own.get(kind, "wall")) for kind, _ in shown]
    assert {"welcome", "round", "presentation", "discussion", "closing"} <= {kind for kind, _ in shown}


def test_a_copy_keeps_the_kinds_and_leaves_the_speakers_link_behind():
    room = Room("solution")
    topic = room.section(4)
    room.do(CHAIR, "section.edit", section=topic, link="https://slides.example/1", link_label="Slides")
    again = copy_running_order(room.state)
    assert again.sections == RUNNING_ORDERS["solution"].sections
    assert [zone.role for zone in again.zones][:2] == ["hopes", None]


def test_a_link_and_a_line_are_for_everyone():
    room = Room("blank")
    room.do(CHAIR, "section.edit", section=room.section(), line="Tea is at the back.", link="https://slides.example/1")
    assert b"Tea is at the back" in room.seen(BOARD) and b"slides.example" in room.seen(ANN)

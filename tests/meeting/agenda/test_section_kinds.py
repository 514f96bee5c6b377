"""Section kinds: what each opens and closes automatically, and what the board shows."""

import pytest

from live_cop.meeting.audience import SYSTEM
from live_cop.meeting.voices.people import PersonLeave

from ..room import ANN, CHAIR, Room, refused, showing


def part(room: Room, **fields) -> str:
    """Adds a section with these fields and starts it."""
    section = str(room.do(CHAIR, "section.add", title="A part", **fields)["section"])
    room.do(CHAIR, "agenda.start", section=section)
    return section


def test_an_open_section_opens_nothing():
    room = Room("blank")
    section = part(room)
    assert showing(room) == "wall" and b'"kind":"open"' in room.seen(ANN)
    assert not room.state.of_kind("turn") and room.state.get("section", section).voice_seconds == 60


def test_a_round_section_starts_its_round():
    room = Room("blank")
    part(room, kind="round", voice_seconds=90)
    assert showing(room) == "round"
    assert {turn.seconds for turn in room.state.of_kind("turn").values()} == {90}
    room.do(CHAIR, "round.end")
    assert showing(room) == "wall"


def test_going_back_to_a_section_does_not_repeat_its_round():
    room = Room("blank")
    section = part(room, kind="round")
    part(room)
    room.do(CHAIR, "agenda.start", section=section)
    assert showing(room) == "wall"
    room.do(CHAIR, "round.start")
    assert showing(room) == "round"


def test_a_round_section_without_people_starts_no_round():
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


def test_scaling_without_a_scale_opens_the_first_free_draft():
    room = Room("blank")
    chosen, free = [room.do(CHAIR, "scale.add", question=f"How near, {n}?")["scale"] for n in range(2)]
    room.do(CHAIR, "section.add", title="Later", kind="scaling", scale=chosen)
    part(room, kind="scaling")
    assert (room.state.get("scale", chosen).state, room.state.get("scale", free).state) == ("draft", "open")


def test_scaling_without_any_scale_shows_the_wall():
    room = Room("blank")
    part(room, kind="scaling")
    assert showing(room) == "wall"


def test_a_scale_that_the_chair_closed_stays_closed_when_its_section_starts_again():
    room = Room("blank")
    scale = room.do(CHAIR, "scale.add", question="How near?")["scale"]
    section = part(room, kind="scaling", scale=scale)
    part(room)
    room.do(CHAIR, "agenda.start", section=section)
    assert room.state.get("scale", scale).state == "closed"


def test_deleting_a_scale_removes_it_from_its_section():
    room = Room("blank")
    scale = room.do(CHAIR, "scale.add", question="How near?")["scale"]
    section = room.do(CHAIR, "section.add", title="Later", kind="scaling", scale=scale)["section"]
    room.do(CHAIR, "scale.remove", scale=scale)
    assert room.state.get("section", section).scale is None
    with refused("unknown_scale"):
        room.do(CHAIR, "section.edit", section=section, scale="gone")


def test_a_presentation_gets_a_zone_for_questions_unless_it_has_one():
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
def test_the_board_follows_the_kind_unless_the_chair_chose_a_view(kind, view):
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


def test_an_earlier_open_scale_does_not_replace_a_presentation_on_the_board():
    room = Room("blank")
    part(room)
    room.scale()
    part(room, kind="presentation")
    assert showing(room) == "presentation"
    part(room, kind="discussion")
    assert showing(room) == "scale"

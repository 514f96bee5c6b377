"""What the meeting is at, which every screen asks alike."""

import pytest

from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS
from live_cop.meeting.records.display import OnNow

from ..room import CHAIR, CLEO, Room


def on_now(room: Room) -> OnNow:
    return room.state.get("on_now", "on_now")


def boxes(room: Room) -> list[str]:
    """What the places ask in which the answers are written."""
    return [room.state.get("zone", id).prompt for id in on_now(room).zones]


#: Of every part of the running orders: the view, what everybody is asked, and what the places ask in which they answer.
PARTS = {
    "standing": [
        ("welcome", "What brings you here? Tell us if you are new.", ["What brings you here?"]),
        (
            "round",
            "What are you working on, and how could others help? One minute each.",
            ["What are you working on?", "How could others help you?"],
        ),
        ("presentation", "A closer look at one topic. What would you like to ask?", ["What would you like to ask?"]),
        (
            "wall",
            "What already works, and what could we try?",
            ["What already works, even a little?", "What could we try?"],
        ),
        ("closing", "What should we talk about next time?", ["What should we talk about next time?"]),
    ],
    "solution": [
        ("welcome", "Welcome. Have a drink, find a seat, say hello.", []),
        ("wall", "What are your best hopes for today?", ["What are your best hopes for today?"]),
        (
            "wall",
            "What has gone well since last time? If you are new: what has gone well lately?",
            ["What has gone well?"],
        ),
        ("scale", "How near are we to where we would like to be?", ["What would get us one point up?"]),
        ("presentation", "A short case or topic. What would you like to ask?", ["What would you like to ask?"]),
        ("wall", "Where have you seen this done well?", ["Where have you seen this done well?"]),
        (
            "round",
            "What would you like to understand better? One question each, in turn.",
            ["What would you like to understand better?"],
        ),
        (
            "wall",
            "What already works? And if this were solved, what would we see and hear?",
            ["What already works, even a little?", "If this were solved, what would we see and hear?"],
        ),
        ("steps", "What could we try, and what would we notice first?", []),
        (
            "wall",
            "What do we take from this? What is still open?",
            ["What do we take from this?", "What is still open?"],
        ),
        ("closing", "What was useful today?", ["What was useful today?"]),
        ("closing", "When and where could we meet next?", ["When and where could we meet next?"]),
        ("closing", "Thank you for coming. Stay and talk if you like.", []),
    ],
    "blank": [("wall", "Our meeting", [""])],
}


@pytest.mark.parametrize("template", RUNNING_ORDERS)
def test_every_part_asks_its_own_question_and_has_a_place_for_the_answers(template):
    room = Room(template)
    assert (on_now(room).view, on_now(room).zones, on_now(room).asks) == ("join", [], [])
    room.do(CHAIR, "agenda.start")
    found = []
    for _ in RUNNING_ORDERS[template].sections:
        found.append((on_now(room).view, on_now(room).question, boxes(room)))
        room.do(CHAIR, "agenda.next")
    assert found == PARTS[template]
    room.do(CHAIR, "meeting.close")
    assert (on_now(room).view, on_now(room).zones, on_now(room).asks) == ("end", [], [])


@pytest.mark.parametrize("template", RUNNING_ORDERS)
def test_a_place_of_its_own_asks_what_its_part_asks(template):
    """A part that asks nothing has no place, and no place asks something that its part does not ask."""
    order = RUNNING_ORDERS[template]
    for n, section in enumerate(order.sections):
        own = [zone.prompt for zone in order.zones if zone.part == n]
        asks = "?" in section.prompt and section.kind != "steps"
        assert bool(own) == asks, section.title
        if len(own) == 1 and section.title != "What has gone well":
            assert own[0].rstrip("?") in section.prompt


def test_a_part_that_the_chair_adds_gets_a_place_for_its_answers():
    room = Room("standing")
    room.do(CHAIR, "agenda.start")
    section = room.do(CHAIR, "section.add", title="The move", prompt="What would help with the move?")["section"]
    room.do(CHAIR, "agenda.start", section=section)
    assert on_now(room).question == "What would help with the move?"
    assert boxes(room) == ["What would help with the move?"]
    zones = on_now(room).zones
    room.do(CHAIR, "agenda.back")
    room.do(CHAIR, "agenda.start", section=section)
    assert on_now(room).zones == zones


def test_a_part_in_which_nothing_is_asked_has_no_place():
    room = Room("standing")
    room.do(CHAIR, "agenda.start")
    section = room.do(CHAIR, "section.add", title="Coffee", prompt="Back at eleven.")["section"]
    room.do(CHAIR, "agenda.start", section=section)
    assert (on_now(room).question, on_now(room).zones) == ("Back at eleven.", [])


def test_small_groups_ask_their_own_question():
    room = Room("blank", people=6)
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "teams.split", count=2, by="chance", minutes=5, prompt="What would help?", target=room.zone(0))
    assert (on_now(room).view, on_now(room).question) == ("teams", "What would help?")


def test_a_question_that_the_chair_shows_leaves_the_place_where_it_is():
    room = Room("standing")
    room.do(CHAIR, "agenda.start")
    before = on_now(room)
    room.do(CHAIR, "prompt.show", text="What else?")
    assert on_now(room) == before


def test_what_else_waits_for_an_answer_is_told():
    room = Room("solution")
    room.do(CHAIR, "agenda.start")
    room.do(CHAIR, "agenda.next")
    room.note(zone=on_now(room).zones[0])
    assert on_now(room).asks == []
    date = room.do(CHAIR, "date.propose", at=1_900_000_000_000)["date"]
    assert on_now(room).asks == ["dates"]
    room.do(CHAIR, "review.open")
    assert on_now(room).asks == ["dates", "review"]
    room.do(CHAIR, "date.remove", date=date)
    room.do(CHAIR, "review.close")
    while on_now(room).view != "steps":
        room.do(CHAIR, "agenda.next")
    assert on_now(room).asks == ["steps"]
    room.do(CHAIR, "agenda.next")
    room.do(CHAIR, "agenda.next")
    assert on_now(room).asks == ["hopes", "invites"]
    room.do(CHAIR, "hopes.close")
    room.do(CHAIR, "date.propose", at=1_900_000_000_000)
    assert on_now(room).asks == ["dates", "invites"]
    room.do(CHAIR, "next.fix", at=1_900_000_000_000)
    assert on_now(room).asks == ["invites"]


def test_the_answers_to_a_scale_are_written_in_its_zone():
    room = Room("blank")
    room.do(CHAIR, "agenda.start")
    scale = room.scale()
    assert on_now(room).zones == [room.state.get("scale", scale).zone]


def test_a_part_without_a_zone_uses_those_of_the_whole_meeting():
    room = Room("blank")
    room.do(CHAIR, "agenda.start")
    assert on_now(room).zones == [room.zone(0)]


def test_the_boards_own_view_changes_nothing_for_the_others():
    room = Room("blank")
    room.do(CHAIR, "agenda.start")
    before = on_now(room)
    room.do(CHAIR, "board.show", view="join")
    assert on_now(room) == before


def test_a_meeting_of_an_earlier_version_has_it_once_somebody_arrives():
    room = Room("blank")
    room.do(CHAIR, "agenda.start")
    before = on_now(room)
    del room.state._records["on_now"], room.state._entries["on_now", "on_now"]
    room.join(CLEO)
    assert on_now(room) == before

"""What became of the hopes, in the report: counts of enough people, or a sentence that says why there are none."""

from live_cop.report.chapters import write
from live_cop.report.compile import compile
from live_cop.report.formats import html

from ...meeting.room import CHAIR
from ...meeting.test_best_hopes import answer, hoping


def page(room) -> str:
    return html.render(write(compile(room.state, room.now), "full"))


def test_hopes_that_were_never_brought_back_are_not_in_the_report():
    room, _ = hoping()
    assert "What became of our hopes" not in page(room)


def test_with_few_answers_there_are_no_numbers():
    room, notes = hoping()
    room.do(CHAIR, "hopes.ask")
    answer(room, notes, "yes", "yes", "partly", "yes")
    found = page(room)
    assert "Fewer than 5 people said what became of their hope" in found and "It happened" not in found


def test_with_enough_there_is_a_picture_that_says_the_same_in_words():
    room, notes = hoping()
    room.do(CHAIR, "hopes.ask")
    answer(room, notes, "yes", "yes", "partly", "not_yet", "yes")
    room.do(CHAIR, "meeting.close")
    assert "It happened: 3 hopes. It happened in part: 1 hope. Not yet: 1 hope." in page(room)

"""The outcome of the hopes in the report: counts, or a sentence that says why there are none."""

from live_cop.report.chapters import write
from live_cop.report.compile import compile
from live_cop.report.formats import html

from ...meeting.room import CHAIR
from ...meeting.test_best_hopes import answer, hoping


def page(room) -> str:
    return html.render(write(compile(room.state, room.now), "full"))


def test_hopes_that_were_not_asked_about_are_not_in_the_report():
    room, _ = hoping()
    assert "What became of our hopes" not in page(room)


def test_too_few_answers_give_no_numbers():
    room, notes = hoping()
    room.do(CHAIR, "hopes.ask")
    answer(room, notes, "yes", "yes", "partly", "yes")
    found = page(room)
    assert "Fewer than 5 people said what became of their hope" in found and "It happened" not in found


def test_enough_answers_give_a_picture_with_a_description():
    room, notes = hoping()
    room.do(CHAIR, "hopes.ask")
    answer(room, notes, "yes", "yes", "partly", "not_yet", "yes")
    room.do(CHAIR, "meeting.close")
    assert "It happened: 3 hopes. It happened in part: 1 hope. Not yet: 1 hope." in page(room)

"""A real meeting with its delays: what others are sent while people arrive and write."""

import time
from collections.abc import Iterator

import pytest

from ...support.servers import RealServer
from ..screens import Meeting, zone_of

MINUTE_MS = 60_000
#: Longer than a first note, or a person who arrives, has to wait (seconds).
SHOWN_WITHIN = 50


@pytest.fixture(scope="module")
def real(tmp_path_factory) -> Iterator[RealServer]:
    server = RealServer(tmp_path_factory.mktemp("real") / "data")
    yield server
    server.stop()


@pytest.mark.slow
def test_a_newcomer_appears_with_the_batch_and_their_note_later(real, meet):
    meeting: Meeting = meet(real)
    chair, board = meeting.chair(), meeting.board()
    ann = meeting.screen(meeting.join(name="Ann"))
    began = time.monotonic()
    result = ann.do("note.add", zone=zone_of(ann), text="a kind word")
    note = result["note"]
    assert result["saved"] is True and note in ann.all("saved")
    assert note not in chair.all("note")
    chair.until(lambda: ann.me in chair.all("person"), within=SHOWN_WITHIN)
    chair.until(lambda: note in chair.all("note"), within=SHOWN_WITHIN)
    assert time.monotonic() - began >= 4
    ann.until(lambda: note not in ann.all("saved"))
    assert chair.all("note")[note]["at"] % MINUTE_MS == 0
    board.until(lambda: note in board.all("note"))
    # The note may come before the batch, so each screen is waited for.
    board.until(lambda: ann.me in board.all("person"))
    assert board.one("present") == {"room": 2, "remote": 0, "can_answer": 1}
    for screen in (chair, board, ann):
        assert not {kind for kind, _ in screen.records} & {"device", "scheduled"}


@pytest.mark.slow
def test_first_notes_of_five_people_are_shown_soon(real, meet):
    meeting: Meeting = meet(real)
    chair = meeting.chair()
    people = [meeting.screen(meeting.join()) for _ in range(5)]
    results = [screen.do("note.add", zone=zone_of(screen), text=f"thought {n}") for n, screen in enumerate(people)]
    notes = {result["note"] for result in results}
    chair.until(lambda: chair.all("note").keys() == notes)
    assert all(result["saved"] for result in results)

"""What the server keeps of meetings that somebody opened once, and that nobody needs any more."""

import gc

from live_cop.live import runtime
from live_cop.live.sync import loaded_meetings
from live_cop.meeting.state import State

from .conftest import CHAIR

#: Meetings of one round. What is kept for all of them, such as templates, is there after the first round.
ROUND = 8
#: The objects that may stay of each: what was right or wrong at an address, of which so many are remembered.
MOST_EACH = 20


def test_meetings_that_are_over_leave_nothing_behind(services, browser, monkeypatch):
    def held() -> tuple[int, int]:
        """How many objects there are, and how many of them are the states of meetings, also those of other tests."""
        gc.collect()
        objects = gc.get_objects()
        return len(objects), sum(isinstance(each, State) for each in objects)

    def open_and_close() -> None:
        host = browser()
        for number in range(ROUND):
            code = host.post("/api/meetings", json={"title": "Homes that say yes"}).get_json()["code"]
            for name in ("agenda.next", "meeting.close"):
                assert services.hub.submit_and_wait(code, CHAIR, {"id": f"{name} {number}", "name": name})["ok"]
            for page in ("chair", "links", "attendance/list"):
                assert host.get(f"/m/{code}/{page}").status_code == 200
        monkeypatch.setattr(loaded_meetings, "IDLE_SECONDS", 0)
        done = runtime.Event()
        services.hub.run_between_batches(lambda: done.send(services.hub.forget_idle()))
        done.wait()
        monkeypatch.undo()

    after = []
    for _ in range(3):
        open_and_close()
        after.append(held())
    (_, _), (before, states), (objects, more) = after
    assert more <= states
    assert objects - before <= MOST_EACH * ROUND

"""Workers: what happens to those at work when the server stops."""

import sys
import threading

from live_cop.web import worker_process

from ..support.patience import PATIENCE, until

SLEEPING = [sys.executable, "-c", "import time; time.sleep(3600)"]


def test_a_server_that_stops_waits_for_no_worker_and_begins_none(monkeypatch):
    monkeypatch.setattr(worker_process, "_is_stopping", False)
    monkeypatch.setattr(worker_process, "_at_work", set())
    made = []
    asking = threading.Thread(target=lambda: made.append(worker_process.run(SLEEPING, b"", 3600, "a report")))
    asking.start()
    until(lambda: worker_process._at_work)
    worker_process.end_all()
    asking.join(PATIENCE)
    assert made == [None] and not worker_process._at_work
    assert worker_process.run(SLEEPING, b"", 3600, "another report") is None

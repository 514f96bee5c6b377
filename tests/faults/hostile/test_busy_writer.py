"""Forms and calls write to the same file or database as the meetings. While something long is written, only they
wait."""

import threading
import time
from contextlib import contextmanager

import pytest
import requests

from ...support.patience import PATIENCE
from ...support.stores import beside
from ...support.thorough import first
from ..lag import on_time

#: Seconds for which nobody else may write.
HELD = 1.0


@contextmanager
def kept(server):
    """Somebody writes for a while, as the close of a large meeting does."""
    is_kept = threading.Event()

    def keep():
        with beside(server.data) as database, database.transaction():
            is_kept.set()
            time.sleep(HELD)

    keeper = threading.Thread(target=keep)
    keeper.start()
    assert is_kept.wait(PATIENCE)
    yield
    keeper.join()


def _entry(meeting) -> tuple[str, requests.Session, dict]:
    given = {"name": "Ann", "words": "en-2", "key": "k" * 32}
    return f"/m/{meeting.code}/attendance", meeting.join(), {"data": given, "allow_redirects": False}


def _as_chair(path: str):
    return lambda meeting: (path.format(meeting.code), meeting.session, {})


CALLS = {
    "an entry on the attendance list": _entry,
    "a helper link": _as_chair("/api/meetings/{}/helper-link"),
    "a chair link": _as_chair("/api/meetings/{}/chair-link"),
    "a new code": _as_chair("/api/meetings/{}/new-code"),
    "a community": lambda meeting: ("/api/communities", meeting.session, {"json": {"meeting": meeting.code}}),
    # Not the page that follows: it is drawn without the file, and the first time takes the longest.
    "a person on the chair's list": lambda meeting: (
        f"/m/{meeting.code}/attendance/boards",
        meeting.session,
        {"data": {"name": "A board"}, "allow_redirects": False},
    ),
}


@pytest.mark.parametrize("call", first(2, CALLS))
def test_what_waits_for_the_file_keeps_nobody_waiting(server, meet, call):
    meeting = meet(server)
    path, session, given = CALLS[call](meeting)
    with on_time(server), kept(server):
        began = time.monotonic()
        answer = session.post(server.url + path, timeout=PATIENCE, **given)
        waited = time.monotonic() - began
    assert answer.status_code < 400
    # In PostgreSQL one row more waits for nobody.
    assert waited > HELD / 2 or call == "a helper link"

"""While photographs come, a process has started already and waits for the next one."""

import pytest

from live_cop.live import runtime
from live_cop.pictures.worker import Request
from live_cop.web import worker_process
from live_cop.web.photos import picture_worker

from ...support import photos
from ...support.patience import until

PAINT = Request("paint", photos.encoded(photos.corners()))


@pytest.fixture
def waiting():
    """The process that waits after a picture was made."""
    picture_worker.run("a meeting", PAINT)
    _wait_for(lambda: picture_worker._ahead)
    return picture_worker._ahead[0][1]


def _wait_for(condition):
    def look():
        runtime.sleep(0.01)
        return condition()

    until(look)


def _end_all():
    """Also one that is just being started, for a picture of the test before."""
    _wait_for(lambda: not picture_worker._is_starting)
    picture_worker._end_all()


def test_the_next_picture_is_made_by_it_and_no_further_one(waiting):
    assert len(picture_worker.run("a meeting", PAINT).pictures) == 1
    assert waiting.returncode == 0
    _wait_for(lambda: picture_worker._ahead)
    assert picture_worker._ahead[0][1].pid != waiting.pid


def test_one_that_has_ended_meanwhile_is_not_used(waiting):
    waiting.kill()
    waiting.wait()
    assert len(picture_worker.run("a meeting", PAINT).pictures) == 1


def test_one_that_nobody_needs_ends(monkeypatch):
    _end_all()
    monkeypatch.setattr(picture_worker, "AHEAD_SECONDS", 0)
    ended = []
    end = worker_process.end
    monkeypatch.setattr(worker_process, "end", lambda process: (end(process), ended.append(process)))
    picture_worker.run("a meeting", PAINT)
    _wait_for(lambda: ended)
    assert ended[0].returncode and not picture_worker._ahead
    assert ended[0] not in worker_process._at_work


def test_one_starts_while_files_are_on_their_way_and_makes_the_first_of_them(monkeypatch):
    _end_all()
    begun, begin = [], worker_process.begin
    monkeypatch.setattr(worker_process, "begin", lambda command: begun.append(begin(command)) or begun[-1])
    for _ in range(3):
        picture_worker.prepare()
    _wait_for(lambda: picture_worker._ahead)
    assert len(begun) == 1
    picture_worker.run("a meeting", PAINT)
    assert begun[0].returncode == 0

"""Both engines: blocking work does not stop the loop, and small frames are sent without delay."""

import gc
import socket
import threading
import time
import weakref

import pytest

from live_cop.live import runtime
from live_cop.live.runtime.listener import MAX_ACCEPTS_PER_TURN

from ...support.patience import PATIENCE


def test_work_in_a_thread_does_not_block_the_event_loop():
    """The work waits for something that only the loop can do while it waits."""
    go = threading.Event()
    runtime.spawn(go.set)
    assert runtime.in_thread(go.wait, 10) is True


def test_what_a_thread_raises_is_raised_here():
    with pytest.raises(ZeroDivisionError):
        runtime.in_thread(lambda: 1 / 0)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_connections_send_small_frames_at_once(host):
    try:
        listener = runtime.listen(host, 0)
    except OSError:
        pytest.skip(f"this machine has no {host}")
    with socket.create_connection(listener.getsockname()[:2], timeout=10):
        accepted, _ = listener.accept()
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        accepted.close()
    listener.close()


def test_work_can_be_scheduled_and_cancelled():
    done: list[str] = []
    last, off = runtime.Event(), runtime.spawn_later(0.01, done.append, "called off")
    off.cancel()
    runtime.spawn_later(0.2, last.send, "last")
    runtime.spawn_later(0.1, done.append, "later")
    runtime.spawn_later(0.02, done.append, "soon")
    runtime.spawn(done.append, "now")
    assert last.wait() == "last"
    assert done == ["now", "soon", "later"]


def test_of_work_that_is_cancelled_nothing_is_left():
    class Work:
        def do(self) -> None:
            raise AssertionError

    def cancel_some() -> weakref.ref[Work]:
        work = Work()
        scheduled = [runtime.spawn_later(PATIENCE, work.do) for _ in range(3)]
        for each in scheduled:
            each.cancel()
        return weakref.ref(work)

    gc.disable()
    try:
        work = cancel_some()
        runtime.sleep(0.01)
        assert work() is None
    finally:
        gc.enable()


@pytest.mark.skipif(runtime.ASYNC_MODE != "eventlet", reason="gevent takes people in by turns of its own")
def test_many_connections_at_once_let_other_greenlets_run():
    from live_cop.live.runtime.engine_eventlet import _FairListener

    listener = runtime.listen("127.0.0.1", 0)
    crowd = [socket.create_connection(listener.getsockname()) for _ in range(4 * MAX_ACCEPTS_PER_TURN)]
    door, turns = _FairListener(listener), []

    def go_round() -> None:
        while True:
            turns.append(1)
            runtime.sleep(0)

    going = runtime.spawn(go_round)
    for _ in crowd:
        accepted, _ = door.accept()
        accepted.close()
    going.kill()
    assert len(turns) >= 4
    for each in [*crowd, door]:
        each.close()


def test_a_request_that_gets_more_time_gets_all_of_it(monkeypatch):
    """And not what was left of it. Nothing here is too slow: whatever comes late, comes later."""
    if runtime.ASYNC_MODE == "eventlet":
        from eventlet import Timeout

        from live_cop.live.runtime import engine_eventlet as engine

        request = object.__new__(engine._Protocol)
    else:
        from gevent import Timeout

        from live_cop.live.runtime import engine_gevent as engine

        request = object.__new__(engine._Handler)
    monkeypatch.setattr(engine, "REQUEST_SECONDS", 0.5)
    while True:
        request._time = Timeout(0.5)
        try:
            # Eventlet's has begun already.
            if not request._time.pending:
                request._time.start()
            runtime.sleep(0.3)
            request._more_time()
            begun = time.monotonic()
        except Timeout:
            # This machine took too long to sleep.
            continue
        break
    with pytest.raises(Timeout):
        runtime.sleep(PATIENCE)
    assert time.monotonic() - begun > 0.4

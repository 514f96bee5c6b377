"""Requests that come at once begin one after the other, and others have the loop in between."""

import pytest

from live_cop.live import runtime
from live_cop.web.http.turns import LONGEST_PAUSE, PAUSE, in_turns


class Loop:
    """Notes what runs: requests, and the steps of something else that always has more to do."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.now = 0.0
        self.pauses: list[float] = []
        self.application = in_turns(self.answer, lambda: self.now, self.pause)
        #: How long each request holds the loop, in seconds.
        self.seconds = 0.01
        self.waits: runtime.Event | None = None

    def answer(self, environ, start_response):
        self.ran.append("request")
        self.now += self.seconds
        if self.waits is not None:
            self.waits.wait()
        return []

    def pause(self, seconds):
        self.pauses.append(seconds)
        runtime.sleep(0)

    def others(self):
        for _ in range(20):
            self.ran.append("other")
            runtime.sleep(0)

    def run(self, n, **environ):
        """So many requests at once, beside the others."""
        tasks = [runtime.spawn(self.application, environ, None) for _ in range(n)] + [runtime.spawn(self.others)]
        for task in tasks if self.waits is None else tasks[-1:]:
            task.wait()
        return "".join(each[0] for each in self.ran)


@pytest.fixture
def loop():
    return Loop()


def test_others_run_between_any_two_requests(loop):
    ran = loop.run(4)
    assert ran.count("r") == 4 and "rr" not in ran


def test_the_pause_is_as_long_as_the_request_and_has_an_end(loop):
    loop.run(1)
    loop.seconds = 9
    loop.run(1)
    assert loop.pauses == [pytest.approx(PAUSE * 0.01), LONGEST_PAUSE]


def test_a_request_that_waits_holds_nobody_up(loop):
    loop.waits = runtime.Event()
    assert loop.run(3).count("r") == 3


def test_a_request_that_fails_ends_its_turn():
    def fail(environ, start_response):
        raise RuntimeError

    application = in_turns(fail)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            application({}, None)


def test_websockets_wait_for_no_turn(loop):
    assert "rrr" in loop.run(3, HTTP_UPGRADE="websocket", PATH_INFO="/socket.io/")


@pytest.mark.parametrize(
    ("upgrade", "path"), [("websocket", "/guide"), ("websocket", "/socket.io-x"), ("x", "/socket.io/")]
)
def test_what_is_no_websocket_of_ours_waits_for_its_turn(loop, upgrade, path):
    assert "rr" not in loop.run(4, HTTP_UPGRADE=upgrade, PATH_INFO=path)


def test_addresses_take_turns_however_much_one_of_them_asks_for():
    served = []

    def answer(environ, start_response):
        served.append(environ["REMOTE_ADDR"])
        return []

    application = in_turns(answer, sleep=lambda seconds: runtime.sleep(0))
    asking = [*["10.0.0.9"] * 50, "10.0.0.1", "2001:db8::1", "2001:db8::2", "10.0.0.2"]
    for task in [runtime.spawn(application, {"REMOTE_ADDR": address}, None) for address in asking]:
        task.wait()
    # Two of them are of one network, which has one place in the row.
    assert set(asking[50:]) <= set(served[:9])
    assert len(served) == len(asking)


def test_people_of_one_address_take_turns_whatever_a_stranger_or_one_of_them_asks_for():
    served = []

    def answer(environ, start_response):
        served.append(environ["who"])
        return []

    application = in_turns(answer, who=lambda environ: environ["who"], sleep=lambda seconds: runtime.sleep(0))
    asking = [*["ann"] * 50, *[""] * 10, "ben", "cat"]
    for task in [runtime.spawn(application, {"REMOTE_ADDR": "10.0.0.9", "who": each}, None) for each in asking]:
        task.wait()
    assert {"ben", "cat"} <= set(served[:9])
    assert set(served[25:]) == {"ann"}, "strangers have every other turn"
    assert len(served) == len(asking)

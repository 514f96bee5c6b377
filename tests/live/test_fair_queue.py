"""Meetings take turns at the processes that make reports."""

import pytest

from live_cop.live import runtime
from live_cop.live.fair_queue import FairQueue, QueueFull

from ..support.patience import PATIENCE, until


class Making:
    """Files that take their turn one after the other; the test ends each by hand."""

    def __init__(self, queue: FairQueue) -> None:
        self.queue = queue
        self.began: list[str] = []
        self.refused: list[str] = []
        self._tasks = []

    def ask(self, meeting: str, file: str) -> None:
        def wait() -> None:
            try:
                if self.queue.acquire(meeting, PATIENCE):
                    self.began.append(file)
            except QueueFull:
                self.refused.append(file)

        self._tasks.append(runtime.spawn(wait))
        runtime.sleep(0)

    def end(self, meeting: str) -> None:
        self.queue.release(meeting)
        runtime.sleep(0.01)


def test_what_one_meeting_asks_for_keeps_no_other_waiting():
    """One stranger asks for twenty files, then two other meetings for one each: they are next, and not last."""
    making = Making(FairQueue(2, 24, 200))
    for n in range(20):
        making.ask("stranger", f"s{n}")
    assert making.began == ["s0"], "one process is left for others"
    making.ask("a", "a0")
    making.ask("b", "b0")
    making.ask("b", "b1")
    assert making.began == ["s0", "a0"]
    making.end("stranger")
    assert making.began[2:] == ["b0"]
    making.end("b")
    making.end("a")
    assert set(making.began[3:]) == {"s1", "b1"}


def test_no_more_wait_than_may_wait():
    making = Making(FairQueue(1, 2, 3))
    for n in range(3):
        making.ask("stranger", f"s{n}")
    with pytest.raises(QueueFull):
        making.queue.acquire("stranger", 1)
    making.ask("a", "a0")
    with pytest.raises(QueueFull):
        making.queue.acquire("b", 1)
    making.end("stranger")
    assert making.began == ["s0", "a0"]


def test_one_that_waited_in_vain_leaves_no_gap():
    queue = FairQueue(1, 24, 200)
    assert queue.acquire("a", 0.01)
    assert not queue.acquire("b", 0.01)
    queue.release("a")
    assert queue.acquire("b", 0.01)
    queue.release("b")
    making = Making(queue)
    making.ask("a", "a0")
    making.ask("b", "b0")
    making.end("a")
    until(lambda: making.began == ["a0", "b0"], sleep=runtime.sleep)


def test_a_stranger_with_several_meetings_fills_no_place_that_others_need():
    making = Making(FairQueue(2, 24, 200))
    for n in range(300):
        making.ask(f"stranger {n % 9}", f"s{n}")
    assert len(making.refused) == 300 - 202
    making.ask("a", "a0")
    until(lambda: len(making.refused) == 300 - 201, sleep=runtime.sleep)
    for n in range(9):
        making.end(f"stranger {n}")
    assert "a0" in making.began and "a0" not in making.refused


@pytest.mark.parametrize("its_turn_came", [False, True])
def test_a_request_that_is_ended_while_it_waits_takes_no_process_with_it(monkeypatch, its_turn_came):
    """Requests end after a while, wherever they are. One process less for each, and soon there were none."""
    queue = FairQueue(1, 24, 200)
    assert queue.acquire("a", PATIENCE)

    def wait(turn, timeout):
        if its_turn_came:
            queue.release("a")
        raise TimeoutError

    with monkeypatch.context() as patched:
        patched.setattr("live_cop.live.fair_queue._Turn.wait", wait)
        with pytest.raises(TimeoutError):
            queue.acquire("b", PATIENCE)
    if not its_turn_came:
        queue.release("a")
    assert queue.acquire("c", 0.01)

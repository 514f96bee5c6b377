"""Requests begin one after the other, and leave time to everything else in between.

A request holds the loop for some milliseconds until it is answered or waits for something. Commands take several steps
through the loop, and each would wait for as many requests as somebody sends at once. So the next request begins only
after the live meetings have had the loop for about as long as the one before it did. The addresses take turns, so that
one that asks for very much keeps others waiting for one request at a time. At each address strangers have every other
turn, and the people who have joined a meeting, known by their cookies, share the rest evenly. Nobody is refused, and
whoever asks alone waits for nothing: only where many requests come at once are they served more slowly.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from ...live import runtime, socketio_events
from ...live.addresses import network
from ...live.fair_queue import FairQueue

#: How long the loop is left to others after a request, as a part of the time that the request held it. With this, 500
#: people who open the page within a minute (ten requests each, of 5 ms) need 40 seconds of it.
PAUSE = 0.6
#: The longest such pause, in seconds. Something else may have held the loop.
LONGEST_PAUSE = 0.05


class _Turns:
    """One turn at a time, wherever the paths of those who ask part: addresses take turns, at each address those who are
    known and strangers do, and of those who are known each person does."""

    def __init__(self) -> None:
        self._forks: dict[tuple[str, ...], FairQueue] = {}
        #: How many requests wait or have the turn beyond each fork.
        self._requests: Counter[tuple[str, ...]] = Counter()

    def acquire(self, path: tuple[str, ...]) -> None:
        for depth in reversed(range(len(path))):
            fork = path[:depth]
            self._requests[fork] += 1
            try:
                self._forks.setdefault(fork, FairQueue(1, sys.maxsize, sys.maxsize)).acquire(path[depth])
            except BaseException:
                self._leave(fork)
                self.release(path, depth + 1)
                raise

    def release(self, path: tuple[str, ...], begin: int = 0) -> None:
        for depth in range(begin, len(path)):
            self._forks[path[:depth]].release(path[depth])
            self._leave(path[:depth])

    def _leave(self, fork: tuple[str, ...]) -> None:
        self._requests[fork] -= 1
        if not self._requests[fork]:
            del self._requests[fork], self._forks[fork]


def in_turns(
    application: WSGIApplication,
    clock: Callable[[], float] = time.perf_counter,
    sleep: Callable[[float], object] = runtime.sleep,
    *,
    who: Callable[[WSGIEnvironment], str] = lambda environ: "",
) -> WSGIApplication:
    """The application, whose requests take turns; `who` says who asks, "" for strangers. WebSockets have limits of
    their own."""
    turns = _Turns()

    def end_turn(path: tuple[str, ...], began: float) -> None:
        """Runs as soon as the request is answered or waits: reports and guesses take seconds, and hold nothing up."""
        sleep(min(PAUSE * (clock() - began), LONGEST_PAUSE))
        turns.release(path)

    def wrapped(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        is_websocket = environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        if not is_websocket or not environ["PATH_INFO"].startswith(f"{socketio_events.PATH}/"):
            address, person = network(environ.get("REMOTE_ADDR")), who(environ)
            path = (address, "known" if person else "strangers", person)
            turns.acquire(path)
            runtime.spawn(end_turn, path, clock())
        return application(environ, start_response)

    return wrapped

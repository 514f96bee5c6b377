"""Requests begin one after the other, and leave time to everything else in between.

A request holds the loop for some milliseconds until it is answered or waits for something. Commands take several steps
through the loop, and each would wait for as many requests as somebody sends at once. So the next request begins only
after the live meetings have had the loop for about as long as the one before it did. The addresses take turns, so that
one that asks for very much keeps others waiting for one request at a time. Nobody is refused, and whoever asks alone
waits for nothing: only where many requests come at once are they served more slowly.
"""

import sys
import time
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


def in_turns(
    application: WSGIApplication,
    clock: Callable[[], float] = time.perf_counter,
    sleep: Callable[[float], object] = runtime.sleep,
) -> WSGIApplication:
    """The application, whose requests take turns. WebSockets have limits of their own."""
    turns = FairQueue(1, sys.maxsize, sys.maxsize)

    def end_turn(address: str, began: float) -> None:
        """Runs as soon as the request is answered or waits: reports and guesses take seconds, and hold nothing up."""
        sleep(min(PAUSE * (clock() - began), LONGEST_PAUSE))
        turns.release(address)

    def wrapped(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        is_websocket = environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        if not is_websocket or not environ["PATH_INFO"].startswith(f"{socketio_events.PATH}/"):
            address = network(environ.get("REMOTE_ADDR"))
            turns.acquire(address)
            runtime.spawn(end_turn, address, clock())
        return application(environ, start_response)

    return wrapped

"""Has pictures read, made and searched in processes of their own, so that the event loop never waits for them.

Two run at once, also for one meeting: a room of people shows its photographs together. The meetings take turns.

Starting a process takes longer than painting a photograph. So one starts while a photograph is on its way, and while
more come another waits: each for one picture alone, like all others.
"""

import atexit
import contextlib
import logging
import subprocess

import msgspec

from ...live import runtime
from ...live.fair_queue import FairQueue, QueueFull
from ...meeting.refusal import Refusal
from ...pictures.worker import Outcome, Request
from .. import worker_process

MAX_PROCESSES = 2
#: Pictures of one meeting that may wait, and of all: more than everybody in a large room sends at once.
MAX_WAITING_EACH, MAX_WAITING = 300, 600
#: Seconds that one may take, and that it may wait for its turn; together less than a request may take.
TIMEOUT, QUEUE_TIMEOUT = 22, 44
#: Seconds for which a process waits that was started ahead.
AHEAD_SECONDS = 60
COMMAND = worker_process.command("live_cop.pictures.worker")
_log = logging.getLogger(__name__)
#: The process that waits, with its command; and whether one is being started, so that many uploads start one.
_ahead: list[tuple[list[str], "subprocess.Popen[bytes]"]] = []
_is_starting = False
_queue = FairQueue(MAX_PROCESSES, MAX_WAITING_EACH, MAX_WAITING, most_running_each=MAX_PROCESSES)


def prepare() -> None:
    """Has a process start for a file that is on its way, unless one waits already."""
    runtime.spawn(_start_ahead)


def run(meeting: str, request: Request) -> Outcome:
    """What the process makes of this request. Raises Refusal as the process does; `not_a_picture` where it failed,
    since whatever needs so much memory or CPU time is no photograph; `uploads_busy` where too many wait or the machine
    is too busy; and `not_drawn` where no process can be started."""
    try:
        if not _queue.acquire(meeting, QUEUE_TIMEOUT):
            raise Refusal("uploads_busy")
    except QueueFull:
        raise Refusal("uploads_busy") from None
    try:
        outcome = runtime.in_thread(_run, request)
    except subprocess.TimeoutExpired:
        raise Refusal("uploads_busy") from None
    except OSError as error:
        _log.error("no picture could be made: %s", type(error).__name__)
        raise Refusal("not_drawn") from None
    finally:
        _queue.release(meeting)
        prepare()
    if outcome is None:
        raise Refusal("not_a_picture")
    if outcome.refusal:
        raise Refusal(outcome.refusal, **outcome.params)
    return outcome


def _run(request: Request) -> Outcome | None:
    given = msgspec.msgpack.encode(request)
    written = worker_process.finish(_begin(), given, TIMEOUT, "a picture")
    return None if written is None else msgspec.msgpack.decode(written, type=Outcome)


def _begin() -> "subprocess.Popen[bytes]":
    """The process that waits, if there is one that is still alive, or a new one."""
    with contextlib.suppress(IndexError):
        command, process = _ahead.pop()
        if command == COMMAND and process.poll() is None:
            return process
        worker_process.end(process)
    return worker_process.begin(COMMAND)


def _start_ahead() -> None:
    """Has a process wait for the next picture, for a while."""
    global _is_starting
    if _ahead or _is_starting:
        return
    _is_starting = True
    with contextlib.suppress(OSError):
        try:
            waiting = (COMMAND, runtime.in_thread(worker_process.begin, COMMAND))
            _ahead.append(waiting)
        finally:
            _is_starting = False
        runtime.sleep(AHEAD_SECONDS)
        if waiting in _ahead:
            _ahead.remove(waiting)
            runtime.in_thread(worker_process.end, waiting[1])


@atexit.register
def _end_all() -> None:
    while _ahead:
        worker_process.end(_ahead.pop()[1])

"""Has pictures read, made and searched in processes of their own, so that the event loop never waits for them.

Two run at once, also for one meeting: a room of people shows its photographs together. The meetings take turns."""

import logging
import subprocess

import msgspec

from ...live import runtime
from ...meeting.refusal import Refusal
from ...pictures.worker import Outcome, Request
from .. import worker_process
from ..reports.fair_queue import FairQueue, QueueFull

MAX_PROCESSES = 2
#: Pictures of one meeting that may wait, and of all: more than everybody in a large room sends at once.
MAX_WAITING_EACH, MAX_WAITING = 300, 600
#: Seconds that one may take, and that it may wait for its turn; together less than a request may take.
TIMEOUT, QUEUE_TIMEOUT = 22, 44
COMMAND = worker_process.command("live_cop.pictures.worker")
_log = logging.getLogger(__name__)
_queue = FairQueue(MAX_PROCESSES, MAX_WAITING_EACH, MAX_WAITING, most_running_each=MAX_PROCESSES)


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
        outcome: Outcome | None = runtime.in_thread(_run, request)
    except subprocess.TimeoutExpired:
        raise Refusal("uploads_busy") from None
    except OSError as error:
        _log.error("no picture could be made: %s", type(error).__name__)
        raise Refusal("not_drawn") from None
    finally:
        _queue.release(meeting)
    if outcome is None:
        raise Refusal("not_a_picture")
    if outcome.refusal:
        raise Refusal(outcome.refusal, **outcome.params)
    return outcome


def _run(request: Request) -> Outcome | None:
    written = worker_process.start(COMMAND, msgspec.msgpack.encode(request), TIMEOUT, "a picture")
    return None if written is None else msgspec.msgpack.decode(written, type=Outcome)

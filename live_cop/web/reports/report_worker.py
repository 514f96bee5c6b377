"""Renders reports and pictures in separate processes, so that the event loop never waits for them.

At most two run at once, for two different meetings: the meetings take turns. Requests for something that is already
being rendered wait for that result, and what was rendered last is kept in memory for whoever asks for the same.
"""

import hashlib
import logging
from collections.abc import Callable, Collection, Hashable
from typing import Any

import msgspec
from msgspec.structs import replace

from ...live import runtime
from ...live.fair_queue import FairQueue, QueueFull
from ...meeting.refusal import Refusal
from ...report.worker import Request
from ...store.store import Store
from .. import worker_process
from .result_cache import ResultCache
from .shared_places import SharedPlaces

MAX_PROCESSES = 2
#: How many different files of one meeting may wait to be made, and of all meetings. A report has about twenty files;
#: requests for the same one count once.
MAX_WAITING_EACH, MAX_WAITING = 24, 200
#: Seconds that rendering may take, and that it may wait for its turn; together less than a request may take.
TIMEOUT, QUEUE_TIMEOUT = 40, 25
#: Bytes of rendered files in memory: the report that a room has just opened in its formats, and those of dozens of
#: small meetings.
MAX_CACHED_BYTES = 16 << 20
COMMAND = worker_process.command("live_cop.report.worker")
_log = logging.getLogger(__name__)
_queue = FairQueue(MAX_PROCESSES, MAX_WAITING_EACH, MAX_WAITING)
#: Of all processes of the server, where there are several: `create_app` says in which folder.
places = SharedPlaces(MAX_PROCESSES)
#: Whether this process is told when something is erased of the meeting with this code. Where there are several, it
#: keeps only what was made of those. None is told of all.
is_told_of: Callable[[str], bool] | None = None
_cache = ResultCache(MAX_CACHED_BYTES)
_running: dict[Hashable, Any] = {}


def render(meeting: str, request: Request, pictures: Callable[[], dict[str, bytes]] = dict) -> bytes:
    """The bytes that the request asks for, for this meeting or community. The request itself says whether another one
    is equal to it; it names its `pictures`, which are read if the file has to be made. Raises Refusal as `render_once`
    does."""
    digest = hashlib.sha256(msgspec.json.encode(request)).digest()
    return render_once(meeting, digest, None, lambda: replace(request, pictures=pictures()))


def render_once(meeting: str, key: Hashable, version: Hashable, request: Callable[[], Request]) -> bytes:
    """The file that `key` names, made from this version of the meeting. It is made once for all who ask for it, also
    later, as far as it is still in memory; a file of another version is never used.

    `request` is called only if nothing else has the file. Raises Refusal `not_drawn` for a failure or a timeout, and
    `reports_busy` if too many files wait already."""
    cached = _cache.get(meeting, key, version)
    if cached is not None:
        return cached
    which = (meeting, key, version)
    if running := _running.get(which):
        result = running.wait()
    else:
        running = _running[which] = runtime.Event()
        result, erasures = None, _cache.erasures
        try:
            result = _render_in_queue(meeting, request())
        except QueueFull:
            _log.warning("a report was not made: too many were asked for at once")
            result = Refusal("reports_busy")
        finally:
            del _running[which]
            running.send(result)
        if isinstance(result, bytes) and (is_told_of is None or is_told_of(meeting.removeprefix("letters "))):
            _cache.put(meeting, key, version, result, erasures)
    if isinstance(result, Refusal):
        raise Refusal(result.code)
    if result is None:
        raise Refusal("not_drawn")
    return bytes(result)


def on_erased(meeting: str) -> None:
    """Drops everything that was made of a meeting: its own files, its letters, and the reports of series."""
    _cache.erase(lambda of, _: of in (meeting, f"letters {meeting}") or of.startswith("series "))


def read_pictures(store: Store, code: str, addresses: Collection[str]) -> dict[str, bytes]:
    """The stored pictures of a meeting with these addresses, read in a thread. Those that are gone are left out."""
    if not addresses:
        return {}

    def read() -> dict[str, bytes]:
        found = ((each, store.picture(code, each)) for each in addresses)
        return {address: picture.data for address, picture in found if picture is not None}

    return runtime.in_thread(read)  # type: ignore[no-any-return]


def _render_in_queue(meeting: str, request: Request) -> bytes | None:
    if not _queue.acquire(meeting, QUEUE_TIMEOUT):
        _log.warning("a report was not made: too many were asked for at once")
        return None
    try:
        return runtime.in_thread(_run, request)  # type: ignore[no-any-return]
    finally:
        _queue.release(meeting)


def _run(request: Request) -> bytes | None:
    with places.hold(QUEUE_TIMEOUT) as found:
        return worker_process.run(COMMAND, request.encode(), TIMEOUT, "a report") if found else None

"""Renders reports and pictures in separate processes, so that the event loop never waits for them.

At most two run at once, for two different meetings: the meetings take turns. Requests for something that is already
being rendered wait for that result, and what was rendered last is kept in memory for whoever asks for the same.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Collection, Hashable

import msgspec
from flask import has_request_context
from flask import request as http_request
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
#: Seconds that rendering may take by the clock, and that it may wait for its turn; together less than a proxy waits.
#: The process itself limits its processor time: all files of a report with 300 photographs, which need 21 s of that,
#: take minutes where others need the machine too.
TIMEOUT, QUEUE_TIMEOUT = 480, 25
#: How often those who wait for a file look for it, and after how many seconds the time of their request begins again.
LOOK_SECONDS, MORE_TIME_SECONDS = 0.02, 20
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
_running: dict[Hashable, "_Making"] = {}


class _Making:
    """A file that is being made, and what came of it."""

    def __init__(self) -> None:
        self.is_done = False
        self.result: bytes | Refusal | None = None

    def end(self, result: bytes | Refusal | None) -> None:
        self.result, self.is_done = result, True

    def wait(self) -> bytes | Refusal | None:
        """What came of it. The request that waits may go on for as long as that takes."""
        more_time, since = _more_time(), time.monotonic()
        while not self.is_done:
            runtime.sleep(LOOK_SECONDS)
            if time.monotonic() - since > MORE_TIME_SECONDS:
                more_time()
                since = time.monotonic()
        return self.result


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
    making = _running.get(which)
    if making is None:
        making = _running[which] = _Making()
        erasures = _cache.erasures
        try:
            wanted = request()
        except BaseException:
            _end(which, None)
            raise
        # On its own: it is made and kept also if whoever asked for it does not wait for it.
        runtime.spawn(_make, which, wanted, erasures)
    result = making.wait()
    if isinstance(result, Refusal):
        raise Refusal(result.code)
    if result is None:
        raise Refusal("not_drawn")
    return bytes(result)


def _make(which: tuple[str, Hashable, Hashable], request: Request, erasures: int) -> None:
    """Makes the file, and keeps it unless something was erased since the request for it was put together."""
    meeting, key, version = which
    result: bytes | Refusal | None = None
    try:
        result = _render_in_queue(meeting, request)
        if result is not None and (is_told_of is None or is_told_of(meeting.removeprefix("letters "))):
            _cache.put(meeting, key, version, result, erasures)
    except QueueFull:
        _log.warning("a report was not made: too many were asked for at once")
        result = Refusal("reports_busy")
    finally:
        _end(which, result)


def _end(which: Hashable, result: bytes | Refusal | None) -> None:
    _running.pop(which).end(result)


def _more_time() -> Callable[[], object]:
    """Begins the time of this request again; where there is none, such as for a letter, there is nothing to begin."""
    nothing = object
    return http_request.environ.get("live_cop.more_time", nothing) if has_request_context() else nothing


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

    return runtime.in_thread(read)


def _render_in_queue(meeting: str, request: Request) -> bytes | None:
    if not _queue.acquire(meeting, QUEUE_TIMEOUT):
        _log.warning("a report was not made: too many were asked for at once")
        return None
    try:
        return runtime.in_thread(_run, request)
    finally:
        _queue.release(meeting)


def _run(request: Request) -> bytes | None:
    with places.hold(QUEUE_TIMEOUT) as found:
        return worker_process.run(COMMAND, request.encode(), TIMEOUT, "a report") if found else None

"""Renders reports and pictures in separate processes, so that the event loop never waits for them.

At most two run at once. Requests for something that is already being rendered wait for that result.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Hashable
from typing import Any

import msgspec

from ... import paths
from ...live import runtime
from ...meeting.refusal import Refusal
from ...report.worker import Request

MAX_PROCESSES = 2
#: Seconds that rendering may take, and that it may wait for its turn; together less than a request may take.
TIMEOUT, QUEUE_TIMEOUT = 30, 30
COMMAND = [sys.executable, "-m", "live_cop.report.worker"]
_log = logging.getLogger(__name__)
_slots = runtime.Lock(MAX_PROCESSES)
_running: dict[Hashable, Any] = {}


def render(request: Request) -> bytes:
    """The bytes that the request asks for; equal requests at the same time are rendered once.

    Raises Refusal `not_drawn` for a failure, a timeout, or too many requests in the queue."""
    return render_once(msgspec.json.encode(request), lambda: request)


def render_once(key: Hashable, request: Callable[[], Request]) -> bytes:
    """The same for a request that is built only if nothing with this key is being rendered already: a whole room opens
    its report in the same minute, and building the request takes time too. Raises Refusal `not_drawn`."""
    if running := _running.get(key):
        result = running.wait()
    else:
        running = _running[key] = runtime.Event()
        result = None
        try:
            result = _render_in_queue(msgspec.json.encode(request()))
        finally:
            del _running[key]
            running.send(result)
    if result is None:
        raise Refusal("not_drawn")
    return bytes(result)


def _render_in_queue(request: bytes) -> bytes | None:
    if not _slots.acquire(timeout=QUEUE_TIMEOUT):
        _log.warning("a report was not made: too many were asked for at once")
        return None
    try:
        return runtime.in_thread(_run, request)  # type: ignore[no-any-return]
    finally:
        _slots.release()


def _run(request: bytes) -> bytes | None:
    try:
        done = subprocess.run(
            COMMAND, input=request, capture_output=True, timeout=TIMEOUT, env=_environment(), check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        _log.error("a report was not made: %s", type(error).__name__)
        return None
    if done.returncode or not done.stdout:
        # The process reports only the class of the error, because its message might quote what people wrote.
        _log.error(
            "a report was not made: %s %s", done.returncode, done.stderr[-120:].decode("utf-8", "replace").strip()
        )
        return None
    return done.stdout


def _environment() -> dict[str, str]:
    """The variables that the process needs: to find our code and the time zone, and on Windows to start at all. No
    secret is among them, and the proxy settings keep libraries off the network."""
    kept = {name: os.environ[name] for name in ("TZ", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    nowhere = "http://127.0.0.1:9"
    return {
        **kept,
        "PYTHONPATH": str(paths.PACKAGE.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HTTP_PROXY": nowhere,
        "HTTPS_PROXY": nowhere,
        "ALL_PROXY": nowhere,
        # One document needs few threads, and the event loop needs a core.
        "RAYON_NUM_THREADS": "2",
    }

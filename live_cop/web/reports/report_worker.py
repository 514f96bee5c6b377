"""Reports and pictures are made in processes of their own, so that the live loop never waits for them.

At most two are at work at once; who asks for what is being made already waits for that one.
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

MOST_AT_ONCE = 2
#: Seconds for one, and for waiting until it begins. Together they are less than a request may take.
LONGEST, LONGEST_WAIT = 30, 30
COMMAND = [sys.executable, "-m", "live_cop.report.worker"]
_log = logging.getLogger(__name__)
_room = runtime.Lock(MOST_AT_ONCE)
_under_way: dict[Hashable, Any] = {}


def render(request: Request) -> bytes:
    """The bytes of the form; equal requests share one. Raises Refusal `not_drawn`."""
    return render_once(msgspec.json.encode(request), lambda: request)


def render_once(key: Hashable, request: Callable[[], Request]) -> bytes:
    """The same for what `key` stands for. Who comes while it is being made need not even put the request together: a
    whole room opens its report in the same minute. Raises Refusal `not_drawn`."""
    if waiting := _under_way.get(key):
        made = waiting.wait()
    else:
        waiting = _under_way[key] = runtime.Event()
        made = None
        try:
            made = _in_turn(msgspec.json.encode(request()))
        finally:
            del _under_way[key]
            waiting.send(made)
    if made is None:
        raise Refusal("not_drawn")
    return bytes(made)


def _in_turn(asked: bytes) -> bytes | None:
    if not _room.acquire(timeout=LONGEST_WAIT):
        _log.warning("a report was not made: too many were asked for at once")
        return None
    try:
        return runtime.in_thread(_run, asked)  # type: ignore[no-any-return]
    finally:
        _room.release()


def _run(asked: bytes) -> bytes | None:
    try:
        done = subprocess.run(
            COMMAND, input=asked, capture_output=True, timeout=LONGEST, env=_environment(), check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        _log.error("a report was not made: %s", type(error).__name__)
        return None
    if done.returncode or not done.stdout:
        # The process says the name of what went wrong, and nothing of what people wrote.
        _log.error(
            "a report was not made: %s %s", done.returncode, done.stderr[-120:].decode("utf-8", "replace").strip()
        )
        return None
    return done.stdout


def _environment() -> dict[str, str]:
    """What the process needs to find our code and the time zone (and Windows to start it at all); no key, no address,
    and no way into a network."""
    kept = {name: os.environ[name] for name in ("TZ", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    nowhere = "http://127.0.0.1:9"
    return {
        **kept,
        "PYTHONPATH": str(paths.PACKAGE.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HTTP_PROXY": nowhere,
        "HTTPS_PROXY": nowhere,
        "ALL_PROXY": nowhere,
        # Its threads are for one document, and the live loop wants a core.
        "RAYON_NUM_THREADS": "2",
    }

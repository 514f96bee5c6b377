"""The engine that runs greenlets concurrently: eventlet (the default) or gevent, as `LIVE_COP_SERVER` says. All other
code uses the names below, and no other file knows which engine it is.

Neither engine is patched into the standard library: what blocks (the disk, mail) runs in a real thread.
"""

import importlib.metadata
import importlib.util
import os
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from ... import words
from .listener import ConnectionLimits, listen

CHOICES = ("eventlet", "gevent")
CHOSEN = os.environ.get("LIVE_COP_SERVER") or CHOICES[0]
if CHOSEN not in CHOICES:
    raise SystemExit(words.t("cli.unknown_engine", name=CHOSEN))
if CHOSEN == "gevent" and importlib.util.find_spec("gevent") is None:
    raise SystemExit(words.t("cli.no_gevent"))

Found = TypeVar("Found")


class _InThread(Protocol):
    def __call__(self, work: Callable[..., Found], *args: Any) -> Found:
        """As the engines say."""


_engine: Any = importlib.import_module(f".engine_{CHOSEN}", __package__)
ASYNC_MODE = _engine.ASYNC_MODE
Event = _engine.Event
Lock = _engine.Lock
Queue = _engine.Queue
in_thread: _InThread = _engine.in_thread
serve = _engine.serve
sleep = _engine.sleep
spawn = _engine.spawn
spawn_later = _engine.spawn_later
wait_read = _engine.wait_read
wait_write = _engine.wait_write


def name() -> str:
    """The engine and its version, to print at the start."""
    return f"{CHOSEN} {importlib.metadata.version(CHOSEN)}"


__all__ = [
    "ASYNC_MODE",
    "ConnectionLimits",
    "Event",
    "Lock",
    "Queue",
    "in_thread",
    "listen",
    "name",
    "serve",
    "sleep",
    "spawn",
    "spawn_later",
    "wait_read",
    "wait_write",
]

"""The engine room: whatever runs things side by side stands behind these names, and no other file knows which.

`LIVE_COP_SERVER` chooses: `eventlet` (usual) or `gevent`. Neither is patched into the standard library: what blocks
(the disk) runs in a real thread.
"""

import importlib.util
import os

from .. import words
from .listening import Crowd, listen

CHOICES = ("eventlet", "gevent")
CHOSEN = os.environ.get("LIVE_COP_SERVER") or CHOICES[0]

if CHOSEN not in CHOICES:
    raise SystemExit(words.t("cli.unknown_engine", name=CHOSEN))
if CHOSEN == "gevent" and importlib.util.find_spec("gevent") is None:
    raise SystemExit(words.t("cli.no_gevent"))

if CHOSEN == "gevent":
    from .engine_gevent import (
        ASYNC_MODE,
        Event,
        Lock,
        Queue,
        in_thread,
        serve,
        sleep,
        spawn,
        spawn_later,
        wait_read,
        wait_write,
    )
else:
    from .engine_eventlet import (
        ASYNC_MODE,
        Event,
        Lock,
        Queue,
        in_thread,
        serve,
        sleep,
        spawn,
        spawn_later,
        wait_read,
        wait_write,
    )

__all__ = [
    "ASYNC_MODE",
    "Crowd",
    "Event",
    "Lock",
    "Queue",
    "in_thread",
    "listen",
    "serve",
    "sleep",
    "spawn",
    "spawn_later",
    "wait_read",
    "wait_write",
]

"""Keeps what waits for a database off the event loop.

A look into the SQLite file takes a tenth of a millisecond, and may be taken anywhere. One into a database elsewhere
takes as long as the network does, and its library waits in the thread that calls it. So each call that comes from the
loop is passed on to a thread.
"""

import threading
from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from ..store.store import Store
from . import runtime


def off_loop(store: Store) -> Store:
    """The same store. Call this on the loop."""
    loop = threading.get_ident()
    for part in store.doors:
        for name in dir(type(part)):
            if not name.startswith("_") and callable(getattr(type(part), name)):
                setattr(part, name, _passed_on(getattr(part, name), loop))
    return store


def _passed_on(method: Callable[..., Any], loop: int) -> Callable[..., Any]:
    @wraps(method)
    def call(*args: Any, **options: Any) -> Any:
        if threading.get_ident() != loop:
            return method(*args, **options)
        return runtime.in_thread(partial(method, **options), *args)

    return call

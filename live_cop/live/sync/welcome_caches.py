"""What newcomers to each meeting are told, kept up to date; for a large meeting in a thread."""

from collections.abc import Callable, Mapping
from typing import Any

from ...meeting.state import State
from .. import runtime
from .hub import Hub
from .welcome import WelcomeCache

#: Of a meeting with so many records the welcome is prepared in a thread; a smaller one takes a few milliseconds.
PREPARED_FROM = 500
#: For how long this waits for the disk.
PATIENCE_SECONDS = 2.0


class WelcomeCaches:
    """By meeting. `copies` are those of meetings that another process owns, as far as screens of them are here."""

    def __init__(self, hub: Hub, copies: Mapping[str, State]) -> None:
        self._hub = hub
        self._copies = copies
        self._caches: dict[str, WelcomeCache] = {}
        #: Those that are brought up to date in a thread, each with the event that all who need it wait for.
        self._preparing: dict[str, Any] = {}

    def __contains__(self, code: str) -> bool:
        return code in self._caches

    def of(self, state: State) -> WelcomeCache:
        """That of this meeting."""
        cache = self._caches.get(state.code)
        # The meeting may have been loaded again, after the disk failed.
        if cache is None or not cache.follow(state):
            cache = self._caches[state.code] = WelcomeCache(state)
        return cache

    def forget(self, code: str) -> None:
        """Nobody is in this meeting any more, or it has left memory."""
        self._caches.pop(code, None)

    def prepare(self, code: str) -> bool:
        """Brings the welcome to a large meeting up to date in a thread, and waits for that: it takes a tenth of a
        second to encode and compress 3,000 notes. What changes meanwhile is left to the welcome itself. False where
        there was nothing to wait for."""
        state = self._copies.get(code) or self._hub.loaded(code)
        if state is None or state.size < PREPARED_FROM:
            return False
        if code in self._preparing:
            self._preparing[code].wait()
            return True
        self._preparing[code] = done = runtime.Event()
        try:
            # Between batches, since what is not on disk may be taken back.
            found = self._hub.read_between_batches(lambda: self._copy(code), PATIENCE_SECONDS)
            if found is not None:
                before, cache, work = found
                runtime.in_thread(work)
                # The meeting may have left memory meanwhile, or have been closed.
                if self._caches.get(code) is before and cache.follow(before.state):
                    self._caches[code] = cache
            return True
        finally:
            del self._preparing[code]
            done.send()

    def _copy(self, code: str) -> tuple[WelcomeCache, WelcomeCache, Callable[[], None]] | None:
        """The cache of a meeting that has changed, a copy of it, and what brings the copy up to date."""
        state = self._copies.get(code) or self._hub.state(code)
        if state is None or (before := self.of(state)).is_current:
            return None
        cache = before.copy()
        return before, cache, cache.prepare()

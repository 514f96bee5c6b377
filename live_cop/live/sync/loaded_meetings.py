"""The meetings in memory: one is read from disk when somebody needs it, and leaves when nobody has for a while."""

import logging
import time
from collections.abc import Callable, Iterator
from typing import Any

from ...meeting.refusal import Refusal
from ...meeting.schedule import next_due
from ...store.errors import StoreError
from ...store.meetings.load import Loaded
from ...store.store import Store
from .. import runtime
from .ownership import Ownership

log = logging.getLogger(__name__)
#: A meeting that nobody is connected to leaves memory after so long without a request or a command.
IDLE_SECONDS = 600.0
#: How many records the meetings may hold together that nobody is connected to. With more, those leave first that were
#: used longest ago: somebody may open every report there is. A record takes about 1 KB, and an answer less.
MAX_IDLE_RECORDS = 10_000
#: How many revisions are left out when a meeting is read from disk. The disk does not know of those that were skipped
#: since the last command (see presence.py), and a screen may have one of them: it must never mean something else, and
#: never be later than the present one. More than are skipped in half a year in which nobody gives a command. JavaScript
#: counts on exactly for 900 million such leaps.
REVISION_LEAP = 10_000_000


class LoadedMeetings:
    """By their codes. Each is owned before it is read. `on_crowded` is called when those in memory hold more records
    than may be idle."""

    def __init__(self, store: Store, ownership: Ownership, on_crowded: Callable[[], None]) -> None:
        self._store = store
        self._ownership = ownership
        self._on_crowded = on_crowded
        self._loaded: dict[str, Loaded] = {}
        #: When each of them was last used (`time.monotonic`); the one that was used last comes last.
        self._last_used: dict[str, float] = {}
        #: Those that are being read, each with the event that all who need it wait for.
        self._loading: dict[str, Any] = {}
        #: How often a meeting was taken out of memory.
        self._removals = 0

    def __contains__(self, code: str) -> bool:
        return code in self._loaded

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded)

    def __len__(self) -> int:
        return len(self._loaded)

    def __getitem__(self, code: str) -> Loaded:
        """A meeting that is in memory. Raises KeyError."""
        return self._loaded[code]

    def find(self, code: str) -> Loaded | None:
        """The meeting, read from disk if it is not in memory; None where there is none. May wait. Raises StoreError,
        and Elsewhere where another process owns it."""
        while code not in self._loaded:
            if code in self._loading:
                # A whole room may come back at once.
                self._loading[code].wait()
            elif not self._load(code):
                return None
        self._last_used.pop(code, None)
        self._last_used[code] = time.monotonic()
        return self._loaded[code]

    def require(self, code: str) -> Loaded:
        """The same for one that there must be. May wait. Raises Refusal."""
        try:
            meeting = self.find(code)
        except StoreError as error:
            log.error("a meeting could not be read: %s", error)
            raise Refusal("not_saved") from None
        if meeting is None:
            raise Refusal("unknown_meeting")
        return meeting

    def add(self, code: str, meeting: Loaded) -> None:
        """A meeting that is not on disk yet."""
        self._loaded[code] = meeting

    def remove(self, code: str) -> None:
        """Takes a meeting out of memory."""
        self._removals += 1
        self._loaded.pop(code, None)
        self._last_used.pop(code, None)

    def idle(self, is_in_use: Callable[[str], bool]) -> list[str]:
        """The meetings that are to leave memory. `is_in_use` says whether anybody is connected to one."""
        latest, room = time.monotonic() - IDLE_SECONDS, MAX_IDLE_RECORDS
        found = []
        for code, used in reversed(self._last_used.items()):
            if is_in_use(code):
                continue
            state = self._loaded[code].state
            room -= self._loaded[code].size
            # It is not on disk until it has been opened; and what is scheduled happens also when nobody is connected.
            can_leave = state.get("meeting", "meeting") is not None and next_due(state) is None
            if (used < latest or room < 0) and can_leave:
                found.append(code)
        return found

    def _load(self, code: str) -> bool:
        """Reads a meeting into memory; False where there is none. Raises StoreError."""
        self._loading[code] = loading = runtime.Event()
        try:
            if not self._ownership.is_alone:
                if not runtime.in_thread(self._store.has_meeting, code):
                    return False
                self._ownership.claim(code)
            removals = -1
            # A meeting that was taken out of memory meanwhile may have changed, or have been deleted.
            while removals != self._removals:
                removals = self._removals
                loaded = runtime.in_thread(self._store.load, code)
        finally:
            del self._loading[code]
            loading.send()
        if loaded is None:
            return False
        if code not in self._loaded:
            loaded.state.skip_revisions(REVISION_LEAP)
            self._loaded[code] = loaded
            self._last_used[code] = time.monotonic()
            if sum(each.size for each in self._loaded.values()) > MAX_IDLE_RECORDS:
                self._on_crowded()
        return True

"""How many new people may join one meeting from one address.

Nothing tells forty people behind one router from a client that plays forty. But the screen of a person who has joined
opens at once, and a client that only sends joins has none. So a place that is taken by somebody whose screen has not
come within some seconds is given to the next newcomer: a flood of joins makes others wait for seconds, and keeps nobody
out. Whoever lost a place in this way is in as before, and needs none to come back.
"""

import time
from collections import deque
from collections.abc import Callable

from ..live.token_bucket import TokenBuckets
from ..meeting.voices import people

#: People who join one meeting from one address: five hundred behind one router, each from two browsers; then slowly.
JOINS_AT_ONCE = 1_000
JOINS_PER_SECOND = 1.0
#: Seconds after which a person whose screen has not come makes room for another: a slow phone needs five.
SCREEN_WITHIN = people.SCREEN_WITHIN / 1000
#: Meetings and addresses of which it is remembered who took the places. Where there are more, those are forgotten
#: whose places are all free again: one client with some thousand addresses, who takes a place at each, makes nobody
#: forgotten whose places are used up. Where somebody has come from `token_bucket.MAX_BUCKETS` others since anybody last
#: tried at an address, its places are all free again.
MAX_KEYS = 1_000


class Newcomers:
    """The places of each key: a meeting, a role, an address, and how somebody came. `clock` returns seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._places = TokenBuckets(JOINS_AT_ONCE, JOINS_PER_SECOND, clock)
        #: Who took the last places of a key, and when.
        self._taken: dict[str, deque[tuple[float, str]]] = {}
        #: The keys of which it has been said that somebody has to wait, until all their places are free again.
        self._crowded: set[str] = set()

    def take(
        self, key: str, person: str, has_come: Callable[[str], bool], on_crowded: Callable[[], None] = lambda: None
    ) -> bool:
        """Takes a place for this person; False where there is none. `has_come` says whether somebody's screen has
        come. `on_crowded` is called where there is none, for the first time since all places of the key were free."""
        if key not in self._taken and len(self._taken) >= MAX_KEYS:
            self._forget_some()
        taken = self._taken.setdefault(key, deque(maxlen=JOINS_AT_ONCE))
        if self._places.is_full(key):
            self._crowded.discard(key)
        if not self._places.take(key) and not self._is_given_up(taken, has_come):
            if key not in self._crowded:
                self._crowded.add(key)
                on_crowded()
            return False
        taken.append((self._clock(), person))
        return True

    def _forget_some(self) -> None:
        """Forgets the keys whose places are all free again, and where there are none, the one with fewest taken."""
        free = [key for key in self._taken if self._places.is_full(key)]
        for key in free or [min(self._taken, key=lambda each: len(self._taken[each]))]:
            del self._taken[key]
            self._crowded.discard(key)

    def _is_given_up(self, taken: deque[tuple[float, str]], has_come: Callable[[str], bool]) -> bool:
        """Whether one of these places is free again; people who keep theirs are not asked for a second time."""
        latest = self._clock() - SCREEN_WITHIN
        while taken and taken[0][0] <= latest:
            _, person = taken.popleft()
            if not has_come(person):
                return True
        return False

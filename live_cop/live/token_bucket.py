"""A token bucket: a burst of limited size, and a limited rate after that.

It serves all limits of how often something may be done: commands of one person, frames of one WebSocket, wrong guesses,
joins and new meetings from one address, forms of one person.
"""

import time
from collections.abc import Callable, Hashable

#: Keys that a set of buckets remembers.
MAX_BUCKETS = 10_000


class TokenBucket:
    """Holds up to `capacity` tokens and gains `rate` tokens a second. `now` is in seconds, on a clock that never goes
    back; the caller reads it, since most callers need it anyway."""

    __slots__ = ("_at", "_capacity", "_rate", "_tokens")

    def __init__(self, capacity: float, rate: float, now: float) -> None:
        self._capacity = capacity
        self._rate = rate
        self._tokens = capacity
        self._at = now

    def tokens(self, now: float) -> float:
        """How many tokens there are; negative while more were taken than there were."""
        return min(self._capacity, self._tokens + (now - self._at) * self._rate)

    def is_full(self, now: float) -> bool:
        """Whether the bucket is as good as new, so that it need not be kept."""
        return self.tokens(now) >= self._capacity

    def take(self, now: float, count: float = 1) -> bool:
        """Takes one token, or so many; False, and takes nothing, where there are fewer."""
        tokens = self.tokens(now)
        taken = tokens >= count
        self._tokens = tokens - count if taken else tokens
        self._at = now
        return taken

    def put_back(self, now: float, count: float = 1) -> None:
        """Returns what was taken for something that does not count after all."""
        self._tokens = min(self._capacity, self.tokens(now) + count)
        self._at = now

    def borrow(self, now: float) -> float:
        """Takes one token, even one that does not exist yet; returns the seconds until it does."""
        self._tokens = self.tokens(now) - 1
        self._at = now
        return max(0.0, -self._tokens / self._rate)


class TokenBuckets:
    """A bucket for each key, such as an address. `clock` returns seconds and never goes back.

    Buckets that are full again are forgotten, and beyond `MAX_BUCKETS` the one from which something was taken longest
    ago."""

    def __init__(self, capacity: float, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._capacity, self._rate, self._clock = capacity, rate, clock
        #: By key; the one from which something was taken last comes last.
        self._buckets: dict[Hashable, TokenBucket] = {}

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, key: Hashable, count: float = 1) -> bool:
        """Takes one token, or so many, from the bucket of this key; False where there are fewer."""
        now = self._clock()
        bucket = self._buckets.pop(key, None) or TokenBucket(self._capacity, self._rate, now)
        self._buckets[key] = bucket
        taken = bucket.take(now, count)
        while len(self._buckets) > MAX_BUCKETS or self._buckets[next(iter(self._buckets))].is_full(now):
            del self._buckets[next(iter(self._buckets))]
        return taken

    def is_full(self, key: Hashable) -> bool:
        """Whether the bucket of this key is as good as new."""
        bucket = self._buckets.get(key)
        return bucket is None or bucket.is_full(self._clock())

    def put_back(self, key: Hashable, count: float = 1) -> None:
        """Returns what was taken for something that does not count after all."""
        if bucket := self._buckets.get(key):
            bucket.put_back(self._clock(), count)

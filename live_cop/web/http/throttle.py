"""Limits guessing by counting failures only: a whole room shares one address, and somebody with the right code is never
asked to wait.

Each address has a bucket of wrong guesses, which refills with time. An empty bucket means: no more guesses for now. So
a room of people who mistype is welcome, and a machine gets a few thousand guesses a day out of 244 million codes.
"""

import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from ...live.token_bucket import TokenBucket

#: Five hundred people who join in the same minute may mistype this often together.
GUESSES_AT_ONCE = 30
GUESSES_PER_SECOND = 1 / 6
#: How many addresses are remembered; beyond that the one that failed longest ago is forgotten.
MAX_ADDRESSES = 10_000


class Throttle:
    """The buckets. `clock` answers seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        #: By address; the one that failed last stands last.
        self._buckets: dict[str, TokenBucket] = {}

    def blocked(self, address: str | None) -> bool:
        """Whether this address has guessed wrong too often just now."""
        bucket = self._buckets.get(network(address))
        return bucket is not None and bucket.tokens(self._clock()) < 1

    def failed(self, address: str | None) -> None:
        """Counts one failure."""
        now = self._clock()
        key = network(address)
        bucket = self._buckets.pop(key, None) or TokenBucket(GUESSES_AT_ONCE, GUESSES_PER_SECOND, now)
        bucket.borrow(now)
        self._buckets[key] = bucket
        oldest = next(iter(self._buckets))
        if len(self._buckets) > MAX_ADDRESSES or self._buckets[oldest].is_full(now):
            del self._buckets[oldest]


def network(address: str | None) -> str:
    """What counts as one address: in IPv6 the /64, since any one device has all addresses of it."""
    try:
        known = ip_address(address or "")
    except ValueError:
        return address or ""
    if not isinstance(known, IPv6Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(IPv6Address(int(known) >> 64 << 64))

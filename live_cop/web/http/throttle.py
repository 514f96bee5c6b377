"""Limits guessing by counting failures only: a whole room shares one address, and a right code is never refused.

Each address has a token bucket of wrong guesses. Each failure takes a token, and tokens return with time; an empty
bucket blocks the address. So a room full of people who mistype is welcome, while a machine gets a few thousand guesses
a day at 244 million codes.
"""

import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from ...live.token_bucket import TokenBucket

#: As many typing errors as five hundred people make who join in the same minute.
GUESSES_AT_ONCE = 30
GUESSES_PER_SECOND = 1 / 6
#: Addresses remembered; beyond that, the one that failed longest ago is forgotten.
MAX_ADDRESSES = 10_000


class Throttle:
    """A bucket for each address, or for each id of a person. `clock` returns seconds and never goes backwards."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        #: By address; the one that failed last comes last.
        self._buckets: dict[str, TokenBucket] = {}

    def blocked(self, address: str | None) -> bool:
        """Whether this address has failed too often of late."""
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
    """What counts as one address: the /64 network in IPv6, because any one device has all addresses of its own."""
    try:
        known = ip_address(address or "")
    except ValueError:
        return address or ""
    if not isinstance(known, IPv6Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(IPv6Address(int(known) >> 64 << 64))

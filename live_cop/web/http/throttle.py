"""Limits guessing by counting failures only: a whole room shares one address, and who has the right code walks in.

Each address has a jar. A wrong guess is a drop; drops dry up with time. A full jar means: no more guesses for now. So a
room of people who mistype is welcome, and a machine gets a few thousand guesses a day out of 244 million codes.
"""

import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

#: Five hundred people who join in the same minute may mistype this often together.
FULL = 30
DRY_PER_SECOND = 1 / 6
#: How many addresses are remembered; beyond that the one that failed longest ago is forgotten.
MOST_ADDRESSES = 10_000


class Throttle:
    """The jars. `clock` answers seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        #: The drops and when they were counted; the address that failed last stands last.
        self._jars: dict[str, tuple[float, float]] = {}

    def blocked(self, address: str | None) -> bool:
        """Whether this address has guessed wrong too often just now."""
        return self._drops(network(address)) > FULL - 1

    def failed(self, address: str | None) -> None:
        """Counts one failure."""
        jar = network(address)
        drops = self._drops(jar) + 1
        self._jars.pop(jar, None)
        self._jars[jar] = (drops, self._clock())
        oldest = next(iter(self._jars))
        if len(self._jars) > MOST_ADDRESSES or self._drops(oldest) == 0:
            del self._jars[oldest]

    def _drops(self, jar: str) -> float:
        drops, at = self._jars.get(jar, (0.0, 0.0))
        return max(0.0, drops - (self._clock() - at) * DRY_PER_SECOND)


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

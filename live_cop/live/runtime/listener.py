"""The door to the network: a listening socket, and how many may stand in it."""

import os
import socket
from collections import Counter

from ... import os_limits

#: Connections at the same time. Eventlet's own 1,024 would turn people away.
MAX_CONNECTIONS = 10_000
#: Connections from one address: 500 phones behind one router, each with a page that loads and a line that stays.
MAX_PER_ADDRESS = 1_500
#: Connections that are taken in before the loop comes round again.
MAX_ACCEPTS_PER_TURN = 16
#: A request line or all headers of a request must be there after so many seconds, however slowly they drip.
HEAD_SECONDS = 10
#: A connection that is kept open between two requests is closed after this.
IDLE_SECONDS = 30
#: A request with its body and its answer. A poll waits for up to 40 seconds, so it is longer than that.
REQUEST_SECONDS = 70
#: Bytes that the system keeps for one connection. Left alone, it would keep 4 MB for each reader that does not read.
SEND_BUFFER = 64 * 1024


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Every connection it accepts sends small frames at once: without TCP_NODELAY each
    acknowledgement would wait about 40 ms. Raises OSError."""
    os_limits.allow_open_files(MAX_CONNECTIONS + 512)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        # Elsewhere SO_REUSEADDR lets a restarted server have its port back at once. On Windows it would let two servers
        # share one port.
        reuse = "SO_EXCLUSIVEADDRUSE" if os.name == "nt" else "SO_REUSEADDR"
        listener.setsockopt(socket.SOL_SOCKET, getattr(socket, reuse), 1)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        listener.bind((host, port))
        listener.listen(1_024)
    except OSError:
        listener.close()
        raise
    listener.setblocking(False)
    return listener


class ConnectionLimits:
    """Counts the open connections of each address. Behind a proxy all come from one; there the proxy has to count."""

    def __init__(self, proxies: int) -> None:
        self._max = MAX_CONNECTIONS if proxies else MAX_PER_ADDRESS
        self._counts: Counter[str] = Counter()

    def acquire(self, address: str) -> bool:
        """Takes one more in; False where there are too many from there already."""
        if self._counts[address] >= self._max:
            return False
        self._counts[address] += 1
        return True

    def release(self, address: str) -> None:
        """One of them has gone."""
        self._counts[address] -= 1
        if not self._counts[address]:
            del self._counts[address]

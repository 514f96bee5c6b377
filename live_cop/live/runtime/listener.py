"""The listening socket, and the limits of what may connect to it."""

import os
import socket
from collections import Counter
from collections.abc import Callable

from ... import os_limits

#: Connections at the same time. Eventlet's own 1,024 would turn people away.
MAX_CONNECTIONS = 10_000
#: Connections from one address: 500 phones behind one router, each loading a page and holding a WebSocket.
MAX_PER_ADDRESS = 1_500
#: Connections that are accepted before other greenlets get their turn.
MAX_ACCEPTS_PER_TURN = 16
#: The request line, and then the whole head, must have arrived after so many seconds, however slowly they come.
HEAD_SECONDS = 10
#: A connection that is idle between two requests is closed after so long.
IDLE_SECONDS = 30
#: For the body of a request and its answer. A poll waits for up to 40 seconds.
REQUEST_SECONDS = 70
#: Bytes of a body that are read for nothing after a refusal, so that its sender, who is still sending, sees the answer:
#: twice the largest file. With more, the connection is closed.
MAX_UNREAD_BYTES = 32 << 20
_PIECE_BYTES = 16 << 10
#: The system's send buffer of one connection. By default it would grow to 4 MB for each client that does not read.
SEND_BUFFER = 64 * 1024


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. The connections that it accepts send small frames at once: without TCP_NODELAY each
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
    """Counts the open connections of each address. Behind a proxy all come from one, and the proxy has to count."""

    def __init__(self, proxies: int) -> None:
        self._max = MAX_CONNECTIONS if proxies else MAX_PER_ADDRESS
        self._counts: Counter[str] = Counter()

    def acquire(self, address: str) -> bool:
        """Counts a new connection; False where this address has too many already."""
        if self._counts[address] >= self._max:
            return False
        self._counts[address] += 1
        return True

    def release(self, address: str) -> None:
        """A connection has ended."""
        self._counts[address] -= 1
        if not self._counts[address]:
            del self._counts[address]


def discard(read: Callable[[int], bytes], sleep: Callable[[float], None]) -> bool:
    """Reads the rest of a body, letting others run in between; False if there is too much of it."""
    left = MAX_UNREAD_BYTES
    while left > 0:
        piece = read(_PIECE_BYTES)
        if not piece:
            return True
        left -= len(piece)
        sleep(0)
    return False

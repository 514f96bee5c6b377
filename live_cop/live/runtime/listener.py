"""The listening socket, and the limits of what may connect to it."""

import os
import socket
from collections import Counter
from collections.abc import Callable
from typing import Any
from weakref import WeakMethod

from ... import os_limits
from ..addresses import network

#: Connections at the same time. Eventlet's own 1,024 would turn people away.
MAX_CONNECTIONS = 10_000
#: Above this, one that is not settled ends for each that comes: if all greenlets were taken, the server would accept
#: nobody at all, without a word.
MAX_OPEN = MAX_CONNECTIONS - 500
#: Connections from one address: 500 phones behind one router, each loading a page and holding a WebSocket.
MAX_PER_ADDRESS = 1_500
#: So many of them are never settled: whoever opens a screen for each person that they play leaves the others room for
#: their pages. Beyond that somebody who comes with fewer screens than others there takes the place of one of theirs.
MIN_UNSETTLED = 100
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
    acknowledgement would wait about 40 ms. From now on this process has the limits of a server. Raises OSError."""
    os_limits.allow_open_files(MAX_CONNECTIONS + 512)
    os_limits.return_large_memory()
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


class Counted:
    """One open connection. It is `settled` once it is the WebSocket of somebody who has said who they are."""

    __slots__ = ("_limits", "_of", "_sock", "is_released", "who")

    def __init__(self, limits: "ConnectionLimits", of: str, sock: Any) -> None:
        self._limits = limits
        self._of = of
        self._sock = sock
        #: Whose it is, once it is settled.
        self.who = ""
        self.is_released = False

    def is_asked(self) -> None:
        """A request has arrived on it: it is as good as new."""
        self._limits.renew(self._of, self)

    def settle(self, who: str) -> None:
        """It has its place for as long as it lives, unless this person has many, and others need room. Where it is not
        known whose it is ("": it began by polling), it goes on to make room."""
        if who:
            self._limits.settle(self._of, self, who)

    def release(self) -> None:
        """It has ended."""
        self._limits.release(self._of, self)

    def end(self) -> None:
        """Ends it, to make room for another."""
        try:
            self._sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


class ConnectionLimits:
    """Counts the open connections of each address. Behind a proxy all come from one, and the proxy has to count.

    Where there are too many, the one ends that has waited longest without being settled: connections that were opened
    and say nothing, half a request, requests that take their time. So whoever opens as many as they can keeps nobody
    else of the same router out. Nor does whoever plays some people with many screens each. But what is more than an
    address may have, if all of it comes back whenever it ends, takes turns."""

    def __init__(self, proxies: int) -> None:
        self._max = MAX_OPEN if proxies else MAX_PER_ADDRESS
        self._counts: Counter[str] = Counter()
        #: Those that are not settled, by address; the one that was asked last comes last.
        self._waiting: dict[str, dict[Counted, None]] = {}
        #: Those that are settled, by address and person, oldest first; and how many each address has.
        self._settled: dict[str, dict[str, dict[Counted, None]]] = {}
        self._settled_counts: Counter[str] = Counter()
        self._total = 0

    def acquire(self, address: str, sock: Any) -> Counted | None:
        """Counts a new connection; None where there are too many, and none that could end instead."""
        of = network(address)
        if self._counts[of] >= self._max:
            crowded = of
        elif self._total >= MAX_OPEN:
            # All addresses together have too many: the one with most of those that are not settled gives way.
            crowded = max(self._waiting, key=lambda each: len(self._waiting[each]), default=of)
        else:
            crowded = ""
        if crowded and not self._end_oldest(crowded):
            return None
        self._counts[of] += 1
        self._total += 1
        counted = Counted(self, of, sock)
        self._waiting.setdefault(of, {})[counted] = None
        return counted

    def renew(self, of: str, counted: Counted) -> None:
        """A request has arrived on it."""
        waiting = self._waiting.get(of, {})
        if counted in waiting:
            del waiting[counted]
            waiting[counted] = None

    def settle(self, of: str, counted: Counted, who: str) -> None:
        """It no longer makes room for others. Where an address has too many that are settled, the person with most of
        them loses the oldest, if they still have as many as this person then; else it stays one of those that make
        room. The page of a screen that ends opens it again, so one that changed nothing would end another for ever."""
        if counted.is_released or counted.who:
            return
        if self._settled_counts[of] >= self._max - MIN_UNSETTLED:
            most = max(self._settled[of].values(), key=len)
            own = self._settled[of].get(who, {})
            if len(most) <= len(own) + 1:
                return
            self._end(of, next(iter(most)))
        self._forget(of, counted)
        counted.who = who
        self._settled.setdefault(of, {}).setdefault(who, {})[counted] = None
        self._settled_counts[of] += 1

    def _forget(self, of: str, counted: Counted) -> None:
        """It is neither one that waits nor one that is settled."""
        waiting = self._waiting.get(of, {})
        waiting.pop(counted, None)
        if not waiting:
            self._waiting.pop(of, None)
        people = self._settled.get(of, {})
        screens = people.get(counted.who, {})
        if counted not in screens:
            return
        del screens[counted]
        self._settled_counts[of] -= 1
        if not screens:
            del people[counted.who]
        if not people:
            del self._settled[of], self._settled_counts[of]

    def release(self, of: str, counted: Counted) -> None:
        """A connection has ended."""
        if counted.is_released:
            return
        counted.is_released = True
        self._forget(of, counted)
        self._total -= 1
        self._counts[of] -= 1
        if not self._counts[of]:
            del self._counts[of]

    def _end_oldest(self, of: str) -> bool:
        oldest = next(iter(self._waiting.get(of, {})), None)
        if oldest is None:
            return False
        self._end(of, oldest)
        return True

    def _end(self, of: str, counted: Counted) -> None:
        """Ends one, which counts no more: it takes a moment until whoever serves it notices."""
        self.release(of, counted)
        counted.end()


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


def weakly(method: Callable[[], object]) -> Callable[[], None]:
    """Calls a method of a connection that it does not keep alive, for what the connection itself refers to. In a circle
    both would stay in memory until Python looks for circles among what is old: seldom, and that stops everything."""
    method_of_living = WeakMethod(method)

    def call() -> None:
        living = method_of_living()
        if living is not None:
            living()

    return call

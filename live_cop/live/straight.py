"""Straight to the wire: our WebSocket in the place of the transport library's, and frames past its queues.

The library encodes an event anew for each connection and puts it into a queue of that connection, where it waits for a
greenlet of its own: for a meeting with hundreds of screens that is most of the server's work, and a reader that does
not read grows its queue for ever. So `changes` and `welcome` are encoded once and offered to the sockets themselves.
The library keeps its place for everything else: sessions, pings, acknowledgements, long polling.

This stands below the library's public doors, and only here. What is taken for granted of it: a server has `_async` with
a `websocket` factory that is called with the session's bound handler, and `sockets` with sessions that have `queue`,
`upgraded`, `closed`, `closing` and `close`; sessions ask the module `time` of their file, and of their base's, for the
time. `tests/live/test_straight.py` fails when a new version differs; the product then goes on with the ordinary way.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import engineio.base_socket
import engineio.socket

from . import server
from .clock import Steady
from .line import Frame, Line

log = logging.getLogger(__name__)
#: Messages that may wait for a client that polls.
MOST_WAITING = 8
#: What a WebSocket is told when the server goes and comes back (the IANA registry of close codes).
SERVICE_RESTART = 1012


class Straight:
    """The lines of one transport server, by the ids of its sessions."""

    def __init__(self, transport: Any, heard: Callable[[str, str], bool] = lambda session, text: False) -> None:
        """`heard` is shown each message of a session before the library is, and says whether it was for it."""
        self._transport = transport
        self._heard = heard
        self._lines: dict[str, Line] = {}
        #: Sessions of which nobody knows yet who they are, and since when; Sockets keeps this up to date.
        self.strangers: dict[str, float] = {}
        self._ordinary: Callable[[str, Any], None] = lambda session, data: transport.send(session, data)
        # It measures how long a client has been silent on the wall clock: one who is there would be thrown out when
        # somebody sets that.
        engineio.socket.time = engineio.base_socket.time = Steady
        driver = getattr(transport, "_async", None)
        if isinstance(driver, dict) and "websocket" in driver:
            transport._async = {**driver, "websocket": self._door}
            self._ordinary = transport.send
            transport.send = self._send
        else:
            log.warning("this version of the transport library is not known: frames take the ordinary way")

    def offer(self, session: str, frame: Frame) -> bool:
        """Sends a frame to a session now or not at all. Frames of one session arrive in the order of their offers."""
        socket = self._transport.sockets.get(session)
        if socket is None or socket.closed or socket.closing:
            return False
        line = self._lines.get(session)
        if line is None:
            if socket.queue.qsize() >= MOST_WAITING:
                return False
            self._ordinary(session, frame.payload[1:].decode())
            return True
        # What the library has not yet sent may be older than this frame, from the time before a line was there.
        return bool(socket.upgraded and socket.queue.empty() and line.offer(frame))

    def _send(self, session: str, data: Any) -> None:
        """What the library sends, above all acknowledgements: at once where nothing waits before it, instead of waking
        a greenlet for each."""
        line = self._lines.get(session)
        if line is None or not isinstance(data, str) or not self.offer(session, Frame(b"4" + data.encode())):
            self._ordinary(session, data)
        elif line.busy:
            server.spawn(line.flush)

    def tend(self, session: str) -> bool:
        """Goes on with a frame that was only half sent; whether there is still something left of it. Ends a line on
        which nothing moves."""
        line = self._lines.get(session)
        if line is None or not line.busy:
            return False
        line.tend()
        if line.busy and line.stuck_since(0):
            line.end()
        return line.busy

    def is_stuck(self, session: str, since: float) -> bool:
        """Whether the reader of this session, who would not take a frame at `since`, has taken nothing ever since."""
        line = self._lines.get(session)
        return line is not None and line.stuck_since(since)

    def end(self, session: str) -> None:
        """Ends a session's line without a word."""
        line = self._lines.get(session)
        if line is not None:
            line.end()

    def close(self) -> None:
        """Says on all lines that the server goes and comes back. (The library's own farewell means: stay away.)"""
        for line in list(self._lines.values()):
            line.close(SERVICE_RESTART)

    def known(self, session: str) -> None:
        """Whoever is there has said who they are."""
        line = self._lines.get(session)
        if line is not None:
            line.trust()

    def _settled(self, session: str) -> bool:
        """Whether the library ends this session's line when its pings are not answered: not before it is in use."""
        socket = self._transport.sockets.get(session)
        return socket is not None and bool(socket.upgraded) and not socket.closed

    def _door(self, handler: Callable[[Any], Any], _: Any) -> Callable[[dict[str, Any], Any], Any]:
        """What the library calls to make a WebSocket of a request."""
        session = getattr(getattr(handler, "__self__", None), "sid", "")

        def upgrade(environ: dict[str, Any], start_response: Any) -> Any:
            line = Line(environ["live_cop.socket"], partial(self._heard, session), partial(self._settled, session))
            if not line.greet(environ):
                line.end()
                environ["live_cop.taken_over"]()
                return []
            # One that began by polling may have said already who it is.
            if session not in self.strangers:
                line.trust()
            self._lines[session] = line
            try:
                handler(line)
            except Exception:
                # What is no packet raises whatever the library's parser does. Anybody can send such, so it is the end
                # of this line and is not written down; our own handlers note their own faults. The library would keep
                # the session until its next pings are not answered.
                socket = self._transport.sockets.get(session)
                if socket is not None:
                    socket.close(wait=False, abort=True, reason=self._transport.reason.TRANSPORT_ERROR)
            finally:
                line.close()
                if self._lines.get(session) is line:
                    del self._lines[session]
                environ["live_cop.taken_over"]()
            return []

        return upgrade

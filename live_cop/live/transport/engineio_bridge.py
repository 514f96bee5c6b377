"""EngineIOBridge to the wire: our WebSocket in the place of the transport library's, and frames past its queues.

The library encodes an event anew for each connection and puts it into a queue of that connection, where it waits for a
greenlet of its own: for a meeting with hundreds of screens that is most of the server's work, and a reader that does
not read grows its queue for ever. So `changes` and `welcome` are encoded once and offered to the sockets themselves.
The library keeps its place for everything else: sessions, pings, acknowledgements, long polling.

This stands below the library's public doors, and only here. What is taken for granted of it: a server has `_async` with
a `websocket` factory that is called with the session's bound handler, and `sockets` with sessions that have `queue`,
`upgraded`, `closed`, `closing` and `close`; sessions ask the module `time` of their file, and of their base's, for the
time. `tests/live/transport/test_engineio_bridge.py` fails when a new version differs; the product then goes on with the
ordinary way.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import engineio.base_socket
import engineio.socket

from .. import runtime
from ..clock import SteadyTime
from .websocket import Frame, WebSocketConnection

log = logging.getLogger(__name__)
#: Messages that may wait for a client that polls.
MAX_QUEUED = 8
#: What a WebSocket is told when the server goes and comes back (the IANA registry of close codes).
SERVICE_RESTART = 1012


class EngineIOBridge:
    """The lines of one transport server, by the ids of its sessions."""

    def __init__(self, transport: Any, on_message: Callable[[str, str], bool] = lambda session, text: False) -> None:
        """`on_message` is shown each message of a session before the library is, and says whether it was for it."""
        self._transport = transport
        self._on_message = on_message
        self._connections: dict[str, WebSocketConnection] = {}
        #: Sessions of which nobody knows yet who they are, and since when; Sockets keeps this up to date.
        self.unidentified: dict[str, float] = {}
        self._library_send: Callable[[str, Any], None] = lambda session, data: transport.send(session, data)
        # It measures how long a client has been silent on the wall clock: one who is there would be thrown out when
        # somebody sets that.
        engineio.socket.time = engineio.base_socket.time = SteadyTime
        driver = getattr(transport, "_async", None)
        if isinstance(driver, dict) and "websocket" in driver:
            transport._async = {**driver, "websocket": self._websocket_factory}
            self._library_send = transport.send
            transport.send = self._send
        else:
            log.warning("this version of the transport library is not known: frames take the ordinary way")

    def offer(self, session: str, frame: Frame) -> bool:
        """Sends a frame to a session now or not at all. Frames of one session arrive in the order of their offers."""
        socket = self._transport.sockets.get(session)
        if socket is None or socket.closed or socket.closing:
            return False
        connection = self._connections.get(session)
        if connection is None:
            if socket.queue.qsize() >= MAX_QUEUED:
                return False
            self._library_send(session, frame.payload[1:].decode())
            return True
        # What the library has not yet sent may be older than this frame, from the time before a connection was there.
        return bool(socket.upgraded and socket.queue.empty() and connection.offer(frame))

    def _send(self, session: str, data: Any) -> None:
        """What the library sends, above all acknowledgements: at once where nothing waits before it, instead of waking
        a greenlet for each."""
        connection = self._connections.get(session)
        if connection is None or not isinstance(data, str) or not self.offer(session, Frame(b"4" + data.encode())):
            self._library_send(session, data)
        elif connection.busy:
            runtime.spawn(connection.flush)

    def flush_pending(self, session: str) -> bool:
        """Goes on with a frame that was only half sent; whether there is still something left of it. Ends a connection
        on which nothing moves."""
        connection = self._connections.get(session)
        if connection is None or not connection.busy:
            return False
        connection.flush_pending()
        if connection.busy and connection.stuck_since(0):
            connection.end()
        return connection.busy

    def is_stuck(self, session: str, since: float) -> bool:
        """Whether the reader of this session, who would not take a frame at `since`, has taken nothing ever since."""
        connection = self._connections.get(session)
        return connection is not None and connection.stuck_since(since)

    def end(self, session: str) -> None:
        """Ends a session's connection without a word."""
        connection = self._connections.get(session)
        if connection is not None:
            connection.end()

    def close(self) -> None:
        """Says on all lines that the server goes and comes back. (The library's own farewell means: stay away.)"""
        for connection in list(self._connections.values()):
            connection.close(SERVICE_RESTART)

    def mark_identified(self, session: str) -> None:
        """Whoever is there has said who they are."""
        connection = self._connections.get(session)
        if connection is not None:
            connection.mark_identified()

    def _has_keepalive(self, session: str) -> bool:
        """Whether the library ends this session's connection when its pings are not answered: not before
        it is in use."""
        socket = self._transport.sockets.get(session)
        return socket is not None and bool(socket.upgraded) and not socket.closed

    def _websocket_factory(self, handler: Callable[[Any], Any], _: Any) -> Callable[[dict[str, Any], Any], Any]:
        """What the library calls to make a WebSocket of a request."""
        session = getattr(getattr(handler, "__self__", None), "sid", "")

        def upgrade(environ: dict[str, Any], start_response: Any) -> Any:
            connection = WebSocketConnection(
                environ["live_cop.socket"], partial(self._on_message, session), partial(self._has_keepalive, session)
            )
            if not connection.handshake(environ):
                connection.end()
                environ["live_cop.taken_over"]()
                return []
            # One that began by polling may have said already who it is.
            if session not in self.unidentified:
                connection.mark_identified()
            self._connections[session] = connection
            try:
                handler(connection)
            except Exception:
                # What is no packet raises whatever the library's parser does. Anybody can send such, so it is the end
                # of this connection and is not written down; our own handlers note their own faults. The library would
                # keep the session until its next pings are not answered.
                socket = self._transport.sockets.get(session)
                if socket is not None:
                    socket.close(wait=False, abort=True, reason=self._transport.reason.TRANSPORT_ERROR)
            finally:
                connection.close()
                if self._connections.get(session) is connection:
                    del self._connections[session]
                environ["live_cop.taken_over"]()
            return []

        return upgrade

"""The one file that reaches below the public interface of python-engineio and python-socketio.

The library encodes an event again for each connection and puts it into a queue of that connection, which a separate
greenlet empties. For a meeting with hundreds of screens that is most of the server's work, and a client that does
not read grows its queue without limit. So `welcome` and `changes` are encoded once and offered to the WebSockets
themselves, and a command is taken from its WebSocket before the library sees it. The library keeps everything else:
sessions, pings, long polling, acknowledgements of other events.

What is assumed, of the versions that pyproject.toml pins:

1.  `socketio.Server.eio` is the engine.io server; `manager.eio_sid_from_sid` leads from a Socket.IO id to its session.
2.  `eio._async["websocket"]` is called as `factory(handler, server)` when a WebSocket is opened, and what it returns is
    called as a WSGI application, with the `environ` of the request.
3.  `handler` is bound to the session, which has `sid`; called with a WebSocket it uses `wait`, `send` and `close` until
    that has ended.
4.  `eio.sockets` holds the sessions by their ids.
5.  A session has `queue` (with `empty` and `qsize`), `upgraded`, `closed` and `closing`. `upgraded` becomes true when
    the client has finished changing from polling to this WebSocket.
6.  A session has `close(wait, abort, reason)`, and `eio.reason` names the reasons.
7.  Socket.IO sends its packets with `eio.send(session, text)`, and the library ends sessions with
    `eio.disconnect(session)`; what is put in their place on the instance is used.
8.  `eio.handlers["connect"]` is called for each new session, and `eio.on("connect", ...)` replaces it.
9.  `engineio.socket` and `engineio.base_socket` ask their own global `time` for the time.
10. `Payload.max_decode_packets` limits the packets of one POST.
11. The modules of 9 and 10 have these names.
12. `engineio.Client` calls its handlers through `_trigger_event(..., run_async)`, and `socketio.Client` makes its
    engine.io client with `_engineio_client_class()` (`OrderedClient`, for simulated people).
13. When a connection ends, `manager.basic_disconnect(id, namespace)` is called; what is put in its place on the
    instance is used. It looks for the connection in all of `manager.rooms[namespace]`, and `basic_leave_room` takes it
    out of one.

engineio_probe.py tries out 1 to 11 and 13 on real sessions when the server starts. Where one does not hold, the server
uses emit_transport.py instead, which is slower and knows only the public interface.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

import engineio
import socketio

from .. import runtime
from ..addresses import network
from ..clock import SteadyTime
from .frames import TextFrame
from .websocket import WebSocketConnection

NAMESPACE = "/"
#: Messages that may wait for a client that polls.
MAX_QUEUED = 8
#: Packets in one POST of a polling client: a whole burst, and more. The library's own 16 would lose it silently.
MAX_PACKETS_PER_POST = 64
#: The close code that says: the server restarts, come back (IANA registry of WebSocket close codes).
SERVICE_RESTART = 1012
#: A client that has not said who it is in this time is disconnected; how often that is checked.
IDENTIFY_SECONDS = 10.0
CHECK_SECONDS = 0.5
#: Clients of one address that have not said who they are. With more the oldest ends: everybody in a room of 500 with
#: two tabs, all at the same moment.
MAX_UNIDENTIFIED = 1_000
#: Seconds that a client has to end its session itself once it is in no meeting any more.
FAREWELL_SECONDS = 2.0
#: Messages that may wait for a client that reads nothing and asks for more and more answers.
MAX_UNREAD = 512

_MODULES_WITH_A_CLOCK = ("engineio.socket", "engineio.base_socket")

#: on_message(bridge, session, text): shown each message before the library is; says whether it has dealt with it.
OnMessage = Callable[["EngineIOBridge", str, str], bool]


class UnknownLibrary(Exception):
    """The transport library is not the one that this file was written for."""


class EngineIOBridge:
    """The WebSocket connections of one Socket.IO server, by the ids of their engine.io sessions."""

    def __init__(self, server: Any, on_message: OnMessage, on_unidentified: Callable[[], None] = lambda: None) -> None:
        """`on_unidentified` is called for each client that is disconnected because it does not say who it is."""
        self._server = server
        self._eio = eio = server.eio
        self._on_message = on_message
        self._on_unidentified = on_unidentified
        self._connections: dict[str, WebSocketConnection] = {}
        #: Sessions whose client has not said who it is, with its address and since when; and the same by address.
        self._unidentified: dict[str, tuple[str, float]] = {}
        self._unidentified_at: dict[str, dict[str, None]] = {}
        self._watching = False
        use_steady_clock()
        eio._async = {**eio._async, "websocket": self._websocket_factory}
        self._library_send: Callable[[str, Any], None] = eio.send
        eio.send = self._send
        eio.disconnect = self._disconnect
        self._library_connect: Callable[[str, Any], Any] = eio.handlers["connect"]
        eio.on("connect", self._session_opened)
        self._library_forget: Callable[..., None] = server.manager.basic_disconnect
        server.manager.basic_disconnect = self._forget

    @property
    def is_empty(self) -> bool:
        """Whether the library remembers no connection."""
        return not self._server.manager.rooms

    def session_of(self, id: str) -> str:
        """The session of a Socket.IO connection."""
        return str(self._server.manager.eio_sid_from_sid(id, NAMESPACE))

    def mark_identified(self, session: str, who: str = "") -> None:
        """The client of this session has said who it is: the same `who` for all screens of a person, and one
        for each board."""
        self._wait_no_longer(session)
        connection = self._connections.get(session)
        if connection is not None:
            connection.mark_identified(who)

    def offer(self, session: str, frame: TextFrame) -> bool:
        """Sends a frame to a session now or not at all. Frames of one session arrive in the order of their offers."""
        socket = self._eio.sockets.get(session)
        if socket is None or socket.closed or socket.closing:
            return False
        connection = self._connections.get(session)
        if connection is None:
            if socket.queue.qsize() >= MAX_QUEUED:
                return False
            self._library_send(session, frame.payload[1:].decode())
            return True
        # What is still in the library's queue may be older than this frame: from the time before this WebSocket.
        return bool(socket.upgraded and socket.queue.empty() and connection.writer.offer(frame))

    def answer(self, session: str, number: str, answers: str) -> None:
        """Acknowledges an event: "3" is the type of the packet."""
        self._send(session, f"3{number}{answers}")

    def flush_pending(self, session: str) -> bool:
        """Sends more of a frame that was only half sent; whether something of it is still left. Ends a connection that
        is stuck."""
        connection = self._connections.get(session)
        if connection is None or not connection.writer.busy:
            return False
        connection.writer.flush_pending()
        if connection.writer.busy and connection.writer.stuck_since(0):
            connection.end()
        return connection.writer.busy

    def is_stuck(self, session: str, since: float) -> bool:
        """Whether the client of this session, who would not take a frame at `since`, has taken nothing ever since."""
        connection = self._connections.get(session)
        return connection is not None and connection.writer.stuck_since(since)

    def end(self, session: str) -> None:
        """Ends a session's WebSocket at once."""
        connection = self._connections.get(session)
        if connection is not None:
            connection.end()

    def left_meeting(self, session: str) -> None:
        """The client of this session is in no meeting any more. Clients that behave end the session now; with one that
        does not it is ended, or somebody could join and leave until they hold all connections of their address."""
        socket = self._eio.sockets.get(session)
        if socket is not None and not socket.closed and not socket.closing:
            runtime.spawn_later(FAREWELL_SECONDS, self._end_session, session)

    def close_all(self) -> None:
        """Tells all clients that the server restarts. (The library's own close message means: do not reconnect.)"""
        for connection in list(self._connections.values()):
            connection.close(SERVICE_RESTART)

    def send_away(self, session: str) -> None:
        """Tells one client the same."""
        connection = self._connections.get(session)
        if connection is not None:
            connection.close(SERVICE_RESTART)
        else:
            runtime.spawn(self._eio.disconnect, session)

    def _send(self, session: str, data: Any) -> None:
        """Sends a packet of the library, usually an acknowledgement: directly if nothing is queued before it, which
        saves waking a greenlet for each."""
        connection = self._connections.get(session)
        if connection is None or not isinstance(data, str) or not self.offer(session, TextFrame(b"4" + data.encode())):
            self._library_send(session, data)
            socket = self._eio.sockets.get(session)
            if socket is not None and socket.queue.qsize() > MAX_UNREAD:
                self.end(session)
                runtime.spawn(self._eio.disconnect, session)
        elif connection.writer.busy:
            runtime.spawn(connection.writer.flush)

    def _disconnect(self, session: str) -> None:
        """Ends a session. The library would wait until the client has fetched all that is queued, and so for ever for
        one that polls no more: each would leave a greenlet behind."""
        socket = self._eio.sockets.get(session)
        if socket is not None:
            socket.close(wait=False, reason=self._eio.reason.SERVER_DISCONNECT)
            self._eio.sockets.pop(session, None)

    def _forget(self, id: str, namespace: str, **options: Any) -> None:
        """A connection has ended. It is in two rooms, its own and that of all; the library would look for it in those
        of all other connections, which with 2,000 of them takes ten milliseconds."""
        manager = self._server.manager
        for room in (None, id):
            manager.basic_leave_room(id, namespace, room)
        rooms, manager.rooms = manager.rooms, {namespace: {}}
        try:
            self._library_forget(id, namespace, **options)
        finally:
            manager.rooms = rooms

    def _session_opened(self, session: str, environ: dict[str, Any]) -> Any:
        address = network(environ.get("REMOTE_ADDR"))
        self._unidentified[session] = address, time.monotonic()
        others = self._unidentified_at.setdefault(address, {})
        others[session] = None
        if len(others) > MAX_UNIDENTIFIED:
            oldest = next(iter(others))
            self._wait_no_longer(oldest)
            runtime.spawn(self._end_unidentified, oldest)
        if not self._watching:
            self._watching = True
            runtime.spawn(self._watch_unidentified)
        return self._library_connect(session, environ)

    def _watch_unidentified(self) -> None:
        """Runs while there are clients that have not said who they are. (A timer for each would mean
        one for everybody who joins.)"""
        while self._unidentified:
            runtime.sleep(CHECK_SECONDS)
            latest = time.monotonic() - IDENTIFY_SECONDS
            for session in [session for session, (_, since) in self._unidentified.items() if since < latest]:
                self._wait_no_longer(session)
                runtime.spawn(self._end_unidentified, session)
        self._watching = False

    def _wait_no_longer(self, session: str) -> None:
        """The client of this session has said who it is, or is ended."""
        address, _ = self._unidentified.pop(session, ("", 0.0))
        others = self._unidentified_at.get(address, {})
        others.pop(session, None)
        if not others:
            self._unidentified_at.pop(address, None)

    def _end_unidentified(self, session: str) -> None:
        self._on_unidentified()
        self._end_session(session)

    def _end_session(self, session: str) -> None:
        self.end(session)
        self._eio.disconnect(session)

    def _has_keepalive(self, session: str) -> bool:
        """Whether the library ends this session when its pings are not answered: not before its WebSocket is in use."""
        socket = self._eio.sockets.get(session)
        return socket is not None and bool(socket.upgraded) and not socket.closed

    def _websocket_factory(self, handler: Callable[[Any], Any], _: Any) -> Callable[[dict[str, Any], Any], Any]:
        """What the library calls to make a WebSocket of a request."""
        session: str = handler.__self__.sid  # type: ignore[attr-defined]

        def upgrade(environ: dict[str, Any], start_response: Any) -> Any:
            connection = WebSocketConnection(
                environ["live_cop.socket"],
                partial(self._on_message, self, session),
                partial(self._has_keepalive, session),
                environ["live_cop.counted"].settle,
            )
            try:
                if connection.handshake(environ):
                    self._serve(session, connection, handler)
            finally:
                connection.end()
                environ["live_cop.taken_over"]()
            return []

        return upgrade

    def _serve(self, session: str, connection: WebSocketConnection, handler: Callable[[Any], Any]) -> None:
        """Lets the library use a WebSocket until it has ended."""
        # A client that began by polling may have said already who it is.
        if session not in self._unidentified:
            connection.mark_identified()
        self._connections[session] = connection
        try:
            handler(connection)
        except Exception:
            # The library's parser raises on what is no packet. Anybody can send such, so it ends this connection and is
            # not logged; our own handlers log their own faults. The library would keep the session until its next
            # pings are not answered.
            socket = self._eio.sockets.get(session)
            if socket is not None:
                socket.close(wait=False, abort=True, reason=self._eio.reason.TRANSPORT_ERROR)
        finally:
            connection.close()
            if self._connections.get(session) is connection:
                del self._connections[session]


def use_steady_clock() -> None:
    """The library measures a client's silence on the wall clock, and would disconnect everybody when somebody sets
    that. Raises ImportError or UnknownLibrary."""
    modules = [import_module(name) for name in _MODULES_WITH_A_CLOCK]
    if any(getattr(module, "time", None) not in (time, SteadyTime) for module in modules):
        raise UnknownLibrary("sessions do not ask the module `time`")
    for module in modules:
        module.time = SteadyTime  # type: ignore[attr-defined]


def use_wall_clock() -> None:
    """Undoes `use_steady_clock`."""
    for name in _MODULES_WITH_A_CLOCK:
        module = sys.modules.get(name)
        if module is not None and getattr(module, "time", None) is SteadyTime:
            module.time = time  # type: ignore[attr-defined]


def accept_long_posts() -> None:
    """Lets a polling client send everything that it has queued in one POST. Raises ImportError."""
    import_module("engineio.payload").Payload.max_decode_packets = MAX_PACKETS_PER_POST


class _OrderedEngineIOClient(engineio.Client):  # type: ignore[misc]
    def _trigger_event(self, event: str, *args: Any, **options: Any) -> Any:
        return super()._trigger_event(event, *args, **{**options, "run_async": False})


class OrderedClient(socketio.Client):  # type: ignore[misc]
    """The Python client, whose handlers are called for one event after the other. The library starts a thread for each,
    so that a later change could overtake an earlier one."""

    def _engineio_client_class(self) -> type[engineio.Client]:
        return _OrderedEngineIOClient

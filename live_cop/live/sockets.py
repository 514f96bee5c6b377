"""The Socket.IO events of the contract: connect and welcome, do, clock, disconnect."""

import logging
import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from flask_socketio import ConnectionRefusedError, SocketIO
from werkzeug.http import parse_cookie

from ..meeting.audience import Viewer
from ..meeting.codes import normalise_code
from ..meeting.refusal import Refusal
from . import server, wire
from .clock import now_ms
from .delivery import Connection, Delivery
from .hub import Hub, refusal
from .presence import Presence
from .straight import Straight

log = logging.getLogger(__name__)
#: Finds who is behind these cookies in this meeting: identify(cookies, code, wanted role or None).
Identify = Callable[[Mapping[str, str], str, str | None], Viewer | None]
#: Who has not said in this time who they are is sent away, and how often they are looked for.
STRANGER_SECONDS = 10.0
LOOK_SECONDS = 0.5
NAMESPACE = "/"
#: How a command with a number for its answer looks on the line: "4" is a message, "2" an event.
DO = re.compile(r'42([0-9]{1,9})\["do",')
#: Commands of one connection that wait for their answer, before more of it is read.
MOST_UNDER_WAY = 32


class Refused(ConnectionRefusedError):  # type: ignore[misc]
    """A connection that is not accepted. The refusal is the `data` of the client's `connect_error`; it stands beside it
    too, for clients whose `connect_error` is given the whole answer."""

    def __init__(self, error: Refusal) -> None:
        super().__init__()
        form = refusal(error)
        self.error_args = {"message": form["error"]["message"], "data": form, **form}


class Sockets:
    """Registers the events on a SocketIO server."""

    def __init__(self, socketio: SocketIO, hub: Hub, identify: Identify) -> None:
        self._hub = hub
        self._identify = identify
        self._connections: dict[str, Connection] = {}
        #: The same by the ids of the transport's sessions.
        self._sessions: dict[str, Connection] = {}
        # Flask's own layer makes a request of each event, which costs more than the event itself: nobody needs one.
        self._server = socketio.server
        self._straight = Straight(self._server.eio, self._heard)
        self._strangers = self._straight.strangers
        self._watching = False
        self.delivery = Delivery(hub, self._straight)
        self.presence = Presence(hub)
        self._server.on("connect", self._connect)
        self._server.on("disconnect", self._disconnect)
        self._server.on("do", self._do)
        self._server.on("clock", self._clock)
        self._open = self._server.eio.handlers["connect"]
        self._server.eio.on("connect", self._opened)

    def end(self, code: str, role: str) -> None:
        """Ends the connections of a role of a meeting; who may still come in comes in again."""
        for connection in list(self._connections.values()):
            if connection.code == code and connection.viewer.role == role:
                self._server.disconnect(connection.id)

    def stop(self) -> None:
        """Tells all clients that the server goes; they come back by themselves."""
        self._straight.close()

    def _opened(self, session: str, environ: dict[str, Any]) -> Any:
        """A line is there; who stands at its other end has a moment to say who they are."""
        self._strangers[session] = time.monotonic()
        if not self._watching:
            self._watching = True
            server.spawn(self._watch)
        return self._open(session, environ)

    def _watch(self) -> None:
        """Looks after the strangers until there are none. (A timer for each would be one for everybody who comes.)"""
        while self._strangers:
            server.sleep(LOOK_SECONDS)
            latest = time.monotonic() - STRANGER_SECONDS
            for session in [session for session, since in self._strangers.items() if since < latest]:
                del self._strangers[session]
                server.spawn(self._send_away, session)
        self._watching = False

    def _send_away(self, session: str) -> None:
        self._hub.figures.dropped("silent")
        self._straight.end(session)
        self._server.eio.disconnect(session)

    def _connect(self, id: str, environ: dict[str, Any], auth: Any = None) -> None:
        session = self._server.manager.eio_sid_from_sid(id, NAMESPACE)
        try:
            viewer, code = self._who(environ, auth)
        except Refusal as error:
            raise Refused(error) from None
        except Exception as error:
            log.error("a connection could not be accepted", exc_info=error)
            raise Refused(Refusal("our_fault")) from None
        since, epoch = auth.get("since"), auth.get("epoch")
        if not isinstance(since, int) or isinstance(since, bool):
            since = None
        connection = Connection(id, session, code, viewer, since, epoch if isinstance(epoch, str) else None)
        self._connections[id] = self._sessions[session] = connection
        self._hub.figures.connected(len(self._connections))
        self._strangers.pop(session, None)
        self._straight.known(session)
        self.presence.came(connection)
        # The queue comes to it when the library has given its own word that the connection stands.
        self._hub.between(lambda: self._welcome(connection))

    def _welcome(self, connection: Connection) -> None:
        if connection.id in self._connections:
            self.delivery.welcome(connection)

    def _who(self, environ: dict[str, Any], auth: Any) -> tuple[Viewer, str]:
        if not isinstance(auth, dict) or not isinstance(auth.get("meeting"), str):
            raise Refusal("who_are_you")
        code = normalise_code(auth["meeting"])
        wanted = auth.get("as") if isinstance(auth.get("as"), str) else None
        # The same answer whether there is such a meeting or not: nobody learns codes by trying.
        viewer = self._identify(parse_cookie(environ), code, wanted)
        if viewer is None:
            raise Refusal("chair_moved_on" if wanted in ("chair", "helper") else "who_are_you")
        state = self._hub.state(code)
        if state is None:
            raise Refusal("unknown_meeting")
        if state.get("kept_out", viewer.person) is not None:
            raise Refusal("kept_out")
        return viewer, code

    def _disconnect(self, id: str, reason: Any = None) -> None:
        connection = self._connections.pop(id, None)
        if connection is not None:
            self._sessions.pop(connection.session, None)
            self._hub.figures.connected(len(self._connections))
            self._hub.figures.dropped("slow" if connection.slow else reason)
            self.delivery.forget(connection)
            self.presence.went(connection)

    def _heard(self, session: str, text: str) -> bool:
        """Takes a command straight from the line: the library's way through its layers costs more than the command.
        False for all else, which goes that way."""
        connection = self._sessions.get(session)
        found = DO.match(text)
        # The library's way waits for the answer, and reads nothing until then.
        if connection is None or found is None or connection.under_way >= MOST_UNDER_WAY:
            return False
        try:
            message = wire.loads(text[found.end(1) :])[1]
        except (ValueError, RecursionError):
            return False
        number = found[1]

        def answered(answer: dict[str, Any]) -> None:
            connection.under_way -= 1
            # "3" is an acknowledgement.
            self._server.eio.send(session, f"3{number}{wire.dumps([answer])}")
            self._follow(connection, message, answer)

        connection.under_way += 1
        self._hub.give(connection.code, connection.viewer, message, answered)
        return True

    def _do(self, id: str, message: Any = None, *_: Any) -> dict[str, Any]:
        """A command that came the library's way."""
        connection = self._connections.get(id)
        if connection is None:
            return {"ok": False, **refusal(Refusal("who_are_you"))}
        answer = self._hub.submit(connection.code, connection.viewer, message)
        self._follow(connection, message, answer)
        return answer

    def _follow(self, connection: Connection, message: Any, answer: dict[str, Any]) -> None:
        if answer["ok"] and message["name"] == "person.remove":
            server.spawn(self._send_out, connection.code)

    def _send_out(self, code: str) -> None:
        """Ends the connections of those who were asked to stay out; they hear why when they try again."""
        state = self._hub.state(code)
        for other in list(self._connections.values()):
            if other.code == code and state and state.get("kept_out", other.viewer.person) is not None:
                self._server.disconnect(other.id)

    def _clock(self, _: str, message: Any = None, *__: Any) -> dict[str, Any]:
        sent = message.get("sent") if isinstance(message, dict) else None
        return {"sent": sent if isinstance(sent, int | float) else None, "now": now_ms()}

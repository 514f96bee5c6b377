"""The Socket.IO events of the contract: connect and welcome, do, clock, disconnect."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from flask import request
from flask_socketio import ConnectionRefusedError, SocketIO

from ..meeting.changes import Viewer
from ..meeting.codes import normalise_code
from ..meeting.refusal import Refusal
from . import wire
from .delivery import Connection, Delivery
from .hub import Hub, now_ms, refusal
from .presence import Presence

log = logging.getLogger(__name__)
#: Finds who is behind these cookies in this meeting: identify(cookies, code, wanted role or None).
Identify = Callable[[Mapping[str, str], str, str | None], Viewer | None]


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
        self._socketio = socketio
        self.delivery = Delivery(hub, self._emit)
        self.presence = Presence(hub)
        socketio.on_error_default(self._fault)
        socketio.on_event("connect", self._connect)
        socketio.on_event("disconnect", self._disconnect)
        socketio.on_event("do", self._do)
        socketio.on_event("clock", self._clock)

    def end(self, code: str, role: str) -> None:
        """Ends the connections of a role of a meeting; who may still come in comes in again."""
        for connection in list(self._connections.values()):
            if connection.code == code and connection.viewer.role == role:
                self._socketio.server.disconnect(connection.id)

    def _emit(self, event: str, data: dict[str, Any], ids: list[str]) -> None:
        self._hub.figures.frame(len(ids), len(wire.dumps(data).encode()))
        self._socketio.server.emit(event, data, to=ids)

    def _fault(self, error: Exception) -> dict[str, Any]:
        """A fault of ours: the client hears so, and goes on."""
        log.error("an event could not be handled", exc_info=error)
        if request.event["message"] == "connect":  # type: ignore[attr-defined]
            raise Refused(Refusal("our_fault"))
        return {"ok": False, **refusal(Refusal("our_fault"))}

    def _connect(self, auth: Any = None) -> None:
        try:
            viewer, code = self._who(auth)
        except Refusal as error:
            raise Refused(error) from None
        connection = Connection(request.sid, code, viewer)  # type: ignore[attr-defined]
        self._connections[connection.id] = connection
        self._hub.figures.connected(len(self._connections))
        self.presence.came(connection)
        since, epoch = auth.get("since"), auth.get("epoch")
        if not isinstance(since, int) or isinstance(since, bool):
            since = None
        self._hub.between(lambda: self._welcome(connection, since, epoch))

    def _welcome(self, connection: Connection, since: int | None, epoch: Any) -> None:
        if connection.id in self._connections:
            self.delivery.welcome(connection, since, epoch if isinstance(epoch, str) else None)

    def _who(self, auth: Any) -> tuple[Viewer, str]:
        if not isinstance(auth, dict) or not isinstance(auth.get("meeting"), str):
            raise Refusal("who_are_you")
        code = normalise_code(auth["meeting"])
        wanted = auth.get("as") if isinstance(auth.get("as"), str) else None
        # The same answer whether there is such a meeting or not: nobody learns codes by trying.
        viewer = self._identify(request.cookies, code, wanted)
        if viewer is None:
            raise Refusal("chair_moved_on" if wanted in ("chair", "helper") else "who_are_you")
        if self._hub.state(code) is None:
            raise Refusal("unknown_meeting")
        return viewer, code

    def _disconnect(self, reason: Any = None, *_: Any) -> None:
        connection = self._connections.pop(request.sid, None)  # type: ignore[attr-defined]
        if connection is not None:
            self._hub.figures.connected(len(self._connections))
            self._hub.figures.dropped(reason)
            self.delivery.forget(connection)
            self.presence.went(connection)

    def _do(self, message: Any = None, *_: Any) -> dict[str, Any]:
        connection = self._connections.get(request.sid)  # type: ignore[attr-defined]
        if connection is None:
            return {"ok": False, **refusal(Refusal("who_are_you"))}
        return self._hub.submit(connection.code, connection.viewer, message)

    def _clock(self, message: Any = None, *_: Any) -> dict[str, Any]:
        sent = message.get("sent") if isinstance(message, dict) else None
        return {"sent": sent if isinstance(sent, int | float) else None, "now": now_ms()}

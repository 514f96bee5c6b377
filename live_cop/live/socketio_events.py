"""The Socket.IO events of the contract: connect and welcome, do, clock, disconnect."""

import logging
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode

from flask import Flask
from flask_socketio import ConnectionRefusedError, SocketIO
from werkzeug.http import parse_cookie

from ..meeting.audience import Viewer
from ..meeting.codes import normalise_code
from ..meeting.refusal import Refusal
from ..meeting.state import State
from ..meeting.voices import people
from ..store.errors import StoreError
from ..store.leases import Elsewhere
from . import runtime
from .clock import now_ms
from .follow import follower
from .follow.follower import Follower
from .follow.publisher import Publisher
from .follow.streams import Streams
from .sync.client_messages import refusal, refused
from .sync.connection import Connection
from .sync.delivery import Delivery
from .sync.hub import Hub
from .sync.open_connections import OpenConnections
from .sync.presence import Presence
from .sync.rate_limit import COMMANDS_PER_SECOND
from .transport import json_codec
from .transport.emit_transport import EmitTransport
from .transport.engineio_bridge import EngineIOBridge
from .transport.engineio_probe import library_is_known
from .transport.message_reader import MAX_MESSAGE_BYTES

log = logging.getLogger(__name__)
#: What the transport library says about invalid frames. Anybody can send those, so they are not logged. Our handlers
#: log their own errors.
transport = logging.getLogger("live_cop.transport")
transport.setLevel(logging.CRITICAL)
#: What the paths of all its requests begin with.
PATH = "/socket.io"
#: Seconds for which a connection is not read after a command that came too fast. By then its sender may give one
#: again: refusing costs others nothing, and a phone that had many to send loses nothing by it.
TOO_FAST_PAUSE = 1 / COMMANDS_PER_SECOND
#: Finds who is behind these cookies in this meeting, or holds this ticket: identify(cookies, code, wanted role or None,
#: what was given as a ticket).
Identify = Callable[[Mapping[str, str], str, str | None, object], Viewer | None]
#: A command that asks for an acknowledgement, as a Socket.IO packet: "4" is a message, "2" an event.
DO_EVENT = re.compile(r'42([0-9]{1,9})\["do",')
#: Commands of one connection that may wait for their answer before it is read further.
MAX_COMMANDS_IN_FLIGHT = 32


class ConnectionRefused(ConnectionRefusedError):  # type: ignore[misc]
    """A connection that is not accepted. The refusal is the `data` of the client's `connect_error`, and is also given
    beside it, for clients whose `connect_error` is given the whole answer."""

    def __init__(self, error: Refusal, **params: str) -> None:
        super().__init__()
        form = refusal(error)
        if params:
            form["error"]["params"] = {**error.params, **params}
        self.error_args = {"message": form["error"]["message"], "data": form, **form}


def socketio_server(app: Flask, may_connect: Callable[[str | None, dict[str, Any]], bool]) -> SocketIO:
    """What speaks Socket.IO in front of this application, if `may_connect(origin, environ)`."""
    return SocketIO(
        app,
        async_mode=runtime.ASYNC_MODE,
        cors_allowed_origins=may_connect,
        max_http_buffer_size=MAX_MESSAGE_BYTES,
        http_compression=True,
        json=json_codec,
        logger=transport,
        engineio_logger=transport,
        ping_interval=20,
        ping_timeout=20,
        manage_session=False,
        # The greenlet that reads the commands of a connection also carries them out, one after the other: a greenlet
        # for each command costs more than the command.
        async_handlers=False,
        cookie=None,
    )


class SocketIOEvents:
    """Registers the events on a SocketIO server."""

    def __init__(
        self, socketio: SocketIO, hub: Hub, identify: Identify, streams: Streams | None = None, follow_from: int = 0
    ) -> None:
        """With `streams`, further screens of a meeting that has `follow_from` here go to followers."""
        self._hub = hub
        self._identify = identify
        self._connections = OpenConnections()
        # Not through Flask-SocketIO, which makes a Flask request of each event: that costs more than the event itself.
        self._server = socketio.server
        self._transport: EngineIOBridge | EmitTransport
        if library_is_known():
            self._transport = EngineIOBridge(self._server, self._on_message, self._on_unidentified)
        else:
            self._transport = EmitTransport(self._server)
        self.delivery = Delivery(hub, self._transport)
        self.presence = Presence(hub, hub.store.codes_with("scheduled") if hub.ownership.is_alone else ())
        if not hub.ownership.is_alone:
            runtime.spawn(self.presence.look_for_abandoned)
        self._streams = streams
        self._publisher: Publisher | None = None
        self._follower: Follower | None = None
        if streams is not None:
            self._publisher = Publisher(hub, streams, self.presence, self._connections.count, follow_from)
            self._follower = Follower(
                hub,
                streams,
                self.delivery,
                self._send_away,
                end_boards=lambda code: self._end_role_here(code, "board"),
                end_banned=self._end_banned,
            )
        hub.is_in_use = self._is_in_use
        hub.on_forgotten = self._forget
        hub.on_lost = self._send_away
        self._server.on("connect", self._connect)
        self._server.on("disconnect", self._disconnect)
        self._server.on("do", self._do)
        self._server.on("clock", self._clock)

    def end_role(self, code: str, role: str) -> None:
        """Ends the connections of one role in a meeting; people who may still join reconnect."""
        self._end_role_here(code, role)
        if self._publisher is not None and role == "board":
            self._publisher.end_boards(code)

    def _end_role_here(self, code: str, role: str) -> None:
        for connection in self._connections.of_meeting(code):
            if connection.viewer.role == role:
                self._server.disconnect(connection.id)

    def close_all(self) -> None:
        """Tells all clients that the server restarts, so that they come back."""
        self._transport.close_all()
        if self._streams is not None:
            self._streams.stop()

    def _is_in_use(self, code: str) -> bool:
        return self._connections.count(code) > 0 or bool(self._publisher and self._publisher.is_followed(code))

    def _on_unidentified(self) -> None:
        self._hub.metrics.disconnected("silent")

    def _connect(self, id: str, environ: dict[str, Any], auth: Any = None) -> None:
        session = self._transport.session_of(id)
        try:
            viewer, code = self._identify_viewer(environ, auth)
            if self.delivery.welcomes.prepare(code):
                # Meanwhile they may have been asked to leave.
                viewer, code = self._identify_viewer(environ, auth)
        except Refusal as error:
            raise ConnectionRefused(error) from None
        except Elsewhere as error:
            code = normalise_code(auth["meeting"])
            url = f"{PATH}/?{urlencode({'m': code, 'at': error.owner})}"
            raise ConnectionRefused(Refusal("elsewhere"), at=error.owner, url=url) from None
        except StoreError as error:
            # The client tries again.
            log.error("a connection could not be accepted: %s", error)
            raise ConnectionRefused(Refusal("not_saved")) from None
        except Exception as error:
            log.error("a connection could not be accepted", exc_info=error)
            raise ConnectionRefused(Refusal("our_fault")) from None
        since, epoch = auth.get("since"), auth.get("epoch")
        if not isinstance(since, int) or isinstance(since, bool):
            since = None
        connection = Connection(id, session, code, viewer, since, epoch if isinstance(epoch, str) else None)
        connection.follows = code in self.delivery.copies
        for oldest in self._connections.add(connection):
            self.delivery.replace(oldest, refusal(Refusal("too_many_screens")))
            runtime.spawn(self._server.disconnect, oldest.id)
        self._hub.metrics.set_connections(len(self._connections))
        # All boards are one person. They are in different places, and none of them gives way to another.
        whose = session if viewer.role == "board" else viewer.person
        self._transport.mark_identified(session, f"{code} {whose}")
        if not connection.follows:
            self.presence.connected(connection)
        # Through the queue, so that the library's own confirmation of the connection comes first.
        self._hub.run_between_batches(lambda: self._welcome(connection))

    def _forget(self, code: str) -> None:
        self.delivery.forget(code)
        self.presence.forget(code)
        if self._publisher is not None:
            self._publisher.forget(code)

    def _send_away(self, code: str) -> None:
        """Ends the connections of a meeting that another process has taken over; people come back and find it."""
        for connection in self._connections.of_meeting(code):
            self._transport.send_away(connection.session)

    def _welcome(self, connection: Connection) -> None:
        if self._connections.get(connection.id) is not None:
            self.delivery.welcome(connection)

    def _identify_viewer(self, environ: dict[str, Any], auth: Any) -> tuple[Viewer, str]:
        if not isinstance(auth, dict) or not isinstance(auth.get("meeting"), str):
            raise Refusal("who_are_you")
        code = normalise_code(auth["meeting"])
        wanted = auth.get("as") if isinstance(auth.get("as"), str) else None
        # The same answer whether there is such a meeting or not, so that nobody learns codes by trying.
        viewer = self._identify(parse_cookie(environ), code, wanted, auth.get("ticket"))
        if viewer is None:
            raise Refusal("chair_moved_on" if wanted in ("chair", "helper") else "who_are_you")
        state = self._state_for(viewer, code, environ)
        if state is None:
            raise Refusal("unknown_meeting")
        if state.get("kept_out", viewer.person) is not None:
            raise Refusal("kept_out")
        if viewer.role == "participant" and state.get("person", viewer.person) is None:
            if people.lost_place(state, viewer.person):
                raise Refusal("lost_place")
            # A follower may not have heard yet that they have joined.
            if self._hub.has(code):
                raise Refusal("who_are_you")
        return viewer, code

    def _state_for(self, viewer: Viewer, code: str, environ: dict[str, Any]) -> State | None:
        """The meeting as this process has it for this viewer. Raises StoreError, and Elsewhere where another process
        serves them."""
        if self._follower is None or self._publisher is None or viewer.role not in follower.ROLES:
            return self._hub.state(code)
        if not self._hub.has(code) and self._follower.follows(code):
            return self.delivery.copies[code]
        state = self._hub.state(code)
        at = parse_qs(environ.get("QUERY_STRING", "")).get("at", [""])[0]
        if state is not None and (other := self._publisher.leads_to(code, at)):
            raise Elsewhere(other, is_overdue=False)
        return state

    def _disconnect(self, id: str, reason: Any = None) -> None:
        connection = self._connections.remove(id)
        if connection is not None:
            self._hub.metrics.set_connections(len(self._connections))
            self._hub.metrics.disconnected("slow" if connection.slow else reason)
            self.delivery.remove(connection)
            if not connection.follows:
                self.presence.disconnected(connection)
            self._transport.left_meeting(connection.session)

    def _on_message(self, bridge: EngineIOBridge, session: str, text: str) -> bool:
        """Takes a command before the library sees it, whose layers cost more than the command itself. False for
        everything else, which the library then handles."""
        connection = self._connections.of_session(session)
        found = DO_EVENT.match(text)
        # With too many in flight, the library handles it: it reads nothing more until the command is answered.
        if connection is None or found is None or connection.commands_in_flight >= MAX_COMMANDS_IN_FLIGHT:
            return False
        try:
            message = json_codec.loads(text[found.end(1) :])[1]
        except (ValueError, RecursionError):
            return False
        number, too_fast = found[1], False

        def on_answer(answer: dict[str, Any]) -> None:
            nonlocal too_fast
            too_fast = _is_too_fast(answer)
            connection.commands_in_flight -= 1
            bridge.answer(session, number, json_codec.dumps([answer]))
            self._after_command(connection, message, answer)

        connection.commands_in_flight += 1
        self._submit(connection, message, on_answer)
        if too_fast:
            # This greenlet reads the connection.
            runtime.sleep(TOO_FAST_PAUSE)
        return True

    def _do(self, id: str, message: Any = None, *_: Any) -> dict[str, Any]:
        """A command that came through the library."""
        connection = self._connections.get(id)
        if connection is None:
            return refused(Refusal("who_are_you"))
        answered = runtime.Event()
        self._submit(connection, message, answered.send)
        answer: dict[str, Any] = answered.wait()
        if _is_too_fast(answer):
            runtime.sleep(TOO_FAST_PAUSE)
        self._after_command(connection, message, answer)
        return answer

    def _submit(self, connection: Connection, message: Any, answer: Callable[[dict[str, Any]], None]) -> None:
        if connection.follows and self._follower is not None:
            self._follower.submit(connection, message, answer)
        else:
            self._hub.submit(connection.code, connection.viewer, message, answer)

    def _after_command(self, connection: Connection, message: Any, answer: dict[str, Any]) -> None:
        if answer["ok"] and message["name"] == "person.remove":
            runtime.spawn(self._end_banned, connection.code)

    def _end_banned(self, code: str) -> None:
        """Ends the connections of people who were removed from the meeting; they are told why when they try again."""
        state = self.delivery.copies.get(code) or self._hub.state(code)
        for other in self._connections.of_meeting(code):
            if state and state.get("kept_out", other.viewer.person) is not None:
                self._server.disconnect(other.id)

    def _clock(self, _: str, message: Any = None, *__: Any) -> dict[str, Any]:
        sent = message.get("sent") if isinstance(message, dict) else None
        return {"sent": sent if isinstance(sent, int | float) else None, "now": now_ms()}


def _is_too_fast(answer: dict[str, Any]) -> bool:
    return bool(answer.get("error", {}).get("code") == "too_fast")

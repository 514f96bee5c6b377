"""Tries out what engineio_bridge.py assumes of the transport library, when the server starts.

A bridge is attached to a server of the library's own class, and a client at the other end of a socket pair does what
browsers do, and what they do not: it polls, upgrades to a WebSocket, opens one directly, receives frames, sends a
command, sends what is no packet, and disconnects.
There is no network, and it takes a few milliseconds.
"""

import io
import json
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import socketio
from websockets.frames import Frame, Opcode
from websockets.protocol import Protocol, Side

from .. import runtime
from ..clock import SteadyTime
from . import json_codec
from .engineio_bridge import (
    MAX_PACKETS_PER_POST,
    EngineIOBridge,
    UnknownLibrary,
    accept_long_posts,
    use_wall_clock,
)
from .frames import TextFrame
from .message_reader import silent_log

log = logging.getLogger(__name__)
#: Turns of the event loop for each step. All of it happens in this process, so a busy machine needs no more of them.
MAX_TURNS = 2_000
#: May come between any two other messages.
_PINGS_AND_NOOPS = ("2", "6")
_UPGRADE = {
    "HTTP_UPGRADE": "websocket",
    "HTTP_CONNECTION": "Upgrade",
    "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ==",
    "HTTP_SEC_WEBSOCKET_VERSION": "13",
}


@cache
def library_is_known() -> bool:
    """Whether the bridge works with this library; if not, the log says so, once."""
    try:
        accept_long_posts()
        _Probe().run()
    except Exception as error:
        use_wall_clock()
        log.warning(
            "the transport library does not work as expected (%s: %s): events take its ordinary way, which is slower",
            type(error).__name__,
            error,
        )
        return False
    return True


class _Probe:
    """A separate server for the probe."""

    def __init__(self) -> None:
        self._server = socketio.Server(
            async_mode=runtime.ASYNC_MODE,
            async_handlers=False,
            json=json_codec,
            logger=silent_log,
            engineio_logger=silent_log,
            monitor_clients=False,
            ping_interval=1,
        )
        self.ids: list[str] = []
        self.left: list[str] = []
        self.asked: list[Any] = []
        self.seen: list[tuple[str, str]] = []
        self._server.on("connect", lambda id, environ, auth=None: self.ids.append(id))
        self._server.on("disconnect", lambda id, reason=None: self.left.append(id))
        self._server.on("ask", self._ask)
        self.bridge = EngineIOBridge(self._server, self._on_message)

    def run(self) -> None:
        """Raises where something is not as expected."""
        with _clock_is_asked():
            self._a_client_that_polls_and_changes_to_websocket()
        self._a_client_that_opens_a_websocket()
        self._a_client_that_polls_no_more()
        _wait(lambda: self.bridge.is_empty, "a connection that is gone is remembered")

    def _ask(self, id: str, question: Any) -> Any:
        self.asked.append(question)
        return question

    def _on_message(self, bridge: EngineIOBridge, session: str, text: str) -> bool:
        self.seen.append((session, text))
        return text.startswith('421["taken"')

    def _a_client_that_polls_and_changes_to_websocket(self) -> None:
        opened = self._request("transport=polling")
        session = json.loads(opened[1:])["sid"]
        sid = f"transport=polling&sid={session}"
        _expect(session in self.bridge._unidentified, "a new session is not announced")
        # As many as a client may post at once, the first of which is its Socket.IO connection.
        self._request(sid, "\x1e".join(["40", *['42["ask",0]'] * (MAX_PACKETS_PER_POST - 1)]))
        _expect(len(self.asked) == MAX_PACKETS_PER_POST - 1, "a long POST is not read")
        _expect(self.bridge.session_of(self.ids[-1]) == session, "a connection has another session")
        self.bridge.mark_identified(session)
        _expect(self.bridge.offer(session, TextFrame(b'42["polled"]')), "a client that polls takes no frame")
        _expect('42["polled"]' in self._request(sid), "a client that polls is not sent its frame")

        client = _Client()
        client.open(self._server, f"transport=websocket&sid={session}")
        client.say("2probe")
        client.hears("3probe")
        _expect(not self.bridge.offer(session, TextFrame(b'42["early"]')), "a frame overtakes the change to WebSocket")
        client.say("5")
        _wait(lambda: self.bridge.offer(session, TextFrame(b'42["late"]')), "the WebSocket takes no frame")
        client.hears('42["late"]')
        _expect(client.is_settled, "a client that was identified before its WebSocket is not settled")
        client.sock.close()
        _wait(lambda: self.ids[-1] in self.left, "a connection that is gone is not noticed")

    def _a_client_that_opens_a_websocket(self) -> None:
        client = _Client()
        client.open(self._server, "transport=websocket")
        session = json.loads(client.hears("0")[1:])["sid"]
        client.say("40")
        client.hears("40")
        id = self.ids[-1]
        _expect(self.bridge.session_of(id) == session, "a connection has another session")
        _expect(not client.is_settled, "a client is settled before it is identified")
        self.bridge.mark_identified(session)
        _expect(client.is_settled, "a client that is identified is not settled")
        _wait(lambda: self.bridge.offer(session, TextFrame(b'42["frame"]')), "the WebSocket takes no frame")
        client.hears('42["frame"]')
        client.say('427["ask",7]')
        client.hears("437[7]")
        asked = len(self.asked)
        client.say('421["taken",1]')
        _wait(lambda: (session, '421["taken",1]') in self.seen, "messages do not come by")
        self.bridge.answer(session, "1", "[1]")
        client.hears("431[1]")
        _expect(len(self.asked) == asked and not self.bridge.flush_pending(session), "a command is handled twice")
        # What is no packet.
        client.say("}")
        _wait(lambda: id in self.left, "a broken connection is not noticed")
        _expect(not self.bridge.offer(session, TextFrame(b'42["gone"]')), "a connection that is gone takes frames")
        client.sock.close()

    def _a_client_that_polls_no_more(self) -> None:
        session = json.loads(self._request("transport=polling")[1:])["sid"]
        # The second packet is one that only servers send, so the library ends the session. It is not to wait until the
        # client has fetched the answer to the first.
        self._request(f"transport=polling&sid={session}", "40\x1e0")
        _expect(self.ids[-1] in self.left, "a session that is ended is not announced")
        _expect(not self.bridge.offer(session, TextFrame(b'42["gone"]')), "a session that is ended takes frames")

    def _request(self, query: str, body: str | None = None) -> str:
        """The answer to a request of a client that polls."""
        environ = {"REQUEST_METHOD": "GET" if body is None else "POST", "QUERY_STRING": f"EIO=4&{query}"}
        data = (body or "").encode()
        more = {"CONTENT_LENGTH": str(len(data)), "wsgi.input": io.BytesIO(data)}
        request = _Request(self._server, {**environ, **more})
        _wait(request.answered, "a request is not answered")
        return request.body.decode()


class _Request:
    """A request to the library, which is handled beside everything else."""

    def __init__(self, server: Any, environ: dict[str, Any]) -> None:
        self.body = b""
        self._done = False
        self._fault: Exception | None = None
        runtime.spawn(self._handle, server, environ)

    def answered(self) -> bool:
        """Whether it has been handled. Raises what the library has raised."""
        if self._fault is not None:
            raise self._fault
        return self._done

    def _handle(self, server: Any, environ: dict[str, Any]) -> None:
        try:
            self.body = b"".join(server.handle_request(environ, lambda *_: None))
            self._done = True
        except Exception as error:
            self._fault = error


class _Client:
    """A browser's WebSocket."""

    def __init__(self) -> None:
        self.sock, self._near = socket.socketpair()
        for each in (self.sock, self._near):
            each.setblocking(False)
        self._protocol = Protocol(Side.CLIENT)
        self._messages: list[str] = []
        self.is_settled = False

    def settle(self, who: str) -> None:
        """As the listener's count of connections has it."""
        self.is_settled = True

    def open(self, server: Any, query: str) -> None:
        """The opening handshake."""
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/socket.io/",
            "QUERY_STRING": f"EIO=4&{query}",
            "live_cop.socket": self._near,
            "live_cop.counted": self,
            "live_cop.taken_over": lambda: None,
            **_UPGRADE,
        }
        request = _Request(server, environ)
        response = bytearray()

        def complete() -> bool:
            response.extend(self._received())
            return b"\r\n\r\n" in response or request.answered()

        _wait(complete, "no WebSocket is opened")
        head, _, frames = bytes(response).partition(b"\r\n\r\n")
        _expect(head.startswith(b"HTTP/1.1 101 "), "the opening handshake is answered by somebody else")
        self._parse(frames)

    def say(self, text: str) -> None:
        """Sends a message."""
        self.sock.send(Frame(Opcode.TEXT, text.encode()).serialize(mask=True))

    def hears(self, start: str) -> str:
        """The next message, which begins like this."""

        def arrived() -> bool:
            self._parse(self._received())
            return bool(self._messages)

        _wait(arrived, f"nothing is sent that begins with {start}")
        message = self._messages.pop(0)
        _expect(message.startswith(start), f"{message[:20]} is sent instead of {start}")
        return message

    def _received(self) -> bytes:
        try:
            return self.sock.recv(4096)
        except BlockingIOError:
            return b""

    def _parse(self, data: bytes) -> None:
        if data:
            self._protocol.receive_data(data)
        frames = (event for event in self._protocol.events_received() if isinstance(event, Frame))
        texts = [bytes(frame.data).decode() for frame in frames if frame.opcode is Opcode.TEXT]
        self._messages += [text for text in texts if text not in _PINGS_AND_NOOPS]


@contextmanager
def _clock_is_asked() -> Iterator[None]:
    """Raises where nobody has asked our clock for the time by the end."""
    real, asked = SteadyTime.time, []

    def counted() -> float:
        asked.append(True)
        return real()

    SteadyTime.time = staticmethod(counted)  # type: ignore[method-assign]
    try:
        yield
    finally:
        SteadyTime.time = staticmethod(real)  # type: ignore[method-assign]
    _expect(asked, "sessions do not use our clock")


def _expect(true: object, otherwise: str) -> None:
    if not true:
        raise UnknownLibrary(otherwise)


def _wait(true: Callable[[], object], otherwise: str) -> None:
    """Lets everything else run until this is so. Raises UnknownLibrary where it never is."""
    for _ in range(MAX_TURNS):
        if true():
            return
        runtime.sleep(0.0005)
    raise UnknownLibrary(otherwise)

"""The engine eventlet: the only file that names it.

Its weak spots are covered here and in transport/websocket.py: it gives requests any time to arrive, turns
clients away after 1,024 connections, and its own WebSocket removes masks byte by byte.
"""

import contextlib
import errno
import os
import signal
import socket
import warnings
from collections.abc import Callable
from typing import Any

# Its makers are winding eventlet down and say so at every import; docs/decisions/0032 says why it is still here.
warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
# Host names are looked up in real threads here; eventlet's own resolver would only take time and memory.
os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")

import eventlet
import eventlet.event
import eventlet.hubs
import eventlet.queue
import eventlet.semaphore
import eventlet.tpool
import eventlet.wsgi
from flask import Flask

from .http_head import BAD_REQUEST, BadRequest, RequestHead
from .listener import (
    HEAD_SECONDS,
    IDLE_SECONDS,
    MAX_ACCEPTS_PER_TURN,
    MAX_CONNECTIONS,
    REQUEST_SECONDS,
    ConnectionLimits,
    Counted,
    discard,
    weakly,
)

ASYNC_MODE = "eventlet"
Queue = eventlet.queue.LightQueue
Event = eventlet.event.Event
Lock = eventlet.semaphore.Semaphore
sleep = eventlet.sleep


def spawn(work: Callable[..., Any], *args: Any) -> Any:
    """Runs `work` concurrently; the result has `wait()`."""
    return eventlet.spawn(work, *args)


def spawn_later(seconds: float, work: Callable[..., Any], *args: Any) -> Any:
    """Runs `work` after so many seconds; the result has `cancel()`."""
    # Not eventlet's own `spawn_after`: what it cancels ends with an error, whose frames stay in memory in a circle.
    return eventlet.hubs.get_hub().schedule_call_global(seconds, eventlet.spawn, work, *args)


def in_thread(work: Callable[..., Any], *args: Any) -> Any:
    """Runs `work` in a real thread and waits for it without blocking the event loop; raises what it raises."""
    return eventlet.tpool.execute(work, *args)


def wait_read(sock: socket.socket, seconds: float | None) -> bool:
    """Waits until there is something to read; False after a timeout. None means no limit."""
    return _wait(sock, seconds, read=True)


def wait_write(sock: socket.socket, seconds: float) -> bool:
    """Waits until the socket is writable; False after a timeout."""
    return _wait(sock, seconds, write=True)


def _wait(sock: socket.socket, seconds: float | None, **what: bool) -> bool:
    try:
        eventlet.hubs.trampoline(sock, timeout=seconds, timeout_exc=TimeoutError, **what)
    except TimeoutError:
        return False
    except eventlet.hubs.IOClosed:
        # It was closed in the meantime: reading will say so.
        return True
    return True


class _FairListener(eventlet.greenio.GreenSocket):  # type: ignore[misc]
    """The listening socket. It lets other greenlets run between connections: accepted in one go, a thousand of them
    would keep everyone else waiting for a quarter of a second."""

    _at_once = 0

    def accept(self) -> Any:
        self._at_once += 1
        if self._at_once % MAX_ACCEPTS_PER_TURN == 0:
            eventlet.sleep(0)
        try:
            return super().accept()
        except OSError as error:
            # Its end, as eventlet understands it, once the server stops.
            raise OSError(errno.EPIPE if error.errno == errno.EINVAL else error.errno, error.strerror) from error


class _Protocol(eventlet.wsgi.HttpProtocol):  # type: ignore[misc]
    """A connection, with limits of time."""

    #: Buffers, in bytes. Each connection holds both for as long as it lives, and a WebSocket uses neither.
    rbufsize = 2 << 10
    wbufsize = 4 << 10
    limits: ConnectionLimits
    _head: RequestHead
    _time: eventlet.Timeout
    _counted: Counted
    _seconds = HEAD_SECONDS

    def handle(self) -> None:
        address = self.client_address[0] if self.client_address else ""
        counted = self.limits.acquire(address, self.connection.fd)
        if counted is None:
            return
        self._counted = counted
        try:
            super().handle()
        finally:
            counted.release()

    def _read_request_line(self) -> Any:
        with eventlet.Timeout(self._seconds, False):
            self._seconds = IDLE_SECONDS
            return super()._read_request_line()
        return ""

    def parse_request(self) -> bool:
        self.requestline = ""
        self.close_connection = True
        with eventlet.Timeout(HEAD_SECONDS, False):
            return self._parse()
        return False

    def _parse(self) -> bool:
        """Reads the head of a request: Python's own way takes five times as long."""
        try:
            self._head = head = RequestHead(self.raw_requestline, self.rfile.readline)
        except BadRequest:
            self.wfile.write(BAD_REQUEST)
            return False
        self.command, self.path, self.headers = head.method, head.target, head.headers
        self.request_version = head.version
        self._counted.is_asked()
        # Eventlet looks for itself whether the client wants to go on.
        self.close_connection = False
        return True

    def get_environ(self) -> Any:
        environ = super().get_environ()
        environ["live_cop.socket"] = self.connection.fd
        environ["live_cop.counted"] = self._counted
        environ["live_cop.more_time"] = weakly(self._more_time)
        environ["live_cop.taken_over"] = _taken_over
        environ["wsgi.input"].discard = weakly(self._discard_body)
        # For eventlet's own WebSocket, which nobody uses here.
        environ.pop("eventlet.set_idle", None)
        if self._head.chunked:
            body = environ["wsgi.input"]
            body.rfile = self._head.plain_chunks(body.rfile, weakly(self._close_afterwards))
            # The stream marks its own end; without this flag Werkzeug does not read a body of unknown length.
            environ["wsgi.input_terminated"] = True
        return environ

    def _discard_body(self) -> None:
        if not discard(self.environ["wsgi.input"].read, eventlet.sleep):
            self.close_connection = True

    def _more_time(self) -> None:
        """The time of the request begins again: it is a large file that arrives, or is sent."""
        self._time.cancel()
        self._time.start()

    def _close_afterwards(self) -> None:
        self.close_connection = True

    def handle_one_response(self) -> None:
        if self._head.wants_websocket:
            super().handle_one_response()
            return
        with eventlet.Timeout(REQUEST_SECONDS, False) as self._time:
            super().handle_one_response()
            if self._head.chunked and not self._head.body_complete:
                # What is left of it must not be taken for the next request.
                self.close_connection = True
            return
        self.close_connection = True


def _taken_over() -> None:
    """The connection was used as a WebSocket: the WSGI server must add nothing."""
    eventlet.wsgi.WSGI_LOCAL.already_handled = True


def serve(app: Flask, listener: socket.socket, limits: ConnectionLimits, on_stop: Callable[[], None]) -> None:
    """Serves until SIGTERM or SIGINT, then accepts nobody any more, calls `on_stop` and returns."""
    _Protocol.limits = limits
    # The waiting event loop does not notice a signal; it does notice a byte on this socket.
    signalled, signaller = socket.socketpair()
    signaller.setblocking(False)
    signal.set_wakeup_fd(signaller.fileno())
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: None)
    server = eventlet.spawn(
        eventlet.wsgi.server,
        _FairListener(listener),
        app,
        protocol=_Protocol,
        log_output=False,
        max_size=MAX_CONNECTIONS,
        socket_timeout=60,
        debug=False,
    )
    eventlet.hubs.trampoline(signalled, read=True)
    # Whoever comes now finds the next server, and is not turned away by this one.
    with contextlib.suppress(OSError):
        listener.shutdown(socket.SHUT_RDWR)
    on_stop()
    # Time for the last answers to be sent.
    eventlet.sleep(0.1)
    server.kill()

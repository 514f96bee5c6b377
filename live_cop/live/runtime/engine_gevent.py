"""The engine gevent: the only file that names it. Names and meanings are those of engine_eventlet.py."""

import io
import signal
import socket
from collections.abc import Callable, Iterator
from typing import Any

import gevent
import gevent.event
import gevent.lock
import gevent.pool
import gevent.pywsgi
import gevent.queue
import gevent.signal
import gevent.socket
from flask import Flask

from .http_head import RequestHead
from .listener import (
    HEAD_SECONDS,
    IDLE_SECONDS,
    MAX_CONNECTIONS,
    REQUEST_SECONDS,
    ConnectionLimits,
    Counted,
    discard,
    weakly,
)

ASYNC_MODE = "gevent"
Queue = gevent.queue.SimpleQueue
Lock = gevent.lock.BoundedSemaphore
sleep = gevent.sleep


class Event:
    """A value that one greenlet waits for and another sends, once."""

    def __init__(self) -> None:
        self._result = gevent.event.AsyncResult()

    def send(self, value: Any = None) -> None:
        self._result.set(value)

    def wait(self) -> Any:
        return self._result.get()


class _Task(gevent.Greenlet):  # type: ignore[misc]
    def wait(self) -> Any:
        return self.get()

    def cancel(self) -> None:
        self.kill(block=False)


def spawn(work: Callable[..., Any], *args: Any) -> Any:
    """Runs `work` concurrently; the result has `wait()`."""
    return _Task.spawn(work, *args)


def spawn_later(seconds: float, work: Callable[..., Any], *args: Any) -> Any:
    """Runs `work` after so many seconds; the result has `cancel()`."""
    return _Task.spawn_later(seconds, work, *args)


def in_thread(work: Callable[..., Any], *args: Any) -> Any:
    """Runs `work` in a real thread and waits for it without blocking the event loop; raises what it raises."""

    def tried() -> tuple[Any, BaseException | None]:
        # The pool prints what its work raises before it passes it on. Where that is written to a full disk, it fails
        # too, and the caller would wait for ever.
        try:
            return work(*args), None
        except BaseException as error:
            return None, error

    found, error = gevent.get_hub().threadpool.apply(tried)
    try:
        if error is not None:
            raise error
        return found
    finally:
        # Its traceback refers to this frame, and so to everything that the work was given.
        error = None


def wait_read(sock: socket.socket, seconds: float | None) -> bool:
    """Waits until there is something to read; False where nothing came in time. None means no limit."""
    return _wait(gevent.socket.wait_read, sock, seconds)


def wait_write(sock: socket.socket, seconds: float) -> bool:
    """Waits until the socket is writable; False after a timeout."""
    return _wait(gevent.socket.wait_write, sock, seconds)


def _wait(wait: Callable[..., None], sock: socket.socket, seconds: float | None) -> bool:
    if sock.fileno() < 0:
        return True
    try:
        wait(sock.fileno(), seconds, TimeoutError())
    except TimeoutError:
        return False
    except OSError:
        # It was closed in the meantime: reading will say so.
        return True
    return True


class _Handler(gevent.pywsgi.WSGIHandler):  # type: ignore[misc]
    """A connection, with limits of time."""

    limits: ConnectionLimits
    _head: RequestHead
    _time: gevent.Timeout
    _counted: Counted
    _seconds = HEAD_SECONDS

    def handle(self) -> None:
        address = self.client_address[0] if self.client_address else ""
        counted = self.limits.acquire(address, self.socket._sock)
        if counted is None:
            self.socket.close()
            return
        self._counted = counted
        try:
            super().handle()
        finally:
            counted.release()

    def read_requestline(self) -> Any:
        with gevent.Timeout(self._seconds, False):
            self._seconds = IDLE_SECONDS
            return super().read_requestline()
        return ""

    def read_request(self, raw_requestline: str) -> Any:
        with gevent.Timeout(HEAD_SECONDS, False):
            self._head = head = RequestHead(raw_requestline.encode("latin-1"), self.rfile.readline)
            self._counted.is_asked()
            # Gevent draws its own conclusions from what has been checked.
            return super().read_request(f"{head.method} {head.target} {head.version}")
        return False

    def MessageClass(self, *_: Any) -> Any:
        """Where gevent would read the header fields."""
        message = super().MessageClass(io.BytesIO())
        for name, value in self._head.headers.items():
            message[name] = value
        return message

    def _headers(self) -> Iterator[tuple[str, str]]:
        """The header fields for the application. Gevent itself also removes what only Python takes for white space."""
        for name, value in self._head.headers.items():
            if "_" not in name and name.lower() not in ("content-type", "content-length"):
                yield f"HTTP_{name.upper().replace('-', '_')}", value

    def get_environ(self) -> Any:
        environ = super().get_environ()
        environ["live_cop.socket"] = self.socket._sock
        environ["live_cop.counted"] = self._counted
        environ["live_cop.more_time"] = weakly(self._more_time)
        environ["live_cop.taken_over"] = weakly(self._taken_over)
        # Gevent lets whoever asks for another protocol read the connection itself, and then reads the body again.
        environ["wsgi.input"] = self.wsgi_input
        environ["wsgi.input_terminated"] = True
        if self._head.chunked:
            self.wsgi_input.rfile = self._head.plain_chunks(self.rfile, weakly(self._close_afterwards))
        return environ

    def _more_time(self) -> None:
        """The time of the request begins again: it is a large file that arrives, or is sent."""
        # A timeout that is started again only has what was left of its time.
        self._time.close()
        self._time = gevent.Timeout.start_new(REQUEST_SECONDS, False)

    def _close_afterwards(self) -> None:
        self.close_connection: bool = True

    def _taken_over(self) -> None:
        self._over = True
        self.close_connection = True

    _over = False

    def process_result(self) -> None:
        if self.wsgi_input.socket is not None:
            # The client waits to be asked for the body, and was not. It may send that now or not, so that nobody knows
            # where the next request begins.
            self.wsgi_input.content_length, self.wsgi_input.chunked_input = 0, False
            self.close_connection = True
        if self._over:
            return
        super().process_result()
        # Whoever waits to be asked for the body sends none.
        if self.wsgi_input.socket is None and not self._discard_body():
            self.wsgi_input.content_length, self.wsgi_input.chunked_input = 0, False
            self.close_connection = True

    def _discard_body(self) -> bool:
        try:
            return discard(self.wsgi_input.read, sleep)
        except OSError:
            # It is no valid body, or its sender has gone.
            return False

    def handle_one_response(self) -> None:
        if self._head.wants_websocket:
            super().handle_one_response()
            return
        self._time = gevent.Timeout.start_new(REQUEST_SECONDS, False)
        try:
            super().handle_one_response()
            if self._head.chunked and not self._head.body_complete:
                # What is left of it must not be taken for the next request.
                self.close_connection = True
        except gevent.Timeout as timeout:
            if timeout is not self._time:
                raise
            self.close_connection = True
        finally:
            self._time.close()


def serve(app: Flask, listener: socket.socket, limits: ConnectionLimits, on_stop: Callable[[], None]) -> None:
    """Serves until SIGTERM or SIGINT, then accepts nobody any more, calls `on_stop` and returns."""
    _Handler.limits = limits
    stopping = gevent.event.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(sign, stopping.set)
    accepting = gevent.socket.socket(fileno=listener.detach())
    server = gevent.pywsgi.WSGIServer(
        accepting,
        app,
        spawn=gevent.pool.Pool(MAX_CONNECTIONS),
        log=None,
        error_log=None,
        handler_class=_Handler,
    )
    server.start()
    stopping.wait()
    # Whoever comes now finds the next server, and is not turned away by this one.
    server.close()
    on_stop()
    # Time for the last answers to be sent.
    gevent.sleep(0.1)
    server.stop(timeout=0.1)

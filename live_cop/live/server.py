"""The engine room: the ONLY file that names the asynchronous library.

Everything else asks here for a greenlet, a queue, an event or a real thread. The library is not patched into the
standard one: what blocks (the disk) runs in a real thread.
"""

import signal
import socket
import warnings
from collections.abc import Callable
from typing import Any

# Its makers wind eventlet down and say so at every import; why it is here is in docs/decisions/.
warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")

import eventlet
import eventlet.event
import eventlet.hubs
import eventlet.queue
import eventlet.tpool
import eventlet.wsgi
from flask import Flask

ASYNC_MODE = "eventlet"
#: Eventlet's own default of 1,024 would turn people away.
MOST_CONNECTIONS = 4_096
Queue = eventlet.queue.LightQueue
Event = eventlet.event.Event
sleep = eventlet.sleep


def spawn(work: Callable[..., Any], *args: Any) -> Any:
    """Runs `work` beside everything else."""
    return eventlet.spawn(work, *args)


def spawn_later(seconds: float, work: Callable[..., Any], *args: Any) -> Any:
    """Runs `work` after some time; the answer has `cancel()`."""
    return eventlet.spawn_after(seconds, work, *args)


def in_thread(work: Callable[..., Any], *args: Any) -> Any:
    """Runs `work` in a real thread and waits for it without stopping the loop; raises what it raises."""
    return eventlet.tpool.execute(work, *args)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Every connection it accepts sends small frames at once: without TCP_NODELAY each
    acknowledgement would wait about 40 ms."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener: socket.socket = eventlet.listen((host, port), family, backlog=1_024, reuse_port=False)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def serve(app: Flask, listener: socket.socket, on_stop: Callable[[], None]) -> None:
    """Serves until SIGTERM or SIGINT, then calls `on_stop` and returns."""
    # A waiting poll does not notice a signal; it does notice a byte on this socket.
    told, tell = socket.socketpair()
    tell.setblocking(False)
    signal.set_wakeup_fd(tell.fileno())
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: None)
    server = eventlet.spawn(
        eventlet.wsgi.server,
        listener,
        app,
        log_output=False,
        max_size=MOST_CONNECTIONS,
        socket_timeout=60,
        keepalive=30,
        debug=False,
    )
    eventlet.hubs.trampoline(told, read=True)
    on_stop()
    # A moment for the last answers to leave.
    eventlet.sleep(0.1)
    server.kill()

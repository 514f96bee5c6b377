"""The bytes below a WebSocket: a non-blocking TCP socket that ends once, for both its reader and its writer."""

import socket
import time

from .. import runtime

RECV_BYTES = 16 * 1024


class Stream:
    """A connected socket. `ended` tells both sides that it is over."""

    __slots__ = ("_sock", "ended", "sent_at")

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self.ended = False
        #: When (`time.monotonic`) the system last accepted bytes.
        self.sent_at = time.monotonic()

    def send(self, data: bytes) -> int:
        """Sends as many bytes as the system accepts now, and returns their number."""
        try:
            sent = self._sock.send(data)
        except BlockingIOError:
            return 0
        except OSError:
            self.end()
            return 0
        self.sent_at = time.monotonic()
        return sent

    def recv(self) -> bytes | None:
        """What has arrived, b"" at the end; None where there is nothing yet. Raises OSError."""
        try:
            return self._sock.recv(RECV_BYTES)
        except BlockingIOError:
            return None

    def wait_read(self, seconds: float | None) -> bool:
        """Waits for something to arrive; False after a timeout."""
        return bool(runtime.wait_read(self._sock, seconds))

    def wait_write(self, seconds: float) -> bool:
        """Waits until the socket is writable; False after a timeout."""
        return bool(runtime.wait_write(self._sock, seconds))

    def end(self) -> None:
        """Ends the connection at once, and wakes up all that wait for it."""
        if not self.ended:
            self.ended = True
            try:
                self._sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

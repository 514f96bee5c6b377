"""Writing to a WebSocket: whole frames, one after the other.

Two write: the transport library with its own packets (`send`, which waits its turn) and delivery with frames that were
encoded once for many (`offer`, which never waits). A frame that was begun is finished before anything else, so frames
never mix, even where the system took only half of one.
"""

import time

from .. import runtime
from .frames import TextFrame
from .stream import Stream

#: A peer that takes nothing for so long is gone.
STUCK_SECONDS = 15.0


class FrameWriter:
    """Writes frames to a stream."""

    __slots__ = ("_lock", "_pending", "_stream", "compress")

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._lock = runtime.Lock(1)
        #: What is left of a frame that was begun.
        self._pending = b""
        #: Whether the peer understands permessage-deflate.
        self.compress = False

    def offer(self, frame: TextFrame) -> bool:
        """Sends a frame now or not at all: False where the connection cannot take it at this moment."""
        if self._stream.ended or self._lock.locked() or (self._pending and not self._finish()):
            return False
        data = frame.encoded(self.compress)
        sent = self._stream.send(data)
        self._pending = data[sent:] if sent else b""
        return sent > 0

    def send(self, data: bytes) -> None:
        """Sends all of this, after what was begun, and waits where it must. Raises OSError when the connection is gone
        or stuck."""
        stream = self._stream
        with self._lock:
            data, self._pending = self._pending + data, b""
            while data:
                if stream.ended:
                    raise OSError("the connection has ended")
                sent = stream.send(data)
                data = data[sent:]
                if data and not sent and not stream.wait_write(STUCK_SECONDS):
                    stream.end()

    def send_text(self, payload: bytes) -> None:
        """Sends a text message, as `send` does."""
        self.send(TextFrame(payload).encoded(self.compress))

    def offer_bytes(self, data: bytes) -> None:
        """Sends a control frame where nothing is in its way; else it is left out."""
        if not self._stream.ended and not self._lock.locked() and not self._pending:
            self._stream.send(data)

    @property
    def busy(self) -> bool:
        """Whether a frame is only half sent."""
        return bool(self._pending) and not self._stream.ended

    def flush_pending(self) -> None:
        """Sends more of what was begun, as much as the system takes now."""
        if not self._stream.ended and not self._lock.locked():
            self._finish()

    def flush(self) -> None:
        """Sends the rest of what was begun, and waits where it must."""
        try:
            self.send(b"")
        except OSError:
            pass

    def stuck_since(self, moment: float) -> bool:
        """Whether the peer has taken nothing for too long since this moment (`time.monotonic`)."""
        return time.monotonic() - max(moment, self._stream.sent_at) > STUCK_SECONDS

    def _finish(self) -> bool:
        """Whether nothing is half sent any more."""
        if self._pending:
            self._pending = self._pending[self._stream.send(self._pending) :]
        return not self._pending and not self._stream.ended

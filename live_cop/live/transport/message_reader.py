"""Reading from a WebSocket: frames become messages, bounded in size, in number and in pace.

`websockets` parses the frames. What is no text, too large, too fragmented or broken ends the connection; somebody who
sends faster than a person can is read more slowly.
"""

import logging
import time
from collections.abc import Callable, Sequence

from websockets.extensions import Extension
from websockets.frames import Frame, Opcode
from websockets.protocol import Protocol, Side, State

from .. import runtime
from ..token_bucket import TokenBucket
from .frame_writer import FrameWriter
from .stream import Stream

#: Bytes of one message, over all its fragments. The contract refuses a command of more than 64 KiB with a sentence, so
#: a connection must be able to receive somewhat more than that.
MAX_MESSAGE_BYTES = 256 * 1024
#: The same before a client has said who it is, which takes a few hundred bytes.
MAX_UNIDENTIFIED_BYTES = 16 * 1024
#: Fragments of one message: a browser sends one or two.
MAX_FRAGMENTS = 1024
#: A client that sends nothing for so long is gone, while the transport library does not look after the connection.
SILENT_SECONDS = 20.0
#: Frames a second that are read without a pause, and the most at once.
FRAMES_PER_SECOND = 100.0
FRAMES_AT_ONCE = 200.0
#: `websockets` logs every connection that opens and every broken frame; nobody needs to read that.
silent_log = logging.getLogger("live_cop.websocket")
silent_log.setLevel(logging.CRITICAL)
#: How often others get their turn while one client never stops sending: after so many reads.
READS_PER_TURN = 8


class MessageReader:
    """Reads text messages from a stream. `has_keepalive` says whether somebody sends pings on this connection."""

    def __init__(self, stream: Stream, writer: FrameWriter, has_keepalive: Callable[[], bool]) -> None:
        self._stream = stream
        self._writer = writer
        self._has_keepalive = has_keepalive
        self._protocol = Protocol(Side.SERVER, max_size=MAX_UNIDENTIFIED_BYTES, logger=silent_log)
        #: Frames that have arrived and are not handled yet, the next one last, and the fragments of a message so far.
        self._frames: list[Frame] = []
        self._fragments: list[bytes] = []
        self._bucket = TokenBucket(FRAMES_AT_ONCE, FRAMES_PER_SECOND, time.monotonic())
        self._reads = 0

    def use_extensions(self, extensions: Sequence[Extension]) -> None:
        """The extensions agreed on in the opening handshake."""
        self._protocol.extensions = list(extensions)

    def allow_long_messages(self) -> None:
        """The client has said who it is, and may send more at a time."""
        self._protocol.max_message_size = MAX_MESSAGE_BYTES

    def next_message(self) -> str | None:
        """The next text message; None at the end of the connection. Raises where the parser does."""
        stream = self._stream
        while not stream.ended:
            while self._frames and not stream.ended:
                self._keep_pace()
                message = self._reassemble(self._frames.pop())
                if message is not None:
                    return message
            # After a broken or oversized frame nothing that follows can be understood.
            if self._protocol.state is not State.OPEN or not self._read():
                stream.end()
        return None

    def close(self) -> None:
        """The parser and the protocol hold each other, with a message that was never completed, and the garbage
        collector runs seldom."""
        self._protocol.parser.close()

    def _reassemble(self, frame: Frame) -> str | None:
        """The message that ends with this frame; None where none does. Raises UnicodeDecodeError."""
        if frame.opcode in (Opcode.PING, Opcode.PONG):
            return None
        if frame.opcode not in (Opcode.TEXT, Opcode.CONT):
            # A close frame, or something binary, which no client of ours sends.
            self._stream.end()
            return None
        if frame.fin and not self._fragments:
            return str(frame.data, "utf-8")
        self._fragments.append(bytes(frame.data))
        if len(self._fragments) > MAX_FRAGMENTS:
            self._stream.end()
        if not frame.fin:
            return None
        message = b"".join(self._fragments).decode()
        self._fragments.clear()
        return message

    def _read(self) -> bool:
        """Hands what has arrived to the parser; False at the end."""
        self._reads += 1
        if self._reads % READS_PER_TURN == 0:
            runtime.sleep(0)
        while (data := self._stream.recv()) is None:
            seconds = None if self._has_keepalive() else SILENT_SECONDS
            if not self._stream.wait_read(seconds) or self._stream.ended:
                return False
        return bool(data) and self._parse(data)

    def _parse(self, data: bytes) -> bool:
        """Parses the frames in `data`; False if they are more than any client needs to send in a burst."""
        self._protocol.receive_data(data)
        frames = [event for event in reversed(self._protocol.events_received()) if isinstance(event, Frame)]
        # A few compressed bytes may have become a lot.
        if sum(len(frame.data) for frame in frames) > MAX_MESSAGE_BYTES:
            return False
        self._frames = frames
        if self._protocol.state is State.OPEN and (pongs := b"".join(self._protocol.data_to_send())):
            self._writer.send(pongs)
        return True

    def _keep_pace(self) -> None:
        wait = self._bucket.borrow(time.monotonic())
        if wait:
            runtime.sleep(wait)

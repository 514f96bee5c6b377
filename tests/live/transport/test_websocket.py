"""A WebSocket over a real pair of sockets: frames of two writers never mix, whatever the system takes at a time, and
what comes in is bounded."""

import gc
import socket
import weakref
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.frames import Frame as Piece
from websockets.frames import Opcode
from websockets.headers import parse_extension
from websockets.protocol import Protocol, Side

from live_cop.live import runtime
from live_cop.live.transport import frame_writer, frames, message_reader
from live_cop.live.transport.frames import PayloadPart, TextFrame
from live_cop.live.transport.websocket import WebSocketConnection

ENVIRON = {
    "PATH_INFO": "/socket.io/",
    "HTTP_UPGRADE": "websocket",
    "HTTP_CONNECTION": "keep-alive, Upgrade",
    "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ==",
    "HTTP_SEC_WEBSOCKET_VERSION": "13",
}
TEXT, CONT = Opcode.TEXT, Opcode.CONT
PACKING = {"HTTP_SEC_WEBSOCKET_EXTENSIONS": "permessage-deflate; client_max_window_bits"}


class Far:
    """The other end: a browser, as far as a line can tell."""

    def __init__(self, trusted: bool = True, **more: str) -> None:
        near, self.sock = socket.socketpair()
        for each in (near, self.sock):
            each.setblocking(False)
        near.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        self._near = near
        self.connection = WebSocketConnection(near)
        assert self.connection.handshake({**ENVIRON, **more})
        if trusted:
            self.connection.mark_identified()
        self.answer = self.sock.recv(4096)
        self._protocol = Protocol(Side.CLIENT, max_size=None)
        if b"permessage-deflate" in self.answer:
            ((_, agreed),) = parse_extension(self.answer.decode().split("Extensions: ")[1].split("\r\n")[0])
            packing = ClientPerMessageDeflateFactory(client_max_window_bits=True)
            self._protocol.extensions = [packing.process_response_params(agreed, [])]
        self.heard: list[str] = []

    def read(self, most: int = 65536) -> bool:
        """Takes what is there, at most so many bytes; False when there is nothing."""
        try:
            data = self.sock.recv(most)
        except BlockingIOError:
            return False
        self._protocol.receive_data(data)
        self.heard += [str(frame.data, "utf-8") for frame in self._protocol.events_received() if frame.opcode == TEXT]
        return bool(data)

    def say(self, *what: Piece | str) -> None:
        for each in what:
            self._protocol.send_frame(Piece(TEXT, each.encode()) if isinstance(each, str) else each)
        self.sock.sendall(b"".join(self._protocol.data_to_send()))

    def pour(self, pieces: Iterable[Piece]) -> None:
        """Says so much that it takes several reads, until the line ends."""
        data = b"".join(piece.serialize(mask=True) for piece in pieces)
        while data and not self.connection.ended:
            try:
                data = data[self.sock.send(data) :]
            except BlockingIOError:
                runtime.sleep(0.001)
            except OSError:
                return

    def close(self) -> None:
        self._near.close()
        self.sock.close()


@pytest.fixture
def far():
    ends: list[Far] = []

    def far(**more) -> Far:
        ends.append(Far(**more))
        return ends[-1]

    yield far
    for end in ends:
        end.close()


def test_the_handshake_is_the_one_of_the_standard(far):
    answer = far().answer
    # RFC 6455, 1.3: the example key and what it must be answered with.
    assert answer.startswith(b"HTTP/1.1 101 ") and b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in answer


def test_a_header_field_that_a_proxy_has_emptied_counts_as_absent(far):
    assert far(HTTP_SEC_WEBSOCKET_EXTENSIONS="").answer.startswith(b"HTTP/1.1 101 ")


@pytest.mark.parametrize("wrong", ["HTTP_UPGRADE", "HTTP_CONNECTION", "HTTP_SEC_WEBSOCKET_VERSION"])
def test_a_request_that_is_no_handshake_opens_nothing(wrong):
    near, sock = socket.socketpair()
    assert not WebSocketConnection(near).handshake({**ENVIRON, wrong: "nonsense"})
    near.close()
    sock.close()


@settings(deadline=None, max_examples=60)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["offer", "send", "read", "flush_pending"]), st.integers(1, 30_000)),
        min_size=1,
        max_size=40,
    ),
    packs=st.booleans(),
)
def test_frames_of_two_writers_never_mix(steps, packs):
    far = Far(**(PACKING if packs else {}))
    said: list[str] = []
    tasks = []
    for number, (what, size) in enumerate(steps):
        message = f"{number}:" + "é" * (size // 2)
        if what == "offer" and far.connection.writer.offer(TextFrame(message.encode())):
            said.append(message)
        elif what == "send":
            tasks.append(runtime.spawn(far.connection.send, message))
            said.append(message)
            runtime.sleep(0)
        elif what == "read":
            far.read(size)
            runtime.sleep(0)
        elif what == "flush_pending":
            far.connection.writer.flush_pending()
    for _ in range(10_000):
        far.connection.writer.flush_pending()
        runtime.sleep(0)
        if not far.read() and not far.connection.writer.busy and len(far.heard) == len(said):
            break
    for task in tasks:
        task.wait()
    far.close()
    assert sorted(far.heard) == sorted(said)
    # What was offered arrives in its order.
    offered = [message for message in far.heard if steps[int(message.split(":")[0])][0] == "offer"]
    assert offered == sorted(offered, key=lambda message: int(message.split(":")[0]))


def test_a_connection_that_is_full_takes_no_frame_and_says_so(far):
    end = far()
    taken = sum(end.connection.writer.offer(TextFrame(b"x" * 10_000)) for _ in range(100))
    assert 0 < taken < 100
    assert end.connection.writer.busy
    while end.read():
        end.connection.writer.flush_pending()
    assert end.heard == ["x" * 10_000] * taken and not end.connection.writer.busy


def test_sending_to_a_peer_that_does_not_read_ends(far, monkeypatch):
    monkeypatch.setattr(frame_writer, "STUCK_SECONDS", 0.05)
    end = far()
    with pytest.raises(OSError):
        for _ in range(100):
            end.connection.send("x" * 10_000)
    assert end.connection.ended


def test_long_frames_are_compressed_for_clients_that_support_it(far):
    text = '{"text":"a word, a word, a word"}' * 1_000
    packing, plain = far(**PACKING), far()
    frame = TextFrame(text.encode())
    assert packing.connection.writer.offer(frame)
    assert len(packing.sock.recv(65536, socket.MSG_PEEK)) < 2_000
    while packing.read():
        packing.connection.writer.flush_pending()
    plain.connection.writer.offer(frame)
    while plain.read():
        plain.connection.writer.flush_pending()
    assert packing.heard == plain.heard == [text]


def test_a_part_that_messages_share_is_compressed_once_and_each_message_is_complete(far, monkeypatch):
    packed: list[int] = []
    compressobj = frames.zlib.compressobj
    monkeypatch.setattr(frames.zlib, "compressobj", lambda *how: packed.append(1) or compressobj(*how))
    shared = PayloadPart(b'"a word, a word, a word",' * 1_000)
    ends = [far(**PACKING), far(**PACKING), far()]
    for number, end in enumerate(ends):
        end.connection.writer.offer(TextFrame(f"[{number},".encode(), shared, b"0]"))
        while end.read():
            end.connection.writer.flush_pending()
    assert [end.heard for end in ends] == [[f"[{n},{shared.text.decode()}0]"] for n in range(3)]
    # Twice two small parts of their own, and the long one.
    assert len(packed) == 5


def test_fragments_become_one_message(far):
    for end in (far(), far(**PACKING)):
        # A sign of three bytes is cut in two, and somebody asks in between whether anyone is there.
        first, last = Piece(TEXT, b"one \xe2", fin=False), Piece(CONT, b"\x82\xac two")
        end.say(first, Piece(Opcode.PING, b"there?"), last, "three")
        assert (end.connection.wait(), end.connection.wait()) == ("one € two", "three")
        assert b"there?" in end.sock.recv(4096)


@pytest.mark.parametrize("known", [True, False])
def test_a_message_that_is_too_long_ends_the_connection(far, known):
    end = far(trusted=known)
    most = message_reader.MAX_MESSAGE_BYTES if known else message_reader.MAX_UNIDENTIFIED_BYTES
    task = runtime.spawn(end.connection.wait)
    end.pour(Piece(CONT if n else TEXT, b"x" * 1_000, fin=False) for n in range(most // 1_000 + 40))
    assert task.wait() is None and end.connection.ended


def test_too_many_fragments_end_the_connection(far):
    end = far()
    task = runtime.spawn(end.connection.wait)
    end.pour(Piece(CONT if n else TEXT, b"", fin=False) for n in range(message_reader.MAX_FRAGMENTS * 3))
    assert task.wait() is None and end.connection.ended


def test_many_frames_that_decompress_to_too_much_end_the_connection_at_once(far):
    end = far(trusted=False, **PACKING)
    end.say(*["x" * 16_000] * 40)
    assert end.connection.wait() is None and end.connection.ended


def test_a_connection_that_has_ended_keeps_nothing_of_an_incomplete_message(far):
    end = far()
    end.say(Piece(TEXT, b"x" * 10_000, fin=False))
    left = weakref.ref(end.connection._reader._protocol)
    gc.disable()
    try:
        end.connection.end()
        del end.connection
        assert left() is None
    finally:
        gc.enable()


def test_a_frame_that_decompresses_to_too_much_ends_the_connection(far):
    end = far(**PACKING)
    end.say("x" * 3_000_000)
    assert end.connection.wait() is None and end.connection.ended


@pytest.mark.parametrize(
    "what",
    [Piece(Opcode.BINARY, b"attachment"), Piece(Opcode.CLOSE, b"\x03\xe8")],
    ids=["binary", "goodbye"],
)
def test_binary_and_close_frames_end_the_connection(far, what):
    end = far()
    end.say(what)
    assert end.connection.wait() is None and end.connection.ended


def test_what_follows_a_binary_frame_is_not_read(far):
    end = far()
    end.say(Piece(Opcode.BINARY, b"attachment"), "a command")
    assert (end.connection.wait(), end.connection.wait()) == (None, None)


@pytest.mark.parametrize("garbage", [b"\xff" * 64, b"\x81\x05hello", b"\xc1\x81\x00\x00\x00\x00\xff", b"\x00" * 14])
def test_broken_frames_end_the_connection_and_nothing_else(far, garbage):
    end = far()
    end.sock.sendall(garbage)
    end.sock.shutdown(socket.SHUT_WR)
    assert end.connection.wait() is None and end.connection.ended


@pytest.mark.parametrize("opcode", [Opcode.TEXT, Opcode.PING, Opcode.PONG])
def test_frames_that_come_faster_than_a_person_sends_are_read_more_slowly(far, monkeypatch, opcode):
    pauses: list[float] = []
    monkeypatch.setattr(message_reader, "FRAMES_AT_ONCE", 5.0)
    monkeypatch.setattr(message_reader.runtime, "sleep", pauses.append)
    end = far()
    end.say(*[Piece(opcode, b"again")] * 20, "at last")
    while end.connection.wait() != "at last":
        pass
    assert len([pause for pause in pauses if pause]) > 10

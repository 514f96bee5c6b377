"""Messages are read whole, however their bytes arrive, and written as RFC 6455 requires."""

import asyncio
import base64
import gc
import hashlib
import re
from urllib.parse import urlsplit

import pytest

from live_cop.rehearse.socketio_client import Screen
from live_cop.rehearse.websocket_client import HandshakeFailed, WebSocket

from ..support.loops import in_a_loop

GREETING = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: %b\r\n\r\n"
LONG = b"long " * 50
VERY_LONG = b"very long " * 7_000
#: Short, long, in two parts with a ping in between, and very long.
FRAMES = (
    b"\x81\x05short"
    + (b"\x81\x7e" + len(LONG).to_bytes(2, "big") + LONG)
    + (b"\x01\x03one" + b"\x89\x02hi" + b"\x80\x04 two")
    + (b"\x81\x7f" + len(VERY_LONG).to_bytes(8, "big") + VERY_LONG)
)


async def talk(pieces_of: int, greeting: bytes = GREETING, sends: bytes = b"") -> tuple[list[bytes], bytes]:
    """What a client hears of FRAMES that come in pieces, and what the server reads from it afterwards."""
    read = asyncio.get_running_loop().create_future()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b"\r\n\r\n")
        key = re.search(rb"Sec-WebSocket-Key: (\S+)", asked)[1]
        proof = hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
        answer = greeting.replace(b"%b", base64.b64encode(proof)) + FRAMES
        # The end in one piece: 70,000 pieces would only take long.
        for at in range(0, 500, pieces_of):
            writer.write(answer[at : min(at + pieces_of, 500)])
            await writer.drain()
            await asyncio.sleep(0)
        writer.write(answer[500:])
        read.set_result(await reader.read())
        writer.close()

    heard: list[bytes] = []
    whole = asyncio.Event()

    def hear(text: bytes, at: float) -> None:
        heard.append(text)
        if len(heard) == 4:
            whole.set()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        client = WebSocket(hear, lambda: None)
        await client.open(urlsplit(f"http://127.0.0.1:{port}"), "/", "a=b")
        async with asyncio.timeout(10):
            await whole.wait()
            if sends:
                client.send(sends)
            client.close()
            return heard, await read


@pytest.mark.parametrize("pieces_of", [1, 2, 7, 130, 500])
def test_messages_are_received_whole_and_in_order(pieces_of):
    heard, written = in_a_loop(talk(pieces_of))
    assert heard == [b"short", LONG, b"one two", VERY_LONG]
    # The ping is answered, masked with zeros.
    assert written.startswith(b"\x8a\x82\0\0\0\0hi")


@pytest.mark.parametrize(
    "length, head", [(5, b"\x81\x85"), (300, b"\x81\xfe\x01\x2c"), (70_000, b"\x81\xff" + (70_000).to_bytes(8, "big"))]
)
def test_messages_of_all_lengths_are_framed_as_the_standard_says(length, head):
    _, written = in_a_loop(talk(500, sends=b"x" * length))
    assert head + bytes(4) + b"x" * length in written


def test_a_server_without_websocket_fails_the_handshake():
    with pytest.raises(HandshakeFailed, match="404"):
        in_a_loop(talk(500, greeting=GREETING.replace(b"101 Switching Protocols", b"404 Not Found")))


def test_a_server_with_a_wrong_accept_key_fails_the_handshake():
    with pytest.raises(HandshakeFailed):
        in_a_loop(talk(500, greeting=GREETING.replace(b"%b", b"anything")))


def test_a_server_that_closes_during_the_handshake_is_reported_once():
    """The waiting task gets the error, and asyncio reports no unretrieved exception."""
    noise: list[dict[str, object]] = []

    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async def come() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: noise.append(context))
        async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            screen = Screen(*[lambda *_: None] * 4)
            with pytest.raises(HandshakeFailed):
                await screen.open(urlsplit(f"http://127.0.0.1:{port}"), "a=b", {"meeting": "K7M3QX"})
            del screen
            await asyncio.sleep(0)
            gc.collect()

    in_a_loop(come())
    assert noise == []


async def be_led() -> tuple[list[bytes], int]:
    """What a screen that is led to another process asks for, and the revision with which it is welcomed there."""
    asked: list[bytes] = []
    elsewhere = b'44{"data":{"error":{"code":"elsewhere","params":{"at":"2"}}}}'
    welcome = b'42["welcome",{"revision":7,"changes":[],"epoch":"e","full":true}]'

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        asked.append(head.split(b" ")[1])
        key = re.search(rb"Sec-WebSocket-Key: (\S+)", head)[1]
        proof = hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
        writer.write(GREETING.replace(b"%b", base64.b64encode(proof)))
        # The connection before this one has certainly ended by then.
        await asyncio.sleep(0.05 * (len(asked) - 1))
        packet = elsewhere if len(asked) == 1 else welcome
        writer.write(bytes((0x81, len(packet))) + packet)
        await reader.read()
        writer.close()

    revisions: list[int] = []
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        screen = Screen(lambda update: revisions.append(update.revision), *[lambda *_: None] * 3)
        await screen.open(urlsplit(f"http://127.0.0.1:{port}"), "a=b", {"meeting": "K7M3QX"})
        screen.close()
    return asked, revisions[0]


def test_a_screen_that_is_led_elsewhere_does_not_take_the_end_of_its_first_connection_for_that_of_its_second():
    asked, revision = in_a_loop(be_led())
    assert [path.rpartition(b"&")[2] for path in asked] == [b"m=K7M3QX", b"at=2"]
    assert revision == 7

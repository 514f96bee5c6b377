"""A connection that follows no rules: what it sends is written by hand, and it reads only what a test asks for."""

import base64
import json
import os
import socket
import struct
import time
from typing import Any

import requests

from ...support.patience import PATIENCE, FairClock


def frame(payload: bytes, first: int = 0x81) -> bytes:
    """A masked frame, as clients send them."""
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", first, 0x80 | size)
    elif size < 1 << 16:
        head = struct.pack("!BBH", first, 0x80 | 126, size)
    else:
        head = struct.pack("!BBQ", first, 0x80 | 127, size)
    return head + bytes(4) + payload


class Raw:
    """A WebSocket to the server, or what one takes for it."""

    def __init__(
        self, port: int, cookie: str = "", *, small: bool = False, session: str = "", source: str = "127.0.0.1"
    ) -> None:
        """`session` is the id of one that began by polling and goes on here."""
        self.sock = socket.socket()
        self.sock.bind((source, 0))
        self.sock.settimeout(PATIENCE)
        if small:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.sock.connect(("127.0.0.1", port))
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET /socket.io/?EIO=4&transport=websocket{f'&sid={session}' if session else ''} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {key}",
            f"Cookie: {cookie}",
        ]
        self.sock.sendall("\r\n".join([*lines, "", ""]).encode())
        # A session that goes on has said all this before.
        self._until(b"\r\n\r\n" if session else b"}")

    @classmethod
    def upgraded(cls, port: int) -> "Raw":
        """An unidentified client that began by polling."""
        address = f"http://127.0.0.1:{port}/socket.io/?EIO=4&transport=polling"
        raw = cls(port, session=json.loads(requests.get(address, timeout=10).text[1:])["sid"])
        raw.say("2probe")
        raw._until(b"3probe")
        raw.say("5")
        return raw

    @classmethod
    def joined(cls, port: int, code: str, session: requests.Session, **more: Any) -> "Raw":
        """Somebody who has joined."""
        cookie = "; ".join(f"{name}={value}" for name, value in session.cookies.items())
        raw = cls(port, cookie, **more)
        raw.say("40" + json.dumps({"meeting": code, "since": None, "epoch": None}))
        raw._until(b'"welcome"')
        return raw

    def say(self, text: str) -> None:
        self.sock.sendall(frame(text.encode()))

    def push(self, data: bytes) -> bool:
        """Sends as much as possible; whether the server still listens."""
        try:
            self.sock.sendall(data)
        except OSError:
            return False
        return True

    def drained(self) -> bool:
        """Discards what has arrived, without waiting; whether the connection is still open."""
        self.sock.settimeout(0)
        try:
            while self.sock.recv(65536):
                pass
        except BlockingIOError:
            return True
        except OSError:
            pass
        finally:
            self.sock.settimeout(PATIENCE)
        return False

    def ended(self, seconds: float) -> bool:
        """Whether the server ends this within so many fair seconds; discards what arrives."""
        clock = FairClock()
        self.sock.settimeout(0.1)
        try:
            while clock.seconds() < seconds:
                try:
                    if not self.sock.recv(65536):
                        return True
                except TimeoutError:
                    pass
        except OSError:
            return True
        return False

    def stays(self) -> bool:
        """Whether the server leaves this open for a second, on the clock by which it would end it."""
        until = time.monotonic() + 1
        while time.monotonic() < until:
            if not self.drained():
                return False
            time.sleep(0.02)
        return True

    def close(self) -> None:
        self.sock.close()

    def hears(self, what: bytes) -> None:
        """Reads until this has arrived."""
        self._until(what)

    def _until(self, what: bytes) -> bytes:
        data = b""
        while what not in data:
            more: Any = self.sock.recv(4096)
            assert more, data
            data += more
        return data

"""A connection without manners: what goes over it is written by hand, and nothing is read that is not asked for."""

import base64
import json
import os
import socket
import struct
from typing import Any

import requests


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

    def __init__(self, port: int, cookie: str = "", small: bool = False, source: str = "127.0.0.1") -> None:
        self.sock = socket.socket()
        self.sock.bind((source, 0))
        self.sock.settimeout(20)
        if small:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.sock.connect(("127.0.0.1", port))
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {key}",
            f"Cookie: {cookie}",
        ]
        self.sock.sendall("\r\n".join([*lines, "", ""]).encode())
        self._until(b"}")

    @classmethod
    def joined(cls, port: int, code: str, session: requests.Session, **more: Any) -> "Raw":
        """Somebody who has come in."""
        cookie = "; ".join(f"{name}={value}" for name, value in session.cookies.items())
        raw = cls(port, cookie, **more)
        raw.say("40" + json.dumps({"meeting": code, "since": None, "epoch": None}))
        raw._until(b'"welcome"')
        return raw

    def say(self, text: str) -> None:
        self.sock.sendall(frame(text.encode()))

    def push(self, data: bytes) -> bool:
        """Sends what it can; whether the other side still listens."""
        try:
            self.sock.sendall(data)
        except OSError:
            return False
        return True

    def ended(self, seconds: float) -> bool:
        """Whether the server has ended this within so many seconds; reads and throws away what comes."""
        self.sock.settimeout(seconds)
        try:
            while self.sock.recv(65536):
                pass
        except TimeoutError:
            return False
        except OSError:
            pass
        return True

    def close(self) -> None:
        self.sock.close()

    def hears(self, what: bytes) -> None:
        """Reads until this has come."""
        self._until(what)

    def _until(self, what: bytes) -> bytes:
        data = b""
        while what not in data:
            more: Any = self.sock.recv(4096)
            assert more, data
            data += more
        return data

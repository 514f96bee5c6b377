"""Sends with the public interface of python-socketio alone.

This is what the server falls back on where the transport library does not work as engineio_bridge.py assumes. People
see every change. It costs more: each event is encoded for each connection, it waits in a queue that has no limit, and a
client that never says who it is stays as long as it answers pings.
"""

from typing import Any

from . import json_codec
from .frames import TextFrame


class EmitTransport:
    """Sends through `socketio.Server`. A session is known by its Socket.IO id."""

    def __init__(self, server: Any) -> None:
        self._server = server

    def session_of(self, id: str) -> str:
        """The id itself."""
        return id

    def mark_identified(self, session: str, who: str = "") -> None:
        """Nothing depends on it here."""

    def offer(self, session: str, frame: TextFrame) -> bool:
        """Hands an event to the library, which always takes it."""
        event, data = json_codec.loads(frame.payload[2:])
        self._server.emit(event, data, to=session)
        return True

    def flush_pending(self, session: str) -> bool:
        """The library sends on its own schedule, and does not report its progress."""
        return False

    def is_stuck(self, session: str, since: float) -> bool:
        """The library ends clients that do not answer its pings."""
        return False

    def end(self, session: str) -> None:
        """Disconnects a client."""
        self._server.disconnect(session)

    def send_away(self, session: str) -> None:
        """Disconnects a client, which may come back."""
        self._server.disconnect(session)

    def left_meeting(self, session: str) -> None:
        """Does nothing: a client that does not end its session stays as long as it answers pings."""

    def close_all(self) -> None:
        """Does nothing: clients notice that their connection has ended, and reconnect. The library's close message
        would tell them not to."""

"""What is put into an inbox is what a client sent, whatever that was."""

from typing import Any

from live_cop.live.follow.streams import Streams
from live_cop.live.transport import json_codec


class NoRedis(Streams):
    """Remembers what would be written."""

    def __init__(self) -> None:
        self.written: list[bytes] = []

    def _add(self, key: str, entry: bytes, seconds: int) -> None:
        self.written.append(entry)


def test_half_an_emoji_in_a_command_reaches_the_owner():
    """Keyboards cut them. One that could not be passed on would be sent again for ever."""
    streams = NoRedis()
    message: dict[str, Any] = {"what": "do", "command": {"args": {"text": "yes \ud83d"}}}
    streams.send("0 aa", message)
    assert json_codec.loads(streams.written[0]) == message

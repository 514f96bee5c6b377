"""How much one person may send: a bucket of commands that refills with time, and the size of one message."""

import json
import time
from collections.abc import Callable
from typing import Any

from ...meeting.refusal import Refusal
from ..transport import json_codec

PER_SECOND = 10.0
BURST = 30.0
#: Bytes of one `do` message.
MAX_BYTES = 64 * 1024


class CommandRateLimit:
    """One bucket a person. Full buckets are forgotten, so this never holds more than those who wrote lately."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._levels: dict[tuple[str, str], tuple[float, float]] = {}

    def take(self, person: tuple[str, str]) -> bool:
        """Takes one command out of a person's bucket; False when it is empty."""
        now = self._clock()
        level, at = self._levels.get(person, (BURST, now))
        level = min(BURST, level + (now - at) * PER_SECOND)
        if level < 1:
            self._levels[person] = (level, now)
            return False
        self._levels[person] = (level - 1, now)
        if len(self._levels) > 5_000:
            self._drop_full(now)
        return True

    def _drop_full(self, now: float) -> None:
        full = [person for person, (level, at) in self._levels.items() if level + (now - at) * PER_SECOND >= BURST]
        for person in full:
            del self._levels[person]


def check_size(message: Any) -> None:
    """Raises Refusal `too_big`, and `bad_command` for what no JSON should hold."""
    try:
        size = len(json_codec.encode(message))
    except (TypeError, ValueError, RecursionError):
        size = _size_as_python_counts(message)
    if size > MAX_BYTES:
        raise Refusal("too_big")


def _size_as_python_counts(message: Any) -> int:
    """Bytes of a message that holds what JSON may but should not."""
    try:
        # Half of an emoji, cut by a phone's keyboard, counts as one sign; the rules take it out of the words.
        return len(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode(errors="replace"))
    except (TypeError, ValueError, RecursionError):
        raise Refusal("bad_command") from None

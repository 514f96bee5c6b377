"""How much one person may send: commands a second, and bytes of one message."""

import json
import time
from collections.abc import Callable
from typing import Any

from ...meeting.refusal import Refusal
from ..token_bucket import TokenBucket
from ..transport import json_codec

COMMANDS_PER_SECOND = 10.0
COMMANDS_AT_ONCE = 30.0
#: Bytes of one `do` message.
MAX_BYTES = 64 * 1024
#: Beyond so many, people whose bucket is full again are forgotten.
MAX_BUCKETS = 5_000


class CommandRateLimit:
    """One bucket of commands a person. This never holds many more people than have sent something lately."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, str], TokenBucket] = {}

    def take(self, person: tuple[str, str]) -> bool:
        """Takes one command out of a person's bucket; False when it is empty."""
        now = self._clock()
        bucket = self._buckets.get(person)
        if bucket is None:
            if len(self._buckets) >= MAX_BUCKETS:
                self._drop_full(now)
            bucket = self._buckets[person] = TokenBucket(COMMANDS_AT_ONCE, COMMANDS_PER_SECOND, now)
        return bucket.take(now)

    def _drop_full(self, now: float) -> None:
        for person in [person for person, bucket in self._buckets.items() if bucket.is_full(now)]:
            del self._buckets[person]


def check_size(message: Any) -> None:
    """Raises Refusal `too_big`, and `bad_command` for what no JSON should hold."""
    try:
        size = len(json_codec.encode(message))
    except (TypeError, ValueError, RecursionError):
        size = _tolerant_size(message)
    if size > MAX_BYTES:
        raise Refusal("too_big")


def _tolerant_size(message: Any) -> int:
    """Bytes of a message that msgspec does not write."""
    try:
        # Half of an emoji, cut in two by a phone's keyboard, counts as one character; the core removes it.
        return len(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode(errors="replace"))
    except (TypeError, ValueError, RecursionError):
        raise Refusal("bad_command") from None

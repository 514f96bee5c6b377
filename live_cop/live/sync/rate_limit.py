"""How much one person may send: commands a second, and bytes of one message."""

import json
from typing import Any

from ...meeting.refusal import Refusal
from ..transport import json_codec

COMMANDS_PER_SECOND = 10.0
COMMANDS_AT_ONCE = 30.0
#: Bytes of one `do` message.
MAX_BYTES = 64 * 1024


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

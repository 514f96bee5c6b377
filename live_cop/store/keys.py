"""The keys behind capability links. Only their hashes are kept, so a stolen file opens no meeting.

A role of a meeting has a version in force. A link of a newer version can be given out while the old holder still works;
when it is first opened its version comes into force, and sessions of older versions end.
"""

import hashlib
from typing import NamedTuple


class Grant(NamedTuple):
    """What a link or a cookie stands for."""

    meeting: str
    role: str
    person: str
    version: int


def hashed(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()

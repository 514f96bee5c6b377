"""How long these tests run: shortly with every `make test`, for hours with `make soak`."""

import os
from typing import TypeVar

LONG = os.environ.get("LIVE_COP_SOAK") == "1"
T = TypeVar("T")


def times(short: T, long: T) -> T:
    """The figure for this run."""
    return long if LONG else short

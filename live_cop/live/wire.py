"""JSON as it goes over the wire: written by msgspec, which knows our records and is fast; read by engine.io's own
reader, which is patient with what clients send and guards against numbers without end."""

from typing import Any

import msgspec
from engineio.json import loads

__all__ = ["dumps", "loads"]

_encoder = msgspec.json.Encoder()


def dumps(value: Any, **_: Any) -> str:
    """The shortest JSON text of a value; records may stand in it as they are."""
    return _encoder.encode(value).decode()

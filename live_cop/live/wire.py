"""JSON as it goes over the wire: written by msgspec, which knows our records and is fast; read by engine.io's own
reader, which is patient with what clients send and guards against numbers without end."""

from typing import Any

import msgspec
from engineio.json import loads

__all__ = ["dumps", "encode", "loads", "raw"]

_encoder = msgspec.json.Encoder()


def encode(value: Any) -> bytes:
    """The shortest JSON text of a value; records may stand in it as they are."""
    return _encoder.encode(value)


def raw(value: Any) -> msgspec.Raw:
    """A value that is encoded already when it becomes a part of another."""
    return msgspec.Raw(_encoder.encode(value))


def dumps(value: Any, **_: Any) -> str:
    """The same as text."""
    return _encoder.encode(value).decode()

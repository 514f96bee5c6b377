"""JSON as it goes over the wire: read and written by msgspec, which knows our records and is fast. What it does not
read goes to engine.io's own reader, which is patient with what clients send and guards against numbers without end."""

from typing import Any

import engineio.json
import msgspec

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder()


def loads(text: str | bytes, **options: Any) -> Any:
    """The value of a JSON text. Raises ValueError."""
    try:
        return _decoder.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return engineio.json.loads(text, **options)


def encode(value: Any) -> bytes:
    """The shortest JSON text of a value; records may stand in it as they are."""
    return _encoder.encode(value)


def raw(value: Any) -> msgspec.Raw:
    """A value that is encoded already when it becomes a part of another."""
    return msgspec.Raw(_encoder.encode(value))


def dumps(value: Any, **_: Any) -> str:
    """The same as text, also of what msgspec does not write: half an emoji in the mouth of a client."""
    try:
        return _encoder.encode(value).decode()
    except UnicodeEncodeError:
        text: str = engineio.json.dumps(value)
        return text

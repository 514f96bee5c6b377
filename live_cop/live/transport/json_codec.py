"""JSON as it goes over the wire, read and written by msgspec, which knows our records and is fast. What it does not
accept (`NaN`, half of an emoji) goes to the standard library, which is patient with what clients send."""

import json
from typing import Any

import msgspec

#: Digits of a number: reading a longer one takes more time than anybody is worth.
MAX_DIGITS = 100

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder()


def loads(text: str | bytes, **options: Any) -> Any:
    """The value of a JSON text. Raises ValueError."""
    try:
        return _decoder.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return json.loads(text, parse_int=_int, **options)


def _int(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError("the number is too long")
    return int(digits)


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
        return json.dumps(value)

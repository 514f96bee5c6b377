"""Records and changes as JSON text, and back."""

from collections.abc import Sequence
from typing import Any

import msgspec

from ..meeting.changes import Change
from ..meeting.records import RECORDS, Record

_encoder = msgspec.json.Encoder()
_decoders: dict[str, msgspec.json.Decoder[Any]] = {kind: msgspec.json.Decoder(type) for kind, type in RECORDS.items()}


def encode(value: Any) -> str:
    """Any record, answer or list of them."""
    return _encoder.encode(value).decode()


def decode_record(kind: str, text: str | bytes | None) -> Record | None:
    """A record of this kind; None stays None (gone)."""
    if text is None or text in ("null", b"null"):
        return None
    record: Record = _decoders[kind].decode(text)
    return record


def encode_changes(changes: Sequence[tuple[int, Change]]) -> str:
    """Changes with their place in the command, so that two journals can be put together again in order."""
    return encode([[place, *change] for place, change in changes])


def decode_changes(text: str) -> list[tuple[int, Change]]:
    """The opposite of `encode_changes`."""
    rows = msgspec.json.decode(text, type=list[tuple[int, str, str, msgspec.Raw, str]])
    return [(place, Change(kind, id, decode_record(kind, bytes(raw)), who)) for place, kind, id, raw, who in rows]

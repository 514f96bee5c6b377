"""Encodes records, changes and answers as JSON, and decodes them."""

from typing import Any

import msgspec

from ..meeting.audience import EVERYONE
from ..meeting.change import Change
from ..meeting.records import RECORDS
from ..meeting.records.base import Record
from ..meeting.safety.redaction import Redaction

_encoder = msgspec.json.Encoder()
_records: dict[str, msgspec.json.Decoder[Any]] = {kind: msgspec.json.Decoder(type) for kind, type in RECORDS.items()}
#: A change with its position in the command, by which the two journals can be merged in order:
#: position, kind, id, record, audience.
PlacedChange = tuple[int, str, str, msgspec.Raw, str]
_changes = msgspec.json.Decoder(list[PlacedChange])


class NoteLocation(msgspec.Struct, frozen=True):
    """The zone and group of a note, decoded without its words."""

    zone: str
    group: str | None = None


_locations = msgspec.json.Decoder(NoteLocation)
_answers = msgspec.json.Decoder(dict[str, Any])


def encode(value: Any) -> str:
    """Any value as JSON text."""
    return _encoder.encode(value).decode()


def encode_record(record: Record | None) -> bytes:
    """A record as JSON; `null` for one that was removed."""
    return _encoder.encode(record)


def decode_record(kind: str, text: str | bytes | None) -> Record | None:
    """A record of this kind. None and `null` give None: the record was removed."""
    if text is None or text == b"null":
        return None
    if kind not in _records:
        raise msgspec.DecodeError("an unknown kind")
    record: Record = _records[kind].decode(text)
    return record


def place_change(position: int, change: Change, record: bytes) -> PlacedChange:
    """A change for a journal, given its encoded record."""
    return (position, change.kind, change.id, msgspec.Raw(record), change.audience)


def decode_changes(text: str) -> list[tuple[int, Change]]:
    """The changes of one journal row, each with its position."""
    return [
        (position, Change(kind, id, decode_record(kind, bytes(raw)), audience))
        for position, kind, id, raw, audience in _changes.decode(text)
    ]


def note_locations(text: str) -> list[tuple[str, NoteLocation]]:
    """The ids and locations of the cards that everyone could see after one journal row; removed ones are left out."""
    return [
        (id, _locations.decode(raw))
        for _, kind, id, raw, audience in _changes.decode(text)
        if kind in ("note", "photo") and audience == EVERYONE and bytes(raw) != b"null"
    ]


def redact(text: str, redaction: Redaction) -> str:
    """A journal row without the redacted words; the same text where it contains none."""
    changes = _changes.decode(text)
    redacted = [_redact_change(change, redaction) for change in changes]
    return text if all(a is b for a, b in zip(redacted, changes, strict=True)) else encode(redacted)


def _redact_change(change: PlacedChange, redaction: Redaction) -> PlacedChange:
    position, kind, id, raw, audience = change
    record = decode_record(kind, bytes(raw))
    redacted = record if record is None else redaction.redact(kind, id, record)
    return change if redacted is record else (position, kind, id, msgspec.Raw(encode_record(redacted)), audience)


def decode_answer(text: str) -> dict[str, Any]:
    """The stored answer to a command."""
    return _answers.decode(text)

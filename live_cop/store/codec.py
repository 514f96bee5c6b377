"""Records, changes and answers as JSON text, and back."""

from typing import Any

import msgspec

from ..meeting.audience import EVERYONE
from ..meeting.change import Change
from ..meeting.records import RECORDS
from ..meeting.records.base import Record
from ..meeting.safety.redaction import Redaction

_encoder = msgspec.json.Encoder()
_records: dict[str, msgspec.json.Decoder[Any]] = {kind: msgspec.json.Decoder(type) for kind, type in RECORDS.items()}
#: A change with its place in the command, so that two journals can be put together again in order:
#: place, kind, id, record, audience.
Placed = tuple[int, str, str, msgspec.Raw, str]
_changes = msgspec.json.Decoder(list[Placed])


class Spot(msgspec.Struct, frozen=True):
    """Where a note is, and nothing else of it."""

    zone: str
    group: str | None = None


_spots = msgspec.json.Decoder(Spot)
_answers = msgspec.json.Decoder(dict[str, Any])


def encode(value: Any) -> str:
    """Anything, as it is kept."""
    return _encoder.encode(value).decode()


def encode_record(record: Record | None) -> bytes:
    """A record; `null` for one that is gone."""
    return _encoder.encode(record)


def decode_record(kind: str, text: str | bytes | None) -> Record | None:
    """A record of this kind; None stays None (gone)."""
    if text is None or text == b"null":
        return None
    record: Record = _records[kind].decode(text)
    return record


def placed(place: int, change: Change, record: bytes) -> Placed:
    """A change for a journal, its record encoded already."""
    return (place, change.kind, change.id, msgspec.Raw(record), change.audience)


def decode_changes(text: str) -> list[tuple[int, Change]]:
    """The changes of one row of a journal, each with its place."""
    return [
        (place, Change(kind, id, decode_record(kind, bytes(raw)), audience))
        for place, kind, id, raw, audience in _changes.decode(text)
    ]


def spots(text: str) -> list[tuple[str, Spot]]:
    """Where everyone saw the notes that changed in one row of a journal; of those that went, nothing."""
    return [
        (id, _spots.decode(raw))
        for _, kind, id, raw, audience in _changes.decode(text)
        if kind == "note" and audience == EVERYONE and bytes(raw) != b"null"
    ]


def without(text: str, kinds: frozenset[str]) -> str:
    """A row of a journal without its changes of these kinds of record."""
    changes = _changes.decode(text)
    kept = [change for change in changes if change[1] not in kinds]
    return text if len(kept) == len(changes) else encode(kept)


def erased(text: str, erasure: Redaction) -> str:
    """A row of a journal without the words of an erasure."""
    changes = _changes.decode(text)
    kept = [_without_words(change, erasure) for change in changes]
    return text if all(a is b for a, b in zip(kept, changes, strict=True)) else encode(kept)


def _without_words(change: Placed, erasure: Redaction) -> Placed:
    place, kind, id, raw, audience = change
    record = decode_record(kind, bytes(raw))
    kept = record if record is None else erasure.redact(kind, id, record, audience)
    return change if kept is record else (place, kind, id, msgspec.Raw(encode_record(kept)), audience)


def decode_answer(text: str) -> dict[str, Any]:
    """What somebody was told about a command."""
    return _answers.decode(text)

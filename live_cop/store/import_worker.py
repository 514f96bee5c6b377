"""Reads an uploaded meeting file in a process of its own: `python -m live_cop.store.import_worker`.

Whatever a file contains, only this process has to cope with it. It writes what the server needs: a refusal, or the rows
of the new meeting, in pieces that the server writes one after the other, between the commands of other meetings. The
piece with the row of the meeting itself is the last one, so there is no meeting before all of it is there.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from .. import os_limits
from ..meeting.audience import SYSTEM
from ..meeting.change import Change
from ..meeting.decide import decide
from ..meeting.lifecycle import meeting_file
from ..meeting.lifecycle.import_meeting import MeetingImport
from ..meeting.lifecycle.meeting_file import Image
from ..meeting.refusal import Refusal
from ..meeting.state import Entry, State
from .meetings.commit import Commit, Rows
from .pictures import StoredPicture

#: The limits of the process: bytes of memory, and seconds of CPU time. A file of 16 MB needs 300 MB and a second.
MEMORY_BYTES, CPU_SECONDS = 2 << 30, 20
#: A piece ends with the record with which it has so many bytes. The server writes one in a few milliseconds.
PIECE_BYTES = 128 << 10


class Upload(Struct, frozen=True):
    """An uploaded file, and what the new meeting is to have (see `State`). `at` is in UTC milliseconds."""

    file: bytes
    code: str
    epoch: str
    secret: bytes
    at: int


class Outcome(Struct, frozen=True, omit_defaults=True):
    """The rows of the meeting, or why there is none."""

    pieces: list[bytes] = []
    refusal: str = ""
    params: dict[str, Any] = {}


def rows_of(upload: Upload) -> list[bytes]:
    """The rows of the meeting in this file, in pieces for `Store.write_piece`. Raises Refusal as `meeting_file.read`
    does."""
    file = meeting_file.read(upload.file)
    state = State.restore(upload.code, upload.epoch, file.revision, (), upload.secret)
    decision = decide(state, MeetingImport(code=upload.code, file=file), SYSTEM, upload.at)
    parts = list(_parts(decision.changes))
    pieces = [_image_piece(upload.code, address, image) for address, image in file.images.items()]
    for number, part in enumerate(parts, start=1):
        revision = file.revision + number
        rows = Rows(
            [
                Commit(
                    code=upload.code,
                    epoch=upload.epoch,
                    secret=upload.secret,
                    revision=revision,
                    at=upload.at,
                    name=MeetingImport.name,
                    key="",
                    changes=part,
                    answer={},
                    entries=[(kind, id, Entry(record, revision, audience)) for kind, id, record, audience in part],
                )
            ]
        )
        if number < len(parts):
            rows.meetings.clear()
        pieces.append(rows.packed())
    return pieces


def _image_piece(code: str, address: str, image: Image) -> bytes:
    rows = Rows(())
    rows.pictures = [(code, StoredPicture(address, image.media, image.data, image.width, image.height))]
    return rows.packed()


def _parts(changes: Sequence[Change]) -> Iterator[list[Change]]:
    part: list[Change] = []
    size = 0
    for change in changes:
        part.append(change)
        size += len(msgspec.json.encode(change.record))
        if size >= PIECE_BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


def main() -> None:
    os_limits.restrict_worker(MEMORY_BYTES, CPU_SECONDS)
    try:
        outcome = Outcome(rows_of(msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Upload)))
    except Refusal as refusal:
        outcome = Outcome(refusal=refusal.code, params=refusal.params)
    except Exception as error:
        # Not its message, which may quote what people wrote.
        sys.exit(f"{type(error).__module__}.{type(error).__name__}")
    sys.stdout.buffer.write(msgspec.msgpack.encode(outcome))


if __name__ == "__main__":
    main()

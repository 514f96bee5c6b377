"""Reads an uploaded meeting file in processes of their own: `python -m live_cop.store.import_worker`.

Whatever a file contains, only these processes have to cope with it. The first (`unpack`, with the file as its input)
checks all of it, and says where its pictures and offered files are. The server has those looked at and painted anew.
The second writes the rows of the new meeting, in pieces that the server writes one after the other, between the
commands of other meetings. The piece with the row of the meeting itself is the last one, so there is no meeting before
all of it is there. Where something is wrong, either writes a refusal.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from .. import os_limits
from ..meeting.audience import SYSTEM
from ..meeting.change import Change
from ..meeting.decide import decide
from ..meeting.lifecycle import meeting_file
from ..meeting.lifecycle.import_meeting import MeetingImport
from ..meeting.lifecycle.meeting_file import Made
from ..meeting.refusal import Refusal
from ..meeting.state import Entry, State
from . import meeting_archive
from .meeting_archive import Part
from .meetings.commit import Commit, Rows

#: The limits of a process: bytes of memory, and seconds of CPU time. A file of 16 MB in JSON needs 300 MB and a second.
MEMORY_BYTES, CPU_SECONDS = 2 << 30, 20
#: A piece ends with the record with which it has so many bytes. The server writes one in a few milliseconds.
PIECE_BYTES = 128 << 10


UNPACK = "unpack"


class Unpacked(Struct, frozen=True, omit_defaults=True):
    """A meeting file: the meeting in JSON without pictures and files, those of them that are elsewhere in the archive,
    those that were in the JSON, by their addresses, and the types that they should have. Or why it is none."""

    json: bytes = b""
    parts: list[Part] = []
    inside: dict[str, bytes] = {}
    media: dict[str, str] = {}
    refusal: str = ""
    params: dict[str, Any] = {}


class Upload(Struct, frozen=True):
    """The JSON of an unpacked file, what was made of its pictures and files, and what the new meeting is to have (see
    `State`). `at` is in UTC milliseconds."""

    file: bytes
    code: str
    epoch: str
    secret: bytes
    at: int
    made: dict[str, Made] = {}


class Outcome(Struct, frozen=True, omit_defaults=True):
    """The rows of the meeting, or why there is none."""

    pieces: list[bytes] = []
    refusal: str = ""
    params: dict[str, Any] = {}


def unpack(file: BinaryIO) -> Unpacked:
    """What is in this file, which has been checked except for what its pictures show. Raises Refusal as
    `meeting_file.read` does."""
    is_archive = file.read(len(meeting_archive.SIGNATURE)) == meeting_archive.SIGNATURE
    file.seek(0)
    json, parts = meeting_archive.read(file) if is_archive else (file.read(), [])
    found = meeting_file.read(json, [part.address for part in parts])
    inside = {address: image.data for address, image in found.images.items()} | found.files
    if inside:
        json = msgspec.json.encode(replace(found, images={}, files={}))
    media = {each.digest: each.media for each in meeting_file.files_of(found)}
    media |= {each.picture: "image/webp" for each in meeting_file.pictures_of(found)}
    return Unpacked(json, parts, inside, media)


def rows_of(upload: Upload) -> list[bytes]:
    """The rows of the meeting in this file, in pieces for `Store.write_piece`. Raises Refusal as `meeting_file.read`
    does."""
    file = meeting_file.with_parts(meeting_file.read(upload.file, upload.made), upload.made)
    state = State.restore(upload.code, upload.epoch, file.revision, (), upload.secret)
    decision = decide(state, MeetingImport(code=upload.code, file=file), SYSTEM, upload.at)
    parts = list(_parts(decision.changes))
    pieces = []
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
    unpacks = sys.argv[1:] == [UNPACK]
    outcome: Unpacked | Outcome
    try:
        if unpacks:
            outcome = unpack(sys.stdin.buffer)
        else:
            outcome = Outcome(rows_of(msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Upload)))
    except Refusal as refusal:
        outcome = (Unpacked if unpacks else Outcome)(refusal=refusal.code, params=refusal.params)
    except Exception as error:
        # Not its message, which may quote what people wrote.
        sys.exit(f"{type(error).__module__}.{type(error).__name__}")
    sys.stdout.buffer.write(msgspec.msgpack.encode(outcome))


if __name__ == "__main__":
    main()

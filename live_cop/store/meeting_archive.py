"""An exported meeting as an archive (ZIP): `meeting.json`, and beside it each picture and each offered file as it is.

In one JSON file they would be a third larger, and nobody could read or write them one after the other.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from msgspec import Struct

from ..meeting.refusal import Refusal

NAME, FOLDER = "meeting.json", "files/"
#: Bytes of a meeting in JSON without its pictures: one with 3,000 long notes and 200 snapshots of a hundred notes each
#: is smaller.
MAX_JSON_BYTES = 16 << 20
#: Bytes of an archive: 200 MB of pictures, with the last ones with which a meeting goes beyond that, and the JSON.
MAX_BYTES = 256 << 20
SIGNATURE = b"PK\x03\x04"
#: Every archive of one meeting is the same: it says nothing about when it was made.
_DATE = (1980, 1, 1, 0, 0, 0)
#: Bytes of the head that stands before each file, without its name and its extra field; and where their lengths are.
_HEAD_BYTES, _LENGTHS = 30, 26
_PIECE_BYTES = 1 << 20


class Part(Struct, frozen=True):
    """A picture or an offered file: its address by content, and where its bytes are in the archive."""

    address: str
    offset: int
    size: int


def read(file: BinaryIO) -> tuple[bytes, list[Part]]:
    """The meeting in JSON, and what is beside it: each has the content that its address says.

    Raises Refusal `not_a_meeting_file` for another archive, and `broken_file`."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if NAME not in archive.NameToInfo:
                raise Refusal("not_a_meeting_file")
            with archive.open(NAME) as member:
                json = member.read(MAX_JSON_BYTES + 1)
            if len(json) > MAX_JSON_BYTES or len(members) != len(archive.NameToInfo):
                raise Refusal("broken_file")
            return json, [_part(file, each) for each in members if each.filename != NAME]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        raise Refusal("broken_file") from None


def _part(file: BinaryIO, member: zipfile.ZipInfo) -> Part:
    address = member.filename.removeprefix(FOLDER).partition(".")[0]
    file.seek(member.header_offset)
    head = file.read(_HEAD_BYTES)
    if len(head) < _HEAD_BYTES or member.compress_type != zipfile.ZIP_STORED:
        raise Refusal("broken_file")
    name, extra = (int.from_bytes(head[place : place + 2], "little") for place in (_LENGTHS, _LENGTHS + 2))
    part = Part(address, member.header_offset + _HEAD_BYTES + name + extra, member.file_size)
    if _digest(file, part) != address:
        raise Refusal("broken_file")
    return part


def _digest(file: BinaryIO, part: Part) -> str:
    digest = hashlib.sha256()
    file.seek(part.offset)
    left = part.size
    while left and (piece := file.read(min(left, _PIECE_BYTES))):
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest()


def write(json: bytes, parts: Iterable[tuple[str, str, bytes]]) -> Iterator[bytes]:
    """The archive in pieces, with these parts as (address, ending of the name, bytes). Slow: for a thread."""
    made = _Unseekable()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(zipfile.ZipInfo(NAME, _DATE), json, zipfile.ZIP_DEFLATED)
        yield made.taken()
        for address, ending, data in parts:
            archive.writestr(zipfile.ZipInfo(f"{FOLDER}{address}.{ending}", _DATE), data)
            yield made.taken()
    yield made.taken()


class _Unseekable(io.RawIOBase):
    """Holds what was written since it was last asked."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(memoryview(data))  # type: ignore[arg-type]
        self._pieces.append(piece)
        return len(piece)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)

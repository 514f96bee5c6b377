"""Whether SQLite's write-ahead log is whole: what is not yet in the file is in it, and nowhere else.

SQLite reads a log up to the first frame that is not valid, and takes that for the end. So with a damaged log it would
answer, without a word, with the meetings as they were some time ago, or with none at all. After a crash only the end of
a log may be torn: the last transaction, which nobody was told of.
"""

import struct
import sys
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..atomic_file import sidecar

_HEADER, _FRAME = struct.Struct(">8I"), struct.Struct(">6I")
#: The first number of a log says in which byte order its checksums are computed.
_MAGIC = {0x377F0682: "little", 0x377F0683: "big"}
_VERSION = 3_007_000
_MASK = 0xFFFFFFFF
#: Where the index of the log (the file -shm) says how many frames are committed, and its two copies of that part.
_INDEX_COPY_BYTES, _INDEX_FRAMES_AT, _INDEX_SALTS = 48, 16, slice(32, 40)


class _Frame(NamedTuple):
    """A page in the log. `valid` is whether SQLite will read it; `commits` whether a transaction ends with it."""

    valid: bool
    commits: bool


def is_damaged(path: Path) -> bool:
    """Whether the log of this database has lost transactions that were saved."""
    log = sidecar(path, "-wal")
    if not log.exists() or log.stat().st_size <= _HEADER.size:
        return False
    with log.open("rb") as opened:
        head = opened.read(_HEADER.size)
        magic, version, page_size, _, _, _, *checksum = _HEADER.unpack(head)
        if magic not in _MAGIC or version != _VERSION or not 512 <= page_size <= 65_536:
            return True
        order = _MAGIC[magic]
        if _checksum(head[:24], order, (0, 0)) != tuple(checksum):
            return True
        frames = list(_frames(opened.read, page_size, order, head[16:24], (checksum[0], checksum[1])))
    saved = max((n for n, frame in enumerate(frames, start=1) if frame.valid and frame.commits), default=0)
    # Frames are written only once the transaction before them is on the disk.
    lost = any(frame.commits for frame in frames[saved:-1] if not frame.valid)
    return lost or saved < _committed_frames(path, head[16:24])


def _frames(
    read: Callable[[int], bytes], page_size: int, order: str, salts: bytes, checksum: tuple[int, int]
) -> Iterator[_Frame]:
    """The frames of this log, without those that are left of an older one behind its end."""
    valid = True
    while len(frame := read(_FRAME.size + page_size)) == _FRAME.size + page_size:
        if frame[8:16] == salts:
            _, pages, _, _, *expected = _FRAME.unpack(frame[: _FRAME.size])
            if valid:
                checksum = _checksum(frame[:8] + frame[_FRAME.size :], order, checksum)
                valid = checksum == tuple(expected)
            yield _Frame(valid, pages != 0)
        else:
            valid = False


def _checksum(data: bytes, order: str, start: tuple[int, int]) -> tuple[int, int]:
    words = array("I", data)
    if order != sys.byteorder:
        words.byteswap()
    first, second = start
    numbers = iter(words)
    for even, odd in zip(numbers, numbers, strict=True):
        first = (first + even + second) & _MASK
        second = (second + odd + first) & _MASK
    return first, second


def _committed_frames(path: Path, salts: bytes) -> int:
    """How many frames of the log with these salts were committed, as its index says; 0 where that is not known."""
    try:
        with sidecar(path, "-shm").open("rb") as opened:
            one, other = opened.read(_INDEX_COPY_BYTES), opened.read(_INDEX_COPY_BYTES)
    except OSError:
        return 0
    if one != other or len(one) < _INDEX_COPY_BYTES or one[_INDEX_SALTS] != salts:
        return 0
    return int.from_bytes(one[_INDEX_FRAMES_AT : _INDEX_FRAMES_AT + 4], sys.byteorder)
